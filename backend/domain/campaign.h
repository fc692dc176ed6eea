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
#include <vector>

namespace campanile {

/// A bulk campaign calls many destinations once; a recurring campaign calls one destination repeatedly (B1-02, B1-03).
/// Stored by number.
enum class CampaignKind { Bulk = 0, Recurring = 1 };

/// Whom a recurring campaign calls, and when.
struct Recurrence {
    E164 to;
    QString cron; ///< five fields, see CronExpression
    /// IANA name of the zone that the expression is read in; empty for a new campaign: Asia/Kolkata (B1-12).
    QString timezone;
    WallTime endAt; ///< there is no occurrence at or after this instant; 0: it never ends
    /// The variables that the agent is given in each call, a JSON object of texts.
    QString variables{QStringLiteral("{}")};

    friend bool operator==(const Recurrence &, const Recurrence &) = default;
};

/// A plan for calls. A bulk campaign calls many destinations at a controlled rate, each once per allowed attempt; a
/// recurring campaign calls one destination at repeating instants.
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
    Milliseconds misfireGrace{0}; ///< a row that is later than this is not dialled any more; 0: a row is never too late
    QString hours;                ///< calling hours in addition to the workspace's, see CallingHours; empty: none
    UnknownPolicy unknown = UnknownPolicy::Hold;
    CircuitBreaker breaker;
    Money spendLimit; ///< nothing is dialled once this is spent; 0: no limit
    Money spent;
    WallTime createdAt;
    WallTime startedAt;        ///< when it was first started; 0 before that
    WallTime endedAt;          ///< when it became terminal; 0 before that
    bool holdQueue = false;    ///< of a paused recurring campaign: its calls that are already in the queue wait, too
    PauseReason pauseReason;   ///< why it has paused itself
    QString sourceFingerprint; ///< the fingerprint of the file that `campaniled dial` made it from; empty otherwise

    friend bool operator==(const Campaign &, const Campaign &) = default;
};

/// How much later than planned a row may be dialled when nothing else is set. A row of a bulk campaign is never too
/// late.
inline constexpr Milliseconds recurringMisfireGrace{300'000};
inline constexpr Milliseconds oneOffMisfireGrace{3'600'000};

/// The values of a new campaign. The limits have the same meaning as in Campaign.
struct NewCampaign {
    QString name;        ///< 1 to ceilings::nameLength characters
    QString description; ///< at most ceilings::descriptionLength characters
    AgentId agent;
    PhoneNumberId fromNumber;
    E164 from{};           ///< instead of `fromNumber`: the phone number of the workspace with these digits
    int ratePerMinute = 0; ///< 0 to ceilings::ratePerMinute
    int maxConcurrent = 0; ///< 0 to ceilings::concurrentCalls
    RetryPolicy retry{.maxAttempts = RetryPolicy::usualAttempts};
    QString sourceFingerprint;
    QString hours;
    UnknownPolicy unknown = UnknownPolicy::Hold;
    CircuitBreaker breaker;
    Money spendLimit;
    std::optional<Recurrence> recurrence; ///< makes it a recurring campaign
    /// Of a recurring campaign: the variables that the agent is given (B1-15).
    std::map<QString, QString> variables;
    std::optional<Milliseconds> misfireGrace; ///< 1 s to 7 days; default as above
};

/// Changes of a campaign. Absent values stay as they are. All of a draft can be changed, but not its kind. Of a
/// recurring campaign the first group can be changed until it is terminal (B1-18). The limits are those of NewCampaign.
struct CampaignEdit {
    std::optional<QString> name{};
    std::optional<QString> description{};
    std::optional<QString> cron{};
    std::optional<QString> timezone{};
    std::optional<int> maxAttempts{};
    std::optional<WallTime> endAt{};

    // Of a draft alone.
    std::optional<AgentId> agent{};
    std::optional<PhoneNumberId> fromNumber{};
    std::optional<E164> from{}; ///< instead of `fromNumber`: the phone number of the workspace with these digits
    std::optional<int> ratePerMinute{};
    std::optional<int> maxConcurrent{};
    std::optional<Milliseconds> retryDelay{};
    std::optional<std::vector<Milliseconds>> retryDelays{};
    std::optional<EndReasons> retryOutcomes{};
    std::optional<QString> hours{};
    std::optional<UnknownPolicy> unknown{};
    std::optional<CircuitBreaker> breaker{};
    std::optional<Money> spendLimit{};
    std::optional<Milliseconds> misfireGrace{};            ///< 1 s to 7 days
    std::optional<E164> to{};                              ///< whom a recurring campaign calls
    std::optional<std::map<QString, QString>> variables{}; ///< of a recurring campaign

    /// Whether it changes anything that only a draft lets be changed.
    [[nodiscard]] bool isForDrafts() const
    {
        return agent || fromNumber || from || ratePerMinute || maxConcurrent || retryDelay || retryDelays ||
               retryOutcomes || hours || unknown || breaker || spendLimit || misfireGrace || to || variables;
    }
    /// Whether it changes anything that only a recurring campaign has.
    [[nodiscard]] bool isForRecurring() const { return cron || timezone || endAt || to || variables; }
};

/// How a copy of a campaign differs from the original. Absent values are the same.
struct CampaignCopy {
    std::optional<QString> name; ///< absent: the original's name, followed by " (copy)"
    std::optional<AgentId> agent;
    std::optional<PhoneNumberId> fromNumber;
    std::optional<WallTime> endAt; ///< of a recurring campaign
};

/// The counters of a campaign. They are always the sums over its rows, because they are updated in the transactions
/// that change the rows.
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
