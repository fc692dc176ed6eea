// The moves of a call and its target: each of them whole, and every other one refused with nothing changed.

#include "storage/target_state_store.h"
#include "support/durations.h"
#include "support/plans.h"
#include "support/told_state.h"

#include <QTest>

#include <functional>

using namespace campanile;
using namespace campanile::test;

namespace {

using CallStatus = ScheduledCallStatus;

/// One call of one target, in whatever states a test puts them.
class RowWorld : public TestDatabase {
public:
    RowWorld()
    {
        campaign = addCampaign();
        person = addTargets(campaign.id, 1).front();
        materialize(campaign.id);
        const ScheduledCall row = call();
        attempt.id = ids.next<AttemptId>();
        attempt.scheduledCall = row.id;
        attempt.campaign = campaign.id;
        attempt.target = person;
        attempt.workspace = workspace.id;
        attempt.n = 1;
        attempt.epoch = 1;
    }

    [[nodiscard]] ScheduledCall call() { return callOf(person); }
    /// The state that the rows come to.
    [[nodiscard]] TargetState state()
    {
        return TargetStateStore(db, clock.wall()).find(person, {}).value().standing.state;
    }

    /// Puts the rows into these states behind everybody's back, with counters that agree.
    void put(CallStatus ofCall, TargetStatus ofTarget, bool undecided)
    {
        db.execute("UPDATE scheduled_calls SET status = ?, attempt = 1, epoch = 1, undecided = ?", ofCall,
                   undecided ? 1 : 0);
        db.execute("UPDATE scheduled_calls SET last_error = NULL, postponed_by = 0");
        const bool ended = ofTarget == TargetStatus::Dispatched || ofTarget == TargetStatus::Failed;
        db.execute("UPDATE targets SET status = ?, attempts = 1, last_outcome = ?", ofTarget,
                   ended ? std::optional(EndReason::OutcomeUnknown) : std::nullopt);
        db.execute("DELETE FROM campaign_counts");
        write([&](WriteTransaction &tx) {
            tx.count(campaign.id, CounterKind::TargetsByStatus, static_cast<int>(ofTarget), 1);
            tx.count(campaign.id, CounterKind::Attempts, 0, 1);
            tx.count(campaign.id, CounterKind::RetryDue, 0, ofCall == CallStatus::Pending ? 1 : 0);
            tx.count(campaign.id, CounterKind::AnsweredOtherwise, static_cast<int>(EndReason::OutcomeUnknown),
                     ofTarget == TargetStatus::Dispatched ? 1 : 0);
            if (ended) {
                tx.countOutcome(campaign.id, std::nullopt, EndReason::OutcomeUnknown);
            }
        });
    }

