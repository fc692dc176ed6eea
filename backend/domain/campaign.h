#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/circuit_breaker.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/pause_reason.h"
#include "domain/retry_policy.h"
#include "domain/status.h"
#include "domain/unknown_outcome.h"

#include <QString>

#include <array>
#include <map>
#include <optional>

namespace campanile {

/// Many destinations once, or one destination again and again (B1-02, B1-03). Stored by number.
enum class CampaignKind { Bulk = 0, Recurring = 1 };

/// When a recurring campaign calls whom.
struct Recurrence {
    E164 to;
    QString cron;     ///< five fields, see CronExpression
    QString timezone; ///< IANA name the expression is read in; of a new campaign, empty: Asia/Kolkata (B1-12)
    WallTime endAt;   ///< no occurrence at or after this; 0: it never ends
    /// What the agent is told in each call, a JSON object of texts.
    QString variables{QStringLiteral("{}")};

    friend bool operator==(const Recurrence &, const Recurrence &) = default;
};

/// A plan for calls: bulk, many destinations, each called once per allowed attempt at a controlled rate; or recurring,
/// one destination at repeating instants.
struct Campaign {
    CampaignId id;
    WorkspaceId workspace;
    CampaignKind kind = CampaignKind::Bulk;
    QString name;
    QString description;
    AgentId agent;
    PhoneNumberId fromNumber;
    CampaignStatus status = CampaignStatus::Draft;
    int ratePerMinute = 0; ///< most calls per minute of this campaign; 0: no limit of its own
    int maxConcurrent = 0; ///< most calls at once of this campaign; 0: no limit of its own
    RetryPolicy retry;
    Recurrence recurrence;        ///< of a recurring campaign
    Milliseconds misfireGrace{0}; ///< a row that is later than this is not dialled any more; 0: never too late
    QString hours;                ///< calling hours beside the workspace's, see CallingHours; empty: none
    UnknownPolicy unknown = UnknownPolicy::Hold;
    CircuitBreaker breaker;
    Money spendLimit; ///< nothing is dialled once this is spent; 0: no limit
    Money spent;
    WallTime createdAt;
    WallTime startedAt;        ///< first start; 0 before it
    WallTime endedAt;          ///< when it became terminal; 0 before that
    bool holdQueue = false;    ///< of a recurring campaign that is paused: what is in its queue waits, too
    PauseReason pauseReason;   ///< why it has paused itself
    QString sourceFingerprint; ///< of the file `campaniled dial` made it from; empty otherwise

    friend bool operator==(const Campaign &, const Campaign &) = default;
};

/// How much later than planned a row may be dialled where nothing else is set; a row of a bulk campaign is never too
/// late.
inline constexpr Milliseconds recurringMisfireGrace{300'000};
inline constexpr Milliseconds oneOffMisfireGrace{3'600'000};

/// What a new campaign is made of. Limits as in Campaign.
struct NewCampaign {
    QString name;        ///< 1 to 200 characters
    QString description; ///< at most 2,000 characters
    AgentId agent;
    PhoneNumberId fromNumber;
    E164 from{};           ///< in place of `fromNumber`: the number of the workspace with these digits
    int ratePerMinute = 0; ///< 0 to 60,000
    int maxConcurrent = 0; ///< 0 to 100,000
    RetryPolicy retry{.maxAttempts = RetryPolicy::usualAttempts};
    QString sourceFingerprint;
    QString hours;
    UnknownPolicy unknown = UnknownPolicy::Hold;
    CircuitBreaker breaker;
    Money spendLimit;
    std::optional<Recurrence> recurrence;     ///< makes it a recurring campaign
    std::map<QString, QString> variables;     ///< of a recurring campaign: what the agent is told (B1-15)
    std::optional<Milliseconds> misfireGrace; ///< 1 s to 7 days; default as above
};

/// What can be changed of a recurring campaign, at any time until it is terminal (B1-18). What is absent stays.
struct CampaignEdit {
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<QString> cron;
    std::optional<QString> timezone;
    std::optional<int> maxAttempts;
    std::optional<WallTime> endAt;
};

/// How a copy of a campaign differs from it. What is absent is the same.
struct CampaignCopy {
    std::optional<QString> name; ///< absent: the campaign's, with " (copy)" behind it
    std::optional<AgentId> agent;
    std::optional<PhoneNumberId> fromNumber;
    std::optional<WallTime> endAt; ///< of a recurring campaign
};

/// The counters of a campaign: always the sum of its rows, kept in the transactions that change them.
struct CampaignStats {
    std::array<qint64, allTargetStatuses.size()> byStatus{}; ///< index: TargetStatus
    std::map<EndReason, qint64> byOutcome;                   ///< last outcome of each ended attempt chain
    qint64 attempts = 0;                                     ///< dials placed
    qint64 inFlight = 0;                                     ///< calls on the wire now

    [[nodiscard]] qint64 of(TargetStatus status) const { return byStatus[static_cast<std::size_t>(status)]; }
    [[nodiscard]] qint64 total() const
    {
        qint64 sum = 0;
        for (const qint64 n : byStatus) {
            sum += n;
        }
        return sum;
    }
    [[nodiscard]] qint64 terminal() const
    {
        return of(TargetStatus::Dispatched) + of(TargetStatus::Failed) + of(TargetStatus::Skipped);
    }
    friend bool operator==(const CampaignStats &, const CampaignStats &) = default;
};

} // namespace campanile
