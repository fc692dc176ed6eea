#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/unknown_outcome.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What the world asked for and what it did to the machine. The checker compares the two pieces of evidence with it.
namespace campanile::simulation {

enum class RateScope { Workspace, CallerId, Campaign };

/// At most `perMinute` INVITEs in any half-open minute.
struct RateRule {
    RateScope scope = RateScope::Workspace;
    std::int64_t id = 0; ///< the caller ID's digits, or the id of the campaign or workspace
    int perMinute = 0;   ///< 0: no limit
};

enum class ChannelScope { Workspace, Trunk, Campaign };

/// At most `atOnce` calls of one process on the wire at once.
struct ChannelRule {
    ChannelScope scope = ChannelScope::Workspace;
    std::int64_t id = 0; ///< of the workspace, trunk or campaign
    int atOnce = 0;      ///< 0: no limit
};

struct CampaignRule {
    int maxAttempts = 1;        ///< of a recurring campaign: the largest number that was ever asked for
    Milliseconds retryDelay{0}; ///< before the second attempt; doubles with each further one
    UnknownPolicy unknown = UnknownPolicy::Hold;
    WorkspaceId workspace{};
};

/// What the breaker of a campaign has to make of its calls, on a carrier that is good or bad beyond doubt.
struct BreakerRule {
    bool trips = false;
    int withinDials = 0; ///< when it trips
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

/// A schedule of a recurring campaign, from when it was asked for. One that was never answered, because the process
/// died, may be in force or not.
struct PlanVersion {
    std::string cron;
    std::vector<ZoneOffset> zone;
    WallTime endAt; ///< no firing at or after this; 0: it never ends
    BootTime asked;
    std::optional<BootTime> answered;
    bool isMoved = false; ///< to another zone, or to the same once more
};

/// A stretch of real time, its end excluded.
struct Span {
    BootTime from;
    BootTime until;
};

/// What was asked of a recurring campaign.
struct RecurringRule {
    CampaignId campaign;
    Milliseconds grace{0}; ///< an occurrence that is later than this is not dialled
    bool hasHours = false; ///< a row may be postponed until they open
    std::vector<PlanVersion> versions;
    std::vector<Span> active; ///< when it was certainly active, with every answer received
};

/// What somebody wanted of a one-off call at some time; as PlanVersion.
struct OneOffVersion {
    E164 to;
    WallTime scheduledAt; ///< 0: now, at an instant that nobody has told
    WallTime expiresAt;   ///< 0: never
    BootTime asked;
    std::optional<BootTime> answered;
};

/// A one-off call that somebody asked for; its place in the list is its number, which is in the row's variables, too.
struct OneOffRequest {
    std::vector<OneOffVersion> versions; ///< the first is the request, the others are edits
    int maxAttempts = 1;                 ///< the largest number that was ever asked for
    bool refused = false;                ///< the answer says why, and nothing of the request may be there
    std::set<ScheduledCallId> answers;   ///< which call it was told to be; empty when no answer ever came
    std::optional<BootTime> cancelled;   ///< when that was answered
    bool cancelAsked = false;
};

/// What a person said of a call whose outcome nobody knows. What was refused is not in the plan.
struct Decision {
    ScheduledCallId call;
    UnknownDecision what = UnknownDecision::GiveUp;
    int attempts = 0; ///< that had been made by then
    BootTime asked;
    std::optional<BootTime> answered;
};

/// Money that a person paid in; the note in the ledger identifies it.
struct Payment {
    std::string note;
    Money amount;
    BootTime asked;
    bool answered = false; ///< false: the process died before it could, so it is there or not
};

/// What calls cost and who pays.
struct CreditRule {
    std::map<E164, Money> prices; ///< per minute, of each caller ID
    std::vector<Payment> payments;
    Money reload;             ///< what the account buys of its own accord at a time; zero: nothing
    Money reloadMonthlyLimit; ///< zero: none
};

/// A number that no campaign of a workspace may call from this instant on.
struct Suppression {
    E164 number;
    BootTime from; ///< when the request was answered
    WorkspaceId workspace{};
};

/// What one workspace asked for, of which no other knows.
struct WorkspaceRule {
    Milliseconds cooldown{0}; ///< between two calls of different rows to one number
    int maxPerDay = 0;        ///< calls to one number in 24 h; 0: no limit
    int maxPerWeek = 0;
    std::optional<CreditRule> credit; ///< nothing: its calls cost nothing
};

/// Nothing of a campaign may be dialled between the two instants: it is paused or cancelled, or everything is stopped.
struct Silence {
    CampaignId campaign; ///< null: all
    BootTime from;       ///< when the request was answered
    BootTime until;      ///< when it was taken back; the largest value when it never was
    std::string why;
    std::vector<E164> callerIds{}; ///< of calls from these alone; empty: of all
};

/// What the agent is to say first, from when somebody asked for it: "v2 12010000007", the version and the digits of
/// whoever is on a list. A version that was refused was undone, and must never be heard.
struct TextVersion {
    BootTime asked;
    std::optional<BootTime> answered{};
    bool refused = false;
};

/// Numbers that were appended together.
struct TargetList {
    CampaignId campaign;
    std::vector<E164> numbers;
    bool accepted = true; ///< false: the process died before it answered, so all or nothing of it is there
};

/// One life of the program.
struct LifeSpan {
    ProcessId process;
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
    WallTime start; ///< what the machine's clock said at the beginning
    std::vector<RateRule> rates;
    std::vector<ChannelRule> channels;
    std::map<WorkspaceId, WorkspaceRule> workspaces;
    std::map<CampaignId, CampaignRule> campaigns;
    std::map<CampaignId, BreakerRule> breakers; ///< of campaigns of which that can be told
    std::vector<HoursRule> hours;
    std::vector<Suppression> suppressed;
    std::vector<Silence> silences;
    std::vector<TargetList> lists;
    std::vector<RecurringRule> recurring;
    std::vector<OneOffRequest> oneOffs;
    std::vector<Decision> decisions;
    std::vector<TextVersion> texts; ///< by their number
    std::vector<LifeSpan> lives;
    std::vector<ClockStep> steps;
    std::vector<Suspend> suspends;
    std::vector<Span> troubles; ///< of the disk: what is to be written then may have to wait
    Milliseconds sessionExpiry{90'000};
    Milliseconds longestTalk{0};                  ///< cap of an answered call while the program lives
    Milliseconds permitLifetime{2'000};           ///< between an intent and its INVITE
    Milliseconds oneOffGrace{3'600'000};          ///< a one-off call that is later than this is not dialled
    Milliseconds oneOffRetryDelay{15LL * 60'000}; ///< as CampaignRule::retryDelay
    int oneOffsPerDay = 10;                       ///< one-off calls to one number in 24 h
    int oneOffsPerWeek = 30;
    Milliseconds requestGrace{1'000};              ///< between the answer to a stop or a block and the last INVITE
    Milliseconds resolvingPatience{16LL * 60'000}; ///< of a life, until nothing may be `resolving` any more
    BootTime end;                                  ///< when the evidence was taken
};

} // namespace campanile::simulation
