// What the media side tells of a call: kept, and acted upon at once where somebody does not want to be called again.

#include "storage/media_store.h"
#include "support/durations.h"
#include "support/manual_world.h"
#include "support/reports.h"
#include "support/simulated_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr E164 alice{14155552000};
using Kind = MediaFact::Kind;

/// One call to Alice, answered.
class TalkWorld : public ManualWorld {
public:
    TalkWorld()
    {
        campaign = addCampaign({.retry = {.maxAttempts = 3}}).id;
        person = addTargets(campaign, 1, alice).front();
        begin(campaign);
        if (script.dials.size() != 1) {
            qFatal("The test expected one call.");
        }
        call = script.dials.front().attempt;
        carrier().answer(call);
    }
    [[nodiscard]] Call shown() { return AttemptStore(db).call(workspace.id, call).value(); }
    void end() { carrier().end(call, EndReason::CalleeHangup, EndOrigin::Callee); }
    /// Whether the one event of the call's end names this disposition.
    [[nodiscard]] bool tellsEndWith(const std::string &disposition)
    {
        const std::vector<Event> told = EventReader(db).ofType(workspace.id, EventType::ConversationCompleted, 0, 2);
        return told.size() == 1 &&
               told.front().data.find("\"disposition\":\"" + disposition + '"') != std::string::npos;
    }
    void note(Kind kind, const std::string &text = {}) { carrier().note(call, kind, text); }
    [[nodiscard]] std::optional<DoNotCallEntry> listed() { return LimitStore(db).findBlocked(workspace.id, alice); }

    CampaignId campaign;
    TargetId person;
    AttemptId call;
};

} // namespace

class MediaFactsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOptOutIsListedAtOnce();
    void anOptOutHoldsWhileOutcomesCannotBeWritten();
    void whoIsListedAlreadyKeepsTheirEntry();
    void nobodyWhoOptedOutIsCalledAgain();
    void aDispositionStandsBesideTheStatus();
    void theLastDispositionCounts();
    void theEndOfACallTellsItsDisposition_data();
    void theEndOfACallTellsItsDisposition();
    void aLargeGroupDoesNotPartAnEndFromItsDisposition();
    void aDispositionAfterTheEndIsShownByTheCall();
    void theFirstSpeechIsNoted();
    void everyFactIsKept();
    void aFactDoesNotOvertakeTheAnswer();
    void factsOfNoCallAreLeftOut();
    void theSimulatedCarriersEndings();
};

void MediaFactsTest::anOptOutIsListedAtOnce()
{
    TalkWorld world;
    world.published.clear();
    world.note(Kind::DoNotCall, "Asked not to be called again.");
    world.life->runFor(Milliseconds(1));
    const std::optional<DoNotCallEntry> entry = world.listed();
    QVERIFY(entry.has_value());
    QCOMPARE(entry->source, QStringLiteral("agent"));
    QCOMPARE(entry->reason, QStringLiteral("Asked not to be called again."));
    QCOMPARE(entry->addedAt, world.clock.wall() - Milliseconds(1));
    QCOMPARE(world.events(EventType::DoNotCallAdded, world.campaign), 1);
    QVERIFY(std::ranges::any_of(world.published, [](const ChangeSet &changes) { return changes.doNotCall; }));
}

void MediaFactsTest::anOptOutHoldsWhileOutcomesCannotBeWritten()
{
    TalkWorld world;
    world.writer.fault = [](WritePriority priority) {
        return priority == WritePriority::Outcomes ? std::optional(Error{ErrorCode::StorageFull, {}, {}})
                                                   : std::nullopt;
    };
    world.note(Kind::DoNotCall);
    world.note(Kind::Disposition, "opted_out");
    world.life->runFor(second * 5);
    QVERIFY(!world.listed());
    world.writer.fault = {};
    world.life->runFor(second * 2);
    QVERIFY(world.listed().has_value());
    QCOMPARE(world.shown().disposition, QStringLiteral("opted_out"));
    QCOMPARE(MediaStore(world.db).of(world.call).size(), 2U); // once, and in their order
    QCOMPARE(MediaStore(world.db).of(world.call).front().kind, Kind::DoNotCall);
}

