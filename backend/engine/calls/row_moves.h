#pragma once

#include "domain/attempt.h"
#include "domain/call.h"
#include "domain/event.h"
#include "domain/target.h"
#include "storage/write_transaction.h"

#include <QString>

namespace campanile {

/// The moves of a scheduled call and its target, each of them whole: status of both, counters, outcome counter, event
/// and change note. Nothing else in the program writes these statuses. Every later effect of a move is one edit here.
///
/// A move that the life cycles do not have does not compile (Move), and one that the row does not stand for is refused
/// by the update, which names the status it starts from. Functions that answer a bool then answer false and have
/// changed nothing; the others throw, because their caller has read in the same transaction that the row stands for the
/// move: somebody else has written into the database, and the whole transaction is undone. Thread: the writer's. Throws
/// StorageError.
class RowMoves {
public:
    explicit RowMoves(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    // A call comes into being.

    /// Puts a pending call into the queue, and fills in its conversation and short id; its target becomes scheduled.
    /// False when the target or the occurrence has a call already: no second one is made.
    bool create(ScheduledCall &call, const QString &variables = QStringLiteral("{}"));

    // The gate.

    /// pending → in flight, for exactly this epoch and only once it is due: one more attempt is counted.
    [[nodiscard]] bool claim(const ScheduledCall &call, WallTime now);
    /// A pending call waits longer.
    void postpone(const ScheduledCall &call, WallTime until);
    /// pending → failed: the call must not be made. `late` is how much too late it is, when that is the reason.
    void refuse(const ScheduledCall &call, EndReason reason, Milliseconds late = Milliseconds(0));

    // Settlement: the call is in flight.

    /// in flight → dispatched: a person or a machine was reached. `reason` is how the call counts until it has ended.
    void reach(const Attempt &attempt, EndReason reason, WallTime answeredAt);
    /// A dispatched call has ended, and not as it was counted until now.
    void correctOutcome(const Attempt &attempt, EndReason counted, EndReason reason);
    /// in flight → pending: another attempt is made at `next`.
    void retry(const Attempt &attempt, EndReason reason, WallTime next);
    /// in flight → failed. `undecided`: a person is to say what became of it.
    void fail(const Attempt &attempt, EndReason reason, bool undecided);
    /// in flight → pending: the attempt was not sent and does not count. The row waits until `dueAt` at least.
    void giveBack(const Attempt &attempt, WallTime dueAt);
    /// in flight → pending: the trunk turned the call away before anything rang. The attempt stays on record and takes
    /// nothing from the call's budget.
    void turnAway(const Attempt &attempt, WallTime dueAt);

    // People and campaigns.

    /// pending → cancelled; its target is skipped.
    [[nodiscard]] bool cancel(const ScheduledCall &call);
    /// pending → skipped, or scheduled → skipped while nothing has claimed its call, which is cancelled.
    [[nodiscard]] bool skip(const Target &target);
    /// failed → dispatched: a person says that the call of unknown outcome rang.
    void rang(const ScheduledCall &call);
    /// failed → pending: a person says that the call of unknown outcome is to be dialled again.
    void dialAgain(const ScheduledCall &call);
    /// The call of unknown outcome stays failed, and nobody has to decide any more.
    void giveUp(const ScheduledCall &call);
    /// Cancels at most `limit` pending calls of a campaign and skips its waiting targets. Answers whether that was the
    /// limit, so that more may be left.
    bool sweep(CampaignId campaign, int limit);
    /// Occurrences of a recurring campaign that are planned for later and were never dialled are taken back.
    void withdrawUntried(CampaignId campaign);

    /// On a rehearsal's stage: one-off calls rest. Does nothing in any other database.
    static void clearStage(Connection &stage);

private:
    void announce(EventType type, const ScheduledCall &call, const EventData &data);
    void noteRow(CampaignId campaign, TargetId target);

    WriteTransaction &m_tx;
};

} // namespace campanile
