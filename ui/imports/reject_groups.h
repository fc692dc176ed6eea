#pragma once

#include "services/import_service.h"

#include <QAbstractTableModel>

namespace campanile {

/// What is wrong with a row, without what only this row has: rows of one kind are mended in one way.
QString kindInWords(const RejectedRow &row);

/// The rows of one fate that an import did not take, by reason: how many there are of each, the most frequent first,
/// and one of them. All rows have to be read for that, in steps, so that the window goes on; the head of the counts
/// says so until it is done.
class RejectGroups final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Rows, Kind, Line, Value, ColumnCount };

    RejectGroups(ImportService &imports, const Caller &caller, QObject *parent);

    /// Counts these rows anew.
    void count(const ImportSummary &summary, RowFate fate);
    /// Shows nothing and stops counting.
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group {
        QString kind;
        qint64 rows = 0;
        RejectedRow first;
    };

    void readOn();
    void onRows(const Result<std::vector<RejectedRow>> &rows);
    void add(const std::vector<RejectedRow> &rows);

    ImportService &m_imports;
    const Caller m_caller;
    ImportId m_import;
    RowFate m_fate = RowFate::Rejected;
    quint64 m_question = 0; // which count is under way; the answer to an earlier one comes too late
    qint64 m_lastRow = 0;
    bool m_reading = false;
    std::vector<Group> m_groups;
};

} // namespace campanile
