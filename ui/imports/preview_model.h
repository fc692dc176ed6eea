#pragma once

#include "csv/csv_preview.h"

#include <QAbstractTableModel>

namespace campanile {

/// The first rows of a CSV as they stand, without the header row (which RoleHeader shows).
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
    std::vector<CsvPreview::Row> m_rows;
    std::vector<MappedColumn> m_columns;
};

} // namespace campanile