void MediaFactsTest::whoIsListedAlreadyKeepsTheirEntry()
{
    TalkWorld world;
    world.write([&](WriteTransaction &transaction) {
        return LimitStore(transaction.db).block(world.workspace.id, alice, QStringLiteral("csv"), startOfTest);
    });
    world.note(Kind::DoNotCall);
    world.life->runFor(second);
    QCOMPARE(world.listed()->source, QStringLiteral("csv"));
    QCOMPARE(world.events(EventType::DoNotCallAdded, world.campaign), 0);
}

void MediaFactsTest::nobodyWhoOptedOutIsCalledAgain()
{
    TalkWorld world;
    const CampaignId other = world.addCampaign().id;
    const TargetId again = world.addTargets(other, 1, alice).front();
    world.note(Kind::DoNotCall);
    world.life->runFor(second);
    world.clock.advance(day * 2); // whatever the number's ledger says
    world.begin(other);
    world.life->runFor(minute);
    QCOMPARE(world.dialsTo(alice), 1);
    QCOMPARE(world.target(again).lastOutcome, EndReason::Blocked);
}

void MediaFactsTest::aDispositionStandsBesideTheStatus()
{
    TalkWorld world;
    world.note(Kind::Disposition, "not_interested");
    world.life->runFor(second);
    const TargetStatus status = world.target(world.person).status;
    QCOMPARE(world.shown().disposition, QStringLiteral("not_interested"));
    world.carrier().end(world.call, EndReason::CalleeHangup, EndOrigin::Callee);
    world.life->runFor(second);
    QCOMPARE(status, TargetStatus::Dispatched);
    QCOMPARE(world.target(world.person).status, TargetStatus::Dispatched);
    QCOMPARE(world.callOf(world.person).status, ScheduledCallStatus::Dispatched);
    QCOMPARE(world.shown().disposition, QStringLiteral("not_interested"));
    QCOMPARE(world.shown().endReason, EndReason::CalleeHangup);
    QCOMPARE(world.stats(world.campaign), world.recount(world.campaign));
}

void MediaFactsTest::theLastDispositionCounts()
{
    TalkWorld world;
    world.note(Kind::Disposition, "undecided");
    world.note(Kind::Disposition, " confirmed ");
    world.life->runFor(second);
    QCOMPARE(world.shown().disposition, QStringLiteral("confirmed"));
}

void MediaFactsTest::theEndOfACallTellsItsDisposition_data()
{
    QTest::addColumn<bool>("isReported");
    QTest::addColumn<bool>("isWrittenBefore");
    QTest::newRow("reported long before the end") << true << true;
    QTest::newRow("reported just before the end") << true << false;
    QTest::newRow("not reported") << false << false;
}

void MediaFactsTest::theEndOfACallTellsItsDisposition()
{
    QFETCH(const bool, isReported);
    QFETCH(const bool, isWrittenBefore);
    TalkWorld world;
    world.life->runFor(second);
    if (isReported) {
        world.note(Kind::Disposition, "confirmed");
    }
    if (isWrittenBefore) {
        world.life->runFor(second);
    }
    world.end();
    world.life->runFor(second);
    QVERIFY(world.tellsEndWith(isReported ? "confirmed" : "completed"));
}

/// More reports than one transaction takes.
void MediaFactsTest::aLargeGroupDoesNotPartAnEndFromItsDisposition()
{
    TalkWorld world;
    world.life->runFor(second);
    Settler settler(world.life->loop, world.writer, {[](const Settled &) {}, [](const Error &) {}, [] {}});
    settler.note({world.call, Kind::Disposition, world.clock.now(), "confirmed"});
    settler.report(ended(world.call, EndReason::CalleeHangup, world.clock.wall()));
    for (int i = 1; i <= 1'500; ++i) { // behind it, of calls that nobody knows
        settler.report(ended(AttemptId{world.call.value + i}, EndReason::Busy, world.clock.wall()));
    }
    world.life->runFor(second);
    QVERIFY(settler.isIdle());
    QVERIFY(world.tellsEndWith("confirmed"));
}

