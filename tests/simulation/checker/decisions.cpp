#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

#include <array>

/// Calls of which nobody knows whether they rang: what was decided about them, and what followed from that.
namespace campanile::simulation {

namespace {

UnknownPolicy policyOf(CampaignId campaign, const Plan &plan)
{
    const auto rule = plan.campaigns.find(campaign);
    return rule == plan.campaigns.end() ? UnknownPolicy::Hold : rule->second.unknown;
}

bool isSaid(ScheduledCallId row, UnknownDecision what, const Plan &plan)
{
    return std::any_of(plan.decisions.begin(), plan.decisions.end(),
                       [&](const Decision &d) { return d.call == row && d.what == what; });
}

/// Whether a person or the policy had asked for another call after this one.
bool mayFollow(const AttemptRow &unknown, BootTime at, const Plan &plan)
{
    const bool byPolicy = policyOf(unknown.campaign, plan) == UnknownPolicy::Retry;
    return byPolicy || std::any_of(plan.decisions.begin(), plan.decisions.end(), [&](const Decision &decision) {
               return decision.call == unknown.call && decision.what == UnknownDecision::DialAgain &&
                      decision.attempts == unknown.n && decision.asked <= at;
           });
}

/// No call follows one that may have rung, unless a person or the policy has asked for it.
void checkRow(const std::vector<const AttemptRow *> &attempts, const Index &index, const Plan &plan, Report &report)
{
    for (std::size_t i = 1; i < attempts.size(); ++i) {
        const AttemptRow &before = *attempts[i - 1];
        const LoggedCall *invite = index.firstInvite(attempts[i]->id);
        if (before.reason == EndReason::OutcomeUnknown && invite != nullptr && !mayFollow(before, invite->at, plan)) {
            report.add(inWords(*invite) + " followed " + before.id.toStdString() +
                       ", which may have rung, and nobody had said that it was to be dialled again");
        }
    }
}

std::string statusOf(const CallRow &call)
{
    return std::string(nameOf(call.status).data()) + (call.undecided ? ", undecided" : "");
}

/// A call that the policy leaves to people is undecided until somebody has decided about it. No other call is
/// undecided.
void checkUndecided(const CallRow &call, const Plan &plan, Report &report)
{
    const bool isUnknown = call.status == ScheduledCallStatus::Failed && call.lastError == EndReason::OutcomeUnknown;
    const bool asks = policyOf(call.campaign, plan) == UnknownPolicy::Hold;
    const bool isGivenUp = isSaid(call.id, UnknownDecision::GiveUp, plan);
    if (call.undecided && !(isUnknown && asks)) {
        report.add(call.id.toStdString() + " is " + statusOf(call) + ", and nothing is to be decided");
    } else if (isUnknown && asks && !call.undecided && !isGivenUp) {
        report.add(call.id.toStdString() + " may have rung, and nobody is asked about it");
    }
}

bool isObeyed(const Decision &decision, const CallRow &call)
{
    const bool isUnknown = call.status == ScheduledCallStatus::Failed && call.lastError == EndReason::OutcomeUnknown;
    switch (decision.what) {
    case UnknownDecision::ItRang:
        return call.status == ScheduledCallStatus::Dispatched;
    case UnknownDecision::GiveUp:
        return isUnknown && !call.undecided && call.attempt == decision.attempts;
    case UnknownDecision::DialAgain:
        return !isUnknown || call.attempt > decision.attempts;
    }
    return false;
}

} // namespace

Violations checkDecisions(const Truth &truth, const Index &index)
{
    Report report(Promise::Decisions);
    for (const auto &[row, attempts] : index.attemptsOf) {
        checkRow(attempts, index, truth.plan, report);
    }
    std::map<ScheduledCallId, const CallRow *> calls;
    for (const CallRow &call : truth.database.calls) {
        calls.emplace(call.id, &call);
        checkUndecided(call, truth.plan, report);
    }
    for (const Decision &decision : truth.plan.decisions) {
        const auto call = calls.find(decision.call);
        if (decision.answered && (call == calls.end() || !isObeyed(decision, *call->second))) {
            constexpr std::array words = {"it rang", "dial again", "give up"};
            report.add("somebody said \"" + std::string(words[static_cast<std::size_t>(decision.what)]) + "\" of " +
                       decision.call.toStdString() + ' ' + inWords(decision.asked) + ", and it is " +
                       (call == calls.end() ? "gone" : statusOf(*call->second)));
        }
    }
    return report.take();
}

} // namespace campanile::simulation
