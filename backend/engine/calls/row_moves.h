#pragma once

#include "domain/attempt.h"
#include "domain/call.h"
#include "domain/event.h"
#include "domain/hold.h"
#include "domain/target.h"
#include "storage/write_transaction.h"

#include <QString>

namespace campanile {

/// Makes the moves of a scheduled call and its target. Each function makes its move as a whole: it writes the status of
/// both, the counters, the outcome counter, the event and the change note. Nothing else in the program writes these
/// statuses, so a further effect of a move is added here and nowhere else.
///
/// A move that the life cycles do not have does not compile (Move). A move from a status that the row does not have is
/// refused by the update, which names the status it starts from. Functions that return a bool then return false and
/// have changed nothing. The others throw, because their caller has read the row's status in the same transaction:
/// somebody else has written to the database, and the whole transaction is undone. Thread: the writer's. Throws
/// StorageError.
class RowMoves {
public:
    explicit RowMoves(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    // Creation.

    /// Puts a pending call into the queue, and fills in its conversation and short id; its target becomes scheduled.
    /// Returns false, and makes no second call, when the target or the occurrence has a call already.
    bool create(ScheduledCall &call, const QString &variables = QStringLiteral("{}"));

    // The gate.

    /// pending → in flight, for exactly this epoch and only once it is due: one more attempt is counted.
    [[nodiscard]] bool claim(const ScheduledCall &call, WallTime now);
    /// Postpones a pending call to `until`. `by`: what postpones it; None: nothing that an operator should be told.
    void postpone(const ScheduledCall &call, WallTime until, HoldReason by = HoldReason::None);
    /// pending → failed: the call must not be made. `late` is how late it is, when that is the reason.
    void refuse(const ScheduledCall &call, EndReason reason, Milliseconds late = Milliseconds(0));

    // Settlement: the call is in flight.

    /// in flight → dispatched: a person or a machine was reached. `reason` is how the call counts until it has ended.
    void reach(const Attempt &attempt, EndReason reason, WallTime answeredAt);
    /// Corrects the outcome of a dispatched call that has not ended as it was counted until now.
    void correctOutcome(const Attempt &attempt, EndReason counted, EndReason reason);
    /// in flight → pending: another attempt is made at `next`.
    void retry(const Attempt &attempt, EndReason reason, WallTime next);
    /// in flight → failed. `undecided`: a person has to decide about it.
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
    /// Leaves the call of unknown outcome failed; nobody has to decide about it any more.
    void giveUp(const ScheduledCall &call);
    /// Cancels at most `limit` pending calls of a campaign and skips its waiting targets. Returns whether it reached
    /// the limit, so that more may be left.
    bool sweep(CampaignId campaign, int limit);
    /// Removes the occurrences of a recurring campaign that are planned for later and were never dialled.
    void withdrawUntried(CampaignId campaign);

    /// Cancels the pending one-off calls on a rehearsal's stage. Does nothing in any other database.
    static void clearStage(Connection &stage);

private:
    void announce(EventType type, const ScheduledCall &call, const EventData &data);
    void noteRow(CampaignId campaign, TargetId target);
    void countRetryDue(const ScheduledCall &call, int by);
    void countAnswered(const Attempt &attempt, EndReason reason, int by);
    void backInQueue(const Attempt &attempt);

    WriteTransaction &m_tx;
};

} // namespace campanile
