#pragma once

#include "domain/ids.h"
#include "services/campaign_service.h"

#include <QString>

#include <vector>

namespace campanile {

/// A campaign that calls its people while this program dials a list: the engine dials for every active campaign.
struct OtherCampaign {
    CampaignId id;
    QString name;
    qint64 waiting = 0;  ///< people who are still to be called
    qint64 attempts = 0; ///< dials placed for it when it was found
    qint64 calls = 0;    ///< dials placed for it since then
};

/// The active campaigns among `all` in which somebody waits, but `own`.
std::vector<OtherCampaign> otherCampaigns(const std::vector<CampaignOverview> &all, CampaignId own);
/// Counts anew who waits and what was dialled. A campaign that is gone stays as it was.
void recount(std::vector<OtherCampaign> &others, const std::vector<CampaignOverview> &all);
/// Says on stderr who else is called, and how to prevent it; nothing when there is nobody.
void printOthers(const std::vector<OtherCampaign> &others);

} // namespace campanile
