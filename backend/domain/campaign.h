#pragma once

#include "core/clock.h"
#include "domain/ids.h"
#include "domain/retry_policy.h"
#include "domain/status.h"

#include <QString>

#include <array>
#include <map>
#include <optional>

namespace campanile {

/// A bulk plan for calls: many destinations, each called once per allowed attempt at a controlled rate.
struct Campaign {
    CampaignId id;
    WorkspaceId workspace;
    QString name;
    QString description;
    AgentId agent;
    PhoneNumberId fromNumber;
    CampaignStatus status = CampaignStatus::Draft;
    int ratePerMinute = 0; ///< most calls per minute of this campaign; 0: no limit of its own
    int maxConcurrent = 0; ///< most calls at once of this campaign; 0: no limit of its own
    RetryPolicy retry;
    WallTime createdAt;
    WallTime startedAt;        ///< first start; 0 before it
    WallTime endedAt;          ///< when it became terminal; 0 before that
    QString pauseReason;       ///< why it is paused, in words; empty when a person paused it
    QString sourceFingerprint; ///< of the file `campaniled dial` made it from; empty otherwise

    friend bool operator==(const Campaign &, const Campaign &) = default;
};

/// What a new bulk campaign is made of. Limits as in Campaign.
struct NewCampaign {
    QString name;        ///< 1 to 200 characters
    QString description; ///< at most 2,000 characters
    AgentId agent;
    PhoneNumberId fromNumber;
    int ratePerMinute = 0; ///< 0 to 60,000
    int maxConcurrent = 0; ///< 0 to 100,000
    RetryPolicy retry;
    QString sourceFingerprint;
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
