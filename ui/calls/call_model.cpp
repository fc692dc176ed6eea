#include "calls/call_model.h"

namespace campanile {

namespace {

CallSortColumn orderOf(CallColumn column)
{
    switch (column) {
    case CallColumn::DialledAt:
        return CallSortColumn::DialledAt;
    case CallColumn::Number:
        return CallSortColumn::Number;
    case CallColumn::Name:
        return CallSortColumn::Name;
    case CallColumn::State:
    case CallColumn::Outcome:
        return CallSortColumn::Outcome;
    case CallColumn::Time:
    case CallColumn::TalkTime:
        return CallSortColumn::TalkTime;
    case CallColumn::Attempt:
        return CallSortColumn::Attempt;
    case CallColumn::CampaignName:
        return CallSortColumn::CampaignName;
    }
    return CallSortColumn::DialledAt;
}

} // namespace

CallModel::CallModel(CallService &calls, const Caller &caller, QObject *parent)
    : PagedModel(parent)
    , m_calls(calls)
    , m_caller(caller)
{
}

void CallModel::show(const CallFilter &filter)
{
    m_filter = filter;
    restart();
}

void CallModel::sort(int column, Qt::SortOrder order)
{
    std::optional<CallOrder> wanted;
    if (column >= 0 && column < columnCount()) {
        wanted = CallOrder{orderOf(columns[static_cast<std::size_t>(column)]), order == Qt::DescendingOrder};
    }
    if (wanted != m_order) {
        m_order = wanted;
        reorder();
    }
}

int CallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns.size());
}

QVariant CallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return section >= 0 && section < columnCount()
               ? CallColumns::head(columns[static_cast<std::size_t>(section)], orientation, role)
               : QVariant();
}

QueryHandle CallModel::queryIds(Reply<Ids> reply)
{
    if (m_order) {
        return m_calls.sorted(m_caller, m_filter, *m_order, firstIds(), std::move(reply));
    }
    return m_calls.ids(m_caller, m_filter, std::move(reply));
}

void CallModel::readRows(Ids ids, Reply<std::vector<Call>> reply)
{
    m_calls.rows(m_caller, std::move(ids), std::move(reply));
}

QVariant CallModel::cell(const Call &call, int column, int role) const
{
    return CallColumns::cell(call, columns[static_cast<std::size_t>(column)], role);
}

} // namespace campanile
