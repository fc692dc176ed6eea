#pragma once

#include "core/error.h"
#include "csv/csv_dialect.h"
#include "domain/country_rule.h"
#include "domain/target.h"
#include "local/campaigns/zone_names.h"
#include "local/lists/do_not_call_lookup.h"
#include "local/lists/people_to_skip.h"
#include "local/lists/target_rows.h"
#include "services/import_service.h"

#include <atomic>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace campanile {

/// What becomes of a row of a list.
struct RowJudgement {
    E164 number;                      ///< whom to call; null when the row is left out
    std::optional<Error> reason{};    ///< why the row is left out; nothing when it is taken
    RowFate fate = RowFate::Rejected; ///< of a row that is left out

    /// Whether the row is left out because of whom it names, so that another row of the same person is not called
    /// either.
    [[nodiscard]] bool isAboutPerson() const;
};

/// Decides whether a row is taken: its number, countries, the do-not-call list, time zones, what the row itself says
/// about consent, and who was called before. Thread: one. Throws StorageError.
class RowRules {
public:
    /// @param isAnybodyListed  whether the workspace has a do-not-call list to ask
    /// @param known            whom to pass over
    RowRules(const Database &database, WorkspaceId workspace, CountryRule countries, bool isAnybodyListed,
             PeopleToSkip known = {});

    /// Reads a list through for the people whom one of its rows leaves out, because it refuses calls, or because one of
    /// its several numbers is on the do-not-call list or known: `judge` then leaves out all rows with one of their
    /// numbers, wherever they stand. Reads nothing when no row can say so, and no further once `isCancelled`.
    /// Errors: those of the list.
    /// @param rowsAbove  the rows at its beginning that are no people
    [[nodiscard]] Result<void> readRefusals(const ImportRequest &list, const CsvDialect &dialect, int rowsAbove,
                                            TargetRows &rows, const std::atomic<bool> &isCancelled);

    /// Whether the row is taken, and whom it calls. Each of its numbers counts: it is left out when any of them is on
    /// the do-not-call list, refuses calls or is known. Judges each row alone: two rows with one number are both taken.
    [[nodiscard]] RowJudgement judge(const CsvRecord &record, TargetRows &rows);
    /// The numbers of the row that was judged last; of one that cannot be read, nothing is said.
    [[nodiscard]] const RowNumbers &numbers() const { return m_numbers; }

private:
    using ByNumber = std::unordered_map<E164, const Error *>; // into m_reasons

    void noteRefusal(const CsvRecord &record, TargetRows &rows);
    void notePeople(const CsvRecord &record, TargetRows &rows);
    void note(ByNumber &byNumber, const Error &reason, const std::vector<E164> &numbers);
    [[nodiscard]] std::optional<Error> noted(const ByNumber &byNumber) const;
    [[nodiscard]] std::optional<Error> rejection(const CsvRecord &record, const TargetRows &rows,
                                                 const TargetRows::Permission &says);
    [[nodiscard]] std::optional<Error> listing();
    [[nodiscard]] std::optional<Error> skip(const TargetRows::Permission &says) const;

    const CountryRule m_countries;
    std::optional<DoNotCallLookup> m_doNotCall; // where anybody is listed
    const PeopleToSkip m_known;
    ZoneNames m_zones;
    RowNumbers m_numbers;               // of the row that is judged
    std::map<QString, Error> m_reasons; // by what is said
    // Numbers of people whom a row of the list leaves out:
    ByNumber m_refusedByARow; // it refuses calls
    ByNumber m_listedByARow;  // it has a number on the do-not-call list
    ByNumber m_knownByARow;   // it has a number that is known
};

} // namespace campanile