    Campaign campaign;
    TargetId person;
    Attempt attempt;
};

/// A named move: between which states it leads, and whether it did.
struct NamedMove {
    const char *name;
    std::function<bool(RowMoves &, RowWorld &)> make;
    CallStatus from;
    CallStatus to;
    TargetStatus targetFrom;
    TargetStatus targetTo;
    std::optional<EventType> event;
    bool ofUndecided = false; ///< only a call that waits for a person's decision
};

std::vector<NamedMove> namedMoves()
{
    using enum EventType;
    using TS = TargetStatus;
    const auto always = [](auto move) {
        return [move](RowMoves &moves, RowWorld &world) {
            move(moves, world);
            return true;
        };
    };
    const WallTime later = startOfTest + minute * 20;
    return {
        {"claim", [](RowMoves &m, RowWorld &w) { return m.claim(w.call(), w.clock.wall()); }, CallStatus::Pending,
         CallStatus::InFlight, TS::Scheduled, TS::Scheduled, std::nullopt},
        {"postpone", always([=](RowMoves &m, RowWorld &w) { m.postpone(w.call(), later); }), CallStatus::Pending,
         CallStatus::Pending, TS::Scheduled, TS::Scheduled, std::nullopt},
        {"refuse", always([](RowMoves &m, RowWorld &w) { m.refuse(w.call(), EndReason::Blocked); }),
         CallStatus::Pending, CallStatus::Failed, TS::Scheduled, TS::Failed, ScheduledCallFailed},
        {"miss", always([](RowMoves &m, RowWorld &w) { m.refuse(w.call(), EndReason::Missed, minute); }),
         CallStatus::Pending, CallStatus::Failed, TS::Scheduled, TS::Failed, ScheduledCallFailed},
        {"reach", always([](RowMoves &m, RowWorld &w) { m.reach(w.attempt, EndReason::Voicemail, startOfTest); }),
         CallStatus::InFlight, CallStatus::Dispatched, TS::Scheduled, TS::Dispatched, ScheduledCallDispatched},
        {"retry", always([=](RowMoves &m, RowWorld &w) { m.retry(w.attempt, EndReason::Busy, later); }),
         CallStatus::InFlight, CallStatus::Pending, TS::Scheduled, TS::Scheduled, std::nullopt},
        {"fail", always([](RowMoves &m, RowWorld &w) { m.fail(w.attempt, EndReason::NoAnswer, false); }),
         CallStatus::InFlight, CallStatus::Failed, TS::Scheduled, TS::Failed, ScheduledCallFailed},
        {"leave undecided",
         always([](RowMoves &m, RowWorld &w) { m.fail(w.attempt, EndReason::OutcomeUnknown, true); }),
         CallStatus::InFlight, CallStatus::Failed, TS::Scheduled, TS::Failed, ScheduledCallFailed},
        {"give back", always([=](RowMoves &m, RowWorld &w) { m.giveBack(w.attempt, later); }), CallStatus::InFlight,
         CallStatus::Pending, TS::Scheduled, TS::Scheduled, std::nullopt},
        {"turn away", always([=](RowMoves &m, RowWorld &w) { m.turnAway(w.attempt, later); }), CallStatus::InFlight,
         CallStatus::Pending, TS::Scheduled, TS::Scheduled, std::nullopt},
        {"cancel", [](RowMoves &m, RowWorld &w) { return m.cancel(w.call()); }, CallStatus::Pending,
         CallStatus::Cancelled, TS::Scheduled, TS::Skipped, ScheduledCallCancelled},
        {"rang", always([](RowMoves &m, RowWorld &w) { m.rang(w.call()); }), CallStatus::Failed, CallStatus::Dispatched,
         TS::Failed, TS::Dispatched, OutcomeDecided, true},
        {"give up", always([](RowMoves &m, RowWorld &w) { m.giveUp(w.call()); }), CallStatus::Failed,
         CallStatus::Failed, TS::Failed, TS::Failed, OutcomeDecided, true},
        {"dial again", always([](RowMoves &m, RowWorld &w) { m.dialAgain(w.call()); }), CallStatus::Failed,
         CallStatus::Pending, TS::Failed, TS::Scheduled, OutcomeDecided, true},
    };
}

/// Moves that do not look at the target, which stays as it is.
bool leavesItsTarget(const NamedMove &move)
{
    return qstrcmp(move.name, "claim") == 0 || qstrcmp(move.name, "give back") == 0 ||
           qstrcmp(move.name, "turn away") == 0 || qstrcmp(move.name, "give up") == 0;
}

/// Whether the move was made; an exception is a refusal.
bool made(RowWorld &world, const NamedMove &move)
{
    bool result = false;
    world.writer.submit<bool>(
        WritePriority::Commands,
        [&](WriteTransaction &tx) -> Result<bool> {
            RowMoves moves(tx);
            return move.make(moves, world);
        },
        [&](const Result<bool> &answer) { result = answer && *answer; });
    return result;
}

} // namespace

class RowMovesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMoveFromEveryStatus_data();
    void everyMoveFromEveryStatus();
    void aRowIsClaimedOnceAnEpoch();
    void onlyDueRowsAreClaimed();
    void aTargetHasOneCall();
    void aScheduledTargetIsSkippedUntilItsCallIsClaimed();
    void aWaitingTargetIsSkippedOnce();
    void onlyUntriedOccurrencesThatLieAheadAreWithdrawn();
    void aCallThatIsGivenBackKeepsItsBudget();
    void aCallThatIsPostponedIsNotLate();
    void anOutcomeIsCorrectedInItsCounters();
    void whatIsRefusedUndoesTheWholeTransaction();
};

