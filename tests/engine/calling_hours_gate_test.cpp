// Calling hours at the gate (B1-48): whose hours bind which call, and what becomes of a call outside them.

#include "support/durations.h"
#include "support/gate_world.h"
#include "support/manual_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 london{442071838750};
constexpr E164 tokyo{81312345678};
constexpr E164 california{14155552000}; // or anywhere in the country, for all its area code proves

// It is 9:00 in London when a test begins, on a Monday.
const QString fromTen = QStringLiteral(R"({"zone":"Europe/London","mon":["10:00-12:00"]})");
const QString calleesDay = QStringLiteral(R"({"zone":"callee","mon":["09:00-18:00"],"tue":["09:00-18:00"]})");

WallTime utc(const char *text)
{
    return {QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch()};
}

class HoursWorld : public GateWorld {
public:
    /// A campaign with these hours and these people, materialized.
    Campaign campaignWith(const QString &hours, const std::vector<E164> &people)
    {
        Campaign campaign = bulkPlan(*this);
        campaign.hours = hours;
        added(*this, campaign);
        for (const E164 person : people) {
            targets.push_back(addTargets(campaign.id, 1, person).front());
        }
        materialize(campaign.id);
        return campaign;
    }
    void setWorkspaceHours(const QString &hours)
    {
        workspace.hours = hours;
        SetupStore(db).update(workspace);
    }
    void setClock(WallTime instant) { clock.stepWall(Milliseconds(instant.ms - clock.wall().ms)); }
    /// The numbers that a pass lets through.
    std::vector<E164> through(CampaignId campaign)
    {
        std::vector<E164> numbers;
        const Result<Passage> passage = pass({campaign});
        hold = passage->lanes.front().hold;
        for (const DialPermit &permit : passage->permits) {
            numbers.push_back(permit.to());
        }
        return numbers;
    }

    Hold hold; ///< of the last pass
    std::vector<TargetId> targets;
};

} // namespace

class CallingHoursGateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outsideAFixedZonesHoursTheCampaignWaits();
    void workspaceAndCampaignMustBothBeOpen();
    void theWorkspacesHoursBindOneOffCalls();
    void hoursThatCannotBeReadAreClosed_data();
    void hoursThatCannotBeReadAreClosed();
    void aPersonInAnotherZoneIsPostponedAndHoldsBackNobody();
    void aNumberThatFitsSeveralZonesMustSuitThemAll();
    void aTargetsOwnZoneIsBetterThanItsNumber();
    void aTargetsUnknownZoneIsNeverOpen();
    void theHoursFollowTheClocksOnTheWall();
    void aPostponedOccurrenceIsNotMissedForIt();
    void theCampaignGoesOnByItselfAtTheOpening();
};

void CallingHoursGateTest::outsideAFixedZonesHoursTheCampaignWaits()
{
    HoursWorld world;
    const Campaign campaign = world.campaignWith(fromTen, {london, tokyo});
    const ScheduledCall row = world.callOf(world.targets[0]);
    QVERIFY(world.through(campaign.id).empty());
    QCOMPARE(world.hold, (Hold{HoldReason::OutsideHours, startOfTest + hour}));
    QCOMPARE(world.callOf(world.targets[0]), row); // its place in the queue is kept

    world.clock.advance(hour - Milliseconds(1));
    QVERIFY(world.through(campaign.id).empty());
    world.clock.advance(Milliseconds(1));
    QCOMPARE(world.through(campaign.id).size(), 2U);

    world.addTargets(campaign.id, 1, E164{442071838799});
    world.materialize(campaign.id);
    world.clock.advance(hour * 2);
    QVERIFY(world.through(campaign.id).empty());
    QCOMPARE(world.hold, (Hold{HoldReason::OutsideHours, startOfTest + hour + day * 7}));
}

void CallingHoursGateTest::workspaceAndCampaignMustBothBeOpen()
{
    HoursWorld world;
    world.setWorkspaceHours(QStringLiteral(R"({"zone":"Asia/Kolkata","mon":["12:00-16:00"]})")); // to 10:30 in London
    const Campaign campaign = world.campaignWith(fromTen, {london});
    QVERIFY(world.through(campaign.id).empty());
    QCOMPARE(world.hold.until, startOfTest + hour);
    world.clock.advance(hour + minute * 30);
    QVERIFY(world.through(campaign.id).empty());
    world.clock.advance(-minute);
    QCOMPARE(world.through(campaign.id), std::vector<E164>{london});
}

void CallingHoursGateTest::theWorkspacesHoursBindOneOffCalls()
{
    ManualWorld world;
    world.workspace.hours = fromTen;
    SetupStore(world.db).update(world.workspace);
    const ScheduledCallId id = world.place(oneOffCall(world, london));
    world.life->runFor(minute * 59);
    QCOMPARE(world.dials(), 0);
    QCOMPARE(world.row(id).dueAt, startOfTest + hour);
    world.life->runFor(minute * 2);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>{hour});
}

void CallingHoursGateTest::hoursThatCannotBeReadAreClosed_data()
{
    QTest::addColumn<QString>("hours");
    QTest::newRow("no JSON") << QStringLiteral("{");
    QTest::newRow("a member nobody knows") << QStringLiteral(R"({"zone":"callee","monday":["00:00-24:00"]})");
    QTest::newRow("a zone nobody knows") << QStringLiteral(R"({"zone":"Mars/Olympus","mon":["00:00-24:00"]})");
}

