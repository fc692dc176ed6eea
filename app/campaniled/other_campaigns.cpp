#include "other_campaigns.h"

#include <algorithm>
#include <cstdio>

namespace campanile {

namespace {

qint64 waitingIn(const CampaignStats &stats)
{
    return stats.total() - stats.terminal();
}

} // namespace

std::vector<OtherCampaign> otherCampaigns(const std::vector<CampaignOverview> &all, CampaignId own)
{
    std::vector<OtherCampaign> others;
    for (const CampaignOverview &overview : all) {
        const Campaign &campaign = overview.campaign;
        const qint64 waiting = waitingIn(overview.stats);
        if (campaign.id != own && campaign.status == CampaignStatus::Active && waiting > 0) {
            others.push_back({campaign.id, campaign.name, waiting, overview.stats.attempts});
        }
    }
    return others;
}

void recount(std::vector<OtherCampaign> &others, const std::vector<CampaignOverview> &all)
{
    for (OtherCampaign &other : others) {
        const auto found = std::ranges::find_if(
            all, [&other](const CampaignOverview &overview) { return overview.campaign.id == other.id; });
        if (found != all.end()) {
            other.waiting = waitingIn(found->stats);
            other.calls = found->stats.attempts - other.attempts;
        }
    }
}

void printOthers(const std::vector<OtherCampaign> &others)
{
    for (const OtherCampaign &other : others) {
        const QString text =
            QStringLiteral("The campaign %1 (\"%2\") is active, so this program calls its people, too: %3 wait. To "
                           "prevent that, interrupt this command, pause or cancel that campaign in the window or by "
                           "the REST API, and run this command again.")
                .arg(other.id.toString(), other.name, QString::number(other.waiting));
        std::fprintf(stderr, "%s\n", text.toUtf8().constData());
    }
}

} // namespace campanile
