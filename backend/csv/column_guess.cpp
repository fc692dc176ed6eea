#include "csv/column_guess.h"

#include "core/number_parser.h"
#include "csv/cell_values.h"
#include "csv/country_column.h"
#include "csv/header_row.h"
#include "csv/heading_text.h"
#include "csv/number_columns.h"
#include "csv/number_label.h"
#include "csv/variable_keys.h"

#include <algorithm>
#include <map>
#include <set>

namespace campanile {

namespace {

// Of fewer rows it cannot be told whether it is usual that they have more fields than the header names.
constexpr int leastToBeUsual = 4;

/// The fields of a row up to the last that holds anything.
std::size_t filledWidth(const std::vector<std::string> &row)
{
    std::size_t width = row.size();
    while (width > 0 && trimmedCell(row[width - 1]).empty()) {
        --width;
    }
    return width;
}

/// The width that most rows have; of several the largest.
std::size_t commonestWidth(const SampleRows &rows)
{
    std::map<std::size_t, int> counts;
    for (const auto &row : rows) {
        ++counts[filledWidth(row)];
    }
    counts.erase(0);
    std::size_t commonest = 0;
    for (const auto &[width, count] : counts) {
        commonest = commonest == 0 || count >= counts.at(commonest) ? width : commonest;
    }
    return commonest;
}

// Counts for more than any share in per cent.
constexpr int sharesWord = 1000;

bool shareWords(const MappedColumn &a, const MappedColumn &b)
{
    const HeadingText left = readHeadingText(a.header.toStdString());
    const HeadingText right = readHeadingText(b.header.toStdString());
    return std::ranges::find_first_of(left.words, right.words) != left.words.end();
}

bool holdsNumbers(const ColumnFacts &facts)
{
    return facts.content.shaped > 0;
}

/// Puts the guess together column by column.
class Guess {
public:
    Guess(const SampleRows &rows, std::optional<bool> hasHeader, std::string_view region)
        : m_rows(rows)
        , m_header(findHeaderRow(rows, hasHeader))
        , m_region(region)
    {
        const NumberParser parser(region);
        std::size_t columns = 0;
        for (const auto &row : rows) {
            columns = std::max(columns, row.size());
        }
        for (std::size_t i = 0; i < columns; ++i) {
            m_facts.push_back(factsOf(i, parser));
        }
        m_mapping.hasHeader = m_header.index >= 0;
        m_mapping.preambleRows = std::max(m_header.index, 0);
        m_mapping.width = usualWidth();
        m_mapping.fields = m_mapping.width > 0 ? std::max(m_mapping.width, static_cast<int>(usualFields())) : 0;
        m_mapping.columns.resize(columns);
    }

    ColumnMapping make()
    {
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            MappedColumn &column = m_mapping.columns[i];
            column.header = m_facts[i].header;
            column.numberShare = m_facts[i].content.share(m_facts[i].content.shaped);
            assignByHeading(i, column);
        }
        assignNumbers();
        guessCountry(m_mapping, m_rows, m_region);
        guessNumberLabels(m_mapping, m_rows);
        nameVariables();
        return std::move(m_mapping);
    }

private:
    [[nodiscard]] std::size_t firstRow() const { return static_cast<std::size_t>(m_header.index + 1); }

    /// As ColumnMapping::width has it.
    [[nodiscard]] int usualWidth() const
    {
        const bool hasHeader = m_header.index >= 0;
        if (!hasHeader && std::ranges::count_if(m_facts, holdsNumbers) < 2) {
            return 0; // fields that have moved cannot put another number in the place of the right one
        }
        const std::size_t width =
            hasHeader ? filledWidth(m_rows[static_cast<std::size_t>(m_header.index)]) : commonestWidth(m_rows);
        int filled = 0;
        int wider = 0;
        for (std::size_t i = firstRow(); i < m_rows.size(); ++i) {
            const std::size_t own = filledWidth(m_rows[i]);
            filled += own > 0 ? 1 : 0;
            wider += own > width ? 1 : 0;
        }
        const bool isUsual = hasHeader ? filled >= leastToBeUsual && wider * 4 >= filled * 3 : wider * 2 >= filled;
        return isUsual ? 0 : static_cast<int>(width);
    }

