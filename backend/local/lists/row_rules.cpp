#include "local/lists/row_rules.h"

#include "local/lists/list_source.h"
#include "local/lists/refused_row.h"

#include <algorithm>
#include <utility>

namespace campanile {

bool RowJudgement::isAboutPerson() const
{
    const ErrorRule rule = reason ? reason->rule : ErrorRule::None;
    return rule == ErrorRule::RowListed || rule == ErrorRule::RowCalled || rule == ErrorRule::RowWaiting;
}

RowRules::RowRules(const Database &database, WorkspaceId workspace, CountryRule countries, bool isAnybodyListed,
                   PeopleToSkip known)
    : m_countries(std::move(countries))
    , m_known(std::move(known))
{
    if (isAnybodyListed) {
        m_doNotCall.emplace(database, workspace);
    }
}

Result<void> RowRules::readRefusals(const ImportRequest &list, const CsvDialect &dialect, int rowsAbove,
                                    TargetRows &rows, const std::atomic<bool> &isCancelled)
{
    const bool mayNamePeople = rows.hasSeveralNumbers() && (m_doNotCall || m_known.isAnybody());
    if (!rows.hasPermissions() && !mayNamePeople) {
        return {};
    }
    Result<CsvSource> source = openList(list.path, list.content, list.choices.encoding);
    if (!source) {
        return source.error();
    }
    CsvReader reader(std::move(*source), dialect);
    if (Result<void> passed = passRows(reader, rowsAbove); !passed) {
        return passed;
    }
    const Result<bool> read = readRecords(reader, rows, isCancelled, [&](const CsvRecord &record) {
        if (record.ok()) {
            noteRefusal(record, rows);
            if (mayNamePeople) {
                notePeople(record, rows);
            }
        }
        return Result<void>();
    });
    return read ? Result<void>() : Result<void>(read.error());
}

/// All numbers of a row that refuses: the same person may stand in another row with any of them.
void RowRules::noteRefusal(const CsvRecord &record, TargetRows &rows)
{
    if (const auto says = rows.permission(record); says.permission == CallPermission::Refused) {
        note(m_refusedByARow, skippedRow(says.heading, says.cell), rows.numbers(record));
    }
}

void RowRules::notePeople(const CsvRecord &record, TargetRows &rows)
{
    rows.readNumbers(record, m_numbers);
    if (!m_numbers.first.ok() || m_numbers.all.size() < 2) {
        return;
    }
    if (const std::optional<Error> listed = m_doNotCall ? listing() : std::nullopt) {
        note(m_listedByARow, *listed, m_numbers.all);
    }
    if (const std::optional<Error> known = m_known.reason(m_numbers.all, m_numbers.first.number)) {
        note(m_knownByARow, *known, m_numbers.all);
    }
}

void RowRules::note(ByNumber &byNumber, const Error &reason, const std::vector<E164> &numbers)
{
    const Error *const kept = &m_reasons.try_emplace(reason.message, reason).first->second;
    for (const E164 number : numbers) {
        byNumber.try_emplace(number, kept);
    }
}

/// Why another row leaves out the person of the row that is judged; nothing when none does.
std::optional<Error> RowRules::noted(const ByNumber &byNumber) const
{
    for (const E164 number : m_numbers.all) {
        if (const auto found = byNumber.find(number); found != byNumber.end()) {
            return *found->second;
        }
    }
    return std::nullopt;
}

RowJudgement RowRules::judge(const CsvRecord &record, TargetRows &rows)
{
    if (!record.ok()) {
        return {{}, refusedRow(record)};
    }
    rows.readNumbers(record, m_numbers);
    const ParsedNumber &parsed = m_numbers.first;
    if (!parsed.ok()) {
        const std::optional<TargetRows::Label> label = rows.refusingLabel(record);
        return {{}, label ? refusedLabel(label->heading, label->cell) : refusedRow(parsed)};
    }
    const TargetRows::Permission says = rows.permission(record);
    if (std::optional<Error> rejected = rejection(record, rows, says)) {
        return {{}, std::move(rejected)};
    }
    if (std::optional<Error> skipped = skip(says)) {
        return {{}, std::move(skipped), RowFate::Skipped};
    }
    return {parsed.number};
}

/// Why the row is rejected; nothing when it is not.
std::optional<Error> RowRules::rejection(const CsvRecord &record, const TargetRows &rows,
                                         const TargetRows::Permission &says)
{
    if (m_doNotCall) {
        if (std::optional<Error> listed = listing()) {
            return listed;
        }
        if (std::optional<Error> listed = noted(m_listedByARow)) {
            return listed;
        }
    }
    if (const std::optional<CountryRefusal> refusal = m_countries.refusalOf(m_numbers.first.number)) {
        return refusedRow(*refusal);
    }
    if (says.permission == CallPermission::Unclear) {
        return refusedUnclear(says.heading, says.cell);
    }
    if (!rows.hasZone()) {
        return std::nullopt;
    }
    const std::string_view zone = rows.zone(record);
    const QString problem = m_zones.problemOf(zone);
    if (problem.isEmpty()) {
        return std::nullopt;
    }
    return refusedZone(QString::fromUtf8(zone.data(), static_cast<qsizetype>(zone.size())), problem);
}

/// The entry of the do-not-call list about any number of the row; nothing when there is none. Whoever asked not to be
/// called meant all their telephones.
std::optional<Error> RowRules::listing()
{
    for (const E164 number : m_numbers.all) {
        if (const std::optional<DoNotCallEntry> entry = m_doNotCall->find(number)) {
            return refusedRow(*entry, number == m_numbers.first.number);
        }
    }
    return std::nullopt;
}

/// Why the row is skipped; nothing when it is not.
std::optional<Error> RowRules::skip(const TargetRows::Permission &says) const
{
    if (says.permission == CallPermission::Refused) {
        return skippedRow(says.heading, says.cell);
    }
    if (std::optional<Error> refused = noted(m_refusedByARow)) {
        return refused;
    }
    if (std::optional<Error> known = m_known.reason(m_numbers.all, m_numbers.first.number)) {
        return known;
    }
    return noted(m_knownByARow);
}

} // namespace campanile
