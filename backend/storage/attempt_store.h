#pragma once

#include "domain/attempt.h"
#include "storage/connection.h"

#include <functional>
#include <string_view>
#include <vector>

namespace campanile {

/// A call that began lately, with the scopes that have a rate.
struct RecentIntent {
    AttemptId id;
    WallTime at;
    ProcessId process; ///< that began it
    WorkspaceId workspace;
    PhoneNumberId number;
    CampaignId campaign;
};

/// How a call of a campaign stands: what a circuit breaker judges.
struct DialledCall {
    AttemptId id;
    AttemptState state = AttemptState::Intent;
    std::optional<EndReason> endReason;
    EndOrigin endedBy = EndOrigin::Unknown;
};

/// Calls on the wire through one trunk, of one workspace.
struct LiveCount {
    TrunkId trunk;
    WorkspaceId workspace;
    std::int64_t calls = 0;
};

/// How an attempt ended, as it is written.
struct AttemptEnd {
    WallTime at;
    EndReason reason = EndReason::CarrierError;
    EndOrigin by = EndOrigin::Unknown;
    int sipCode = 0;
    std::string_view phrase{}; ///< beside the code, UTF-8
};

/// Attempts and the conversations they became. Thread: the connection's. Throws StorageError.
class AttemptStore {
public:
    explicit AttemptStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<Attempt> find(AttemptId id);
    [[nodiscard]] std::optional<Attempt> find(WorkspaceId workspace, AttemptId id);
    [[nodiscard]] bool exists(AttemptId id);
    /// The intents of a process with ids from `first` to `last`, in order of their ids.
    [[nodiscard]] std::vector<Attempt> intents(AttemptId first, AttemptId last, ProcessId process);
    /// Attempts that have not ended and whose process is not alive, except those that are being resolved already.
    [[nodiscard]] std::vector<Attempt> openOfTheDead();
    /// Attempts whose outcome has to be found out, with their dialogs.
    [[nodiscard]] std::vector<Attempt> resolving();
    /// Calls on the wire; those being resolved do not count.
    [[nodiscard]] std::int64_t liveCount();
    /// The same for each trunk and workspace; one row for each pair that has any.
    [[nodiscard]] std::vector<LiveCount> liveCounts();
    /// The same of one workspace.
    [[nodiscard]] std::int64_t liveCount(WorkspaceId workspace);
    [[nodiscard]] std::int64_t resolvingCount();
    [[nodiscard]] std::int64_t resolvingCount(WorkspaceId workspace);
    /// How many one-off calls of a workspace were dialled at or after an instant.
    [[nodiscard]] std::int64_t oneOffsSince(WorkspaceId workspace, WallTime since);
    /// The attempts of a scheduled call, earliest first.
    [[nodiscard]] std::vector<AttemptId> idsOf(ScheduledCallId call);
    /// Whether nobody knows yet what became of the call's last attempt.
    [[nodiscard]] bool isResolving(ScheduledCallId call);
    /// Every call begun from `from` to `to`, both included, earliest first. It reads all attempts since `from`, so it
    /// is meant for the last minutes.
    [[nodiscard]] std::vector<RecentIntent> intentsBetween(WallTime from, WallTime to);

    /// Shows `visit` the calls of a campaign that were dialled after `after` and before `before`, newest first, until
    /// it answers false. It must not use the connection.
    void visitBackwards(CampaignId campaign, AttemptId after, AttemptId before,
                        const std::function<bool(const DialledCall &)> &visit);
    /// The same for the calls from `from` on, oldest first.
    void visitForwards(CampaignId campaign, AttemptId from, const std::function<bool(const DialledCall &)> &visit);

    void insert(const Attempt &attempt);
    // The moves of an attempt: each is made from the state `from` alone, and returns whether it was made.
    [[nodiscard]] bool setResolving(AttemptId id, AttemptState from);
    /// trying or ringing, with the SIP code that said so: proof that the carrier had the call.
    [[nodiscard]] bool setProgress(AttemptId id, AttemptState from, AttemptState to, int sipCode);
    /// Kept until the call has ended: what a later process needs to end its leg.
    void setDialog(AttemptId id, const Dialog &dialog);
    [[nodiscard]] std::optional<Dialog> dialogOf(AttemptId id);
    [[nodiscard]] bool setAnswered(AttemptId id, AttemptState from, WallTime at, ConversationId conversation,
                                   int sipCode);
    [[nodiscard]] bool setEnded(AttemptId id, AttemptState from, const AttemptEnd &end);
    /// Answered and ended between two transactions: both in one step.
    [[nodiscard]] bool setAnsweredAndEnded(AttemptId id, AttemptState from, WallTime answeredAt,
                                           ConversationId conversation, const AttemptEnd &end);

    /// The attempt that became this conversation; null when there is none.
    [[nodiscard]] AttemptId attemptOf(ConversationId id);
    void insertConversation(ConversationId id, AttemptId attempt, WallTime startedAt);
    void insertEndedConversation(ConversationId id, AttemptId attempt, WallTime startedAt, WallTime endedAt,
                                 EndReason reason, std::int64_t seconds, Money cost);
    void endConversation(ConversationId id, WallTime at, EndReason reason, std::int64_t seconds, Money cost);
    /// Credit set aside for attempts that have not ended.
    [[nodiscard]] Money reserved(WorkspaceId workspace);

    /// The history of a workspace: which calls match, newest first, before `before` (null: from the newest);
    /// `limit` < 0: all.
    [[nodiscard]] std::vector<AttemptId> ids(WorkspaceId workspace, CampaignId campaign,
                                             std::optional<ConversationStatus> status, const QString &text,
                                             AttemptId before, int limit);
    [[nodiscard]] std::vector<AttemptId> openIds(WorkspaceId workspace, int limit);
    [[nodiscard]] std::optional<Call> call(WorkspaceId workspace, AttemptId id);

private:
    Connection &m_db;
};

} // namespace campanile