    /// As ColumnMapping::fields has it. Rows that all end with a delimiter below a header without one are read as they
    /// are, unless there are too few to tell or what they hold stands beside its heading.
    [[nodiscard]] std::size_t usualFields() const
    {
        std::map<std::size_t, int> counts; // of the rows that hold anything, by their fields
        int filled = 0;
        for (std::size_t i = firstRow(); i < m_rows.size(); ++i) {
            if (filledWidth(m_rows[i]) > 0) {
                ++counts[m_rows[i].size()];
                ++filled;
            }
        }
        if (m_header.index >= 0) {
            const std::size_t named = m_rows[static_cast<std::size_t>(m_header.index)].size();
            const bool isUsual = filled >= leastToBeUsual && !numbersHaveMoved();
            return isUsual ? std::max(named, counts.begin()->first) : named;
        }
        std::size_t commonest = 0;
        for (const auto &[fields, count] : counts) {
            commonest = commonest == 0 || count > counts.at(commonest) ? fields : commonest;
        }
        return commonest;
    }

    /// Whether most cells to the right of a column that is headed as one of numbers hold them, as when the fields of
    /// all rows have moved.
    [[nodiscard]] bool numbersHaveMoved() const
    {
        const auto isOfNumbers = [](const ColumnFacts &facts) {
            return facts.heading.kind == HeadingKind::Phone || facts.heading.kind == HeadingKind::MaybePhone ||
                   facts.heading.kind == HeadingKind::OtherPhone || facts.heading.kind == HeadingKind::OtherThing ||
                   facts.heading.kind == HeadingKind::NumberLabel || facts.heading.kind == HeadingKind::MaybeLabel;
        };
        for (std::size_t i = 1; i < m_facts.size(); ++i) {
            const ColumnContent &content = m_facts[i].content;
            const bool areNumbers = content.shaped * 2 > content.filled;
            if (isOfNumbers(m_facts[i - 1]) && !isOfNumbers(m_facts[i]) && areNumbers) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] ColumnFacts factsOf(std::size_t column, const NumberParser &parser) const
    {
        ColumnFacts facts;
        if (m_header.index >= 0) {
            const auto &names = m_rows[static_cast<std::size_t>(m_header.index)];
            const std::string_view name = column < names.size() ? trimmedCell(names[column]) : std::string_view();
            facts.header = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).trimmed();
            facts.heading = readHeading(name);
        }
        facts.content = contentOf(m_rows, firstRow(), column, parser);
        return facts;
    }

    void assignByHeading(std::size_t index, MappedColumn &column)
    {
        const ColumnFacts &facts = m_facts[index];
        switch (facts.heading.kind) {
        case HeadingKind::Name:
            return takeOnce(ColumnRole::Name, column);
        case HeadingKind::FirstName:
            return takeOnce(ColumnRole::FirstName, column);
        case HeadingKind::LastName:
            return takeOnce(ColumnRole::LastName, column);
        case HeadingKind::Timezone:
            return takeOnce(ColumnRole::Timezone, column);
        case HeadingKind::DoNotCall:
            return take(ColumnRole::DoNotCall, RoleReason::Heading, column);
        case HeadingKind::Consent:
            return take(ColumnRole::Consent, RoleReason::Heading, column);
        case HeadingKind::MaybeConsent:
            if (saysYesOrNo(index)) {
                take(ColumnRole::Consent, RoleReason::Heading, column);
            }
            return;
        case HeadingKind::Phone:
            column.reason = facts.content.filled > 0 ? RoleReason::NoNumbers : RoleReason::Default;
            return;
        case HeadingKind::OtherPhone:
        case HeadingKind::OtherThing:
        case HeadingKind::NumberLabel:
        case HeadingKind::MaybeLabel:
            column.reason = facts.content.shaped > 0 ? RoleReason::OtherThing : RoleReason::Default;
            return;
        default:
            return;
        }
    }

