// Two engines on one database, as two machines would have them: nobody is called twice, and nobody is lost.

#include "engine/gate/credit_book.h"
#include "storage/credit_store.h"
#include "storage/import_store.h"
#include "support/most_in_a_minute.h"
#include "support/two_machines.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace campanile;
using namespace campanile::test;

class SecondEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neitherFencesTheOther();
    void idsDoNotCollide();
    void theLivingOneTakesOverAfterTheLeaseAndNotBefore();
    void oneThatWasNotInChargeIsTakenOverToo();
    void whoEndsWellIsFollowedAtOnce();
    void whoWasDeclaredDeadNeverDialsAgain();
    void aPermitThatWasFrozenOpensNothing();
    void anOutcomeThatComesLateIsWrittenDown();
    void anImportUnderWayIsLeftAlone();
    void channelsHoldForBothTogether();
    void ratesHoldForBothTogether();
    void creditHoldsForBothTogether();
};

void SecondEngineTest::neitherFencesTheOther()
{
    TwoMachines world;
    QVERIFY(world.isInCharge(*world.first));
    QVERIFY(!world.isInCharge(*world.second));
    const Campaign campaign = world.dial({.maxConcurrent = 4}, 30);
    for (int i = 0; i < 5; ++i) {
        world.placeAtTheSecond(E164{14155556000 + i});
        world.talkAll();
    }
    for (int i = 0; i < 200 && world.status(campaign.id) == CampaignStatus::Active; ++i) {
        world.talkAll();
    }
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
    world.runFor(minute * 10);
    QCOMPARE(world.dials().size(), 35U);
    QVERIFY(world.nobodyWasDialledTwice());
    QVERIFY(!world.first->script.dials.empty());
    QVERIFY(!world.second->script.dials.empty());
    for (const Machine *machine : {world.first.get(), world.second.get()}) {
        QVERIFY(machine->engine.problem().isNone());
    }
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void SecondEngineTest::idsDoNotCollide()
{
    TwoMachines world;
    QVERIFY(world.first->enrolment.idSlot != world.second->enrolment.idSlot);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 10'000; ++i) {
        QVERIFY(seen.insert(world.first->ids.nextValue()).second);
        QVERIFY(seen.insert(world.second->ids.nextValue()).second);
    }
}

void SecondEngineTest::theLivingOneTakesOverAfterTheLeaseAndNotBefore()
{
    TwoMachines world;
    const Campaign campaign = world.dial({.maxConcurrent = 3, .retry = {.maxAttempts = 1}}, 6);
    QVERIFY(world.runUntil([&] { return world.open() == 3; }));
    const std::vector<AttemptId> open = world.first->carrier().open();
    QCOMPARE(open.size(), 3U); // the one in charge was the first to know
    const ProcessId dead = world.first->enrolment.id;
    world.crash(world.first);
    world.second->script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Known, EndReason::NoAnswer}; };

    const WallTime last = world.heartbeatOf(dead);
    const Milliseconds lease = std::chrono::duration_cast<Milliseconds>(ProcessWatch::Pace{}.lease);
    world.runFor(Milliseconds((last + lease + second * 4).ms - world.clock.wall().ms));
    for (const AttemptId id : open) {
        QCOMPARE(world.attempt(id).state, AttemptState::Intent);
    }
    QCOMPARE(world.second->script.inquiries, 0);
    QVERIFY(world.second->script.dials.empty()); // they hold their channels
    QVERIFY(world.runUntil([&] { return world.isInCharge(*world.second); }, minute));
    QVERIFY(world.clock.wall() <= last + lease + second * 20);
    world.runFor(second);
    for (const AttemptId id : open) {
        QCOMPARE(world.attempt(id).endReason, std::optional(EndReason::NoAnswer));
    }
    for (int i = 0; i < 100 && world.status(campaign.id) == CampaignStatus::Active; ++i) {
        world.talkAll();
    }
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed); // it materializes now, and completes
    QCOMPARE(world.dials().size(), 6U);
    QVERIFY(world.nobodyWasDialledTwice());
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void SecondEngineTest::oneThatWasNotInChargeIsTakenOverToo()
{
    TwoMachines world;
    world.placeAtTheSecond(E164{14155556000});
    world.placeAtTheSecond(E164{14155556001});
    QVERIFY(world.runUntil([&] { return world.second->carrier().open().size() == 2; }, second * 4));
    const std::vector<AttemptId> open = world.second->carrier().open();
    world.crash(world.second);
    world.runFor(second * 29);
    for (const AttemptId id : open) {
        QCOMPARE(world.attempt(id).state, AttemptState::Intent);
    }
    world.runFor(second * 30);
    for (const AttemptId id : open) {
        QCOMPARE(world.attempt(id).state, AttemptState::Resolving);
    }
    QVERIFY(world.first->script.inquiries >= 2);
    QVERIFY(world.isInCharge(*world.first));
    QVERIFY(world.nobodyWasDialledTwice());
}