void MediaFactsTest::aDispositionAfterTheEndIsShownByTheCall()
{
    TalkWorld world;
    world.end();
    world.life->runFor(second);
    world.note(Kind::Disposition, "confirmed");
    world.life->runFor(second);
    QVERIFY(world.tellsEndWith("completed"));
    QCOMPARE(world.shown().disposition, QStringLiteral("confirmed"));
}

void MediaFactsTest::theFirstSpeechIsNoted()
{
    TalkWorld world;
    world.life->runFor(second * 3);
    QCOMPARE(world.shown().firstSpeechAt, WallTime{});
    const WallTime spoke = world.clock.wall();
    world.note(Kind::FirstSpeech);
    world.life->runFor(second * 3);
    world.note(Kind::FirstSpeech);
    world.life->runFor(second);
    QCOMPARE(world.shown().firstSpeechAt, spoke);
}

void MediaFactsTest::everyFactIsKept()
{
    TalkWorld world;
    world.note(Kind::Digit, "1");
    world.note(Kind::Digit, "#");
    world.note(Kind::Turn, "Gr\303\274\303\237 Gott");
    world.note(Kind::Recording, "a.wav");
    world.life->runFor(second);
    std::string all;
    for (const MediaFact &fact : MediaStore(world.db).of(world.call)) {
        all += std::to_string(static_cast<int>(fact.kind)) + fact.text + ' ';
    }
    QCOMPARE(all, std::string("21 2# 3Gr\303\274\303\237 Gott 6a.wav "));
}

void MediaFactsTest::aFactDoesNotOvertakeTheAnswer()
{
    TalkWorld world; // its answer is not written yet
    world.note(Kind::Disposition, "confirmed");
    world.carrier().end(world.call, EndReason::CalleeHangup, EndOrigin::Callee);
    world.life->runFor(second);
    QCOMPARE(world.shown().disposition, QStringLiteral("confirmed"));
    QVERIFY(world.tellsEndWith("confirmed"));
}

void MediaFactsTest::factsOfNoCallAreLeftOut()
{
    TalkWorld world;
    world.carrier().note(AttemptId{77}, Kind::DoNotCall);
    world.carrier().end(world.call, EndReason::CalleeHangup, EndOrigin::Callee);
    world.life->runFor(second);
    QVERIFY(world.life->engine.problem().isNone());
    QCOMPARE(world.shown().endReason, EndReason::CalleeHangup); // nobody else waits for it
}

void MediaFactsTest::theSimulatedCarriersEndings()
{
    SimulatedWorld world;
    const CampaignId campaign = world.addCampaign().id;
    constexpr E164 confirms{14155550010};
    constexpr E164 optsOut{14155550011};
    const std::vector<TargetId> people = world.addTargets(campaign, 2, confirms);
    world.begin();
    QVERIFY(world.runToEnd(campaign));
    const auto callTo = [&](E164 to) {
        const auto dial = std::ranges::find(world.dials, to, &Dialled::to);
        return AttemptStore(world.db).call(world.workspace.id, dial->attempt).value();
    };
    QCOMPARE(callTo(confirms).disposition, QStringLiteral("confirmed"));
    QCOMPARE(callTo(confirms).endedBy, EndOrigin::Callee);
    QVERIFY(callTo(confirms).firstSpeechAt > callTo(confirms).answeredAt);
    QVERIFY(!LimitStore(world.db).findBlocked(world.workspace.id, confirms));
    QCOMPARE(callTo(optsOut).disposition, QStringLiteral("opted_out"));
    QCOMPARE(callTo(optsOut).endedBy, EndOrigin::Agent);
    QVERIFY(LimitStore(world.db).findBlocked(world.workspace.id, optsOut).has_value());
    for (const TargetId person : people) {
        QCOMPARE(world.target(person).status, TargetStatus::Dispatched);
    }
}

QTEST_GUILESS_MAIN(MediaFactsTest)

#include "media_facts_test.moc"
