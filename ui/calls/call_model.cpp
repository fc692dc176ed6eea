#include "calls/call_model.h"

#include "common/words.h"
#include "theme/icons.h"

namespace campanile {

CallModel::CallModel(CallService &calls, QObject *parent)
    : PagedModel(parent)
    , m_calls(calls)
{
}

void CallModel::show(const CallFilter &filter)
{
    m_filter = filter;
    restart();
}

int CallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case DialledAt:
        return tr("Dialled at");
    case Number:
        return tr("Number");
    case Name:
        return tr("Name");
    case Outcome:
        return tr("Outcome");
    case Talk:
        return tr("Talk time");
    case Attempt:
        return tr("Attempt");
    case CampaignName:
        return tr("Campaign");
    default:
        return {};
    }
}

QueryHandle CallModel::queryIds(Reply<Ids> reply)
{
    return m_calls.ids(m_filter, std::move(reply));
}

void CallModel::readRows(Ids ids, Reply<std::vector<Call>> reply)
{
    m_calls.rows(std::move(ids), std::move(reply));
}

QString CallModel::text(const Call &call, int column)
{
    switch (column) {
    case DialledAt:
        return Words::exactMoment(call.dialledAt);
    case Number:
        return Words::number(call.to);
    case Name:
        return call.targetName;
    case Outcome:
        return Words::look(call).word;
    case Talk:
        return call.talkSeconds() > 0 ? Words::ticking(call.talkSeconds()) : QString();
    case Attempt:
        return Words::count(call.attempt);
    case CampaignName:
        return call.campaignName;
    default:
        return {};
    }
}

QVariant CallModel::cell(const Call &call, int column, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return text(call, column);
    }
    if (role == Qt::DecorationRole && column == Outcome) {
        const StateLook look = Words::look(call);
        return roleIcon(look.icon, look.role);
    }
    return {};
}

} // namespace campanile
