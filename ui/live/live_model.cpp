#include "live/live_model.h"

namespace campanile {

int LiveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns.size());
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return section >= 0 && section < columnCount()
               ? CallColumns::head(columns[static_cast<std::size_t>(section)], orientation, role)
               : QVariant();
}

void LiveModel::tick()
{
    if (rowCount() > 0) {
        constexpr int time = placeOf(CallColumn::Time, columns);
        Q_EMIT dataChanged(index(0, time), index(rowCount() - 1, time), {Qt::DisplayRole});
    }
}

qint64 LiveModel::keyOf(const Call &call) const
{
    return call.id.value;
}

QVariant LiveModel::cell(const Call &call, int column, int role) const
{
    return CallColumns::cell(call, columns[static_cast<std::size_t>(column)], role);
}

} // namespace campanile
