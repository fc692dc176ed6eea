#include "local/lists/row_rules.h"

#include "local/lists/refused_row.h"

#include <algorithm>
#include <utility>

namespace campanile {

RowRules::RowRules(const Database &database, WorkspaceId workspace, CountryRule countries, bool isAnybodyListed,
                   std::vector<KnownPerson> known)
    : m_countries(std::move(countries))
    , m_known(std::move(known))
{
    if (isAnybodyListed) {
        m_doNotCall.emplace(database, workspace);
    }
}

std::optional<Error> RowRules::rejection(const CsvRecord &record, const TargetRows &rows, E164 number)
{
    if (m_doNotCall) {
        if (const std::optional<DoNotCallEntry> entry = m_doNotCall->find(number)) {
            return refusedRow(*entry);
        }
    }
    if (const std::optional<CountryRefusal> refusal = m_countries.refusalOf(number)) {
        return refusedRow(*refusal);
    }
    if (const auto says = rows.permission(record); says.permission == CallPermission::Unclear) {
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

std::optional<Error> RowRules::skip(const CsvRecord &record, const TargetRows &rows, E164 number) const
{
    if (const auto says = rows.permission(record); says.permission == CallPermission::Refused) {
        return skippedRow(says.heading, says.cell);
    }
    const KnownPerson *person = findPerson(m_known, number);
    return person != nullptr ? std::optional(skippedRow(*person)) : std::nullopt;
}

const KnownPerson *findPerson(const std::vector<KnownPerson> &people, E164 number)
{
    const auto found = std::ranges::lower_bound(people, number, {}, &KnownPerson::number);
    return found != people.end() && found->number == number ? &*found : nullptr;
}

} // namespace campanile
