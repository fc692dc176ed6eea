#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

/// The limits on calls at once.
namespace campanile::simulation {

namespace {

std::int64_t scopeOf(const ChannelRule &rule, const AttemptRow &row)
{
    switch (rule.scope) {
    case ChannelScope::Workspace:
        return row.workspace.value;
    case ChannelScope::Trunk:
        return row.trunk.value;
    case ChannelScope::Campaign:
        return row.campaign.value;
    }
    return 0;
}

std::string named(const ChannelRule &rule)
{
    switch (rule.scope) {
    case ChannelScope::Workspace:
        return WorkspaceId{rule.id}.toStdString();
    case ChannelScope::Trunk:
        return TrunkId{rule.id}.toStdString();
    case ChannelScope::Campaign:
        return CampaignId{rule.id}.toStdString();
    }
    return {};
}

/// Calls that a process left behind hold no channel of the next one, so each process counts its own. A channel is free
/// again when the carrier says that the call has ended, which is never before it really has.
void checkRule(const ChannelRule &rule, const Truth &truth, const Index &index, Report &report)
{
    std::map<ProcessId, std::vector<const LoggedCall *>> live; // by process
    for (const LoggedCall &call : truth.log) {
        const AttemptRow *row = index.attempt(call.attempt);
        if (row == nullptr || scopeOf(rule, *row) != rule.id) {
            continue; // C3
        }
        std::vector<const LoggedCall *> &mine = live[row->process];
        std::erase_if(mine, [&call](const LoggedCall *other) { return other->endedAt && *other->endedAt <= call.at; });
        mine.push_back(&call);
        if (mine.size() > static_cast<std::size_t>(rule.atOnce)) {
            report.add(inWords(call) + " is call number " + std::to_string(mine.size()) + " at once, and " +
                       named(rule) + " allows " + std::to_string(rule.atOnce));
        }
    }
}

} // namespace

Violations checkChannels(const Truth &truth, const Index &index)
{
    Report report(Promise::Channels);
    for (const ChannelRule &rule : truth.plan.channels) {
        if (rule.atOnce > 0) {
            checkRule(rule, truth, index, report);
        }
    }
    return report.take();
}

} // namespace campanile::simulation
