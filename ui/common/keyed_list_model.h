#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace campanile {

/// A short list that is read as a whole whenever it changes. The rows that stayed are updated in place, those that went
/// are removed, and new ones are inserted, so that selection and scroll position survive. The same holds when the rows
/// are put in another order; rows that compare equal stay in the order in which they were given.
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
        m_given = rows;
        putInOrder(rows);
        removeGone(rows);
        moveAlike(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i < m_rows.size() && keyOf(m_rows[i]) == keyOf(rows[i])) {
                update(i, std::move(rows[i]));
            } else {
                insert(i, std::move(rows[i]));
            }
        }
    }

    /// A column below 0: the order in which the rows are given.
    void sort(int column, Qt::SortOrder order) final
    {
        if (column == m_sortColumn && order == m_sortOrder) {
            return;
        }
        m_sortColumn = column;
        m_sortOrder = order;
        replace(std::vector<Row>(m_given));
    }

protected:
    [[nodiscard]] virtual qint64 keyOf(const Row &row) const = 0;
    [[nodiscard]] virtual QVariant cell(const Row &row, int column, int role) const = 0;
    /// How two rows compare by a column; all are alike in a list that is shown as it is given.
    [[nodiscard]] virtual std::partial_ordering compare([[maybe_unused]] const Row &a, [[maybe_unused]] const Row &b,
                                                        [[maybe_unused]] int column) const
    {
        return std::partial_ordering::equivalent;
    }

private:
    void putInOrder(std::vector<Row> &rows) const
    {
        if (m_sortColumn >= 0) {
            std::stable_sort(rows.begin(), rows.end(), [this](const Row &a, const Row &b) {
                return m_sortOrder == Qt::AscendingOrder ? compare(a, b, m_sortColumn) < 0
                                                         : compare(a, b, m_sortColumn) > 0;
            });
        }
    }
    /// Puts the rows that stay in the order in which `rows` has them.
    void moveAlike(const std::vector<Row> &rows)
    {
        std::unordered_map<qint64, std::size_t> places;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            places.emplace(keyOf(rows[i]), i);
        }
        const auto isBefore = [this, &places](const Row &a, const Row &b) {
            return places.at(keyOf(a)) < places.at(keyOf(b));
        };
        if (std::is_sorted(m_rows.begin(), m_rows.end(), isBefore)) {
            return;
        }
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList old = persistentIndexList();
        std::vector<qint64> keys;
        std::transform(old.begin(), old.end(), std::back_inserter(keys),
                       [this](const QModelIndex &index) { return keyOf(at(index.row())); });
        std::stable_sort(m_rows.begin(), m_rows.end(), isBefore);
        QModelIndexList moved;
        for (qsizetype i = 0; i < old.size(); ++i) {
            moved.append(index(rowOf(keys[static_cast<std::size_t>(i)]), old[i].column()));
        }
        changePersistentIndexList(old, moved);
        Q_EMIT layoutChanged();
    }
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
    std::vector<Row> m_given; ///< in the order in which they were given
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<Row> m_rows;
};

} // namespace campanile
