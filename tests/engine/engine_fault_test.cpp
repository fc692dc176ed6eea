// The disk or the carrier fails: nobody is dialled whose outcome would be lost, and it goes on when it can.

#include "core/random.h"
#include "support/durations.h"
#include "support/manual_world.h"
#include "support/most_in_a_minute.h"
#include "support/simulated_world.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;

class EngineFaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsDialledWhileOutcomesCannotBeWritten();
    void aGateThatFailedDoesNotGoOnWhileOutcomesCannotBeWritten();
    void noOutcomeIsLostWhileTheDiskIsFull();
    void aGateThatCannotWriteDialsNobodyAndGoesOnLater();
    void aJournalThatCannotBeWrittenIsTriedOnceASecond();
    void withoutACarrierNobodyLosesAnAttempt();
    void aCampaignCancelledOnAFullDiskIsSweptWhenThereIsRoom();
    void aCampaignThatCannotBeReadGoesOn();
    void aCampaignThatCannotBeReadIsReadAgain();
};

void EngineFaultTest::nothingIsDialledWhileOutcomesCannotBeWritten()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 20);
    world.begin(campaign.id);
    const std::size_t before = world.script.dials.size();
    QVERIFY(before >= 1);
    world.writer.fault = [](WritePriority priority) {
        return priority == WritePriority::Outcomes
                   ? std::optional(Error{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}})
                   : std::nullopt;
    };
    world.carrier().end(world.script.dials[0].attempt, EndReason::Busy);
    world.life->runFor(minute);
    // One call may have been on its way; after the failure was seen there is none.
    QVERIFY(world.script.dials.size() <= before + 1);
    QCOMPARE(world.life->holds.of({campaign.id, {}}).reason, HoldReason::StorageFailed);
    QCOMPARE(world.life->engine.problem(),
             (EngineProblem{EngineProblem::Code::OutcomesNotWritten, ErrorCode::StorageFull,
                            QStringLiteral("The disk is full.")}));

    world.writer.fault = {};
    world.life->runFor(minute);
    QVERIFY(world.script.dials.size() > before + 10);
    QCOMPARE(world.attempt(world.script.dials[0].attempt).endReason,
             std::optional(EndReason::Busy)); // the outcome was kept
    QVERIFY(world.life->engine.problem().isNone());
}

void EngineFaultTest::aGateThatFailedDoesNotGoOnWhileOutcomesCannotBeWritten()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 20);
    world.begin(campaign.id);
    const Error full{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}};
    // Everything fails at first; then there is room for the small writes of the gate, but none for outcomes.
    world.writer.fault = [&](WritePriority) { return std::optional(full); };
    world.life->runFor(second * 3);
    world.carrier().end(world.script.dials[0].attempt, EndReason::Busy);
    world.life->runFor(Milliseconds(10));
    const std::size_t before = world.script.dials.size();
    world.writer.fault = [&](WritePriority priority) {
        return priority == WritePriority::Outcomes ? std::optional(full) : std::nullopt;
    };
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), before);
    world.writer.fault = {};
    world.life->runFor(minute);
    QVERIFY(world.script.dials.size() > before);
}

void EngineFaultTest::noOutcomeIsLostWhileTheDiskIsFull()
{
    SimulatedWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600});
    world.addTargets(campaign.id, 200);
    Random random(3);
    world.begin();
    world.writer.fault = [&random](WritePriority) {
        return random.below(4) == 0 ? std::optional(Error{ErrorCode::StorageFull, QStringLiteral("Full."), {}})
                                    : std::nullopt;
    };
    QVERIFY(world.runToEnd(campaign.id));
    world.writer.fault = {};
    std::set<E164> called;
    for (const Dialled &dial : world.dials) {
        QVERIFY(called.insert(dial.to).second);
    }
    QCOMPARE(called.size(), 200U);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    QVERIFY(mostInAMinute(world.times()) <= 600);
}

