#pragma once

#include "core/result.h"
#include "storage/called_store.h"

#include <QString>

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace campanile {

/// Whom a list passes over, because they were called before or wait in another campaign. Thread: one; const calls may
/// come from several.
class PeopleToSkip {
public:
    /// Nobody.
    PeopleToSkip() = default;
    /// Everybody whom CalledStore::known finds. Reads many rows. Throws StorageError.
    PeopleToSkip(Connection &db, WorkspaceId workspace, PhoneNumberId from, AgentId agent, WallTime since,
                 CampaignId except);

    [[nodiscard]] bool isAnybody() const { return !m_people.empty(); }
    /// Why a row that is called on this number is skipped; nothing when it is not.
    [[nodiscard]] std::optional<Error> reason(E164 number) const { return reason({&number, 1}, number); }
    /// The same of a row with these numbers, any of which may be known.
    /// @param first  the one that would be called
    [[nodiscard]] std::optional<Error> reason(std::span<const E164> numbers, E164 first) const;

private:
    std::vector<KnownPerson> m_people;         // in the order of their numbers
    std::map<CampaignId, QString> m_campaigns; // the names of those that they wait in
};

/// The person with one of these numbers among those in the order of their numbers; null when there is none. Somebody
/// who was called goes before somebody who waits.
const KnownPerson *findPerson(const std::vector<KnownPerson> &people, std::span<const E164> numbers);

} // namespace campanile