void RowMovesTest::everyMoveFromEveryStatus_data()
{
    QTest::addColumn<int>("index");
    const std::vector<NamedMove> moves = namedMoves();
    for (std::size_t i = 0; i < moves.size(); ++i) {
        QTest::newRow(moves[i].name) << static_cast<int>(i);
    }
}

/// Each move is made from the one pair of states that it is meant for, whole, and from no other.
void RowMovesTest::everyMoveFromEveryStatus()
{
    QFETCH(const int, index);
    const NamedMove move = namedMoves().at(static_cast<std::size_t>(index));
    QVERIFY(canMove(move.from, move.to) || qstrcmp(move.name, "give up") == 0); // which leaves it failed
    QVERIFY(move.targetFrom == move.targetTo || canMove(move.targetFrom, move.targetTo));
    RowWorld world;
    int legal = 0;
    for (const CallStatus ofCall : allScheduledCallStatuses) {
        for (const TargetStatus ofTarget : allTargetStatuses) {
            for (const bool undecided : {false, true}) {
                world.put(ofCall, ofTarget, undecided);
                const std::string before = world.contents();
                const std::int64_t told = world.db.integer("SELECT count(*) FROM events").value_or(0);
                const bool moved = made(world, move);
                const bool meant = ofCall == move.from && (undecided || !move.ofUndecided) &&
                                   (ofTarget == move.targetFrom || leavesItsTarget(move));
                QCOMPARE(moved, meant);
                if (!moved) {
                    QVERIFY(world.contents() == before);
                    continue;
                }
                ++legal;
                QCOMPARE(world.call().status, move.to);
                QCOMPARE(world.target(world.person).status, ofTarget == move.targetFrom ? move.targetTo : ofTarget);
                QCOMPARE(world.stats(world.campaign.id).byStatus, world.recount(world.campaign.id).byStatus);
                QCOMPARE(world.stats(world.campaign.id).byOutcome, world.recount(world.campaign.id).byOutcome);
                QCOMPARE(world.stats(world.campaign.id).retryDue, world.recount(world.campaign.id).retryDue);
                QCOMPARE(world.stats(world.campaign.id).answeredOtherwise,
                         world.recount(world.campaign.id).answeredOtherwise);
                QCOMPARE(world.db.integer("SELECT count(*) FROM events").value_or(0), told + (move.event ? 1 : 0));
                if (move.event) {
                    const Event event = EventReader(world.db).after(told, 1).front();
                    QCOMPARE(event.type, *move.event);
                    QCOMPARE(event.workspace, world.workspace.id);
                    QCOMPARE(event.campaign, world.campaign.id);
                    QCOMPARE(event.call, world.call().id);
                    QCOMPARE(event.target, world.person);
                    QCOMPARE(event.conversation, world.call().conversation);
                    QVERIFY(world.published.back().events);
                    if (ofTarget == move.targetFrom) {
                        // Nothing has written here that the attempt was answered.
                        const bool isAnswer = move.event == EventType::ScheduledCallDispatched;
                        QCOMPARE(toldState(event), nameOf(isAnswer ? TargetState::Talking : world.state()));
                    }
                }
                QVERIFY(qstrcmp(move.name, "claim") == 0 || world.published.back().targets.contains(world.campaign.id));
            }
        }
    }
    QVERIFY(legal > 0);
}

