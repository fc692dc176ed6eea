// Recurring campaigns: the next hour of a plan becomes rows, each occurrence once, whatever clocks and people do.

#include "support/durations.h"
#include "support/manual_world.h"

#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;

namespace {

Materialized step(TestDatabase &world, CampaignId campaign)
{
    return world.write([&](WriteTransaction &transaction) { return Materializer(transaction).step(campaign); });
}

/// When the rows of the queue are planned for, in order, whatever became of them.
std::vector<WallTime> planned(TestDatabase &world)
{
    std::vector<WallTime> all;
    Rows rows = world.db.query("SELECT scheduled_at FROM scheduled_calls ORDER BY scheduled_at");
    while (rows.next()) {
        all.push_back(rows.time(0));
    }
    return all;
}

std::vector<WallTime> at(std::initializer_list<Milliseconds> sinceStart)
{
    std::vector<WallTime> all;
    for (const Milliseconds offset : sinceStart) {
        all.push_back(startOfTest + offset);
    }
    return all;
}

WallTime utc(const char *text)
{
    return {QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch()};
}

/// Sets the clock, and materializes what is then within the hour, every half hour until `end`.
void materialize(TestDatabase &world, CampaignId campaign, WallTime begin, WallTime end)
{
    world.clock.stepWall(Milliseconds(begin.ms - world.clock.wall().ms));
    for (; world.clock.wall() <= end; world.clock.advance(minute * 30)) {
        step(world, campaign);
    }
}

void edit(TestDatabase &world, const Campaign &campaign)
{
    world.write([&](WriteTransaction &transaction) {
        CampaignStore(transaction.db).updatePlan(campaign);
        Materializer(transaction).materializeAnew(campaign.id);
    });
}

std::int64_t missed(TestDatabase &world)
{
    return world.db
        .integer("SELECT sum(json_extract(data, '$.missed')) FROM events WHERE type = ?", EventType::OccurrencesMissed)
        .value_or(0);
}

} // namespace

class RecurringTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNextHourIsMaterializedAndASecondStepIsHarmless();
    void aDraftIsNotMaterialized();
    void aClockSetBackCreatesNothingTwice();
    void nobodyIsCalledTwiceWhenTheClockIsSetBack();
    void aClockAYearAheadAndBackDoesNotSilenceIt();
    void theHourThatClocksShowTwice_data();
    void theHourThatClocksShowTwice();
    void theHourThatClocksSkip();
    void aPauseLetsTheQueueFireUnlessItIsHeld_data();
    void aPauseLetsTheQueueFireUnlessItIsHeld();
    void anEditMaterializesAnew();
    void anEditLeavesARetryAlone();
    void completesAtItsEnd();
    void cancelUnschedulesWhatIsPending();
    void occurrencesThatNobodySawAreCounted();
    void anOccurrenceWithinItsGraceIsDialledLate();
    void anOccurrenceThatIsExactlyItsGraceLateIsNotForgotten_data();
    void anOccurrenceThatIsExactlyItsGraceLateIsNotForgotten();
    void everyOccurrenceHasItsOwnBudget();
};

void RecurringTest::theNextHourIsMaterializedAndASecondStepIsHarmless() // B1-02, B1-15
{
    TestDatabase world;
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("*/15 * * * *")));
    QCOMPARE(step(world, campaign.id).created, 4);
    QCOMPARE(planned(world), at({minute * 15, minute * 30, minute * 45, minute * 60}));
    QCOMPARE(world.events(EventType::ScheduledCallCreated, campaign.id), 4);
    const ScheduledCall row = QueueStore(world.db).pendingOf(campaign.id, 1).front();
    QCOMPARE(row.to, campaign.recurrence.to);
    QCOMPARE(row.agent, campaign.agent);
    QCOMPARE(row.fromNumber, campaign.fromNumber);

    const std::string before = world.contents();
    QCOMPARE(step(world, campaign.id).created, 0);
    world.clock.advance(minute * 14);
    QCOMPARE(step(world, campaign.id).created, 0);
    QCOMPARE(world.contents(), before);
    world.clock.advance(minute);
    QCOMPARE(step(world, campaign.id).created, 1);
}

void RecurringTest::aDraftIsNotMaterialized() // B1-14
{
    TestDatabase world;
    Campaign campaign = recurringPlan(world, QStringLiteral("*/15 * * * *"));
    campaign.status = CampaignStatus::Draft;
    added(world, campaign);
    QCOMPARE(step(world, campaign.id).created, 0);
}

void RecurringTest::aClockSetBackCreatesNothingTwice()
{
    TestDatabase world;
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("*/15 * * * *")));
    step(world, campaign.id);
    const std::vector<WallTime> before = planned(world);
    for (const Milliseconds back : {minute, minute * 30, minute * 61, hour * 3, day}) {
        world.clock.stepWall(-back);
        step(world, campaign.id);
        world.clock.stepWall(back);
        step(world, campaign.id);
        std::vector<WallTime> now = planned(world);
        QCOMPARE(std::set<WallTime>(now.begin(), now.end()).size(), now.size());
        std::erase_if(now, [](WallTime instant) { return instant <= startOfTest; });
        QCOMPARE(now, before);
    }
}

