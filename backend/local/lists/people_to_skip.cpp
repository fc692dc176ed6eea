#include "local/lists/people_to_skip.h"

#include "local/lists/refused_row.h"
#include "storage/campaign_store.h"

#include <algorithm>

namespace campanile {

PeopleToSkip::PeopleToSkip(Connection &db, WorkspaceId workspace, PhoneNumberId from, AgentId agent, WallTime since,
                           CampaignId except)
    : m_people(CalledStore(db).known(workspace, from, agent, since, except))
{
    CampaignStore campaigns(db);
    for (const KnownPerson &person : m_people) {
        if (person.waitsIn.isNull() || m_campaigns.contains(person.waitsIn)) {
            continue;
        }
        const std::optional<Campaign> campaign = campaigns.find(workspace, person.waitsIn);
        m_campaigns.emplace(person.waitsIn, campaign ? campaign->name : QString());
    }
}

std::optional<Error> PeopleToSkip::reason(E164 number) const
{
    const KnownPerson *person = findPerson(m_people, number);
    if (person == nullptr) {
        return std::nullopt;
    }
    const auto waits = m_campaigns.find(person->waitsIn);
    return skippedRow(*person, waits == m_campaigns.end() ? QString() : waits->second);
}

const KnownPerson *findPerson(const std::vector<KnownPerson> &people, E164 number)
{
    const auto found = std::ranges::lower_bound(people, number, {}, &KnownPerson::number);
    return found != people.end() && found->number == number ? &*found : nullptr;
}

} // namespace campanile
