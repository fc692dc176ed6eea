// Retries: which endings are tried again, and how long each attempt waits.

#include "domain/retry_policy.h"
#include "support/durations.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

} // namespace

class RetryPolicyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyChosenOutcomesAreTriedAgain();
    void whatMustNeverBeTriedAgainCannotBeChosen();
    void theDelayDoubles();
    void everyAttemptMayHaveItsOwnDelay();
    void theLastDelayHoldsForAllFurtherAttempts();
    void theBudgetEndsItWhateverTheDelays();
};

void RetryPolicyTest::onlyChosenOutcomesAreTriedAgain()
{
    const RetryPolicy policy{.maxAttempts = 3, .outcomes = EndReasons::of({EndReason::Busy})};
    QVERIFY(policy.isRetryable(EndReason::Busy));
    QVERIFY(!policy.isRetryable(EndReason::NoAnswer));
    QVERIFY(!policy.isRetryable(EndReason::CarrierError));
    QVERIFY(!policy.delayAfter(1, EndReason::NoAnswer));
    const RetryPolicy none{.maxAttempts = 3, .outcomes = {}};
    for (const EndReason reason : allEndReasons) {
        QVERIFY(!none.isRetryable(reason));
    }
}

void RetryPolicyTest::whatMustNeverBeTriedAgainCannotBeChosen()
{
    EndReasons everything;
    for (const EndReason reason : allEndReasons) {
        everything.bits |= EndReasons::of({reason}).bits;
        QVERIFY(everything.contains(reason));
    }
    const RetryPolicy policy{.maxAttempts = 3, .outcomes = everything};
    for (const EndReason reason : allEndReasons) {
        const bool possible =
            reason == EndReason::Busy || reason == EndReason::NoAnswer || reason == EndReason::CarrierError;
        QCOMPARE(policy.isRetryable(reason), possible);
        QCOMPARE(policy.delayAfter(1, reason).has_value(), possible);
    }
}

void RetryPolicyTest::theDelayDoubles()
{
    const RetryPolicy policy{.maxAttempts = 20, .delay = minute};
    QCOMPARE(policy.delayAfter(1, EndReason::Busy), minute);
    QCOMPARE(policy.delayAfter(2, EndReason::Busy), minute * 2);
    QCOMPARE(policy.delayAfter(5, EndReason::Busy), minute * 16);
    QVERIFY(policy.delayBefore(1'000) > minute); // it stops growing before it overflows
}

void RetryPolicyTest::everyAttemptMayHaveItsOwnDelay()
{
    const RetryPolicy policy{.maxAttempts = 4, .delays = {minute, minute * 30, minute * 5}};
    QCOMPARE(policy.delayAfter(1, EndReason::Busy), minute);
    QCOMPARE(policy.delayAfter(2, EndReason::NoAnswer), minute * 30);
    QCOMPARE(policy.delayAfter(3, EndReason::CarrierError), minute * 5);
    QVERIFY(!policy.delayAfter(4, EndReason::Busy));
}

void RetryPolicyTest::theLastDelayHoldsForAllFurtherAttempts()
{
    const RetryPolicy policy{.maxAttempts = 20, .delays = {minute, minute * 7}};
    for (int attempt = 2; attempt < 20; ++attempt) {
        QCOMPARE(policy.delayAfter(attempt, EndReason::Busy), minute * 7);
    }
}

void RetryPolicyTest::theBudgetEndsItWhateverTheDelays()
{
    const RetryPolicy policy{.maxAttempts = 2, .delays = {minute, minute, minute}};
    QVERIFY(policy.delayAfter(1, EndReason::Busy).has_value());
    QVERIFY(!policy.delayAfter(2, EndReason::Busy));
    QVERIFY(!RetryPolicy{}.delayAfter(1, EndReason::Busy)); // one attempt, unless somebody asks for more
}

QTEST_GUILESS_MAIN(RetryPolicyTest)

#include "retry_policy_test.moc"
