#pragma once

#include "domain/call.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// The queue: reads scheduled calls, and writes all of them but their status, which RowMoves moves.
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
    /// Calls of which a person has to say what became of them, oldest first.
    [[nodiscard]] std::vector<ScheduledCall> undecided(WorkspaceId workspace, int limit);

    /// Writes what may be edited of a pending one-off call; false when it is not pending any more.
    [[nodiscard]] bool edit(const ScheduledCall &call, const QString &variables);
    [[nodiscard]] QString variables(ScheduledCallId id);
    /// The wall clock was set by so much. Who was called once already waits on as long as they were to wait; rows of
    /// lists, which wait for no instant of their own, are looked at anew, and those being dialled keep their distance
    /// from now, should they be taken back. A plan's occurrences and calls for an instant stay where they are: they
    /// mean what the clock says.
    void clockWasSet(Milliseconds by, WallTime now);
    /// What may hold calls back has been eased: rows that were never dialled wait no longer than they were meant to.
    void reconsider(WallTime now);

private:
    Connection &m_db;
};

} // namespace campanile
