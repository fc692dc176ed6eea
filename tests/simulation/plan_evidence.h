#pragma once

#include "simulation/evidence.h"

#include <algorithm>

namespace campanile::simulation {

inline constexpr CampaignId plan{8};
inline constexpr ScheduledCallId single{900};
inline constexpr Milliseconds hour{3'600'000};
inline constexpr BootTime forever{1'000'000'000'000};

/// Evidence of a recurring campaign that calls at every full and half hour of Greenwich, from 09:30 on: the world began
/// at 09:00 and ends some minutes before noon.
class PlanEvidence : public Evidence {
public:
    PlanEvidence()
    {
        truth.plan.campaigns[plan] = {1, Milliseconds(60'000), UnknownPolicy::Hold};
        truth.plan.workspaces[{}].cooldown = Milliseconds(0);
        truth.plan.workspaces[{}].maxPerDay = 100;
        truth.plan.recurring = {{plan,
                                 Milliseconds(300'000),
                                 false,
                                 {{"0,30 * * * *", {{{0}, 0}}, {}, at(0), at(0), false}},
                                 {{at(1), forever}}}};
        truth.database.campaigns.push_back({plan, CampaignStatus::Active, CampaignKind::Recurring});
        for (std::int64_t i = 1; i <= 7; ++i) {
            occurrence(i);
        }
    }

    /// The i-th half hour; those that are over were called, by the second, and answered by nobody.
    void occurrence(std::int64_t i)
    {
        const WallTime due = start + Milliseconds(i * 1'800'000);
        const bool isOver = due < start + Milliseconds(10'000'000);
        const E164 to{16'000'000'000};
        CallRow row{ScheduledCallId{100 + i},
                    plan,
                    {},
                    to,
                    isOver ? ScheduledCallStatus::Failed : ScheduledCallStatus::Pending,
                    due,
                    isOver ? 1 : 0,
                    isOver ? 1 : 0,
                    due,
                    OccurrenceColumns{due.ms / 1'000, 0}};
        if (isOver) {
            row.lastError = EndReason::Busy;
            dial(AttemptId{100 + i}, row, i * 1'800, EndReason::Busy);
        }
        truth.database.calls.push_back(row);
    }

    /// One call of a row.
    void dial(AttemptId id, const CallRow &row, std::int64_t seconds, EndReason reason, int n = 1)
    {
        const WallTime wall = start + Milliseconds(seconds * 1'000);
        truth.database.attempts.push_back({id,
                                           row.id,
                                           row.campaign,
                                           row.target,
                                           row.to,
                                           callerId,
                                           n,
                                           n,
                                           1,
                                           AttemptState::Ended,
                                           wall,
                                           reason,
                                           {},
                                           wasAnswered(reason)});
        truth.log.push_back(logged(id, row.to, seconds, reason));
        truth.journal.insert(id);
    }

    Truth &settled()
    {
        Evidence::settled();
        for (const CallRow &row : truth.database.calls) {
            if (row.campaign == plan && row.lastError && isTerminal(row.status)) {
                ++truth.database.counters[{plan, 1, static_cast<int>(*row.lastError)}];
            }
        }
        return truth;
    }

    CallRow &row(std::int64_t i) { return truth.database.calls[static_cast<std::size_t>(i - 1)]; }
    void eraseRow(std::int64_t i)
    {
        std::erase_if(truth.database.calls, [i](const CallRow &r) { return r.id == ScheduledCallId{100 + i}; });
        std::erase_if(truth.database.attempts, [i](const AttemptRow &r) { return r.id == AttemptId{100 + i}; });
        std::erase_if(truth.log, [i](const LoggedCall &call) { return call.attempt == AttemptId{100 + i}; });
    }
};

/// Evidence of one one-off call, which was asked for at 09:00, is due at 09:10 and expires at 09:20.
class OneOffEvidence : public PlanEvidence {
public:
    OneOffEvidence()
    {
        OneOffRequest request;
        request.versions = {{to, start + Milliseconds(600'000), start + Milliseconds(1'200'000), at(0), at(1)}};
        request.maxAttempts = 2;
        request.answers = {single};
        truth.plan.oneOffs = {request};
        CallRow row{single, {}, {}, to, ScheduledCallStatus::Failed, start + Milliseconds(600'000), 1, 1};
        row.scheduledAt = row.dueAt;
        row.lastError = EndReason::Busy;
        row.variables = R"({"request":"0"})";
        truth.database.calls.push_back(row);
    }
    CallRow &call() { return truth.database.calls.back(); }
    OneOffRequest &request() { return truth.plan.oneOffs[0]; }
    OneOffVersion &version() { return request().versions[0]; }
    void dialAt(std::int64_t seconds, EndReason reason = EndReason::Busy, int n = 1)
    {
        dial(AttemptId{900 + n}, call(), seconds, reason, n);
        std::stable_sort(truth.log.begin(), truth.log.end(),
                         [](const LoggedCall &a, const LoggedCall &b) { return a.at < b.at; });
    }

    E164 to{15'000'000'000};
};

} // namespace campanile::simulation
