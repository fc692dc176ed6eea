#include "campaigns/campaign_list_model.h"

#include "campaigns/campaign_state.h"
#include "common/words.h"
#include "core/search_text.h"
#include "theme/icons.h"

namespace campanile {

using namespace Qt::Literals::StringLiterals;

int CampaignListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CampaignListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole)) { // a column may be narrow
        return {};
    }
    switch (section) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case Progress:
        return tr("Progress");
    case Done:
        return tr("Done");
    case Rate:
        return tr("Rate");
    case ExpectedEnd:
        return tr("Expected end");
    default:
        return {};
    }
}

double CampaignListModel::progress(const CampaignOverview &overview)
{
    const qint64 total = overview.stats.total();
    return total > 0 ? static_cast<double>(CampaignState::done(overview)) / static_cast<double>(total) : 0.0;
}

qint64 CampaignListModel::keyOf(const CampaignOverview &overview) const
{
    return overview.campaign.id.value;
}

QString CampaignListModel::text(const CampaignOverview &overview, int column)
{
    const CampaignStats &stats = overview.stats;
    switch (column) {
    case Name:
        return overview.campaign.name;
    case Status:
        return CampaignState::look(overview).word;
    case Progress:
        return tr("%1 %").arg(Words::count(static_cast<qint64>(100 * progress(overview))));
    case Done:
        return Words::doneOf(CampaignState::done(overview), stats.total());
    case Rate:
        return Words::rate(overview.campaign.ratePerMinute);
    case ExpectedEnd:
        return isTerminal(overview.campaign.status) ? QString() : Words::moment(overview.expectedEnd);
    default:
        return {};
    }
}

std::partial_ordering CampaignListModel::compare(const CampaignOverview &a, const CampaignOverview &b, int column) const
{
    const auto end = [](const CampaignOverview &overview) {
        return isTerminal(overview.campaign.status) ? qint64{0} : qint64{overview.expectedEnd.ms};
    };
    switch (column) {
    case Name:
        return searchTextOf(a.campaign.name) <=> searchTextOf(b.campaign.name);
    case Status:
        return a.campaign.status <=> b.campaign.status;
    case Progress:
        return progress(a) <=> progress(b);
    case Done:
        return CampaignState::done(a) <=> CampaignState::done(b);
    case Rate:
        return a.campaign.ratePerMinute <=> b.campaign.ratePerMinute;
    case ExpectedEnd:
        return end(a) <=> end(b);
    default:
        return std::partial_ordering::equivalent;
    }
}

QVariant CampaignListModel::cell(const CampaignOverview &overview, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(overview, column);
    case Qt::UserRole:
        return column == Progress ? QVariant::fromValue(overview.states) : QVariant();
    case Qt::ToolTipRole:
        return column == Status ? QVariant(CampaignState::whyWaiting(overview)) : QVariant();
    case Qt::DecorationRole:
        if (column == Status) {
            const StateLook state = CampaignState::look(overview);
            return roleIcon(state.icon, state.role);
        }
        return {};
    default:
        return {};
    }
}

} // namespace campanile
