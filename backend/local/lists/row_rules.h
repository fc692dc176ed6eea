#pragma once

#include "domain/country_rule.h"
#include "local/campaigns/zone_names.h"
#include "local/lists/do_not_call_lookup.h"
#include "local/lists/target_rows.h"
#include "storage/called_store.h"

#include <optional>
#include <vector>

namespace campanile {

/// Decides whether a row with a good number is taken: countries, the do-not-call list, time zones, what the row itself
/// says about consent, and who was called before. Thread: one. Throws StorageError.
class RowRules {
public:
    /// @param isAnybodyListed  whether the workspace has a do-not-call list to ask
    /// @param known            whom to pass over, in the order of their numbers
    RowRules(const Database &database, WorkspaceId workspace, CountryRule countries, bool isAnybodyListed,
             std::vector<KnownPerson> known = {});

    /// Why the row is rejected; nothing when it is not.
    [[nodiscard]] std::optional<Error> rejection(const CsvRecord &record, const TargetRows &rows, E164 number);
    /// Why the row is skipped; nothing when it is not.
    [[nodiscard]] std::optional<Error> skip(const CsvRecord &record, const TargetRows &rows, E164 number) const;

private:
    const CountryRule m_countries;
    std::optional<DoNotCallLookup> m_doNotCall; // where anybody is listed
    const std::vector<KnownPerson> m_known;
    ZoneNames m_zones;
};

/// The person with this number among those in the order of their numbers; null when there is none.
const KnownPerson *findPerson(const std::vector<KnownPerson> &people, E164 number);

} // namespace campanile
