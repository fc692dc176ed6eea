// A backup that is put back knows nothing of the calls made since; the dial journal does, and nobody is called again.

#include "engine/gate/credit_book.h"
#include "engine/recovery/journal_recovery.h"
#include "storage/credit_store.h"
#include "support/durations.h"
#include "support/engine_world.h"
#include "support/second_workspace.h"

#include <QTest>

#include <memory>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};
constexpr E164 bob{14155552001};
constexpr E164 carol{14155552002};

/// A database file that is backed up at one moment and put back at a later one, beside a journal that stays.
class RestoredWorld : public TestDatabase {
public:
    RestoredWorld()
        : TestDatabase(Place::File)
    {
    }

    void begin() { life = std::make_unique<EngineLife>(*this, script); }
    void backUp() { db.copyInto(copy()); }
    /// The program ends, and `later` the file is replaced.
    void putBack(Milliseconds later = minute)
    {
        life.reset();
        clock.advance(later);
        Connection(copy(), Connection::Access::ReadOnly).copyInto(path);
    }
    /// The program ends, the file is replaced, and the program starts again `later`.
    void restore(Milliseconds later = minute)
    {
        putBack(later);
        startAgain();
    }
    /// Why the next start would fail over the journal; empty when it would not. Nothing is changed by asking.
    QString problemOfTheNextStart()
    {
        QString problem;
        writer.submit<bool>(
            WritePriority::Commands,
            [&](WriteTransaction &transaction) -> Result<bool> {
                try {
                    JournalRecovery(transaction).enterUnknownDials(journalFolder());
                } catch (const StorageError &error) {
                    problem = error.error().message;
                }
                return {ErrorCode::Cancelled, {}}; // all of it is undone
            },
            [](const Result<bool> &) {});
        return problem;
    }
    void startAgain()
    {
        life.reset();
        takeOver();
        begin();
    }
    AttemptId dialTo(E164 to) const
    {
        for (const Dialled &dial : script.dials) {
            if (dial.to == to) {
                return dial.attempt;
            }
        }
        return {};
    }
    [[nodiscard]] int dialsTo(E164 to) const
    {
        return static_cast<int>(
            std::ranges::count_if(script.dials, [to](const Dialled &dial) { return dial.to == to; }));
    }
    void talk(E164 to, Milliseconds length)
    {
        script.carrier->answer(dialTo(to));
        life->runFor(length);
        script.carrier->end(dialTo(to), EndReason::CalleeHangup);
        life->runFor(second);
    }
    void end(E164 to, EndReason reason)
    {
        script.carrier->end(dialTo(to), reason);
        life->runFor(second);
    }

    ManualCarrier::Script script;
    std::unique_ptr<EngineLife> life;

private:
    [[nodiscard]] QString copy() const { return folder.filePath(QStringLiteral("backup.sqlite")); }
};

} // namespace

class JournalRecoveryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyCalledSinceTheBackupIsCalledAgain();
    void aCallWithoutAResultWaitsForAPerson();
    void whatWasSpentIsCharged();
    void aRetryGoesOnWhereItWas();
    void aRetryOfACallThatWasOnDuringTheBackupIsEntered();
    void aRowThatWasNotInTheQueueYetIsEntered();
    void aCallTheBackupKnowsNothingOfHoldsItsNumber();
    void aCallTheBackupKnowsNothingOfCountsWhereItsCallerIdIs_data();
    void aCallTheBackupKnowsNothingOfCountsWhereItsCallerIdIs();
    void anAttemptThatWasNeverSentIsNotEntered();
    void aSecondStartEntersNothingTwice();
    void aSecondStartKnowsCallsThatTheBackupDoesNot();
    void aClockBehindTheJournalKeepsNobodyFromStarting();
    void whoWasNotCalledIsCalledWhenANumberHasChanged();
};

