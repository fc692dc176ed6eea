#include "simulation/checker/index.h"

/// The circuit breakers of campaigns of which the plan says what they have to do.
namespace campanile::simulation {

namespace {

std::map<CampaignId, int> dialsOfCampaigns(const Truth &truth, const Index &index)
{
    std::map<CampaignId, int> dials;
    for (const LoggedCall &call : truth.log) {
        if (const AttemptRow *row = index.attempt(call.attempt)) {
            ++dials[row->campaign];
        }
    }
    return dials;
}

CampaignStatus statusOf(CampaignId campaign, const Index &index)
{
    const auto row = index.campaigns.find(campaign);
    return row == index.campaigns.end() ? CampaignStatus::Draft : row->second->status;
}

} // namespace

Violations checkBreakers(const Truth &truth, const Index &index)
{
    Report report(Promise::Breakers);
    std::map<CampaignId, int> dials = dialsOfCampaigns(truth, index);
    for (const auto &[campaign, rule] : truth.plan.breakers) {
        const CampaignStatus status = statusOf(campaign, index);
        const int dialled = dials[campaign];
        const std::string name = campaign.toStdString() + " is " + nameOf(status).data() + " after " +
                                 std::to_string(dialled) + " dials, and ";
        if (!rule.trips && status != CampaignStatus::Completed) {
            report.add(name + "nothing was to keep it from calling everybody");
        } else if (rule.trips && (status != CampaignStatus::Paused || dialled > rule.withinDials)) {
            report.add(name + "had to pause itself within " + std::to_string(rule.withinDials));
        }
    }
    return report.take();
}

} // namespace campanile::simulation
