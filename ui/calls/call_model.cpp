#include "calls/call_model.h"

namespace campanile {

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