void SecondEngineTest::whoEndsWellIsFollowedAtOnce()
{
    TwoMachines world;
    world.dial({.ratePerMinute = 60}, 200);
    world.runFor(second * 10);
    bool drained = false;
    world.first->engine.drain(Microseconds(second), [&drained] { drained = true; });
    QVERIFY(world.runUntil([&drained] { return drained; }, minute));
    world.crash(world.first);
    QVERIFY(world.runUntil([&] { return world.isInCharge(*world.second); }, second * 6)); // no lease has to run out
    QVERIFY(world.second->engine.problem().isNone());
    const std::size_t before = world.second->script.dials.size();
    world.runFor(minute);
    QVERIFY(world.second->script.dials.size() > before + 30);
    QVERIFY(world.nobodyWasDialledTwice());
}

void SecondEngineTest::whoWasDeclaredDeadNeverDialsAgain()
{
    TwoMachines world;
    const Campaign campaign = world.dial({.ratePerMinute = 60}, 400);
    world.runFor(second * 10);
    QVERIFY(!world.first->script.dials.empty());
    world.first->loop.freeze();
    QVERIFY(world.runUntil([&] { return world.isInCharge(*world.second); }, minute * 2));
    const std::size_t before = world.first->script.dials.size();
    world.first->loop.thaw();
    world.runFor(minute);
    QCOMPARE(world.first->script.dials.size(), before);
    QCOMPARE(world.first->engine.problem().code, EngineProblem::Code::TakenOver);
    QVERIFY(world.second->engine.problem().isNone());
    world.first->engine.release(); // nothing brings it back
    world.first->engine.campaignChanged(campaign.id);
    world.runFor(minute);
    QCOMPARE(world.first->script.dials.size(), before);
    QVERIFY(world.nobodyWasDialledTwice());
}

