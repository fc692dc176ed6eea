#pragma once

#include "simulation/checker/checker.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
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
            campaigns.emplace(row.id, &row);
        }
        for (const LifeSpan &life : truth.plan.lives) {
            lives.emplace(life.process, &life);
        }
        for (const CallRow &row : truth.database.calls) {
            if (row.campaign.isNull()) {
                requests.emplace(row.id, requestOf(row, truth.plan));
            }
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

    /// How many calls of the row may be made; nothing when nobody has asked for the row.
    [[nodiscard]] std::optional<int> mostAttempts(ScheduledCallId row, CampaignId campaign, const Plan &plan) const
    {
        std::optional<int> most;
        if (const auto rule = plan.campaigns.find(campaign); rule != plan.campaigns.end()) {
            most = rule->second.maxAttempts;
        } else if (const auto request = requests.find(row); request != requests.end() && request->second != nullptr) {
            most = request->second->maxAttempts;
        }
        for (const Decision &decision : plan.decisions) {
            most = most && decision.call == row && decision.what == UnknownDecision::DialAgain ? *most + 1 : most;
        }
        return most;
    }

    std::map<AttemptId, const AttemptRow *> attempts;
    std::map<ScheduledCallId, std::vector<const AttemptRow *>> attemptsOf; ///< in the order of their claims
    std::map<AttemptId, std::vector<const LoggedCall *>> invites;
    std::map<CampaignId, const CampaignRow *> campaigns;
    std::map<ProcessId, const LifeSpan *> lives;
    std::map<ScheduledCallId, const OneOffRequest *> requests; ///< of each one-off row; null: nobody asked for it

private:
    /// By the number that its variables carry.
    static const OneOffRequest *requestOf(const CallRow &row, const Plan &plan)
    {
        std::size_t request = 0;
        const bool isNamed = std::sscanf(row.variables.c_str(), R"({"request":"%zu"})", &request) == 1;
        return isNamed && request < plan.oneOffs.size() ? &plan.oneOffs[request] : nullptr;
    }
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
