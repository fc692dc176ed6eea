// The rules without a life cycle: rates, retries, the number ledger, end reasons, change sets.

#include "core/random.h"
#include "domain/change_set.h"
#include "domain/end_reason.h"
#include "domain/gcra.h"
#include "domain/number_ledger.h"
#include "domain/retry_policy.h"
#include "support/durations.h"
#include "support/most_in_a_minute.h"

#include <QTest>

#include <set>
#include <vector>

using namespace campanile;
using namespace campanile::test;

Q_DECLARE_METATYPE(campanile::EndReason)
Q_DECLARE_METATYPE(campanile::NumberHistory)

namespace {

constexpr WallTime start{1'767'603'600'000};

/// Calls as early as the bucket lets them, of a crowd that comes in bursts with pauses between.
std::vector<WallTime> callsOf(const Gcra &gcra, int n, Random &random)
{
    std::vector<WallTime> calls;
    WallTime tat;
    WallTime now = start;
    for (int i = 0; i < n; ++i) {
        if (random.below(20) == 0) {
            now = now + Milliseconds(static_cast<std::int64_t>(random.below(5'000)));
        } else if (random.below(3) == 0) {
            now = now + Milliseconds(static_cast<std::int64_t>(random.below(3)));
        }
        now = gcra.earliest(tat, now);
        tat = gcra.afterCall(tat, now);
        calls.push_back(now);
    }
    return calls;
}

} // namespace

class RulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noMinuteHoldsMoreCallsThanTheRate();
    void theRateIsUsed();
    void withoutARateNothingWaits();
    void aBurstGoesAtOnceAndThenEvenly();
    void aSavedBucketIsBelievedAndWaitsAnIntervalAtMost();
    void aClockSetBackDoesNotStallABucket();

    void onlyTheDefaultOutcomesAreRetried();
    void theDelayDoublesAndTheBudgetEnds();
    void manyAttemptsDoNotOverflowTheDelay();

    void theLedgerHoldsANumberBack_data();
    void theLedgerHoldsANumberBack();

    void everyEndReasonHasAStableNameAndNumber();
    void answeredCallsAreCompletedOrVoicemail();
    void changeSetsMerge();
};

void RulesTest::noMinuteHoldsMoreCallsThanTheRate() // B1-24, B1-36
{
    for (int rate = 1; rate <= 6'000; rate += rate < 150 ? 1 : 13) {
        Random random(static_cast<std::uint64_t>(rate));
        const std::vector<WallTime> calls = callsOf(Gcra::perMinute(rate), rate + 60, random);
        const std::size_t most = mostInAMinute(calls);
        QVERIFY2(most <= static_cast<std::size_t>(rate),
                 qPrintable(QStringLiteral("%1 at %2 a minute").arg(most).arg(rate)));
    }
}

void RulesTest::theRateIsUsed()
{
    // Whole milliseconds cost a little of a rate that does not divide a minute, and nothing of one that does.
    for (const int rate : {1, 2, 7, 30, 60, 100, 600, 1'000, 6'000}) {
        const Gcra gcra = Gcra::perMinute(rate);
        QVERIFY(gcra.limits());
        const std::int64_t perMinute = 60'000 / gcra.interval.count();
        QVERIFY(perMinute <= rate);
        QVERIFY2(perMinute >= rate * 9 / 10, qPrintable(QString::number(rate)));
        if (60'000 % rate == 0) {
            QCOMPARE(perMinute, rate);
        }
    }
}

void RulesTest::withoutARateNothingWaits()
{
    for (const int rate : {0, -1}) {
        const Gcra gcra = Gcra::perMinute(rate);
        QVERIFY(!gcra.limits());
        QCOMPARE(gcra.earliest(start + hour, start), start);
        QCOMPARE(gcra.afterCall(start, start), start);
    }
}

void RulesTest::aBurstGoesAtOnceAndThenEvenly()
{
    const Gcra gcra{Milliseconds(2'000), 5};
    WallTime tat;
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(gcra.earliest(tat, start), start);
        tat = gcra.afterCall(tat, start);
    }
    QCOMPARE(gcra.earliest(tat, start), start + Milliseconds(2'000));
    tat = gcra.afterCall(tat, start + Milliseconds(2'000));
    QCOMPARE(gcra.earliest(tat, start + Milliseconds(2'000)), start + Milliseconds(4'000));
    // After a long pause the burst is there again, and no more than it.
    const WallTime later = start + hour;
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(gcra.earliest(tat, later), later);
        tat = gcra.afterCall(tat, later);
    }
    QVERIFY(gcra.earliest(tat, later) > later);
}

void RulesTest::aSavedBucketIsBelievedAndWaitsAnIntervalAtMost()
{
    Random random(5);
    for (int i = 0; i < 2'000; ++i) {
        const Gcra gcra{Milliseconds(static_cast<std::int64_t>(1 + random.below(60'000))),
                        static_cast<int>(1 + random.below(6))};
        const WallTime saved{start.ms + static_cast<std::int64_t>(random.below(7'200'000)) - 3'600'000};
        const WallTime tat = gcra.believed(saved, start);
        const WallTime first = gcra.earliest(tat, start);
        QVERIFY(first >= start);
        QVERIFY(first <= start + gcra.interval);
        QCOMPARE(first, std::min(gcra.earliest(saved, start), start + gcra.interval));
    }
}

void RulesTest::aClockSetBackDoesNotStallABucket()
{
    const Gcra gcra = Gcra::perMinute(30);
    const WallTime tat = gcra.afterCall({}, start);
    const WallTime hourBefore = start - hour;
    QCOMPARE(gcra.earliest(gcra.believed(tat, hourBefore), hourBefore), hourBefore + gcra.interval);
}

void RulesTest::onlyTheDefaultOutcomesAreRetried()
{
    const std::set<EndReason> retried = {EndReason::Busy, EndReason::NoAnswer, EndReason::CarrierError};
    for (const EndReason reason : allEndReasons) {
        QCOMPARE(RetryPolicy{}.isRetryable(reason), retried.contains(reason));
        QCOMPARE((RetryPolicy{.maxAttempts = 2}.delayAfter(1, reason).has_value()), retried.contains(reason));
    }
}

void RulesTest::theDelayDoublesAndTheBudgetEnds() // B1-25
{
    const RetryPolicy policy{.maxAttempts = 4, .delay = minute};
    QCOMPARE(policy.delayAfter(1, EndReason::Busy), std::optional(minute));
    QCOMPARE(policy.delayAfter(2, EndReason::Busy), std::optional(minute * 2));
    QCOMPARE(policy.delayAfter(3, EndReason::Busy), std::optional(minute * 4));
    QCOMPARE(policy.delayAfter(4, EndReason::Busy), std::nullopt);
    QCOMPARE(policy.delayAfter(5, EndReason::Busy), std::nullopt);
    QCOMPARE(RetryPolicy{}.delayAfter(1, EndReason::Busy), std::nullopt); // one attempt unless told
    QCOMPARE(RetryPolicy{.maxAttempts = 2}.delayAfter(1, EndReason::Busy), std::optional(minute * 15));
}

void RulesTest::manyAttemptsDoNotOverflowTheDelay()
{
    const RetryPolicy policy{.maxAttempts = 1'000, .delay = day * 7};
    Milliseconds before{0};
    for (int attempt = 1; attempt < 1'000; ++attempt) {
        const Milliseconds delay = policy.delayAfter(attempt, EndReason::Busy).value();
        QVERIFY(delay >= before);
        before = delay;
    }
}

void RulesTest::theLedgerHoldsANumberBack_data()
{
    QTest::addColumn<NumberHistory>("history");
    QTest::addColumn<qint64>("earliestMs"); // after `start`
    const WallTime lately = start - minute;
    const WallTime morning = start - hour * 5;
    const WallTime monday = start - day * 6;
    QTest::newRow("never called") << NumberHistory{} << qint64{-start.ms};
    QTest::newRow("by another row lately")
        << NumberHistory{lately, 1, 1, lately, lately} << qint64{(hour - minute).count()};
    QTest::newRow("by another row, long enough ago")
        << NumberHistory{morning, 1, 1, morning, morning} << qint64{(-hour * 4).count()};
    QTest::newRow("by its own row lately") << NumberHistory{{}, 1, 1, lately, lately} << qint64{-start.ms};
    QTest::newRow("two today") << NumberHistory{{}, 2, 2, morning, morning} << qint64{-start.ms};
    QTest::newRow("three today") << NumberHistory{{}, 3, 3, morning, morning} << qint64{(day - hour * 5).count()};
    QTest::newRow("seven this week") << NumberHistory{{}, 1, 7, lately, monday} << qint64{day.count()};
    QTest::newRow("the latest of all counts") << NumberHistory{lately, 3, 7, morning, monday} << qint64{day.count()};
}

void RulesTest::theLedgerHoldsANumberBack()
{
    QFETCH(const NumberHistory, history);
    QFETCH(const qint64, earliestMs);
    const Workspace limits; // an hour, three a day, seven a week
    QCOMPARE(earliestCall(history, limits).ms - start.ms, earliestMs);
}

void RulesTest::everyEndReasonHasAStableNameAndNumber()
{
    const QStringList names =
        QStringLiteral("callee_hangup agent_hangup max_duration max_hold voicemail busy no_answer"
                       " declined invalid_number blocked carrier_error cancelled"
                       " insufficient_credits outcome_unknown missed not_sent country_not_allowed trunk_refused"
                       " trunk_authentication media_mismatch trunk_throttled variables_missing")
            .split(u' ');
    QCOMPARE(allEndReasons.size(), static_cast<std::size_t>(names.size()));
    for (std::size_t i = 0; i < allEndReasons.size(); ++i) {
        QCOMPARE(static_cast<std::size_t>(allEndReasons[i]), i + 1); // stored
        QCOMPARE(QString(nameOf(allEndReasons[i])), names[static_cast<qsizetype>(i)]);
    }
}

void RulesTest::answeredCallsAreCompletedOrVoicemail()
{
    for (const EndReason reason : allEndReasons) {
        const QString disposition(dispositionOf(reason));
        if (reason == EndReason::Voicemail) {
            QVERIFY(wasAnswered(reason));
            QCOMPARE(disposition, QStringLiteral("voicemail"));
        } else if (static_cast<int>(reason) <= static_cast<int>(EndReason::MaxHold)) {
            QVERIFY(wasAnswered(reason));
            QCOMPARE(disposition, QStringLiteral("completed"));
        } else {
            QVERIFY(!wasAnswered(reason));
            QCOMPARE(disposition, QString(nameOf(reason)));
        }
    }
}

void RulesTest::changeSetsMerge()
{
    ChangeSet all;
    QVERIFY(all.isEmpty());
    ChangeSet calls;
    calls.calls = true;
    calls.targets.insert(CampaignId{1});
    ChangeSet setup;
    setup.setup = true;
    setup.targets.insert(CampaignId{2});
    setup.campaigns.insert(CampaignId{2});
    all.merge(calls);
    all.merge(setup);
    QVERIFY(all.calls && all.setup && !all.engine);
    QCOMPARE(all.targets, (std::set<CampaignId>{CampaignId{1}, CampaignId{2}}));
    QCOMPARE(all.campaigns, std::set<CampaignId>{CampaignId{2}});
    QVERIFY(!all.isEmpty());
}

QTEST_GUILESS_MAIN(RulesTest)
#include "rules_test.moc"
