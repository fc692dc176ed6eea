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

std::optional<Error> PeopleToSkip::reason(std::span<const E164> numbers, E164 first) const
{
    const KnownPerson *person = findPerson(m_people, numbers);
    if (person == nullptr) {
        return std::nullopt;
    }
    const auto waits = m_campaigns.find(person->waitsIn);
    return skippedRow(*person, waits == m_campaigns.end() ? QString() : waits->second, person->number == first);
}

const KnownPerson *findPerson(const std::vector<KnownPerson> &people, std::span<const E164> numbers)
{
    const KnownPerson *waiting = nullptr;
    for (const E164 number : numbers) {
        const auto found = std::ranges::lower_bound(people, number, {}, &KnownPerson::number);
        if (found == people.end() || found->number != number) {
            continue;
        }
        if (found->calledAt.ms > 0) {
            return &*found;
        }
        waiting = waiting == nullptr ? &*found : waiting;
    }
    return waiting;
}

} // namespace campanile
