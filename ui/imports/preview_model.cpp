#include "imports/preview_model.h"

#include "common/bidi.h"
#include "common/reasons.h"

#include <algorithm>

namespace campanile {

void PreviewModel::setPreview(const CsvPreview &preview)
{
    beginResetModel();
    m_rows = preview.rows;
    const auto head = std::min<std::ptrdiff_t>(preview.mapping.headRows(), std::ssize(m_rows));
    m_rows.erase(m_rows.begin(), m_rows.begin() + head);
    m_columns = preview.mapping.columns;
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

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const CsvPreview::Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) {
        return Reasons::inWords(row.problem, row.problemLine);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (row.problem != CsvProblem::None) {
        return index.column() == 0 ? Reasons::inWords(row.problem, row.problemLine) : QString();
    }
    const auto column = static_cast<std::size_t>(index.column());
    return column < row.fields.size() ? verbatim(row.fields[column]) : QString();
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount()) {
        return {};
    }
    const QString &header = m_columns[static_cast<std::size_t>(section)].header;
    return header.isEmpty() ? tr("Column %1").arg(section + 1) : header;
}

} // namespace campanile
