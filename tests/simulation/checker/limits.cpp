#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

#include <cstdlib>
#include <deque>

/// C6 and C10: how often calls may be made.
namespace campanile::simulation {

namespace {

constexpr Milliseconds day{24LL * 3'600'000};
// The program sees a step of the clock to the millisecond, some hundred times a day.
constexpr Milliseconds slack{1'000};

/// Whether the rule counts the call.
bool binds(const RateRule &rule, const LoggedCall &call, const Index &index)
{
    switch (rule.scope) {
    case RateScope::Workspace: {
        const AttemptRow *row = index.attempt(call.attempt);
        return row != nullptr && row->workspace.value == rule.id;
    }
    case RateScope::CallerId:
        return call.from.digits == rule.id;
    case RateScope::Campaign: {
        const AttemptRow *row = index.attempt(call.attempt);
        return row != nullptr && row->campaign.value == rule.id;
    }
    }
    return false;
}

std::string named(const RateRule &rule)
{
    const std::string limit = "the limit of " + std::to_string(rule.perMinute) + " a minute of ";
    switch (rule.scope) {
    case RateScope::Workspace:
        return limit + WorkspaceId{rule.id}.toStdString();
    case RateScope::CallerId:
        return limit + E164{rule.id}.toStdString();
    case RateScope::Campaign:
        return limit + CampaignId{rule.id}.toStdString();
    }
    return limit;
}

// All of this is judged by real time alone: setting a clock must not allow one more call, or an earlier call.

/// The most calls to one number within a stretch of time, for calls of campaigns and for one-off calls.
struct Cap {
    int ofCampaigns = 0; ///< 0: no limit
    int ofOneOffs = 0;
    Milliseconds within{0};
    const char *name = "";
};

bool isOneOff(const LoggedCall &call, const Index &index)
{
    const AttemptRow *row = index.attempt(call.attempt);
    return row != nullptr && row->campaign.isNull();
}

void checkCap(const std::vector<const LoggedCall *> &calls, const Cap &cap, const Index &index, Report &report)
{
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const auto most = static_cast<std::size_t>(isOneOff(*calls[i], index) ? cap.ofOneOffs : cap.ofCampaigns);
        if (most == 0 || i < most) {
            continue;
        }
        const LoggedCall &first = *calls[i - most];
        if (calls[i]->at - first.at < cap.within - slack) {
            report.add(inWords(*calls[i]) + " is call number " + std::to_string(most + 1) + " within a " + cap.name +
                       " since " + inWords(first.at));
        }
    }
}

WorkspaceRule ruleOf(WorkspaceId workspace, const Plan &plan)
{
    const auto rule = plan.workspaces.find(workspace);
    return rule == plan.workspaces.end() ? WorkspaceRule{} : rule->second;
}

/// How long the later call had to wait for the earlier call of the same workspace. A one-off call does not wait for
/// other rows' calls.
Milliseconds leastBetween(const AttemptRow &first, const AttemptRow &second, const Plan &plan)
{
    if (first.call != second.call) {
        return second.campaign.isNull() ? Milliseconds(0) : ruleOf(second.workspace, plan).cooldown;
    }
    const auto rule = plan.campaigns.find(first.campaign);
    const Milliseconds delay = first.campaign.isNull()        ? plan.oneOffRetryDelay
                               : rule == plan.campaigns.end() ? Milliseconds(0)
                                                              : rule->second.retryDelay;
    return delay * (std::int64_t{1} << std::min(first.n - 1, 20));
}

void checkPair(const LoggedCall &earlier, const LoggedCall &later, const Index &index, const Plan &plan, Report &report)
{
    const AttemptRow *first = index.attempt(earlier.attempt);
    const AttemptRow *second = index.attempt(later.attempt);
    if (first == nullptr || second == nullptr) {
        return; // C3
    }
    const Milliseconds least = leastBetween(*first, *second, plan);
    const Microseconds apart = later.at - earlier.at;
    if (apart < least - slack) {
        report.add(inWords(later) + " came " + inWords(std::chrono::duration_cast<Milliseconds>(apart)) + " after " +
                   inWords(earlier) + "; at least " + inWords(least) + " had to pass");
    }
}

} // namespace

Violations checkRates(const Truth &truth, const Index &index)
{
    Report report(Promise::Rates);
    for (const RateRule &rule : truth.plan.rates) {
        std::deque<const LoggedCall *> minute;
        for (const LoggedCall &call : truth.log) {
            if (rule.perMinute <= 0 || !binds(rule, call, index)) {
                continue;
            }
            while (!minute.empty() && call.at - minute.front()->at >= Microseconds(60'000'000)) {
                minute.pop_front();
            }
            minute.push_back(&call);
            if (minute.size() > static_cast<std::size_t>(rule.perMinute)) {
                report.add(named(rule) + " was exceeded by " + inWords(call) + ": number " +
                           std::to_string(minute.size()) + " since " + inWords(minute.front()->at));
            }
        }
    }
    return report.take();
}

Violations checkNumberLedger(const Truth &truth, const Index &index)
{
    Report report(Promise::NumberLedger);
    // Each workspace has a ledger of its own: the calls of one do not count in another.
    std::map<std::pair<WorkspaceId, E164>, std::vector<const LoggedCall *>> byNumber;
    for (const LoggedCall &call : truth.log) {
        const AttemptRow *row = index.attempt(call.attempt);
        byNumber[{row == nullptr ? WorkspaceId{} : row->workspace, call.to}].push_back(&call);
    }
    for (const auto &[key, calls] : byNumber) {
        for (std::size_t i = 1; i < calls.size(); ++i) {
            for (std::size_t earlier = 0; earlier < i; ++earlier) {
                checkPair(*calls[earlier], *calls[i], index, truth.plan, report);
            }
        }
        const WorkspaceRule rule = ruleOf(key.first, truth.plan);
        checkCap(calls, {rule.maxPerDay, truth.plan.oneOffsPerDay, day, "day"}, index, report);
        checkCap(calls, {rule.maxPerWeek, truth.plan.oneOffsPerWeek, day * 7, "week"}, index, report);
    }
    return report.take();
}

} // namespace campanile::simulation
