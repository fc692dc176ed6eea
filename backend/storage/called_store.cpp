#include "storage/called_store.h"

#include "core/ids.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

/// One entry a number: the last call, and a campaign that is to call it, if any.
void mergeByNumber(std::vector<KnownPerson> &people)
{
    std::ranges::sort(people, {}, &KnownPerson::number);
    std::size_t last = 0;
    for (std::size_t i = 1; i < people.size(); ++i) {
        if (people[i].number != people[last].number) {
            people[++last] = people[i];
            continue;
        }
        KnownPerson &kept = people[last];
        kept.calledAt = std::max(kept.calledAt, people[i].calledAt);
        if (std::pair(people[i].hasStarted, people[i].waitsIn) > std::pair(kept.hasStarted, kept.waitsIn)) {
            kept.hasStarted = people[i].hasStarted;
            kept.waitsIn = people[i].waitsIn;
        }
    }
    if (!people.empty()) {
        people.resize(last + 1);
    }
}

} // namespace

std::vector<KnownPerson> CalledStore::known(WorkspaceId workspace, PhoneNumberId from, AgentId agent, WallTime since,
                                            CampaignId except)
{
    std::vector<KnownPerson> people;
    // Ids grow with time and never lag behind the clock, so the first condition spares the older rows.
    Rows calls = m_db.query("SELECT to_number, intent_at FROM attempts WHERE id >= ? AND intent_at >= ?"
                            " AND workspace_id = ? AND phone_number_id = ? AND agent_id = ?"
                            " AND (end_reason IS NULL OR end_reason <> {reason.not_sent})",
                            IdSource::firstValueAt(since), since, workspace, from, agent);
    while (calls.next()) {
        people.push_back({calls.number(0), calls.time(1), {}});
    }
    Rows waiting = m_db.query("SELECT t.number, t.campaign_id, c.status FROM campaigns c"
                              " JOIN targets t ON t.campaign_id = c.id"
                              " WHERE c.workspace_id = ? AND c.phone_number_id = ? AND c.agent_id = ? AND c.id <> ?"
                              " AND c.status IN ({campaign.draft}, {campaign.active}, {campaign.paused})"
                              " AND (c.importing_from IS NULL OR t.id < c.importing_from)"
                              " AND t.status IN ({target.pending}, {target.scheduled})",
                              workspace, from, agent, except);
    while (waiting.next()) {
        people.push_back(
            {waiting.number(0), {}, waiting.id<CampaignId>(1), waiting.as<CampaignStatus>(2) != CampaignStatus::Draft});
    }
    mergeByNumber(people);
    return people;
}

std::optional<SamePeople> CalledStore::samePeople(WorkspaceId workspace, PhoneNumberId from, AgentId agent,
                                                  std::int64_t fingerprint)
{
    if (fingerprint == 0) {
        return std::nullopt;
    }
    Rows rows = m_db.query("SELECT id, status FROM campaigns WHERE people = ? AND workspace_id = ?"
                           " AND phone_number_id = ? AND agent_id = ? ORDER BY id DESC LIMIT 1",
                           fingerprint, workspace, from, agent);
    if (!rows.next()) {
        return std::nullopt;
    }
    return SamePeople{rows.id<CampaignId>(0), rows.as<CampaignStatus>(1)};
}

} // namespace campanile