void RowMovesTest::aRowIsClaimedOnceAnEpoch()
{
    RowWorld world;
    const ScheduledCall row = world.call();
    ScheduledCall later = row;
    later.epoch = row.epoch + 1;
    QVERIFY(!world.claim(later));
    QVERIFY(world.claim(row));
    QVERIFY(!world.claim(row));
    QVERIFY(!world.claim(later)); // it is in flight
    QCOMPARE(world.call().epoch, row.epoch + 1);
    QCOMPARE(world.call().attempt, 1);
    world.write([&](WriteTransaction &tx) { RowMoves(tx).retry(world.attempt, EndReason::Busy, startOfTest); });
    QVERIFY(!world.claim(row)); // who read it before its retry comes too late
    QVERIFY(world.claim(later));
    world.write([&](WriteTransaction &tx) { RowMoves(tx).giveBack(world.attempt, startOfTest); });
    QCOMPARE(world.call().attempt, 1); // the second was given back
    QCOMPARE(world.call().epoch, row.epoch + 2);
    QVERIFY(world.write([&](WriteTransaction &tx) { return RowMoves(tx).cancel(world.call()); }));
    later.epoch = row.epoch + 2;
    QVERIFY(!world.claim(later));
}

void RowMovesTest::onlyDueRowsAreClaimed()
{
    RowWorld world;
    world.write([&](WriteTransaction &tx) { RowMoves(tx).postpone(world.call(), startOfTest + minute); });
    QVERIFY(!world.claim(world.call(), startOfTest + minute - Milliseconds(1)));
    QVERIFY(world.claim(world.call(), startOfTest + minute));
}

void RowMovesTest::aTargetHasOneCall()
{
    RowWorld world;
    ScheduledCall second = world.call();
    second.id = world.ids.next<ScheduledCallId>();
    world.db.execute("UPDATE targets SET status = 0");
    const auto create = [&] { return world.write([&](WriteTransaction &tx) { return RowMoves(tx).create(second); }); };
    QVERIFY(!create());
    QCOMPARE(world.target(world.person).status, TargetStatus::Scheduled);
    second.target = {}; // one-off calls have none, and any number of them may be
    QVERIFY(create());
    second.id = world.ids.next<ScheduledCallId>();
    QVERIFY(create());
    QCOMPARE(QueueStore(world.db).pendingCount(world.workspace.id), 3);
    QCOMPARE(world.events(EventType::ScheduledCallCreated, world.campaign.id), 3);
}

void RowMovesTest::aScheduledTargetIsSkippedUntilItsCallIsClaimed() // B1-31
{
    RowWorld world;
    const auto skip = [&] {
        return world.write([&](WriteTransaction &tx) { return RowMoves(tx).skip(world.target(world.person)); });
    };
    QVERIFY(world.claim(world.call()));
    const std::string before = world.contents();
    QVERIFY(!skip());
    QCOMPARE(world.contents(), before);
    world.write([&](WriteTransaction &tx) { RowMoves(tx).giveBack(world.attempt, startOfTest); });
    QVERIFY(skip());
    QCOMPARE(world.call().status, CallStatus::Cancelled);
    QCOMPARE(world.target(world.person).status, TargetStatus::Skipped);
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, world.campaign.id), 1);
    QVERIFY(!skip());
}

void RowMovesTest::aWaitingTargetIsSkippedOnce()
{
    TestDatabase world;
    const Campaign campaign = world.addCampaign();
    const TargetId id = world.addTargets(campaign.id, 1).front();
    const Target waiting = world.target(id);
    const auto skip = [&] { return world.write([&](WriteTransaction &tx) { return RowMoves(tx).skip(waiting); }); };
    QVERIFY(skip());
    QVERIFY(!skip()); // what was read of it is over
    QCOMPARE(world.stats(campaign.id), world.recount(campaign.id));
}

