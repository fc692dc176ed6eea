#pragma once

#include "core/result.h"
#include "storage/called_store.h"

#include <QString>

#include <map>
#include <optional>
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

    /// Why a row with this number is skipped; nothing when it is not.
    [[nodiscard]] std::optional<Error> reason(E164 number) const;

private:
    std::vector<KnownPerson> m_people;         // in the order of their numbers
    std::map<CampaignId, QString> m_campaigns; // the names of those that they wait in
};

/// The person with this number among those in the order of their numbers; null when there is none.
const KnownPerson *findPerson(const std::vector<KnownPerson> &people, E164 number);

} // namespace campanile
