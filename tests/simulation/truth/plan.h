#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/ids.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the world asked for and what it did to the machine: the checker's measure, beside the two pieces of evidence.
namespace campanile::simulation {

enum class RateScope { Workspace, CallerId, Campaign };

/// At most so many INVITEs in any half-open minute.
struct RateRule {
    RateScope scope = RateScope::Workspace;
    std::int64_t id = 0; ///< the caller ID's digits or the campaign's id; not used for the workspace
    int perMinute = 0;   ///< 0: no limit
};

struct CampaignRule {
    int maxAttempts = 1;
    Milliseconds retryDelay{0}; ///< before the second attempt; doubles with each further one
};

/// A zone as plain data: from each instant on, local time is UTC plus the offset. In order; the first one holds before.
struct ZoneOffset {
    WallTime from;
    int minutes = 0;
};

/// When numbers of a range may be called by a campaign. Every rule that applies has to allow the call.
struct HoursRule {
    CampaignId campaign; ///< null: all
    E164 firstNumber;    ///< null: all numbers
    E164 lastNumber;
    unsigned days = 0x7f; ///< bit 0: Monday
    int fromMinute = 0;   ///< of the local day, included
    int toMinute = 1'440; ///< excluded
    std::vector<ZoneOffset> zone;

    /// Whether the instant lies inside.
    [[nodiscard]] bool isOpen(WallTime at) const;
};

/// A number that must not be called from this instant on, for all campaigns.
struct Suppression {
    E164 number;
    BootTime from; ///< when the request was answered
};

/// Nothing of a campaign may be dialled between the two: it is paused, cancelled or everything is stopped.
struct Silence {
    CampaignId campaign; ///< null: all
    BootTime from;       ///< when the request was answered
    BootTime until;      ///< when it was taken back; the largest value when it never was
    std::string why;
};

/// Numbers handed in together.
struct TargetList {
    CampaignId campaign;
    std::vector<E164> numbers;
    bool accepted = true; ///< false: the process died before it answered, so all or nothing of it is there
};

/// One life of the program.
struct LifeSpan {
    std::int64_t generation = 0;
    BootTime from;
    std::optional<BootTime> until; ///< nothing: it lived when the evidence was taken
};

struct ClockStep {
    BootTime at;
    Milliseconds by{0};
};

struct Suspend {
    BootTime from;
    BootTime until;
};

struct Plan {
    std::vector<RateRule> rates;
    std::map<CampaignId, CampaignRule> campaigns;
    Milliseconds cooldown{0}; ///< between two calls of different rows to one number
    int maxPerDay = 0;        ///< calls to one number in 24 h; 0: no limit
    int maxPerWeek = 0;
    std::vector<HoursRule> hours;
    std::vector<Suppression> suppressed;
    std::vector<Silence> silences;
    std::vector<TargetList> lists;
    std::vector<LifeSpan> lives;
    std::vector<ClockStep> steps;
    std::vector<Suspend> suspends;
    Milliseconds sessionExpiry{90'000};
    Milliseconds longestTalk{0};                   ///< cap of an answered call while the program lives
    Milliseconds permitLifetime{2'000};            ///< between an intent and its INVITE
    Milliseconds requestGrace{1'000};              ///< between the answer to a stop or a block and the last INVITE
    Milliseconds resolvingPatience{16LL * 60'000}; ///< of a life, until nothing may be `resolving` any more
    BootTime end;                                  ///< when the evidence was taken
};

} // namespace campanile::simulation
