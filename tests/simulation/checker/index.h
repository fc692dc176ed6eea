#pragma once

#include "simulation/checker/checker.h"

#include <algorithm>
#include <map>
#include <vector>

namespace campanile::simulation {

/// Finds rows and calls by what they belong to. Borrows the truth.
class Index {
public:
    explicit Index(const Truth &truth)
    {
        for (const AttemptRow &row : truth.database.attempts) {
            attempts.emplace(row.id, &row);
            attemptsOf[row.call].push_back(&row);
        }
        for (auto &[call, rows] : attemptsOf) { // not by id: the clock that ids come from may have been set back
            std::sort(rows.begin(), rows.end(),
                      [](const AttemptRow *a, const AttemptRow *b) { return a->epoch < b->epoch; });
        }
        for (const LoggedCall &call : truth.log) {
            invites[call.attempt].push_back(&call);
        }
        for (const CampaignRow &row : truth.database.campaigns) {
            campaigns.emplace(row.id, row.status);
        }
        for (const LifeSpan &life : truth.plan.lives) {
            lives.emplace(life.generation, &life);
        }
    }

    [[nodiscard]] const AttemptRow *attempt(AttemptId id) const
    {
        const auto found = attempts.find(id);
        return found == attempts.end() ? nullptr : found->second;
    }
    [[nodiscard]] const LoggedCall *firstInvite(AttemptId id) const
    {
        const auto found = invites.find(id);
        return found == invites.end() ? nullptr : found->second.front();
    }

    std::map<AttemptId, const AttemptRow *> attempts;
    std::map<ScheduledCallId, std::vector<const AttemptRow *>> attemptsOf; ///< in the order of their claims
    std::map<AttemptId, std::vector<const LoggedCall *>> invites;
    std::map<CampaignId, CampaignStatus> campaigns;
    std::map<std::int64_t, const LifeSpan *> lives;
};

/// Collects violations of one promise.
class Report {
public:
    explicit Report(Promise promise)
        : m_promise(promise)
    {
    }
    void add(std::string what) { m_found.push_back({m_promise, std::move(what)}); }
    [[nodiscard]] Violations take() { return std::move(m_found); }

private:
    const Promise m_promise;
    Violations m_found;
};

} // namespace campanile::simulation