void JournalRecoveryTest::nobodyCalledSinceTheBackupIsCalledAgain()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> people = world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    world.backUp();
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 30);
    world.end(bob, EndReason::Busy);
    QCOMPARE(world.script.dials.size(), 2U);

    world.restore();
    QCOMPARE(world.target(people.at(0)).status, TargetStatus::Dispatched);
    QCOMPARE(world.target(people.at(0)).lastOutcome, std::optional(EndReason::CalleeHangup));
    QCOMPARE(world.target(people.at(1)).status, TargetStatus::Failed);
    QCOMPARE(world.target(people.at(1)).lastOutcome, std::optional(EndReason::Busy));
    world.life->runFor(minute * 60 * 24);
    QCOMPARE(world.script.dials.size(), 2U);
    QCOMPARE(CampaignStore(world.db).find(campaign.id)->status, CampaignStatus::Completed);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void JournalRecoveryTest::aCallWithoutAResultWaitsForAPerson()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> people = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.backUp();
    world.begin();
    world.life->runFor(second); // it rings, and the machine goes down

    world.restore();
    QCOMPARE(AttemptStore(world.db).find(world.dialTo(alice))->state, AttemptState::Resolving);
    world.life->runFor(minute * 20);
    QCOMPARE(world.script.dials.size(), 1U);
    QCOMPARE(world.target(people.at(0)).lastOutcome, std::optional(EndReason::OutcomeUnknown));
    QVERIFY(world.callOf(people.at(0)).undecided);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void JournalRecoveryTest::whatWasSpentIsCharged()
{
    RestoredWorld world;
    Trunk trunk = world.trunk;
    trunk.pricePerMinute = Money::of(1);
    world.save(trunk);
    world.write([&](WriteTransaction &transaction) {
        CreditBook credit(transaction);
        credit.pay(world.workspace.id, CreditKind::TopUp, Money::of(10), {});
        credit.save();
    });
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.backUp();
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 30);
    const Money spent = CampaignStore(world.db).find(campaign.id)->spent;
    QCOMPARE(spent, Money{500'000});

    world.restore();
    QCOMPARE(CampaignStore(world.db).find(campaign.id)->spent, spent);
    const CreditAccount account = CreditStore(world.db).account(world.workspace.id).value();
    QCOMPARE(account.balance, Money::of(10) - spent);
    QCOMPARE(account.reserved, Money{});
}

void JournalRecoveryTest::aRetryGoesOnWhereItWas()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 3}});
    const std::vector<TargetId> people = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.backUp();
    world.begin();
    world.life->runFor(second);
    world.end(alice, EndReason::Busy);
    world.life->runFor(minute * 16); // she is called again
    QCOMPARE(world.dialsTo(alice), 2);
    world.script.carrier->end(world.script.dials.back().attempt, EndReason::NoAnswer);
    world.life->runFor(second);

    world.restore();
    QCOMPARE(world.callOf(people.at(0)).attempt, 2);
    QCOMPARE(world.callOf(people.at(0)).status, ScheduledCallStatus::Pending);
    world.life->runFor(minute * 31);
    QCOMPARE(world.dialsTo(alice), 3);
    QCOMPARE(world.script.dials.back().n, 3);
    QCOMPARE(world.stats(campaign.id).attempts, 3);
}

void JournalRecoveryTest::aRetryOfACallThatWasOnDuringTheBackupIsEntered()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign({.retry = {.maxAttempts = 3}});
    const std::vector<TargetId> people = world.addTargets(campaign.id, 1);
    world.begin();
    world.life->runFor(second);
    world.backUp(); // the first attempt rings
    world.end(alice, EndReason::Busy);
    world.life->runFor(minute * 16);
    QCOMPARE(world.dialsTo(alice), 2);
    world.script.carrier->end(world.script.dials.back().attempt, EndReason::NoAnswer);
    world.life->runFor(second);

    world.restore();
    QCOMPARE(AttemptStore(world.db).find(world.dialTo(alice))->state, AttemptState::Ended);
    QCOMPARE(world.callOf(people.at(0)).attempt, 2);
    QCOMPARE(world.callOf(people.at(0)).status, ScheduledCallStatus::Pending);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
    world.life->runFor(minute * 31);
    QCOMPARE(world.dialsTo(alice), 3);
    QCOMPARE(world.script.dials.back().n, 3);
}

void JournalRecoveryTest::aRowThatWasNotInTheQueueYetIsEntered()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> people = world.addTargets(campaign.id, 3);
    world.backUp(); // on the list, and not materialized
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 10);
    world.end(bob, EndReason::Declined);

    world.restore();
    world.life->runFor(minute * 30);
    QCOMPARE(world.dialsTo(alice), 1);
    QCOMPARE(world.dialsTo(bob), 1);
    QCOMPARE(world.dialsTo(carol), 1);
    QCOMPARE(world.target(people.at(1)).lastOutcome, std::optional(EndReason::Declined));
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void JournalRecoveryTest::aCallTheBackupKnowsNothingOfHoldsItsNumber()
{
    RestoredWorld world;
    world.backUp();
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 10);

    world.restore();
    const Campaign anew = world.addCampaign();
    world.addTargets(anew.id, 1);
    world.life->engine.campaignChanged(anew.id);
    world.life->runFor(minute * 30);
    QCOMPARE(world.dialsTo(alice), 1); // within the cool-down
    world.life->runFor(minute * 40);
    QCOMPARE(world.dialsTo(alice), 2);
}

