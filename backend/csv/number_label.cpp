#include "csv/number_label.h"

#include "csv/cell_values.h"
#include "csv/column_heading.h"

#include <cstdlib>
#include <string>
#include <vector>

namespace campanile {

namespace {

// Shares of the filled cells, in per cent: from these on, a column holds numbers, or says what numbers are.
constexpr int mostNumbers = 50;
constexpr int mostLabels = 50;

bool isCalled(const MappedColumn &column)
{
    return column.role == ColumnRole::Number || column.role == ColumnRole::FurtherNumber;
}

HeadingKind kindOf(const MappedColumn &column)
{
    return readHeading(column.header.toStdString()).kind;
}

/// The columns of a mapping, as far as they are telephones or labels of them.
class Neighbours {
public:
    Neighbours(const ColumnMapping &mapping, int label)
        : m_columns(mapping.columns)
        , m_label(label)
    {
    }

    /// The column beside the label whose numbers it is about; -1 for none. Of two it is the one that the other labels
    /// of the list stand beside in the same way: "Type, Phone, Type, Phone".
    [[nodiscard]] int beside() const
    {
        const bool isLeft = isTelephone(m_label - 1);
        const bool isRight = isTelephone(m_label + 1);
        if (isLeft && isRight) {
            return beginsWithLabel() ? m_label + 1 : m_label - 1;
        }
        return isLeft ? m_label - 1 : isRight ? m_label + 1 : -1;
    }

    /// The nearest of the telephones with that stem of their headings; -1 for none.
    [[nodiscard]] int headed(const std::string &stem) const
    {
        std::vector<int> found;
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
            if (i != m_label && isTelephone(i) && headingStem(at(i).header.toStdString()) == stem) {
                found.push_back(i);
            }
        }
        return nearest(found);
    }

    /// Of several as near the last one; -1 for none.
    [[nodiscard]] int nearest(const std::vector<int> &columns) const
    {
        int found = -1;
        for (const int column : columns) {
            const bool isNearer = found < 0 || std::abs(column - m_label) <= std::abs(found - m_label);
            found = isNearer ? column : found;
        }
        return found;
    }

private:
    [[nodiscard]] const MappedColumn &at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }

    [[nodiscard]] bool isLabel(int column) const
    {
        return column == m_label || at(column).role == ColumnRole::NumberLabel;
    }

    /// Whether the column holds telephones, called or not: an order number beside a label is not what it labels.
    [[nodiscard]] bool isTelephone(int column) const
    {
        if (column < 0 || column >= static_cast<int>(m_columns.size()) || isLabel(column)) {
            return false;
        }
        const MappedColumn &facts = at(column);
        if (isCalled(facts)) {
            return true;
        }
        const HeadingKind kind = kindOf(facts);
        const bool isHeaded = kind == HeadingKind::Phone || kind == HeadingKind::OtherPhone;
        return (isHeaded && facts.reason != RoleReason::NoNumbers) ||
               (facts.header.isEmpty() && facts.numberShare >= mostNumbers);
    }

    /// Whether the columns to the left, telephones and labels by turns, begin with a label.
    [[nodiscard]] bool beginsWithLabel() const
    {
        int first = m_label;
        while (first > 0 && (isLabel(first) ? isTelephone(first - 1) : isLabel(first - 1))) {
            --first;
        }
        return isLabel(first);
    }

    const std::vector<MappedColumn> &m_columns;
    const int m_label;
};

/// Whether most cells say what a telephone number is: "Mobile", "Work", "Fax".
bool holdsLabels(const SampleRows &rows, std::size_t firstRow, std::size_t column)
{
    int filled = 0;
    int known = 0;
    for (std::size_t i = firstRow; i < rows.size(); ++i) {
        const std::string_view cell = column < rows[i].size() ? trimmedCell(rows[i][column]) : std::string_view();
        if (cell.empty()) {
            continue;
        }
        const NumberLabel says = readNumberLabel(cell);
        ++filled;
        known += says == NumberLabel::Voice || says == NumberLabel::NotVoice ? 1 : 0;
    }
    return known > 0 && known * 100 >= filled * mostLabels;
}

} // namespace

void guessNumberLabels(ColumnMapping &mapping, const SampleRows &rows)
{
    const auto firstRow = static_cast<std::size_t>(mapping.headRows());
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        MappedColumn &column = mapping.columns[i];
        if (column.role != ColumnRole::Variable || column.reason == RoleReason::Chosen) {
            continue;
        }
        const HeadingKind kind = kindOf(column);
        const bool isHeaded = kind == HeadingKind::NumberLabel && column.numberShare < mostNumbers;
        const bool mayBe = kind == HeadingKind::MaybeLabel || column.header.isEmpty() ||
                           (kind == HeadingKind::Phone && column.reason == RoleReason::NoNumbers);
        const bool isBeside = mayBe && Neighbours(mapping, static_cast<int>(i)).beside() >= 0;
        if (isHeaded || (isBeside && holdsLabels(rows, firstRow, i))) {
            column.role = ColumnRole::NumberLabel;
            column.reason = isHeaded ? RoleReason::Heading : RoleReason::Content;
        }
    }
}

int labelledColumn(const ColumnMapping &mapping, int label)
{
    if (label < 0 || label >= static_cast<int>(mapping.columns.size())) {
        return -1;
    }
    const Neighbours neighbours(mapping, label);
    const std::string stem = headingStem(mapping.columns[static_cast<std::size_t>(label)].header.toStdString());
    if (const int headed = stem.empty() ? -1 : neighbours.headed(stem); headed >= 0) {
        return headed;
    }
    const int beside = neighbours.beside();
    return beside >= 0 ? beside : neighbours.nearest(mapping.numberColumns());
}

bool isNotToBeCalled(std::string_view utf8Label)
{
    const NumberLabel says = readNumberLabel(utf8Label);
    return says == NumberLabel::NotVoice || says == NumberLabel::SomebodyElse;
}

} // namespace campanile
