#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/end_reason.h"
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
};

struct TargetRow {
    TargetId id;
    CampaignId campaign;
    E164 number;
    TargetStatus status = TargetStatus::Pending;
    int attempts = 0;
    std::optional<EndReason> lastOutcome;
};

struct CallRow {
    ScheduledCallId id;
    CampaignId campaign;
    TargetId target;
    E164 to;
    ScheduledCallStatus status = ScheduledCallStatus::Pending;
    WallTime dueAt;
    int attempt = 0;
    int epoch = 0;
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
    std::int64_t generation = 0;
    AttemptState state = AttemptState::Intent;
    WallTime intentAt;
    std::optional<EndReason> reason;
};

/// A campaign's counter: campaign, kind, key.
using CounterKey = std::tuple<CampaignId, int, int>;

/// What the database says at the end, as plain rows in the order of their ids.
struct DatabaseCopy {
    std::vector<CampaignRow> campaigns;
    std::vector<TargetRow> targets;
    std::vector<CallRow> calls;
    std::vector<AttemptRow> attempts;
    std::map<CounterKey, std::int64_t> counters; ///< those that are not 0
    std::string integrity;                       ///< SQLite's own words; "ok" when the file is whole
};

/// Reads a database that no process has open, with SQLite alone. Throws SqliteError.
DatabaseCopy readDatabase(const std::filesystem::path &database);

/// All rows of all tables as one number. Throws SqliteError.
std::uint64_t hashDatabase(const std::filesystem::path &database);

} // namespace campanile::simulation
