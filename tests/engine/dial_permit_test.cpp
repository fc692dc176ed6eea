// Permits: each opens once and not for long, and there is none of a call that is not on the disk and in the journal.

#include "support/durations.h"
#include "support/gate_world.h"
#include "support/reports.h"

#include <QFile>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

class DialPermitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePermitIsInTheJournalBeforeItIsOut();
    void aPermitOpensOnce();
    void aPermitExpires();
    void aPermitDoesNotOutliveTheSleepOfTheMachine();
    void aJournalThatCannotBeWrittenDialsNobody();
    void aRolledBackPassDialsNobody();
};

void DialPermitTest::thePermitIsInTheJournalBeforeItIsOut()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    const Result<Passage> admission = world.pass({campaign.id});
    QFile journal(world.journalFolder() + QStringLiteral("/2026-01-05.log"));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QByteArray expected;
    for (const DialPermit &permit : admission->permits) {
        expected += "2026-01-05T09:00:00.000Z permit " + permit.attemptId().toStdString() + ' ' +
                    permit.to().toStdString() + " from +14155550100 attempt 1 of " +
                    permit.intent().scheduledCall.toStdString() + ' ' + permit.intent().target.toStdString() + '\n';
    }
    QCOMPARE(journal.readAll(), expected);
    QCOMPARE(journal.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void DialPermitTest::aPermitOpensOnce()
{
    static_assert(!std::is_copy_constructible_v<DialPermit> && !std::is_copy_assignable_v<DialPermit> &&
                  !std::is_default_constructible_v<DialPermit>);
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    DialPermit permit = world.permit(campaign.id);
    QVERIFY(permit.opens(world.clock.boot()));
    const DialPermit &spent = permit;
    const DialPermit moved = std::move(permit);
    QVERIFY(!spent.opens(world.clock.boot()));
    QVERIFY(moved.opens(world.clock.boot()));
}

void DialPermitTest::aPermitExpires()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const DialPermit permit = world.permit(campaign.id);
    world.clock.stepWall(hour); // no clock that somebody sets changes it
    world.clock.advance(DialPermit::lifetime - Microseconds(1));
    QVERIFY(permit.opens(world.clock.boot()));
    world.clock.advance(Microseconds(1));
    QVERIFY(!permit.opens(world.clock.boot()));
}

void DialPermitTest::aPermitDoesNotOutliveTheSleepOfTheMachine()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    const DialPermit permit = world.permit(campaign.id);
    world.clock.suspend(Milliseconds(8 * 3'600'000)); // monotonic time stands still meanwhile
    QVERIFY(!permit.opens(world.clock.boot()));
}

void DialPermitTest::aJournalThatCannotBeWrittenDialsNobody()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    const QString blocked = world.folder.filePath(QStringLiteral("file"));
    QFile file(blocked);
    QVERIFY(file.open(QIODevice::WriteOnly));
    Gate::Options options = world.options();
    DialJournal journal(blocked); // a file where the folder should be
    options.journal = &journal;
    Gate gate(world.writer, world.db, world.clock, options);

    const Result<Passage> admission = GateWorld::passOf(gate, {campaign.id});
    QVERIFY(admission.ok());
    QVERIFY(admission->permits.empty());
    QVERIFY(admission->problem.has_value());
    QCOMPARE(admission->withheld.size(), 3U);
    // The intents are known not to have left, so they are given back whole.
    std::vector<AttemptReport> reports;
    for (const AttemptId attempt : admission->withheld) {
        reports.push_back(ended(attempt, EndReason::NotSent, world.clock.wall()));
    }
    world.settle(reports);
    for (const TargetId target : targets) {
        QCOMPARE(world.callOf(target).status, ScheduledCallStatus::Pending);
        QCOMPARE(world.callOf(target).attempt, 0);
    }
    world.clock.advance(minute);
    QCOMPARE(world.pass({campaign.id})->permits.size(), 3U); // with a journal that works
}

void DialPermitTest::aRolledBackPassDialsNobody()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    const std::string before = world.contents();
    world.writer.fault = [](WritePriority) { return std::optional(Error{ErrorCode::StorageFull, {}, {}}); };
    const Result<Passage> admission = world.pass({campaign.id});
    QVERIFY(!admission.ok());
    QCOMPARE(admission.error().code, ErrorCode::StorageFull);
    QCOMPARE(world.contents(), before);
    world.writer.fault = {};
    QCOMPARE(world.pass({campaign.id})->permits.size(), 3U);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

QTEST_GUILESS_MAIN(DialPermitTest)
#include "dial_permit_test.moc"
