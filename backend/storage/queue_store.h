#pragma once

#include "domain/call.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// The queue: reads scheduled calls, and writes everything of them except their status, which RowMoves moves.
/// Thread: the connection's. Throws StorageError.
class QueueStore {
public:
    explicit QueueStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<ScheduledCall> find(ScheduledCallId id);
    [[nodiscard]] std::optional<ScheduledCall> find(WorkspaceId workspace, ScheduledCallId id);
    [[nodiscard]] std::optional<ScheduledCall> ofTarget(TargetId target);
    /// Calls of a workspace, newest first, before `before` (null: from the newest); of one campaign, or of all (null).
    [[nodiscard]] std::vector<ScheduledCall> page(WorkspaceId workspace, CampaignId campaign,
                                                  std::optional<ScheduledCallStatus> status, ScheduledCallId before,
                                                  int limit);
    /// The call that becomes this conversation when it is answered.
    [[nodiscard]] std::optional<ScheduledCall> ofConversation(ConversationId conversation);
    [[nodiscard]] std::optional<ScheduledCall> ofShortId(std::int64_t shortId);
    /// What is pending and due in a lane, earliest first.
    [[nodiscard]] std::vector<ScheduledCall> due(Lane lane, WallTime now, int limit);
    /// When the earliest pending call of a lane is due; nothing when the lane is empty.
    [[nodiscard]] std::optional<WallTime> nextDue(Lane lane);
    /// The earliest that is due after `after`.
    [[nodiscard]] std::optional<WallTime> nextDue(Lane lane, WallTime after);
    /// The numbers from which one-off calls are pending.
    [[nodiscard]] std::vector<PhoneNumberId> oneOffNumbers();
    /// Over all lanes of a workspace.
    [[nodiscard]] std::optional<WallTime> nextDue(WorkspaceId workspace);
    [[nodiscard]] std::int64_t pendingCount(WorkspaceId workspace);
    /// The campaign's rows due before `before`, counted no further than `atMost`.
    [[nodiscard]] std::int64_t pendingCount(CampaignId campaign, WallTime before, std::int64_t atMost);
    [[nodiscard]] std::vector<ScheduledCall> pendingOf(CampaignId campaign, int limit);
    /// Calls about which a person has to decide, oldest first.
    [[nodiscard]] std::vector<ScheduledCall> undecided(WorkspaceId workspace, int limit);

    /// Writes what may be edited of a pending one-off call; false when it is not pending any more.
    [[nodiscard]] bool edit(const ScheduledCall &call, const QString &variables);
    [[nodiscard]] QString variables(ScheduledCallId id);
    /// Adjusts the queue after the wall clock was set by `by`. A pending row that was dialled before moves with the
    /// clock, so that it waits as long as it was to wait. A pending row of a list that was never dialled has no instant
    /// of its own, and is due at `now` at the latest. A row in flight that is on a list or was dialled before moves
    /// with the clock, in case it is given back. Occurrences and calls for an instant stay where they are, because
    /// their instants mean what the clock shows.
    void clockWasSet(Milliseconds by, WallTime now);
    /// Makes postponed rows of the workspace that were never dialled due at their planned instant again, or at `now` if
    /// that is later, because something that may hold its calls has been eased. Their targets are told the same
    /// instant.
    void reconsider(WorkspaceId workspace, WallTime now);

private:
    Connection &m_db;
};

} // namespace campanile