void RecurringTest::nobodyIsCalledTwiceWhenTheClockIsSetBack()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("*/10 * * * *")));
    world.begin(campaign.id);
    world.life->runFor(minute * 15);
    QCOMPARE(world.dials(), 1);
    world.clock.stepWall(-minute * 10); // 9:05 again
    world.life->runFor(minute * 10);
    QCOMPARE(world.dials(), 1);
    world.life->runFor(minute * 10);
    QCOMPARE(world.dialTimes(), (std::vector<Milliseconds>{minute * 10, minute * 20}));
}

void RecurringTest::aClockAYearAheadAndBackDoesNotSilenceIt()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
    world.begin(campaign.id);
    world.life->runFor(minute * 10);
    world.clock.stepWall(day * 365);
    world.life->runFor(minute * 2);
    world.clock.stepWall(-day * 365);
    world.life->runFor(hour * 4);
    // What was due at 10:00 came a year too late when the clock said so; all that follows is dialled.
    QCOMPARE(world.dialTimes(), (std::vector<Milliseconds>{hour * 2, hour * 3, hour * 4}));
}

void RecurringTest::theHourThatClocksShowTwice_data() // B1-12
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<int>("rows");
    QTest::newRow("repeating: in both hours") << QStringLiteral("*/30 2 * * *") << 4;
    QTest::newRow("fixed: at the first") << QStringLiteral("30 2 * * *") << 1;
}

void RecurringTest::theHourThatClocksShowTwice()
{
    QFETCH(const QString, cron);
    QFETCH(const int, rows);
    TestDatabase world;
    Campaign campaign = recurringPlan(world, cron, QStringLiteral("Europe/Berlin"));
    campaign.misfireGrace = day; // nothing of this is about being late
    added(world, campaign);
    materialize(world, campaign.id, utc("2026-10-24T22:00:00Z"), utc("2026-10-25T04:00:00Z"));
    const std::vector<WallTime> once = planned(world);
    QCOMPARE(once.size(), static_cast<std::size_t>(rows));
    QCOMPARE(once.front(), utc(rows == 1 ? "2026-10-25T00:30:00Z" : "2026-10-25T00:00:00Z"));
    // The machine's own clock is set back over the change: the same occurrences, and no other.
    materialize(world, campaign.id, utc("2026-10-24T22:30:00Z"), utc("2026-10-25T04:00:00Z"));
    QCOMPARE(planned(world), once);
}

void RecurringTest::theHourThatClocksSkip() // B1-12
{
    TestDatabase world;
    const Campaign fixed =
        added(world, recurringPlan(world, QStringLiteral("30 2 * * *"), QStringLiteral("Europe/Berlin")));
    materialize(world, fixed.id, utc("2026-03-28T23:00:00Z"), utc("2026-03-29T04:00:00Z"));
    QCOMPARE(planned(world), std::vector<WallTime>{utc("2026-03-29T01:00:00Z")});
}

void RecurringTest::aPauseLetsTheQueueFireUnlessItIsHeld_data() // B1-16, B1-17
{
    QTest::addColumn<bool>("holdQueue");
    QTest::newRow("what is queued fires") << false;
    QTest::newRow("the queue is held") << true;
}

void RecurringTest::aPauseLetsTheQueueFireUnlessItIsHeld()
{
    QFETCH(const bool, holdQueue);
    ManualWorld world;
    liftTheNumberLedger(world);
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("*/20 * * * *")));
    world.begin(campaign.id);
    world.db.execute("UPDATE campaigns SET hold_queue = ?", holdQueue);
    world.life->move(campaign.id, CampaignStatus::Paused);
    world.life->runFor(minute * 30);
    world.restart();
    world.life->runFor(hour * 3);
    const std::vector<Milliseconds> fired = {minute * 20, minute * 40, minute * 60};
    QCOMPARE(world.dialTimes(), holdQueue ? std::vector<Milliseconds>() : fired);
}

void RecurringTest::anEditMaterializesAnew() // B1-18, B1-19
{
    TestDatabase world;
    Campaign campaign = added(world, recurringPlan(world, QStringLiteral("0,30 * * * *")));
    step(world, campaign.id);
    QCOMPARE(planned(world), at({minute * 30, minute * 60}));
    campaign.recurrence.cron = QStringLiteral("15,30 * * * *");
    edit(world, campaign);
    step(world, campaign.id);
    QCOMPARE(planned(world), at({minute * 15, minute * 30}));
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, campaign.id), 2);
}

