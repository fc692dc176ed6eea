#include "simulation/checker/index.h"
#include "simulation/checker/timeline.h"
#include "simulation/checker/words.h"

#include <set>

/// C5 and the soundness of the file: everybody who was accepted, and the sums.
namespace campanile::simulation {

namespace {

using Lists = std::map<std::pair<CampaignId, E164>, const TargetRow *>;

/// Every list that was accepted is there as a whole. A list that was never answered is there as a whole or not at all.
void checkLists(const Truth &truth, const Lists &targets, Report &report)
{
    std::set<std::pair<CampaignId, E164>> handedIn;
    for (const TargetList &list : truth.plan.lists) {
        std::size_t present = 0;
        for (const E164 number : list.numbers) {
            handedIn.emplace(list.campaign, number);
            present += targets.contains({list.campaign, number}) ? 1U : 0U;
        }
        if (present != list.numbers.size() && (list.accepted || present != 0)) {
            report.add("of a list of " + std::to_string(list.numbers.size()) + " for " + list.campaign.toStdString() +
                       (list.accepted ? ", accepted, " : ", never answered, ") + std::to_string(present) +
                       " are in the database");
        }
    }
    for (const auto &[key, row] : targets) {
        if (!handedIn.contains(key)) {
            report.add(row->id.toStdString() + " to " + key.second.toStdString() + " was never handed in");
        }
    }
}

bool fit(TargetStatus target, std::optional<ScheduledCallStatus> call)
{
    switch (target) {
    case TargetStatus::Pending:
        return !call;
    case TargetStatus::Scheduled:
        return call == ScheduledCallStatus::Pending || call == ScheduledCallStatus::InFlight;
    case TargetStatus::Dispatched:
        return call == ScheduledCallStatus::Dispatched;
    case TargetStatus::Failed:
        return call == ScheduledCallStatus::Failed;
    case TargetStatus::Skipped:
        return !call || call == ScheduledCallStatus::Cancelled;
    }
    return false;
}

/// Why a call in flight is stuck; empty when the carrier still has the call or a verdict is on its way.
std::string whyStuck(const CallRow &call, const Index &index, const Plan &plan)
{
    const auto attempts = index.attemptsOf.find(call.id);
    if (attempts == index.attemptsOf.end()) {
        return "in flight without an attempt";
    }
    const AttemptRow &last = *attempts->second.back();
    if (last.state == AttemptState::Ended) {
        return "in flight, and its last attempt " + last.id.toStdString() + " has ended";
    }
    const LoggedCall *invite = index.firstInvite(last.id);
    const LifeSpan &life = plan.lives.back();
    const bool isOfThisLife = last.process == life.process;
    constexpr Microseconds onItsWay{10'000'000};
    const bool isOver = invite == nullptr || (invite->endedAt && plan.end - *invite->endedAt > onItsWay);
    if (isOfThisLife && isOver) {
        return "in flight in state " + std::string(nameOf(last.state).data()) + ", and the carrier's call is over" +
               (invite == nullptr ? ": " + last.id.toStdString()
                                  : " as " + std::string(nameOf(invite->reason).data()) + ": " + inWords(*invite));
    }
    if (!isOfThisLife && plan.end - life.from > Microseconds(plan.resolvingPatience)) {
        return "still being resolved, " + std::to_string((plan.end - life.from).count() / 1'000'000) +
               " s after the start: " + last.id.toStdString();
    }
    return {};
}

/// Why a pending call was forgotten; empty when it was not. A call that is too late has to fail within a minute,
/// whatever else holds it, unless its campaign's queue is held on purpose.
std::string whyForgotten(const CallRow &call, const Index &index, const Plan &plan)
{
    const auto rule = std::find_if(plan.recurring.begin(), plan.recurring.end(),
                                   [&call](const RecurringRule &r) { return r.campaign == call.campaign; });
    if (!call.campaign.isNull() && rule == plan.recurring.end()) {
        return {}; // of a list: never too late
    }
    const auto campaign = index.campaigns.find(call.campaign);
    if (campaign != index.campaigns.end() && campaign->second->holdsQueue) {
        return {};
    }
    constexpr Milliseconds patience{5 * 60'000}; // and the last minute, in which nothing is dialled
    const bool isNewLife = plan.end - plan.lives.back().from < Microseconds(patience);
    const WallTime now = Timeline(plan).wallAt(plan.end);
    const Milliseconds grace = call.campaign.isNull() ? plan.oneOffGrace : rule->grace;
    return !isNewLife && call.dueAt + grace + patience < now
               ? "still pending, " + inWords(Milliseconds(now.ms - call.dueAt.ms)) + " after it was due" +
                     (campaign == index.campaigns.end()
                          ? ""
                          : ", of a campaign that is " + std::string(nameOf(campaign->second->status).data()))
               : std::string();
}

void checkCall(const CallRow &call, const Index &index, const Plan &plan, Report &report)
{
    const std::string name = call.id.toStdString() + " to " + call.to.toStdString();
    const auto campaign = index.campaigns.find(call.campaign);
    if (call.status == ScheduledCallStatus::Pending) {
        if (call.dueAt.ms <= 0) {
            report.add(name + " is pending without a due time");
        }
        // What a recurring campaign has in its queue still fires when the plan is over.
        const bool mayFire = call.occurrence && campaign != index.campaigns.end() &&
                             campaign->second->status == CampaignStatus::Completed;
        if (campaign != index.campaigns.end() && isTerminal(campaign->second->status) && !mayFire) {
            report.add(name + " is pending in a campaign that is over");
        }
        if (const std::string why = whyForgotten(call, index, plan); !why.empty()) {
            report.add(name + " is " + why);
        }
        const auto attempts = index.attemptsOf.find(call.id);
        if (attempts != index.attemptsOf.end() && attempts->second.back()->state != AttemptState::Ended) {
            report.add(name + " is pending, and its attempt " + attempts->second.back()->id.toStdString() +
                       " has not ended");
        }
    } else if (call.status == ScheduledCallStatus::InFlight) {
        if (const std::string why = whyStuck(call, index, plan); !why.empty()) {
            report.add(name + " is " + why);
        }
    }
}

using Counters = std::map<CounterKey, std::int64_t>;

/// What the row of a recurring campaign counts as: its end, or an ordinary one while that is not known.
std::optional<EndReason> outcomeOf(const CallRow &call, const Index &index)
{
    if (call.status == ScheduledCallStatus::Failed || call.lastError == EndReason::OutcomeUnknown) {
        return isTerminal(call.status) ? call.lastError : std::nullopt;
    }
    const auto attempts = index.attemptsOf.find(call.id);
    if (call.status != ScheduledCallStatus::Dispatched || attempts == index.attemptsOf.end()) {
        return std::nullopt;
    }
    return attempts->second.back()->reason.value_or(EndReason::CalleeHangup);
}

/// The counters as the rows themselves have them (write_transaction.h).
Counters recount(const Truth &truth, const Index &index)
{
    Counters counters;
    for (const TargetRow &row : truth.database.targets) {
        ++counters[{row.campaign, 0, static_cast<int>(row.status)}];
        if ((row.status == TargetStatus::Dispatched || row.status == TargetStatus::Failed) && row.lastOutcome) {
            ++counters[{row.campaign, 1, static_cast<int>(*row.lastOutcome)}];
        }
    }
    std::set<TargetId> decided; // a person says of these that their call of unknown outcome rang
    for (const CallRow &row : truth.database.calls) {
        if (!row.target.isNull() && row.status == ScheduledCallStatus::Pending && row.attempt > 0) {
            ++counters[{row.campaign, 4, 0}];
        }
        if (!row.target.isNull() && row.lastError == EndReason::OutcomeUnknown) {
            decided.insert(row.target);
        }
    }
    for (const TargetRow &row : truth.database.targets) {
        if (row.status == TargetStatus::Dispatched && row.lastOutcome && !wasAnswered(*row.lastOutcome) &&
            !decided.contains(row.id)) {
            ++counters[{row.campaign, 5, static_cast<int>(*row.lastOutcome)}];
        }
    }
    for (const CallRow &row : truth.database.calls) {
        if (const auto outcome = row.occurrence ? outcomeOf(row, index) : std::nullopt) {
            ++counters[{row.campaign, 1, static_cast<int>(*outcome)}];
        }
    }
    for (const AttemptRow &row : truth.database.attempts) {
        if (row.campaign.isNull()) {
            continue; // one-off calls belong to no campaign
        }
        if (row.reason != EndReason::NotSent) {
            ++counters[{row.campaign, 2, 0}];
        }
        if (row.state != AttemptState::Ended && row.state != AttemptState::Resolving) {
            ++counters[{row.campaign, 3, 0}];
        }
    }
    return counters;
}

} // namespace

Violations checkNobodyLost(const Truth &truth, const Index &index)
{
    Report report(Promise::NobodyLost);
    Lists targets;
    for (const TargetRow &row : truth.database.targets) {
        if (!targets.emplace(std::pair(row.campaign, row.number), &row).second) {
            report.add(row.number.toStdString() + " is twice in " + row.campaign.toStdString());
        }
    }
    checkLists(truth, targets, report);
    std::map<TargetId, ScheduledCallStatus> calls;
    for (const CallRow &call : truth.database.calls) {
        if (!call.target.isNull()) {
            calls.emplace(call.target, call.status);
        }
        checkCall(call, index, truth.plan, report);
    }
    for (const TargetRow &row : truth.database.targets) {
        const auto call = calls.find(row.id);
        const auto status = call == calls.end() ? std::nullopt : std::optional(call->second);
        if (!fit(row.status, status)) {
            report.add(row.id.toStdString() + " to " + row.number.toStdString() + " is " + nameOf(row.status).data() +
                       ", and its scheduled call " + (status ? nameOf(*status).data() : "is missing"));
        }
        const auto campaign = index.campaigns.find(row.campaign);
        if (row.status == TargetStatus::Pending && campaign != index.campaigns.end() &&
            isTerminal(campaign->second->status)) {
            report.add(row.id.toStdString() + " to " + row.number.toStdString() +
                       " is pending in a campaign that is over");
        }
    }
    return report.take();
}

Violations checkSoundDatabase(const Truth &truth, const Index &index)
{
    Report report(Promise::SoundDatabase);
    if (truth.database.integrity != "ok") {
        report.add("integrity check: " + truth.database.integrity);
    }
    Counters kept = truth.database.counters;
    Counters recounted = recount(truth, index);
    for (const auto &[key, n] : recounted) {
        kept.try_emplace(key, 0);
    }
    for (const auto &[key, n] : kept) {
        const auto &[campaign, kind, value] = key;
        if (recounted[key] != n) {
            report.add("counter " + std::to_string(kind) + '/' + std::to_string(value) + " of " +
                       campaign.toStdString() + " is " + std::to_string(n) + ", its rows come to " +
                       std::to_string(recounted[key]));
        }
    }
    return report.take();
}

} // namespace campanile::simulation
