#pragma once

#include "csv/csv_dialect.h"
#include "domain/country_rule.h"
#include "local/campaigns/zone_names.h"
#include "local/lists/do_not_call_lookup.h"
#include "local/lists/people_to_skip.h"
#include "local/lists/target_rows.h"
#include "services/import_service.h"

#include <atomic>
#include <map>
#include <optional>
#include <unordered_map>

namespace campanile {

/// Decides whether a row with a good number is taken: countries, the do-not-call list, time zones, what the row itself
/// says about consent, and who was called before. Thread: one. Throws StorageError.
class RowRules {
public:
    /// @param isAnybodyListed  whether the workspace has a do-not-call list to ask
    /// @param known            whom to pass over
    RowRules(const Database &database, WorkspaceId workspace, CountryRule countries, bool isAnybodyListed,
             PeopleToSkip known = {});

    /// Reads a list through for the people who refuse calls in any of its rows: `skip` then passes over all rows with
    /// one of their numbers, wherever they stand. Reads nothing when no column says so, and no further once
    /// `isCancelled`. Errors: those of the list.
    /// @param rowsAbove  the rows at its beginning that are no people
    [[nodiscard]] Result<void> readRefusals(const ImportRequest &list, const CsvDialect &dialect, int rowsAbove,
                                            TargetRows &rows, const std::atomic<bool> &isCancelled);

    /// Why the row is rejected; nothing when it is not.
    [[nodiscard]] std::optional<Error> rejection(const CsvRecord &record, const TargetRows &rows, E164 number);
    /// Why the row is skipped; nothing when it is not.
    [[nodiscard]] std::optional<Error> skip(const CsvRecord &record, const TargetRows &rows, E164 number) const;

private:
    const CountryRule m_countries;
    std::optional<DoNotCallLookup> m_doNotCall; // where anybody is listed
    const PeopleToSkip m_known;
    ZoneNames m_zones;
    std::map<QString, Error> m_refusals;                     // by what is said, and where: there are few of them
    std::unordered_map<E164, const Error *> m_refusedByARow; // to that refusal
};

} // namespace campanile
