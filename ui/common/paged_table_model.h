#pragma once

#include "core/error.h"

#include <QAbstractTableModel>

#include <unordered_set>
#include <vector>

namespace campanile {

/// What a table needs to know of a list that is too long to be in memory: which row is which. See PagedModel.
/// Thread: main.
class PagedTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int pageRows = 200;

    using QAbstractTableModel::QAbstractTableModel;

    /// What stays the same about a row while its place changes; 0 beyond the end.
    [[nodiscard]] virtual qint64 keyAt(int row) const = 0;
    /// The rows in which these keys stand now, ascending; keys no longer listed are left out.
    [[nodiscard]] virtual std::vector<int> rowsOf(const std::unordered_set<qint64> &keys) const = 0;
    /// A first list for the present filter is still to come; what is shown belongs to the last one.
    [[nodiscard]] virtual bool isLoading() const = 0;

Q_SIGNALS:
    /// A list of ids has arrived, whether or not it differs from the one before.
    void listed();
    void failed(const campanile::Error &error);
};

} // namespace campanile
