#pragma once

#include "common/row_range.h"
#include "core/error.h"
#include "core/result.h"

#include <QAbstractTableModel>
#include <QString>

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
    /// The list for the present filter and order is still to come. What is shown belongs to the last one, or is the
    /// beginning of the one that comes.
    [[nodiscard]] virtual bool isLoading() const = 0;
    /// The list that is being put in the place of the last one answers the same question as that, maybe in another
    /// order.
    [[nodiscard]] virtual bool isRefreshing() const = 0;
    /// Reads rows anew, whether or not they are in memory, and answers them as a table of text: a line of heads and one
    /// for each row that is still there. See RowText. A further call takes the place of one that was not answered yet.
    virtual void readText(const std::vector<RowRange> &rows, std::vector<int> columns, Reply<QString> reply) = 0;

Q_SIGNALS:
    /// A list of ids has arrived, whether or not it differs from the one before.
    void listed();
    void failed(const campanile::Error &error);
};

} // namespace campanile
