#pragma once

#include "domain/call.h"
#include "domain/target_state.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

namespace campanile {

/// Every statement that writes the status of a scheduled call or of a target. RowMoves alone uses it, so that no status
/// moves without its counters and its event; a test finds statements that stand elsewhere.
///
/// Each update names the status that it starts from, changes nothing when the row has another one, and answers whether
/// it moved the row. Thread: the writer's. Throws StorageError.
class RowMoveStore {
public:
    using CallMove = Move<ScheduledCallStatus>;
    using TargetMove = Move<TargetStatus>;

    explicit RowMoveStore(Connection &db)
        : m_db(db)
    {
    }

    /// Adds a pending row; false when its target or occurrence has a row already.
    [[nodiscard]] bool insert(const ScheduledCall &call, const QString &variables);
    /// pending → in flight, for exactly this epoch of a row that is due.
    [[nodiscard]] bool claim(ScheduledCallId id, int epoch, WallTime now);
    [[nodiscard]] bool move(ScheduledCallId id, CallMove move, std::optional<EndReason> lastError);
    /// pending → failed, because the call is `late` late.
    [[nodiscard]] bool miss(ScheduledCallId id, Milliseconds late);
    /// Postpones a pending row to another instant. The wait does not make the row late.
    [[nodiscard]] bool postpone(ScheduledCallId id, WallTime until, Postponement by);
    /// in flight → pending for another attempt.
    [[nodiscard]] bool retry(ScheduledCallId id, WallTime dueAt);
    /// in flight → pending without the attempt, which was not sent. The wait until `dueAt` makes the row late; it is
    /// due no earlier than it was.
    [[nodiscard]] bool giveBack(ScheduledCallId id, WallTime dueAt);
    /// failed → dispatched, of a call whose outcome a person is to decide.
    [[nodiscard]] bool rang(ScheduledCallId id);
    /// failed → pending, of a call whose outcome a person is to decide.
    [[nodiscard]] bool dialAgain(ScheduledCallId id, WallTime dueAt);
    /// Makes a failed row wait for a person's decision.
    [[nodiscard]] bool leaveUndecided(ScheduledCallId id);
    /// Ends the wait of a failed row for a person's decision.
    [[nodiscard]] bool giveUp(ScheduledCallId id);
    /// Removes the occurrences that are planned for after `now` and were never dialled. Returns them as they were, with
    /// id, instant and conversation alone.
    [[nodiscard]] std::vector<ScheduledCall> removeUntried(CampaignId campaign, WallTime now);
    /// Cancels all pending one-off calls in a database that is a rehearsal's stage, and in no other.
    void clearStage();

    [[nodiscard]] bool move(TargetId id, TargetMove move, WallTime nextAt);
    [[nodiscard]] bool end(TargetId id, TargetMove move, int attempts, EndReason outcome);
    /// Makes a scheduled target wait for its next attempt.
    [[nodiscard]] bool postpone(TargetId id, WallTime nextAt);
    [[nodiscard]] bool retry(TargetId id, int attempts, EndReason outcome, WallTime nextAt);
    /// Writes how the call of a dispatched target ended.
    [[nodiscard]] bool setOutcome(TargetId id, EndReason outcome);

private:
    Connection &m_db;
};

} // namespace campanile
