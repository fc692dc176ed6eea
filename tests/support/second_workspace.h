#pragma once

#include "support/test_database.h"

namespace campanile::test {

/// A second workspace in a test's database, with an agent and a phone number of its own, and its own trunk or the one
/// of the first.
class SecondWorkspace {
public:
    enum class TrunkOf { Itself, TheFirst };

    explicit SecondWorkspace(TestDatabase &first, TrunkOf trunkOf = TrunkOf::Itself)
        : m_first(first)
    {
        workspace = first.workspace;
        workspace.id = first.ids.next<WorkspaceId>();
        workspace.name = QStringLiteral("Second workspace");
        agent = first.agent;
        agent.id = first.ids.next<AgentId>();
        agent.workspace = workspace.id;
        trunk = first.trunk;
        number = first.number;
        number.id = first.ids.next<PhoneNumberId>();
        number.workspace = workspace.id;
        number.number = E164{14155550101};
        SetupStore setup(first.db);
        setup.insert(workspace);
        setup.insert(agent);
        if (trunkOf == TrunkOf::Itself) {
            trunk.id = first.ids.next<TrunkId>();
            trunk.workspace = workspace.id;
            setup.insert(trunk);
        }
        number.trunk = trunk.id;
        setup.insert(number);
        setup.assign(number.id, agent.id);
    }

    Workspace workspace;
    Agent agent;
    Trunk trunk;
    PhoneNumber number;

    /// A campaign of this workspace that calls `people` people, from `first` on, with all of them in the queue.
    Campaign addCampaign(int people, const CampaignPlan &plan = {}, E164 first = E164{14155552000})
    {
        Campaign campaign;
        campaign.id = m_first.ids.next<CampaignId>();
        campaign.workspace = workspace.id;
        campaign.name = QStringLiteral("Campaign of the second workspace");
        campaign.agent = agent.id;
        campaign.fromNumber = number.id;
        campaign.status = plan.status;
        campaign.ratePerMinute = plan.ratePerMinute;
        campaign.maxConcurrent = plan.maxConcurrent;
        campaign.retry = plan.retry;
        campaign.createdAt = m_first.clock.wall();
        campaign.startedAt = m_first.clock.wall();
        m_first.write([&](WriteTransaction &transaction) { CampaignStore(transaction.db).insert(campaign); });
        m_first.addTargets(campaign.id, people, first);
        m_first.materialize(campaign.id);
        return campaign;
    }

private:
    TestDatabase &m_first;
};

} // namespace campanile::test
