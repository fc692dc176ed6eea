#include "targets/target_model.h"

#include "common/reasons.h"
#include "common/words.h"
#include "theme/icons.h"

namespace campanile {

namespace {

/// What the state's word leaves open.
QString reasonOf(const TargetStanding &standing)
{
    if (standing.state == TargetState::Held) {
        return Reasons::inWords(Hold{standing.heldBy, {}}); // its instant has a column of its own
    }
    if (!standing.reason) {
        return {};
    }
    const StateLook look = Words::look(*standing.reason);
    return look.word == Words::look(standing.state).word ? QString() : look.word;
}

/// By what a column puts the rows in order; nothing when it has no order.
std::optional<TargetColumn> orderOf(int column)
{
    switch (column) {
    case TargetModel::Number:
        return TargetColumn::Number;
    case TargetModel::Name:
        return TargetColumn::Name;
    case TargetModel::State:
        return TargetColumn::State;
    case TargetModel::Attempts:
        return TargetColumn::Attempts;
    case TargetModel::Reason:
        return TargetColumn::Reason;
    case TargetModel::NextAt:
        return TargetColumn::NextAt;
    default:
        return std::nullopt;
    }
}

} // namespace

TargetModel::TargetModel(TargetService &targets, const Caller &caller, QObject *parent)
    : PagedModel(parent)
    , m_targets(targets)
    , m_caller(caller)
{
}

void TargetModel::show(CampaignId campaign, const TargetFilter &filter)
{
    if (campaign != m_campaign) {
        clear(); // nobody may see the rows of another campaign under this one's name
    }
    m_campaign = campaign;
    m_filter = filter;
    if (!campaign.isNull()) {
        restart();
    }
}

void TargetModel::setMaxAttempts(int attempts)
{
    m_maxAttempts = attempts;
}

void TargetModel::sort(int column, Qt::SortOrder order)
{
    const std::optional<TargetColumn> by = orderOf(column);
    const auto wanted = by ? std::optional(TargetOrder{*by, order == Qt::DescendingOrder}) : std::nullopt;
    if (wanted == m_order) {
        return;
    }
    m_order = wanted;
    if (!m_campaign.isNull()) {
        reorder();
    }
}

bool TargetModel::isOrderMoving() const
{
    return m_order && m_order->by != TargetColumn::Number && m_order->by != TargetColumn::Name;
}

int TargetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TargetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole)) { // a column may be narrow
        return {};
    }
    switch (section) {
    case Number:
        return tr("Number");
    case Name:
        return tr("Name");
    case State:
        return tr("State");
    case Attempts:
        return tr("Attempts");
    case Reason:
        return tr("Reason");
    case NextAt:
        return tr("Next at");
    default:
        return {};
    }
}

QueryHandle TargetModel::queryIds(Reply<Ids> reply)
{
    if (m_order) {
        return m_targets.sorted(m_caller, m_campaign, m_filter, *m_order, firstIds(), std::move(reply));
    }
    return m_targets.ids(m_caller, m_campaign, m_filter, std::move(reply));
}

void TargetModel::readRows(Ids ids, Reply<std::vector<TargetRow>> reply)
{
    m_targets.rows(m_caller, std::move(ids), std::move(reply));
}

QString TargetModel::text(const TargetRow &target, int column) const
{
    switch (column) {
    case Number:
        return Words::number(target.number);
    case Name:
        return target.name;
    case State:
        return Words::look(target.standing.state).word;
    case Attempts:
        return target.attempts > 0 ? Words::doneOf(target.attempts, m_maxAttempts) : QString();
    case Reason:
        return reasonOf(target.standing);
    case NextAt: // whoever waits for a turn has no instant of their own
        return isWaiting(target.standing.state) ? Words::moment(target.standing.at) : QString();
    default:
        return {};
    }
}

QVariant TargetModel::cell(const TargetRow &target, int column, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return text(target, column);
    }
    if (role == Qt::DecorationRole && column == State) {
        const StateLook look = Words::look(target.standing.state);
        return roleIcon(look.icon, look.role);
    }
    return {};
}

} // namespace campanile
