#pragma once

#include "support/test_database.h"

/// Campaigns and calls as a test wants them, beyond what TestDatabase adds by itself.
namespace campanile::test {

/// An active bulk campaign that is yet to be added.
inline Campaign bulkPlan(TestDatabase &world)
{
    Campaign campaign;
    campaign.id = world.ids.next<CampaignId>();
    campaign.workspace = world.workspace.id;
    campaign.name = QStringLiteral("Campaign");
    campaign.agent = world.agent.id;
    campaign.fromNumber = world.number.id;
    campaign.status = CampaignStatus::Active;
    campaign.createdAt = world.clock.wall();
    campaign.startedAt = world.clock.wall();
    return campaign;
}

/// An active recurring campaign that is yet to be added, with the usual grace.
inline Campaign recurringPlan(TestDatabase &world, const QString &cron,
                              const QString &zone = QStringLiteral("Europe/London"))
{
    Campaign campaign = bulkPlan(world);
    campaign.kind = CampaignKind::Recurring;
    campaign.recurrence = {E164{14155550142}, cron, zone, {}};
    campaign.misfireGrace = recurringMisfireGrace;
    return campaign;
}

inline Campaign added(TestDatabase &world, Campaign campaign)
{
    world.write([&](WriteTransaction &transaction) { CampaignStore(transaction.db).insert(campaign); });
    return campaign;
}

inline Agent addAgent(TestDatabase &world, bool disabled = false)
{
    Agent agent = world.agent;
    agent.id = world.ids.next<AgentId>();
    agent.disabled = disabled;
    SetupStore(world.db).insert(agent);
    SetupStore(world.db).assign(world.number.id, agent.id);
    return agent;
}

/// Another verified number of the trunk, assigned to the agent.
inline PhoneNumber addNumber(TestDatabase &world, E164 digits, int ratePerMinute = 0)
{
    PhoneNumber number = world.number;
    number.id = world.ids.next<PhoneNumberId>();
    number.number = digits;
    number.ratePerMinute = ratePerMinute;
    SetupStore(world.db).insert(number);
    SetupStore(world.db).assign(number.id, world.agent.id);
    return number;
}

/// A one-off call due `in` from now, yet to be placed.
inline ScheduledCall oneOffCall(TestDatabase &world, E164 to, Milliseconds in = Milliseconds(0))
{
    ScheduledCall call;
    call.id = world.ids.next<ScheduledCallId>();
    call.workspace = world.workspace.id;
    call.fromNumber = world.number.id;
    call.agent = world.agent.id;
    call.to = to;
    call.dueAt = world.clock.wall() + in;
    call.scheduledAt = call.dueAt;
    return call;
}

/// Lifts the limits on calls to one number.
inline void liftTheNumberLedger(TestDatabase &world)
{
    Workspace workspace = world.workspace;
    workspace.cooldown = Milliseconds(0);
    workspace.maxPerDay = 10'000;
    workspace.maxPerWeek = 10'000;
    world.save(workspace);
}

} // namespace campanile::test