void CallingHoursGateTest::hoursThatCannotBeReadAreClosed()
{
    QFETCH(const QString, hours);
    HoursWorld world;
    world.setWorkspaceHours(QStringLiteral(R"({"zone":"Europe/London","mon":["00:00-24:00"]})"));
    const Campaign campaign = world.campaignWith(hours, {london});
    QVERIFY(world.through(campaign.id).empty());
    QCOMPARE(world.hold.reason, HoldReason::OutsideHours);
    QVERIFY(world.hold.until > startOfTest); // and is looked at again
    world.db.execute("UPDATE campaigns SET hours = ''");
    QCOMPARE(world.through(campaign.id).size(), 1U);
}

void CallingHoursGateTest::aPersonInAnotherZoneIsPostponedAndHoldsBackNobody()
{
    HoursWorld world;
    const Campaign campaign = world.campaignWith(calleesDay, {tokyo, london}); // where it is 18:00, and 9:00
    QCOMPARE(world.through(campaign.id), std::vector<E164>{london});
    const ScheduledCall row = world.callOf(world.targets[0]);
    QCOMPARE(row.status, ScheduledCallStatus::Pending);
    QCOMPARE(row.dueAt, utc("2026-01-06T00:00:00Z"));
    QCOMPARE(row.scheduledAt, startOfTest);
    QCOMPARE(row.attempt, 0);
    QCOMPARE(world.target(world.targets[0]).nextAt, row.dueAt);

    world.setClock(row.dueAt);
    QCOMPARE(world.through(campaign.id), std::vector<E164>{tokyo});
}

void CallingHoursGateTest::aNumberThatFitsSeveralZonesMustSuitThemAll()
{
    HoursWorld world;
    const Campaign campaign = world.campaignWith(calleesDay, {california});
    QVERIFY(world.through(campaign.id).empty());
    QCOMPARE(world.hold.reason, HoldReason::OutsideHours);
    QCOMPARE(world.callOf(world.targets[0]).dueAt, utc("2026-01-05T19:00:00Z")); // 9:00 in Honolulu
}

void CallingHoursGateTest::aTargetsOwnZoneIsBetterThanItsNumber()
{
    HoursWorld world;
    const Campaign campaign = world.campaignWith(calleesDay, {});
    const TargetId target = world.addTargets(campaign.id, 1, california).front();
    world.db.execute("UPDATE targets SET timezone = 'Europe/Berlin'"); // she travels
    world.materialize(campaign.id);
    QCOMPARE(world.callOf(target).timezone, QStringLiteral("Europe/Berlin"));
    QCOMPARE(world.through(campaign.id), std::vector<E164>{california});
}

void CallingHoursGateTest::aTargetsUnknownZoneIsNeverOpen()
{
    HoursWorld world;
    const Campaign campaign = world.campaignWith(calleesDay, {});
    const TargetId target = world.addTargets(campaign.id, 1, london).front();
    world.db.execute("UPDATE targets SET timezone = 'Mars/Olympus'");
    world.materialize(campaign.id);
    QVERIFY(world.through(campaign.id).empty());
    QVERIFY(world.callOf(target).dueAt > startOfTest);
    QCOMPARE(world.callOf(target).status, ScheduledCallStatus::Pending);
}

void CallingHoursGateTest::theHoursFollowTheClocksOnTheWall()
{
    HoursWorld world;
    // Ten in the morning, on the day before clocks are set forward in Berlin and on the day itself.
    const Campaign campaign = world.campaignWith(
        QStringLiteral(R"({"zone":"Europe/Berlin","sat":["10:00-12:00"],"sun":["10:00-12:00"]})"), {});
    for (const char *opening : {"2026-03-28T09:00:00Z", "2026-03-29T08:00:00Z"}) {
        world.setClock(utc(opening) - minute);
        world.addTargets(campaign.id, 1, E164{442071838000 + world.clock.wall().ms % 997});
        world.materialize(campaign.id);
        QVERIFY(world.through(campaign.id).empty());
        QCOMPARE(world.hold.until, utc(opening));
        world.setClock(utc(opening));
        QCOMPARE(world.through(campaign.id).size(), 1U);
    }
}

void CallingHoursGateTest::aPostponedOccurrenceIsNotMissedForIt()
{
    ManualWorld world;
    liftTheNumberLedger(world);
    Campaign campaign = recurringPlan(world, QStringLiteral("15 9 * * *"));
    campaign.hours = fromTen;
    added(world, campaign);
    world.begin(campaign.id);
    world.life->runFor(hour * 2);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>{hour}); // 45 minutes beyond its planned instant
}

void CallingHoursGateTest::theCampaignGoesOnByItselfAtTheOpening()
{
    ManualWorld world;
    Campaign campaign = bulkPlan(world);
    campaign.hours = fromTen;
    added(world, campaign);
    world.addTargets(campaign.id, 3, london);
    world.begin(campaign.id);
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::OutsideHours);
    world.life->runFor(hour);
    QCOMPARE(world.dialTimes(), std::vector<Milliseconds>(3, hour));
    QCOMPARE(world.holdOf({campaign.id, {}}), HoldReason::None);
    world.life->runFor(second);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

QTEST_GUILESS_MAIN(CallingHoursGateTest)

#include "calling_hours_gate_test.moc"