void RecurringTest::anEditLeavesARetryAlone()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    Campaign campaign = recurringPlan(world, QStringLiteral("30 * * * *"));
    campaign.retry = {.maxAttempts = 2, .delay = minute * 10};
    added(world, campaign);
    world.begin(campaign.id);
    world.life->runFor(minute * 31);
    world.endAll(EndReason::Busy);
    campaign.recurrence.cron = QStringLiteral("50 * * * *");
    edit(world, campaign);
    world.begin(campaign.id);
    world.life->runFor(minute * 25);
    QCOMPARE(world.dials(), 3);
    QCOMPARE(world.script.dials[1].n, 2);
    QCOMPARE(world.dialTimes()[2], minute * 50);
}

void RecurringTest::completesAtItsEnd() // B1-17
{
    ManualWorld world;
    liftTheNumberLedger(world);
    Campaign campaign = recurringPlan(world, QStringLiteral("*/20 * * * *"));
    campaign.recurrence.endAt = startOfTest + hour; // an occurrence at the end itself is not part of the plan
    added(world, campaign);
    world.begin(campaign.id);
    QCOMPARE(planned(world), at({minute * 20, minute * 40}));
    world.life->runFor(minute * 41);
    world.endAll(EndReason::NoAnswer);
    world.life->runFor(minute * 10);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Active);
    world.life->runFor(minute * 10);
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
    QCOMPARE(world.events(EventType::CampaignCompleted, campaign.id), 1);
    world.life->runFor(hour);
    QCOMPARE(world.dials(), 2);
}

void RecurringTest::cancelUnschedulesWhatIsPending() // B1-16, B1-17
{
    ManualWorld world;
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("*/20 * * * *")));
    world.begin(campaign.id);
    world.life->move(campaign.id, CampaignStatus::Cancelled);
    world.life->runFor(hour * 2);
    QCOMPARE(world.dials(), 0);
    QVERIFY(QueueStore(world.db).pendingOf(campaign.id, 10).empty());
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, campaign.id), 3);
}

void RecurringTest::occurrencesThatNobodySawAreCounted()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
    world.begin(campaign.id);
    const std::vector<ScheduledCall> queued = QueueStore(world.db).pendingOf(campaign.id, 10);
    QCOMPARE(queued.size(), 1U);
    world.restart(hour * 6 + minute * 30);
    world.life->runFor(minute);
    QCOMPARE(world.dials(), 0);
    QCOMPARE(missed(world), 5); // 11:00 to 15:00; what was due at 10:00 has a row that says so itself
    QCOMPARE(world.row(queued[0].id).lastError, EndReason::Missed);
    QVERIFY(world.row(queued[0].id).late > hour * 5);
    world.restart(minute);
    world.life->runFor(hour);
    QCOMPARE(missed(world), 5);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>{hour * 7});
}

void RecurringTest::anOccurrenceWithinItsGraceIsDialledLate()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
    world.begin(campaign.id);
    world.restart(hour * 3 + minute * 4);
    world.life->runFor(second);
    QCOMPARE(world.dials(), 1);
    QCOMPARE(planned(world), at({hour, hour * 3, hour * 4}));
    QCOMPARE(missed(world), 1);
}

void RecurringTest::anOccurrenceThatIsExactlyItsGraceLateIsNotForgotten_data()
{
    QTest::addColumn<int>("beyond");
    for (const int beyond : {-1, 0, 1}) {
        QTest::addRow("%d ms beyond its grace", beyond) << beyond;
    }
}

/// Either it has a row, or it is counted as missed.
void RecurringTest::anOccurrenceThatIsExactlyItsGraceLateIsNotForgotten()
{
    QFETCH(const int, beyond);
    TestDatabase world;
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("0 12 * * *")));
    step(world, campaign.id);
    world.clock.advance(hour * 3 + campaign.misfireGrace + Milliseconds(beyond));
    step(world, campaign.id);
    QCOMPARE(static_cast<std::int64_t>(planned(world).size()) + missed(world), 1);
}

void RecurringTest::everyOccurrenceHasItsOwnBudget() // B1-13
{
    ManualWorld world;
    liftTheNumberLedger(world);
    Campaign campaign = recurringPlan(world, QStringLiteral("*/30 * * * *"));
    campaign.retry = {.maxAttempts = 2, .delay = minute};
    added(world, campaign);
    world.begin(campaign.id);
    for (int dial = 1; dial <= 4; ++dial) {
        QVERIFY(world.life->runUntil([&] { return world.dials() == dial; }));
        QCOMPARE(world.script.dials.back().n, dial % 2 == 1 ? 1 : 2);
        world.endAll(EndReason::Busy);
    }
    world.life->runFor(minute * 20);
    QCOMPARE(world.dials(), 4);
    QCOMPARE(world.events(EventType::ScheduledCallFailed, campaign.id), 2);
}

QTEST_GUILESS_MAIN(RecurringTest)

#include "recurring_test.moc"
