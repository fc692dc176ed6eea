#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace campanile {

/// A short list that is read as a whole whenever it changes. The rows that stayed are updated in place, those that went
/// are removed, and new ones are inserted, so that selection and scroll position survive.
/// `Row` is comparable; derived classes say what identifies it. Thread: main.
template<class Row>
class KeyedListModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final
    {
        return index.isValid() && index.row() < rowCount() ? cell(at(index.row()), index.column(), role) : QVariant();
    }
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Row &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 when it is not listed.
    [[nodiscard]] int rowOf(qint64 key) const
    {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return keyOf(r) == key; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

    void replace(std::vector<Row> rows)
    {
        removeGone(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i < m_rows.size() && keyOf(m_rows[i]) == keyOf(rows[i])) {
                update(i, std::move(rows[i]));
            } else if (rowOf(keyOf(rows[i])) >= 0) {
                return reset(std::move(rows), i);
            } else {
                insert(i, std::move(rows[i]));
            }
        }
    }

protected:
    [[nodiscard]] virtual qint64 keyOf(const Row &row) const = 0;
    [[nodiscard]] virtual QVariant cell(const Row &row, int column, int role) const = 0;

private:
    void removeGone(const std::vector<Row> &rows)
    {
        std::unordered_set<qint64> staying;
        for (const Row &row : rows) {
            staying.insert(keyOf(row));
        }
        for (int i = rowCount() - 1; i >= 0; --i) {
            if (!staying.contains(keyOf(at(i)))) {
                beginRemoveRows({}, i, i);
                m_rows.erase(m_rows.begin() + i);
                endRemoveRows();
            }
        }
    }
    void update(std::size_t place, Row row)
    {
        m_rows[place] = std::move(row);
        const int at = static_cast<int>(place);
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
    }
    void insert(std::size_t place, Row row)
    {
        beginInsertRows({}, static_cast<int>(place), static_cast<int>(place));
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(place), std::move(row));
        endInsertRows();
    }
    /// Takes the rows over as a whole, because their order has changed, which is rare. The first `done` of `rows` were
    /// moved here already.
    void reset(std::vector<Row> rows, std::size_t done)
    {
        beginResetModel();
        std::move(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(done), rows.begin());
        m_rows = std::move(rows);
        endResetModel();
    }

    std::vector<Row> m_rows;
};

} // namespace campanile
