#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

#include <algorithm>

/// C7, C8 and P4: who may be called now at all.
namespace campanile::simulation {

namespace {

/// Whether the hours were open when the gate decided or when the INVITE left; at most a permit's life lies between the
/// two (C3).
bool isOpen(const HoursRule &rule, const LoggedCall &call, const Index &index)
{
    const AttemptRow *row = index.attempt(call.attempt);
    return rule.isOpen(call.wall) || (row != nullptr && rule.isOpen(row->intentAt));
}

CampaignId campaignOf(const LoggedCall &call, const Index &index)
{
    const AttemptRow *row = index.attempt(call.attempt);
    return row == nullptr ? CampaignId{} : row->campaign;
}

bool applies(const HoursRule &rule, const LoggedCall &call, CampaignId campaign)
{
    return (rule.campaign.isNull() || rule.campaign == campaign) &&
           (rule.firstNumber.isNull() || (call.to >= rule.firstNumber && call.to <= rule.lastNumber));
}

BootTime after(BootTime at, Milliseconds grace)
{
    return {at.us + Microseconds(grace).count()};
}

} // namespace

Violations checkCallingHours(const Truth &truth, const Index &index)
{
    Report report(Promise::CallingHours);
    if (truth.plan.hours.empty()) {
        return {};
    }
    for (const LoggedCall &call : truth.log) {
        const CampaignId campaign = campaignOf(call, index);
        for (const HoursRule &rule : truth.plan.hours) {
            if (applies(rule, call, campaign) && !isOpen(rule, call, index)) {
                report.add(inWords(call) + " went out of hours, at " +
                           call.wall.toUtc().toString(Qt::ISODateWithMs).toStdString() + "; open from minute " +
                           std::to_string(rule.fromMinute) + " to " + std::to_string(rule.toMinute) + ", local time");
            }
        }
    }
    return report.take();
}

Violations checkSuppression(const Truth &truth, const Index &index)
{
    Report report(Promise::Suppression);
    std::map<std::pair<WorkspaceId, E164>, BootTime> from;
    for (const Suppression &suppression : truth.plan.suppressed) {
        const auto [known, isNew] =
            from.emplace(std::pair(suppression.workspace, suppression.number), suppression.from);
        known->second = std::min(known->second, suppression.from);
    }
    for (const LoggedCall &call : truth.log) {
        const AttemptRow *row = index.attempt(call.attempt);
        const auto blocked = from.find({row == nullptr ? WorkspaceId{} : row->workspace, call.to});
        if (blocked != from.end() && call.at > after(blocked->second, truth.plan.requestGrace)) {
            report.add(inWords(call) + " is on the do-not-call list since " + inWords(blocked->second));
        }
    }
    return report.take();
}

Violations checkSilence(const Truth &truth, const Index &index)
{
    Report report(Promise::SilenceIsSilence);
    for (const Silence &silence : truth.plan.silences) {
        const BootTime begins = after(silence.from, truth.plan.requestGrace);
        auto call = std::upper_bound(truth.log.begin(), truth.log.end(), begins,
                                     [](BootTime at, const LoggedCall &logged) { return at < logged.at; });
        for (; call != truth.log.end() && call->at < silence.until; ++call) {
            const bool isItsNumber = silence.callerIds.empty() ||
                                     std::ranges::find(silence.callerIds, call->from) != silence.callerIds.end();
            if (isItsNumber && (silence.campaign.isNull() || silence.campaign == campaignOf(*call, index))) {
                report.add(inWords(*call) + " went out although " + silence.why + " since " + inWords(silence.from));
            }
        }
    }
    return report.take();
}

} // namespace campanile::simulation
