#include "engine/gate/brief_parts.h"

#include "domain/call_text.h"

namespace campanile {

BriefPart BriefParts::of(const Attempt &attempt)
{
    if (attempt.campaign.isNull()) {
        return m_store.ofCall(attempt.scheduledCall);
    }
    const BriefPart &campaign = ofCampaign(attempt.campaign);
    if (!attempt.target.isNull()) {
        TargetPart target = m_store.ofTarget(attempt.target);
        BriefPart part = campaign;
        part.variables = withName(std::move(target.variables), target.name);
        return part;
    }
    BriefPart part = m_store.ofCall(attempt.scheduledCall); // of a recurring campaign: its variables are in the row
    if (part.metadata == "{}") {
        part.metadata = campaign.metadata;
    }
    part.encryption = part.encryption ? part.encryption : campaign.encryption;
    return part;
}

const BriefPart &BriefParts::ofCampaign(CampaignId campaign)
{
    const auto [place, isNew] = m_campaigns.try_emplace(campaign);
    if (isNew) {
        place->second = m_store.ofCampaign(campaign);
    }
    return place->second;
}

} // namespace campanile