void SecondEngineTest::aPermitThatWasFrozenOpensNothing()
{
    TwoMachines world;
    world.second->script.verdict = [](const Attempt &) { return Inquiry{Inquiry::Answer::Never}; };
    const Campaign campaign = world.dial({}, 1);
    const auto isCommitted = [&] { return world.db.integer("SELECT count(*) FROM attempts") == 1; };
    QVERIFY(world.runUntil(isCommitted));
    QVERIFY(world.dials().empty());
    world.first->loop.freeze(); // between the gate and the wire
    QVERIFY(world.runUntil([&] { return !world.second->script.dials.empty(); }, minute * 5)); // given back, and dialled
    world.first->loop.thaw();
    world.runFor(minute);
    QCOMPARE(world.dials().size(), 1U);
    world.talkAll();
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void SecondEngineTest::anOutcomeThatComesLateIsWrittenDown()
{
    TwoMachines world;
    const Campaign campaign = world.dial({}, 1);
    QVERIFY(world.runUntil([&] { return world.open() == 1; }));
    const AttemptId attempt = world.first->carrier().open().at(0);
    world.first->loop.freeze();
    QVERIFY(world.runUntil([&] { return world.attempt(attempt).state == AttemptState::Resolving; }, minute * 2));
    world.first->loop.thaw();
    world.runFor(second);
    world.first->carrier().answer(attempt); // the call itself has not noticed
    world.runFor(second * 30);
    world.first->carrier().end(attempt, EndReason::CalleeHangup);
    world.runFor(minute);
    const Attempt settled = world.attempt(attempt);
    QCOMPARE(settled.endReason, std::optional(EndReason::CalleeHangup));
    QVERIFY(!settled.conversation.isNull());
    QCOMPARE(settled.endedAt.ms - settled.answeredAt.ms, Milliseconds(second * 30).count());
    QCOMPARE(world.stats(campaign.id).of(TargetStatus::Dispatched), 1);
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

void SecondEngineTest::anImportUnderWayIsLeftAlone()
{
    TwoMachines world;
    const Campaign campaign = world.addCampaign({.status = CampaignStatus::Draft});
    const auto import = world.ids.next<ImportId>();
    ImportStore(world.db).begin(import, campaign.workspace, campaign.id, QStringLiteral("list.csv"), world.clock.wall(),
                                world.first->enrolment.id);
    world.crash(world.second);
    world.second = std::make_unique<Machine>(world, world.loop, QStringLiteral("third"));
    world.runFor(minute * 3);
    QVERIFY(ImportStore(world.db).exists(campaign.workspace, import));
    world.crash(world.first);
    world.runFor(minute);
    QVERIFY(!ImportStore(world.db).exists(campaign.workspace, import));
}

void SecondEngineTest::channelsHoldForBothTogether()
{
    TwoMachines world;
    Workspace narrow = world.workspace;
    narrow.maxConcurrent = 5;
    world.save(narrow);
    Trunk trunk = world.trunk;
    trunk.maxChannels = 4;
    world.save(trunk);
    const Campaign campaign = world.dial({}, 60);
    std::size_t most = 0;
    for (int i = 0; i < 300 && world.status(campaign.id) == CampaignStatus::Active; ++i) {
        world.runFor(Milliseconds(700));
        most = std::max(most, world.open());
        world.talkAll(Milliseconds(300));
    }
    QCOMPARE(world.status(campaign.id), CampaignStatus::Completed);
    QCOMPARE(most, 4U);
    QVERIFY(world.nobodyWasDialledTwice());
}

void SecondEngineTest::ratesHoldForBothTogether()
{
    TwoMachines world;
    PhoneNumber number = world.number;
    number.ratePerMinute = 30;
    world.save(number);
    const Campaign campaign = world.dial({}, 120);
    world.second->engine.campaignChanged(campaign.id);
    world.runFor(minute * 6);
    QCOMPARE(world.dials().size(), 120U);
    QVERIFY(!world.first->script.dials.empty());
    QVERIFY2(mostInAMinute(world.times()) <= 30, qPrintable(QString::number(mostInAMinute(world.times()))));
    QVERIFY(world.nobodyWasDialledTwice());
}

void SecondEngineTest::creditHoldsForBothTogether()
{
    TwoMachines world;
    Trunk trunk = world.trunk;
    trunk.pricePerMinute = Money::of(0, 60);
    world.save(trunk);
    world.write([&](WriteTransaction &tx) {
        CreditBook book(tx);
        book.pay(world.workspace.id, CreditKind::TopUp, Money::of(3, 0), QStringLiteral("by the test"));
        book.save();
    });
    const Campaign campaign = world.dial({}, 20);
    world.second->engine.campaignChanged(campaign.id);
    world.runFor(minute * 2);
    QCOMPARE(world.dials().size(), 5U); // five minutes were paid for
    const CreditAccount account = CreditStore(world.db).account(world.workspace.id).value();
    QVERIFY(account.available() >= Money{});
    QCOMPARE(AttemptStore(world.db).reserved(world.workspace.id), account.reserved);
}

QTEST_GUILESS_MAIN(SecondEngineTest)
#include "second_engine_test.moc"
