#include "domain/moment.h"

#include "domain/gcra.h"

#include <algorithm>

namespace campanile {

namespace {

Hold channelHold(const Channels &channels, HoldReason reason)
{
    return channels.isFull() ? Hold{reason, {}} : Hold{};
}

Hold rateHold(const Pace &pace, HoldReason reason, WallTime now)
{
    const Gcra gcra = Gcra::perMinute(pace.perMinute);
    if (!gcra.limits()) {
        return {};
    }
    const WallTime earliest = std::max(gcra.earliest(pace.bucket, now), pace.minuteFreeAt);
    return earliest > now ? Hold{reason, earliest} : Hold{};
}

/// Passes every hold to `tell`, in the gate's order, and each rate separately.
template<class Tell>
void askAll(const Moment &moment, const Tell &tell)
{
    tell(channelHold(moment.workspace, HoldReason::WorkspaceBusy));
    tell(channelHold(moment.trunk, HoldReason::TrunkBusy));
    tell(channelHold(moment.campaign, HoldReason::CampaignBusy));
    for (std::size_t scope = 0; scope < rateReasons.size(); ++scope) {
        tell(rateHold(moment.paces[scope], rateReasons[scope], moment.now));
    }
    tell(moment.isOverSpendLimit() ? Hold{HoldReason::SpendLimit, {}} : Hold{});
    tell(moment.isUnpaid() ? Hold{HoldReason::NoCredit, {}} : Hold{});
}

} // namespace

Hold firstHold(const Moment &moment)
{
    Hold first;
    askAll(moment, [&first](const Hold &hold) {
        // Only rates have an instant; of several rates, the one that holds longest is reported.
        const bool isFirst = first.reason == HoldReason::None;
        const bool isLongerRate = first.until.ms > 0 && hold.until > first.until;
        if (hold.reason != HoldReason::None && (isFirst || isLongerRate)) {
            first = hold;
        }
    });
    return first;
}

std::vector<Hold> allHolds(const Moment &moment)
{
    std::vector<Hold> holds;
    askAll(moment, [&holds](const Hold &hold) {
        if (hold.reason != HoldReason::None) {
            holds.push_back(hold);
        }
    });
    return holds;
}

} // namespace campanile