/// A clock that was set back puts rows ahead that were claimed before.
void RowMovesTest::onlyUntriedOccurrencesThatLieAheadAreWithdrawn() // B1-19
{
    TestDatabase world;
    const Campaign campaign = added(world, recurringPlan(world, QStringLiteral("0 * * * *")));
    const auto occurrence = [&](Milliseconds ahead) {
        ScheduledCall call = oneOffCall(world, campaign.recurrence.to, ahead);
        call.campaign = campaign.id;
        call.occurrence = OccurrenceKey{call.scheduledAt.ms / 1'000, 0};
        world.write([&](WriteTransaction &tx) { return RowMoves(tx).create(call); });
        return call;
    };
    const ScheduledCall due = occurrence(Milliseconds(0));
    const ScheduledCall untried = occurrence(hour);
    const ScheduledCall tried = occurrence(hour * 2);
    const ScheduledCall inFlight = occurrence(hour * 3);
    QVERIFY(world.claim(tried, tried.dueAt));
    QVERIFY(world.claim(inFlight, inFlight.dueAt));
    Attempt attempt;
    attempt.scheduledCall = tried.id;
    attempt.campaign = campaign.id;
    world.write([&](WriteTransaction &tx) { RowMoves(tx).retry(attempt, EndReason::Busy, tried.dueAt + minute); });

    world.write([&](WriteTransaction &tx) { RowMoves(tx).withdrawUntried(campaign.id); });
    QueueStore queue(world.db);
    QVERIFY(!queue.find(untried.id));
    QVERIFY(queue.find(due.id));
    QVERIFY(queue.find(tried.id));
    QVERIFY(queue.find(inFlight.id));
    QCOMPARE(world.events(EventType::ScheduledCallCancelled, campaign.id), 1);
}

void RowMovesTest::aCallThatIsGivenBackKeepsItsBudget()
{
    RowWorld world;
    QVERIFY(world.claim(world.call()));
    QCOMPARE(world.stats(world.campaign.id).attempts, 1);
    const auto giveBack = [&](WriteTransaction &tx) { RowMoves(tx).giveBack(world.attempt, startOfTest + minute); };
    world.write(giveBack);
    QCOMPARE(world.call().attempt, 0);
    QCOMPARE(world.call().late, minute);
    QCOMPARE(world.call().dueAt, startOfTest + minute);
    QCOMPARE(world.stats(world.campaign.id).attempts, 0);
}

/// Otherwise a call that its hours or its number hold would be missed for the time before.
void RowMovesTest::aCallThatIsPostponedIsNotLate()
{
    RowWorld world;
    QVERIFY(world.claim(world.call()));
    world.write([&](WriteTransaction &tx) { RowMoves(tx).giveBack(world.attempt, startOfTest + minute * 50); });
    QCOMPARE(world.call().late, minute * 50);
    world.write([&](WriteTransaction &tx) { RowMoves(tx).postpone(world.call(), startOfTest + hour); });
    QCOMPARE(world.call().late, Milliseconds(0));
    QCOMPARE(world.call().dueAt, startOfTest + hour);
}

void RowMovesTest::anOutcomeIsCorrectedInItsCounters()
{
    RowWorld world;
    QVERIFY(world.claim(world.call()));
    world.write([&](WriteTransaction &tx) {
        RowMoves moves(tx);
        moves.reach(world.attempt, EndReason::CalleeHangup, startOfTest);
        moves.correctOutcome(world.attempt, EndReason::CalleeHangup, EndReason::Voicemail);
    });
    QCOMPARE(world.target(world.person).lastOutcome, std::optional(EndReason::Voicemail));
    QCOMPARE(world.stats(world.campaign.id).byOutcome, world.recount(world.campaign.id).byOutcome);
}

void RowMovesTest::whatIsRefusedUndoesTheWholeTransaction()
{
    RowWorld world;
    world.put(CallStatus::InFlight, TargetStatus::Skipped, false); // the target says otherwise than its call
    const std::string before = world.contents();
    std::optional<Error> refusal;
    world.writer.submit<bool>(
        WritePriority::Commands,
        [&](WriteTransaction &tx) -> Result<bool> {
            RowMoves(tx).fail(world.attempt, EndReason::Busy, false);
            return true;
        },
        [&](const Result<bool> &answer) { refusal = answer ? std::nullopt : std::optional(answer.error()); });
    QVERIFY(refusal.has_value());
    QCOMPARE(refusal->code, ErrorCode::StorageFailed);
    QCOMPARE(world.contents(), before);
}

QTEST_GUILESS_MAIN(RowMovesTest)
#include "row_moves_test.moc"