void EngineFaultTest::aGateThatCannotWriteDialsNobodyAndGoesOnLater()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 5);
    world.writer.fault = [](WritePriority priority) {
        return priority == WritePriority::Gate
                   ? std::optional(Error{ErrorCode::StorageFailed, QStringLiteral("Broken."), {}})
                   : std::nullopt;
    };
    world.life->engine.campaignChanged(campaign.id);
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    QCOMPARE(world.life->engine.problem().code, EngineProblem::Code::GateFailed);
    world.writer.fault = {};
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 5U);
    QVERIFY(world.life->engine.problem().isNone());
}

void EngineFaultTest::aJournalThatCannotBeWrittenIsTriedOnceASecond()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600});
    world.addTargets(campaign.id, 500);
    QDir(world.journalFolder()).removeRecursively();
    QFile obstacle(world.journalFolder());
    QVERIFY(obstacle.open(QIODevice::WriteOnly)); // a file where the folder should be
    int jobs = 0;
    world.writer.fault = [&jobs](WritePriority priority) -> std::optional<Error> {
        jobs += priority == WritePriority::Gate ? 1 : 0;
        return std::nullopt;
    };
    world.life->engine.campaignChanged(campaign.id);
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    QVERIFY2(jobs <= 150, qPrintable(QString::number(jobs))); // passes, and now and then the materializer
}

void EngineFaultTest::withoutACarrierNobodyLosesAnAttempt()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> targets = world.addTargets(campaign.id, 3);
    world.script.sends = false;
    world.begin(campaign.id);
    world.life->runFor(minute);
    QVERIFY(world.script.dials.empty());
    for (const TargetId target : targets) {
        QVERIFY(!isTerminal(world.target(target).status));
        QCOMPARE(world.target(target).attempts, 0);
    }
    world.script.sends = true;
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 3U);
    for (const Dialled &dial : world.script.dials) {
        QCOMPARE(dial.n, 1);
    }
}

void EngineFaultTest::aCampaignCancelledOnAFullDiskIsSweptWhenThereIsRoom()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 1});
    world.addTargets(campaign.id, 200);
    world.begin(campaign.id);
    world.endAll(EndReason::Declined);
    QCOMPARE(world.dials(), 1);
    world.writer.fault = [](WritePriority priority) {
        return priority == WritePriority::Imports
                   ? std::optional(Error{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}})
                   : std::nullopt;
    };
    world.life->move(campaign.id, CampaignStatus::Cancelled);
    world.life->runFor(second * 5);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Skipped), 0);
    world.writer.fault = {};
    world.life->runFor(minute);
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Skipped), 199);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

namespace {

/// Tells the engine of the campaign while it cannot be read; whatever comes after that succeeds.
void changeUnread(ManualWorld &world, CampaignId campaign)
{
    bool failed = false;
    world.writer.fault = [&failed](WritePriority priority) -> std::optional<Error> {
        if (priority != WritePriority::Commands) {
            return std::nullopt;
        }
        failed = true;
        return Error{ErrorCode::StorageFailed, QStringLiteral("Broken."), {}};
    };
    world.life->engine.campaignChanged(campaign);
    world.writer.fault = {};
    QVERIFY(failed);
}

} // namespace

void EngineFaultTest::aCampaignThatCannotBeReadGoesOn()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    world.begin(campaign.id);
    const std::size_t before = world.script.dials.size();
    changeUnread(world, campaign.id);
    world.life->runFor(second * 30);
    QVERIFY(world.script.dials.size() > before + 10);
}

void EngineFaultTest::aCampaignThatCannotBeReadIsReadAgain()
{
    ManualWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 5);
    changeUnread(world, campaign.id);
    world.life->runFor(Milliseconds(500));
    QVERIFY(world.script.dials.empty());
    world.life->runFor(minute);
    QCOMPARE(world.script.dials.size(), 5U);
}

QTEST_GUILESS_MAIN(EngineFaultTest)
#include "engine_fault_test.moc"
