#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/campaign.h"
#include "domain/credit.h"
#include "domain/end_reason.h"
#include "domain/event.h"
#include "domain/ids.h"
#include "domain/status.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace campanile::simulation {

struct CampaignRow {
    CampaignId id;
    CampaignStatus status = CampaignStatus::Draft;
    CampaignKind kind = CampaignKind::Bulk;
    bool holdsQueue = false;
};

struct TargetRow {
    TargetId id;
    CampaignId campaign;
    E164 number;
    TargetStatus status = TargetStatus::Pending;
    int attempts = 0;
    std::optional<EndReason> lastOutcome;
};

/// What the campaign's clocks showed, and how often they had shown it before.
struct OccurrenceColumns {
    std::int64_t localSeconds = 0;
    int fold = 0;
};

struct CallRow {
    ScheduledCallId id;
    CampaignId campaign; ///< null: a one-off call
    TargetId target;     ///< null: of no list
    E164 to;
    ScheduledCallStatus status = ScheduledCallStatus::Pending;
    WallTime dueAt;
    int attempt = 0;
    int epoch = 0;
    WallTime scheduledAt{};
    std::optional<OccurrenceColumns> occurrence{};
    std::optional<EndReason> lastError{};
    bool undecided = false;
    std::string variables{"{}"};
};

struct AttemptRow {
    AttemptId id;
    ScheduledCallId call;
    CampaignId campaign;
    TargetId target;
    E164 to;
    E164 from;
    int n = 1;
    int epoch = 0;
    ProcessId process;
    AttemptState state = AttemptState::Intent;
    WallTime intentAt;
    std::optional<EndReason> reason;
    Money reserved{};
    bool hasConversation = false;
    WorkspaceId workspace{};
    TrunkId trunk{};
};

struct ConversationRow {
    AttemptId attempt;
    bool hasEnded = false;
    std::int64_t seconds = 0;
    Money cost;
};

struct LedgerRow {
    WallTime at;
    CreditKind kind = CreditKind::TopUp;
    Money amount;
    AttemptId attempt;
    std::string note;
    WorkspaceId workspace{};
};

struct AccountRow {
    Money balance;
    Money reserved;
};

struct EventRow {
    EventType type = EventType::ScheduledCallCreated;
    ScheduledCallId call;
    AttemptId attempt;
};

/// A campaign's counter: campaign, kind, key.
using CounterKey = std::tuple<CampaignId, int, int>;

/// What the database says at the end, as plain rows in the order of their ids.
struct DatabaseCopy {
    std::vector<CampaignRow> campaigns;
    std::vector<TargetRow> targets;
    std::vector<CallRow> calls;
    std::vector<AttemptRow> attempts;
    std::vector<ConversationRow> conversations;
    std::map<WorkspaceId, AccountRow> accounts;
    std::vector<LedgerRow> ledger; ///< of all workspaces, in the order of their commits
    std::vector<EventRow> events;  ///< the outbox, as far as it tells of calls
    std::int64_t eventCount = 0;   ///< of the whole outbox, nothing of which is pruned
    std::int64_t lastSequence = 0;
    std::int64_t strayConversations = 0;         ///< whose id is not the one that was promised with their call
    std::map<CounterKey, std::int64_t> counters; ///< those that are not 0
    std::string integrity;                       ///< SQLite's own words; "ok" when the file is whole
};

/// Reads a database that no process has open, with SQLite alone. Throws SqliteError.
DatabaseCopy readDatabase(const std::filesystem::path &database);

/// All rows of all tables as one number. Throws SqliteError.
std::uint64_t hashDatabase(const std::filesystem::path &database);

} // namespace campanile::simulation