void JournalRecoveryTest::aCallTheBackupKnowsNothingOfCountsWhereItsCallerIdIs_data()
{
    QTest::addColumn<bool>("callerIdIsKnown");
    QTest::addColumn<int>("ofTheOther");
    QTest::newRow("the first workspace owns it") << true << 0;
    QTest::newRow("nobody owns it any more") << false << 1; // it counts for everybody
}

void JournalRecoveryTest::aCallTheBackupKnowsNothingOfCountsWhereItsCallerIdIs()
{
    QFETCH(const bool, callerIdIsKnown);
    QFETCH(const int, ofTheOther);
    RestoredWorld world;
    const SecondWorkspace tenant(world);
    world.backUp();
    if (!callerIdIsKnown) {
        world.db.execute("UPDATE phone_numbers SET number = 14155550199 WHERE id = ?", world.number.id);
    }
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 1);
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 10);

    world.restore();
    LimitStore limits(world.db);
    QCOMPARE(limits.history(world.workspace.id, alice, {}, world.clock.wall()).lastDay, 1);
    QCOMPARE(limits.history(tenant.workspace.id, alice, {}, world.clock.wall()).lastDay, ofTheOther);
    QCOMPARE(world.problemOfTheNextStart(), QString());
    world.startAgain();
    QCOMPARE(limits.history(world.workspace.id, alice, {}, world.clock.wall()).lastDay, 1);
}

void JournalRecoveryTest::anAttemptThatWasNeverSentIsNotEntered()
{
    RestoredWorld world;
    world.script.sends = false;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> people = world.addTargets(campaign.id, 1);
    world.materialize(campaign.id);
    world.backUp();
    world.begin();
    world.life->runFor(second);

    world.script.sends = true;
    world.restore();
    QCOMPARE(world.target(people.at(0)).attempts, 0);
    world.life->runFor(second * 10);
    QCOMPARE(world.dialsTo(alice), 1);
    QCOMPARE(world.script.dials.back().n, 1);
}

void JournalRecoveryTest::aSecondStartEntersNothingTwice()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    world.backUp();
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 10);
    world.end(bob, EndReason::Busy);
    world.end(carol, EndReason::NoAnswer);

    world.restore();
    world.life->runFor(minute);
    const std::string once = world.contents();
    world.startAgain();
    world.life->runFor(minute);
    QCOMPARE(world.contents(), once);
}

void JournalRecoveryTest::aSecondStartKnowsCallsThatTheBackupDoesNot()
{
    RestoredWorld world;
    world.backUp();
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.begin();
    world.life->runFor(second);
    world.talk(alice, second * 10);
    world.end(bob, EndReason::Busy);

    world.restore();
    const std::string once = world.contents();
    for (int start = 0; start < 2; ++start) {
        QCOMPARE(world.problemOfTheNextStart(), QString());
        world.startAgain();
        world.life->runFor(minute);
        QCOMPARE(world.contents(), once);
    }
}

void JournalRecoveryTest::aClockBehindTheJournalKeepsNobodyFromStarting()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 2);
    world.materialize(campaign.id);
    world.backUp();
    world.begin();
    world.life->runFor(minute);
    world.talk(alice, second * 30);
    world.end(bob, EndReason::Declined);
    world.clock.stepWall(-hour);

    world.putBack();
    QCOMPARE(world.problemOfTheNextStart(), QString());
    world.startAgain();
    world.life->runFor(day);
    QCOMPARE(world.dialsTo(alice), 1);
    QCOMPARE(world.dialsTo(bob), 1);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

/// Alice's number was corrected to Bob's after the backup, and Bob was called. The backup knows Alice's number only, so
/// she is still to be called.
void JournalRecoveryTest::whoWasNotCalledIsCalledWhenANumberHasChanged()
{
    RestoredWorld world;
    const Campaign campaign = world.addCampaign();
    const std::vector<TargetId> people = world.addTargets(campaign.id, 1, alice);
    world.backUp();
    world.db.execute("UPDATE targets SET number = ? WHERE id = ?", bob, people.at(0));
    world.db.execute("UPDATE target_numbers SET number = ? WHERE target_id = ?", bob, people.at(0));
    world.begin();
    world.life->runFor(second);
    world.talk(bob, second * 10);

    world.restore();
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(bob), 1);
    QCOMPARE(world.dialsTo(alice), 1);
}

QTEST_GUILESS_MAIN(JournalRecoveryTest)
#include "journal_recovery_test.moc"
