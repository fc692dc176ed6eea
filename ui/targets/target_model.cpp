#include "targets/target_model.h"

#include "common/words.h"
#include "theme/icons.h"

namespace campanile {

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

int TargetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TargetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Number:
        return tr("Number");
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case Attempts:
        return tr("Attempts");
    case LastOutcome:
        return tr("Last outcome");
    case NextAt:
        return tr("Next at");
    default:
        return {};
    }
}

QueryHandle TargetModel::queryIds(Reply<Ids> reply)
{
    return m_targets.ids(m_caller, m_campaign, m_filter, std::move(reply));
}

void TargetModel::readRows(Ids ids, Reply<std::vector<Target>> reply)
{
    m_targets.rows(m_caller, std::move(ids), std::move(reply));
}

QString TargetModel::text(const Target &target, int column) const
{
    switch (column) {
    case Number:
        return Words::number(target.number);
    case Name:
        return target.name;
    case Status:
        return Words::look(target.status).word;
    case Attempts:
        return target.attempts > 0 ? Words::doneOf(target.attempts, m_maxAttempts) : QString();
    case LastOutcome:
        return target.lastOutcome ? Words::look(*target.lastOutcome).word : QString();
    case NextAt:
        return isTerminal(target.status) ? QString() : Words::moment(target.nextAt);
    default:
        return {};
    }
}

QVariant TargetModel::cell(const Target &target, int column, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return text(target, column);
    }
    if (role == Qt::DecorationRole && column == Status) {
        const StateLook look = Words::look(target.status);
        return roleIcon(look.icon, look.role);
    }
    return {};
}

} // namespace campanile
