#include "imports/preview_model.h"

#include "common/bidi.h"
#include "common/reasons.h"
#include "common/words.h"
#include "theme/colours.h"
#include "theme/type_scale.h"

#include <QFont>
#include <QGuiApplication>

#include <algorithm>

namespace campanile {

namespace {

QFont passedOverFont()
{
    QFont font = tabularFont(TextSize::Body);
    font.setItalic(true);
    return font;
}

} // namespace

void PreviewModel::setPreview(const CsvPreview &preview)
{
    beginResetModel();
    m_rows = preview.rows;
    m_columns = preview.mapping.columns;
    m_rowsAbove = std::min(preview.mapping.preambleRows, static_cast<int>(m_rows.size()));
    if (preview.mapping.hasHeader && m_rowsAbove < static_cast<int>(m_rows.size())) {
        m_rows.erase(m_rows.begin() + m_rowsAbove);
    }
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString PreviewModel::text(int row, int column) const
{
    const CsvPreview::Row &shown = m_rows[static_cast<std::size_t>(row)];
    if (shown.problem != CsvProblem::None) {
        return column == 0 ? Reasons::inWords(shown.problem, shown.problemLine) : QString();
    }
    const auto place = static_cast<std::size_t>(column);
    return place < shown.fields.size() ? verbatim(shown.fields[place]) : QString();
}

/// What is to be said about a row, beside what stands in it.
QString PreviewModel::remark(int row) const
{
    if (isPassedOver(row)) {
        return tr("Stands above the header and is passed over");
    }
    const CsvPreview::Row &shown = m_rows[static_cast<std::size_t>(row)];
    return Reasons::inWords(shown.problem, shown.problemLine);
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const QString shown = text(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return remark(index.row());
    case Qt::AccessibleTextRole:
        return isPassedOver(index.row()) ? tr("%1. %2").arg(shown, remark(index.row())) : shown;
    case Qt::ForegroundRole:
        return isPassedOver(index.row()) ? colour(ColourRole::Muted, QGuiApplication::palette()) : QVariant();
    case Qt::FontRole:
        return isPassedOver(index.row()) ? passedOverFont() : QVariant();
    default:
        return {};
    }
}

/// What stands beside a row: its line in the file, in a quiet ink.
QVariant PreviewModel::lineHead(int row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return Words::count(m_rows[static_cast<std::size_t>(row)].line);
    case Qt::ForegroundRole:
        return colour(ColourRole::Muted, QGuiApplication::palette());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignCenter));
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        return section < rowCount() ? lineHead(section, role) : QVariant();
    }
    if (section >= columnCount()) {
        return {};
    }
    const MappedColumn &column = m_columns[static_cast<std::size_t>(section)];
    const QString name = column.header.isEmpty() ? tr("Column %L1").arg(section + 1) : verbatim(column.header);
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::ToolTipRole: { // all of what a narrow column cuts off
        const QString reason = Words::reasonOf(column);
        return reason.isEmpty() ? name : name + u'\n' + reason;
    }
    default:
        return {};
    }
}

} // namespace campanile
