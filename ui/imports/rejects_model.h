#pragma once

#include "services/import_service.h"

#include <QAbstractTableModel>

namespace campanile {

/// The rows of one fate that an import did not take: line, value, reason. The first hundred come with the summary, more
/// when one scrolls there.
class RejectsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Value, Reason, Row, ColumnCount };

    RejectsModel(ImportService &imports, const Caller &caller, QObject *parent);

    void setSummary(const ImportSummary &summary, RowFate fate);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    void onMore(ImportId import, RowFate fate, Result<std::vector<RejectedRow>> rows);

    ImportService &m_imports;
    const Caller m_caller;
    ImportId m_import;
    RowFate m_fate = RowFate::Rejected;
    qint64 m_total = 0;
    std::vector<RejectedRow> m_rows;
    bool m_reading = false;
};

} // namespace campanile