    /// Whether every filled cell of a column answers a question in words: "1" may count calls, and a day may be that of
    /// one.
    [[nodiscard]] bool saysYesOrNo(std::size_t column) const
    {
        bool answers = false;
        for (std::size_t i = firstRow(); i < m_rows.size(); ++i) {
            const std::string_view cell =
                column < m_rows[i].size() ? trimmedCell(m_rows[i][column]) : std::string_view();
            if (cell.empty()) {
                continue;
            }
            if ((cell.front() >= '0' && cell.front() <= '9') || readYesNo(cell) == YesNo::Unclear) {
                return false;
            }
            answers = true;
        }
        return answers;
    }

    static void take(ColumnRole role, RoleReason reason, MappedColumn &column)
    {
        column.role = role;
        column.reason = reason;
    }

    void takeOnce(ColumnRole role, MappedColumn &column)
    {
        if (m_mapping.indexOf(role) < 0) {
            take(role, RoleReason::Heading, column);
        }
    }

    void assignNumbers()
    {
        NumberColumns numbers = decideNumberColumns(m_facts, !m_region.empty());
        const RoleReason reason = numbers.byHeading ? RoleReason::Heading
                                  : numbers.isOnly  ? RoleReason::OnlyCandidate
                                                    : RoleReason::Content;
        int priority = 0;
        for (const int index : numbers.inOrder) {
            MappedColumn &column = m_mapping.columns[static_cast<std::size_t>(index)];
            take(priority == 0 ? ColumnRole::Number : ColumnRole::FurtherNumber, reason, column);
            column.priority = ++priority;
        }
        m_mapping.question = std::move(numbers.question);
        if (m_header.rowsWithNumberAbove > 0) {
            m_mapping.question = ColumnQuestion{ColumnQuestion::Kind::PeopleAbove, {}};
        }
    }

    void nameVariables()
    {
        std::set<std::string> used;
        for (std::size_t i = 0; i < m_mapping.columns.size(); ++i) {
            MappedColumn &column = m_mapping.columns[i];
            if (column.role == ColumnRole::Number) {
                continue;
            }
            const std::string byRole = keyOfRole(column.role);
            column.variableKey = unusedKey(
                byRole.empty() ? variableKeyFor(column.header.toStdString(), static_cast<int>(i)) : byRole, used);
        }
    }

    const SampleRows &m_rows;
    const HeaderRow m_header;
    const std::string_view m_region;
    std::vector<ColumnFacts> m_facts;
    ColumnMapping m_mapping;
};

} // namespace

ColumnMapping guessColumns(const SampleRows &rows, std::optional<bool> hasHeader, std::string_view region)
{
    return Guess(rows, hasHeader, region).make();
}

/// Of several columns the one that shares a word with the heading of the number ("Billing Country" and "Billing
/// Phone"), else the one with most readable countries; the first of those.
void guessCountry(ColumnMapping &mapping, const SampleRows &rows, std::string_view region)
{
    const std::vector<int> numbers = mapping.numberColumns();
    const int number = numbers.empty() ? -1 : numbers.front();
    const auto firstRow = static_cast<std::size_t>(mapping.headRows());
    MappedColumn *best = nullptr;
    int bestShare = -1;
    for (std::size_t i = 0; i < mapping.columns.size() && mapping.indexOf(ColumnRole::Country) < 0; ++i) {
        MappedColumn &column = mapping.columns[i];
        const HeadingKind kind = readHeading(column.header.toStdString()).kind;
        const bool isFree = column.role == ColumnRole::Variable && column.reason != RoleReason::Chosen;
        if (!isFree || !isCountryColumn(kind, rows, firstRow, i, number, region)) {
            continue;
        }
        const bool isOfNumber = number >= 0 && shareWords(mapping.columns[static_cast<std::size_t>(number)], column);
        const int readable = countryShare(rows, firstRow, i);
        const int share = readable > 0 && isOfNumber ? readable + sharesWord : readable;
        if (share > bestShare) {
            best = &column;
            bestShare = share;
        }
    }
    if (best != nullptr) {
        best->role = ColumnRole::Country;
        best->reason = RoleReason::Heading;
    }
}

} // namespace campanile
