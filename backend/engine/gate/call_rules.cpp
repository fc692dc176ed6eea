#include "engine/gate/call_rules.h"

#include "domain/number_ledger.h"
#include "storage/campaign_store.h"
#include "storage/setup_store.h"

namespace campanile {

namespace {

// Hours that cannot be read count as closed. They are read again after this long.
constexpr Milliseconds askAgainAfter{3'600'000};

/// Whether rows of the campaign may be dialled. A recurring campaign that is paused gets no new rows, but the rows in
/// its queue still fire, unless it was paused together with its queue (B1-17).
bool mayDial(const Campaign &campaign)
{
    if (campaign.kind == CampaignKind::Recurring) {
        return campaign.status == CampaignStatus::Active || campaign.status == CampaignStatus::Completed ||
               (campaign.status == CampaignStatus::Paused && !campaign.holdQueue);
    }
    return campaign.status == CampaignStatus::Active;
}

/// How late a call may be dialled; 0: no limit.
Milliseconds graceOf(const CallFacts &facts)
{
    return facts.campaign ? facts.campaign->misfireGrace : oneOffMisfireGrace;
}

/// Leaves out an object that another workspace owns, as if it did not exist, so that no call goes out with it.
template<class Row>
std::optional<Row> ownedBy(WorkspaceId workspace, const std::optional<Row> &row)
{
    return row && row->workspace == workspace ? row : std::nullopt;
}

Judgement refuse(EndReason reason, Milliseconds late = Milliseconds(0))
{
    return {Judgement::Verdict::Refuse, {}, reason, late};
}

Judgement wait(HoldReason reason, WallTime until)
{
    return {Judgement::Verdict::Wait, {reason, until}};
}

} // namespace

HoursBook::Rules &HoursBook::rules(const QString &workspaceHours, const QString &campaignHours)
{
    const auto [place, isNew] = m_rules.try_emplace({workspaceHours, campaignHours});
    if (!isNew) {
        return place->second;
    }
    std::vector<CallingHours> all;
    for (const QString &text : {workspaceHours, campaignHours}) {
        if (text.isEmpty()) {
            continue;
        }
        if (Result<CallingHours> hours = CallingHours::parse(text.toStdString())) {
            all.push_back(std::move(*hours));
        } else {
            place->second.unreadable = true;
        }
    }
    place->second.hours = OpeningHours(std::move(all));
    return place->second;
}

OpenState HoursBook::at(const QString &workspaceHours, const QString &campaignHours, const ScheduledCall &call,
                        WallTime now)
{
    if (workspaceHours.isEmpty() && campaignHours.isEmpty()) {
        return {true, {}, false};
    }
    Rules &known = rules(workspaceHours, campaignHours);
    if (known.unreadable) {
        return {false, now + askAgainAfter, false};
    }
    if (!known.hours.asksForCallee()) {
        return known.hours.at({}, now);
    }
    return known.hours.at(call.timezone.isEmpty() ? m_zones.of(call.to) : m_zones.ofZone(call.timezone), now);
}

std::optional<OpenState> HoursBook::forEverybody(const QString &workspaceHours, const QString &campaignHours,
                                                 WallTime now)
{
    if (workspaceHours.isEmpty() && campaignHours.isEmpty()) {
        return OpenState{true, {}, false};
    }
    Rules &known = rules(workspaceHours, campaignHours);
    if (!known.unreadable && known.hours.asksForCallee()) {
        return std::nullopt;
    }
    return at(workspaceHours, campaignHours, {}, now);
}

const CallFacts &CallRules::factsOf(const ScheduledCall &call)
{
    const auto [place, isNew] = m_facts.try_emplace({call.workspace, call.campaign, call.agent, call.fromNumber});
    CallFacts &facts = place->second;
    if (!isNew) {
        return facts;
    }
    SetupStore setup(m_db);
    facts.workspace = setup.workspace(call.workspace);
    facts.isOneOff = call.campaign.isNull();
    facts.campaign = ownedBy(call.workspace, campaign(call.campaign));
    facts.agent = ownedBy(call.workspace, setup.agent(call.agent));
    facts.number = ownedBy(call.workspace, setup.number(call.fromNumber));
    // A trunk may serve the numbers of several workspaces.
    facts.trunk = facts.number ? setup.trunkToDial(facts.number->trunk) : std::nullopt;
    if (facts.trunk) {
        facts.countries = CountryRule(facts.number->number, facts.trunk->countries);
    }
    facts.assigned = setup.mayCallFrom(call.fromNumber, call.agent);
    facts.blocksAnybody = facts.workspace && m_limits.blocksAnybody(facts.workspace->id);
    return facts;
}

const CallFacts &CallRules::factsOf(CampaignId id)
{
    ScheduledCall any;
    any.campaign = id;
    if (const std::optional<Campaign> &known = campaign(id)) {
        any.workspace = known->workspace;
        any.agent = known->agent;
        any.fromNumber = known->fromNumber;
    }
    return factsOf(any);
}

const std::optional<Campaign> &CallRules::campaign(CampaignId id)
{
    const auto [place, isNew] = m_campaigns.try_emplace(id);
    if (isNew && !id.isNull()) {
        place->second = CampaignStore(m_db).find(id);
    }
    return place->second;
}

Hold CallRules::standing(const CallFacts &facts)
{
    if (!facts.workspace || facts.workspace->disabled) {
        return {HoldReason::WorkspaceDisabled, {}};
    }
    if (!facts.isOneOff && (!facts.campaign || !mayDial(*facts.campaign))) {
        return {HoldReason::CampaignNotActive, {}};
    }
    if (!facts.agent || facts.agent->disabled) {
        return {HoldReason::AgentDisabled, {}};
    }
    if (!facts.number || !facts.trunk) {
        return {HoldReason::NoCarrier, {}};
    }
    if (m_trunks != nullptr) { // asked once: its state may change between two questions
        if (const Hold hold = m_trunks->holdOf(facts.trunk->id, m_now); hold.reason != HoldReason::None) {
            return hold;
        }
    }
    if (facts.number->inboundOnly) {
        return {HoldReason::NumberInboundOnly, {}};
    }
    if (!facts.number->verified) {
        return {HoldReason::NumberUnverified, {}};
    }
    if (!facts.assigned) {
        return {HoldReason::NumberNotAssigned, {}};
    }
    // Rows that are never too late are held together with their lane. Other rows are postponed one by one, because
    // waiting in a held lane would make them late.
    if (facts.campaign && facts.campaign->misfireGrace == Milliseconds(0)) {
        const auto state = m_hours.forEverybody(facts.workspace->hours, facts.campaign->hours, m_now);
        if (state && !state->open) {
            return {HoldReason::OutsideHours, state->until};
        }
    }
    return {};
}

Judgement CallRules::judge(const ScheduledCall &call, const CallFacts &facts)
{
    if (auto late = missed(call, facts)) {
        return *late;
    }
    if (auto listed = blocked(call, facts)) {
        return *listed;
    }
    if (auto closed = outsideHours(call, facts)) {
        return *closed;
    }
    if (auto early = tooSoon(call, facts)) {
        return *early;
    }
    return {};
}

/// A late call is worse than no call: it could tell people of a meeting that is over.
std::optional<Judgement> CallRules::missed(const ScheduledCall &call, const CallFacts &facts) const
{
    const Milliseconds grace = graceOf(facts);
    const Milliseconds late = call.late + Milliseconds(m_now.ms - call.dueAt.ms);
    const bool tooLate = grace > Milliseconds(0) && late > grace;
    const bool expired = call.expiresAt.ms > 0 && m_now >= call.expiresAt;
    if (!tooLate && !expired) {
        return std::nullopt;
    }
    return refuse(EndReason::Missed, Milliseconds(std::max(m_now.ms - call.scheduledAt.ms, std::int64_t{0})));
}

std::optional<Judgement> CallRules::blocked(const ScheduledCall &call, const CallFacts &facts)
{
    if (facts.blocksAnybody && m_limits.isBlocked(call.workspace, call.to)) {
        return refuse(EndReason::Blocked);
    }
    if (!facts.countries.allows(call.to)) {
        return refuse(EndReason::CountryNotAllowed);
    }
    return std::nullopt;
}

std::optional<Judgement> CallRules::outsideHours(const ScheduledCall &call, const CallFacts &facts)
{
    const OpenState state =
        m_hours.at(facts.workspace->hours, facts.campaign ? facts.campaign->hours : QString(), call, m_now);
    if (state.open) {
        return std::nullopt;
    }
    return wait(HoldReason::OutsideHours, state.until);
}

/// Rows of campaigns wait until the cool-down and the caps of the number are over. A one-off call does not wait for
/// them, but it keeps to the ceilings, so that a script that asks again and again does not call one person without end.
std::optional<Judgement> CallRules::tooSoon(const ScheduledCall &call, const CallFacts &facts)
{
    const WallTime earliest = earliestFor(call, facts);
    if (earliest <= m_now) {
        return std::nullopt;
    }
    // A call that would be too late at that instant does not wait for it.
    const Milliseconds grace = graceOf(facts);
    if (grace > Milliseconds(0) && call.attempt == 0 && earliest.ms - call.scheduledAt.ms > grace.count()) {
        return refuse(EndReason::Missed, Milliseconds(earliest.ms - call.scheduledAt.ms));
    }
    return wait(HoldReason::NumberLedger, earliest);
}

WallTime CallRules::earliestFor(const ScheduledCall &call, const CallFacts &facts)
{
    Workspace limits = *facts.workspace;
    if (facts.isOneOff) {
        limits.cooldown = Milliseconds(0);
        limits.maxPerDay = ceilings::callsPerNumberPerDay;
        limits.maxPerWeek = ceilings::callsPerNumberPerWeek;
    }
    const NumberHistory history = m_limits.history(call.workspace, call.to, call.id, m_now);
    WallTime earliest = earliestCall(history, limits);
    if (call.attempt > 0 && history.lastOwnAt.ms > 0) {
        // The row is due by then, unless somebody has set the clock. Nobody can set the ledger's clock.
        const RetryPolicy retry = facts.campaign ? facts.campaign->retry : RetryPolicy{};
        earliest = std::max(earliest, history.lastOwnAt + retry.delayBefore(call.attempt + 1));
    }
    return earliest;
}

} // namespace campanile
