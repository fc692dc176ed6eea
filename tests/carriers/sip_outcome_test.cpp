// What the callee did, told from what the trunk refused.

#include "carriers/sip_outcome.h"

#include <QTest>

#include <map>

using namespace campanile;

class SipOutcomeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsOutcome();
    void theNetworksCauseRefinesWhatSaysNothing();
    void theNetworksCauseDoesNotOverrideAClearAnswer();
    void aTrunkThatAsksForPatienceIsThrottled();
};

void SipOutcomeTest::everyStatusHasItsOutcome()
{
    const std::map<EndReason, std::vector<int>> known = {
        {EndReason::Busy, {486, 600}},
        {EndReason::NoAnswer, {408, 480}},
        {EndReason::InvalidNumber, {404, 410, 484, 604}},
        {EndReason::Declined, {603, 607, 608}},
        {EndReason::TrunkRefused, {402, 403}},
        {EndReason::TrunkAuthentication, {401, 407}},
        {EndReason::MediaMismatch, {415, 488, 606}},
        {EndReason::TrunkThrottled, {429}},
    };
    std::map<int, EndReason> expected;
    for (const auto &[reason, codes] : known) {
        for (const int code : codes) {
            expected[code] = reason;
        }
    }
    for (int code = 300; code < 700; ++code) {
        const auto found = expected.find(code);
        const SipOutcome outcome = sipOutcome(code);
        QCOMPARE(outcome.cause, found == expected.end() ? EndReason::CarrierError : found->second);
        const bool byCallee = outcome.cause == EndReason::Busy || outcome.cause == EndReason::Declined;
        QCOMPARE(outcome.origin, byCallee ? EndOrigin::Callee : EndOrigin::Carrier);
    }
}

void SipOutcomeTest::theNetworksCauseRefinesWhatSaysNothing()
{
    const std::map<int, EndReason> causes = {{1, EndReason::InvalidNumber}, {28, EndReason::InvalidNumber},
                                             {17, EndReason::Busy},         {18, EndReason::NoAnswer},
                                             {19, EndReason::NoAnswer},     {21, EndReason::Declined},
                                             {34, EndReason::CarrierError}, {38, EndReason::CarrierError},
                                             {41, EndReason::CarrierError}, {42, EndReason::CarrierError}};
    for (const int code : {480, 500, 503}) {
        for (const auto &[cause, reason] : causes) {
            QCOMPARE(sipOutcome(code, cause).cause, reason);
        }
        QCOMPARE(sipOutcome(code, 127), sipOutcome(code)); // it says nothing either
    }
}

void SipOutcomeTest::theNetworksCauseDoesNotOverrideAClearAnswer()
{
    QCOMPARE(sipOutcome(486, 1).cause, EndReason::Busy);
    QCOMPARE(sipOutcome(403, 17).cause, EndReason::TrunkRefused);
    QCOMPARE(sipOutcome(603, 19).cause, EndReason::Declined);
}

void SipOutcomeTest::aTrunkThatAsksForPatienceIsThrottled()
{
    QCOMPARE(sipOutcome(503).cause, EndReason::CarrierError);
    QCOMPARE(sipOutcome(503, std::nullopt, true).cause, EndReason::TrunkThrottled);
    QCOMPARE(sipOutcome(503, 17, true).cause, EndReason::TrunkThrottled);
    QCOMPARE(sipOutcome(500, std::nullopt, true).cause, EndReason::CarrierError);
}

QTEST_APPLESS_MAIN(SipOutcomeTest)

#include "sip_outcome_test.moc"
