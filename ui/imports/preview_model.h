#pragma once

#include "csv/csv_preview.h"

#include <QAbstractTableModel>

namespace campanile {

/// The first rows of a CSV as they stand, each with its line: rows above the header, which are passed over, in a quiet
/// ink; then the targets. The header row itself is shown by RoleHeader.
class PreviewModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setPreview(const CsvPreview &preview);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isPassedOver(int row) const { return row < m_rowsAbove; }
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString remark(int row) const;
    [[nodiscard]] QVariant lineHead(int row, int role) const;

    std::vector<CsvPreview::Row> m_rows;
    int m_rowsAbove = 0; // at the beginning of m_rows
    std::vector<MappedColumn> m_columns;
};

} // namespace campanile
