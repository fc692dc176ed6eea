#include "live/live_model.h"

#include "common/words.h"
#include "theme/icons.h"

#include <QDateTime>

namespace campanile {

int LiveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case State:
        return tr("State");
    case Number:
        return tr("Number");
    case Name:
        return tr("Name");
    case Time:
        return tr("Time");
    case Attempt:
        return tr("Attempt");
    case CampaignName:
        return tr("Campaign");
    default:
        return {};
    }
}

void LiveModel::tick()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time), {Qt::DisplayRole});
    }
}

qint64 LiveModel::keyOf(const Call &call) const
{
    return call.id.value;
}

QString LiveModel::text(const Call &call, int column)
{
    switch (column) {
    case State:
        return Words::look(call).word;
    case Number:
        return Words::number(call.to);
    case Name:
        return call.targetName;
    case Time: {
        const WallTime since = call.answeredAt.ms > 0 ? call.answeredAt : call.dialledAt;
        return Words::ticking((QDateTime::currentMSecsSinceEpoch() - since.ms) / 1000);
    }
    case Attempt:
        return Words::count(call.attempt);
    case CampaignName:
        return call.campaignName;
    default:
        return {};
    }
}

QVariant LiveModel::cell(const Call &call, int column, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return text(call, column);
    }
    if (role == Qt::DecorationRole && column == State) {
        const StateLook look = Words::look(call);
        return roleIcon(look.icon, look.role);
    }
    return {};
}

} // namespace campanile
