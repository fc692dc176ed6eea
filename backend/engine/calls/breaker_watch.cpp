#include "engine/calls/breaker_watch.h"

#include "storage/attempt_store.h"
#include "storage/campaign_store.h"

#include <limits>

namespace campanile {

namespace {

/// Whether the call counts, and then whether it is a failure.
std::optional<bool> isFailed(const DialledCall &call)
{
    if (call.state == AttemptState::Resolving) {
        return std::nullopt;
    }
    if (call.state != AttemptState::Ended || !call.endReason) {
        return false;
    }
    // Nobody has said who ended a call that a crash cut off.
    const bool isCutOff = isFailure(*call.endReason) && call.endedBy == EndOrigin::Unknown;
    return isCutOff || !tellsOfTheCarrier(*call.endReason) ? std::nullopt : std::optional(isFailure(*call.endReason));
}

/// From where on a look at `failed` begins: with the call before it that is as far away as the breaker reaches.
AttemptId firstInReach(Connection &db, CampaignId campaign, AttemptId since, AttemptId failed, int reach)
{
    AttemptId first = failed;
    int left = reach;
    if (left > 0) {
        AttemptStore(db).visitBackwards(campaign, since, failed, [&](const DialledCall &call) {
            if (isFailed(call)) {
                first = call.id;
                --left;
            }
            return left > 0;
        });
    }
    return first;
}

} // namespace

std::optional<BreakerHistory> BreakerWatch::tripping(const Campaign &campaign)
{
    const auto found = m_failed.find(campaign.id);
    if (found == m_failed.end() || isSwitchedOff(campaign.breaker)) {
        return std::nullopt;
    }
    const std::set<AttemptId> &failed = found->second;
    const AttemptId since = CampaignStore(m_db).breakerSince(campaign.id);
    const int reach = reachOf(campaign.breaker);
    for (auto next = failed.upper_bound(since); next != failed.end();) {
        BreakerHistory history;
        bool isTripped = false;
        std::optional<int> left; // how many calls behind the last failed one are still looked at
        const AttemptId first = firstInReach(m_db, campaign.id, since, *next, reach);
        AttemptStore(m_db).visitForwards(campaign.id, first, [&](const DialledCall &call) {
            const std::optional<bool> counted = isFailed(call);
            if (next != failed.end() && call.id == *next) { // failed calls that lie near each other are one look
                ++next;
                left = reach;
            } else if (left && counted) {
                --*left;
            }
            if (counted) {
                history.add(*counted);
                isTripped = trips(campaign.breaker, history);
            }
            return !isTripped && (!left || *left > 0);
        });
        if (isTripped) {
            return history;
        }
        if (!left) {
            ++next; // its row is gone
        }
    }
    return std::nullopt;
}

BreakerHistory BreakerWatch::lastCalls(Connection &db, CampaignId campaign)
{
    BreakerHistory newestFirst;
    constexpr AttemptId newest{std::numeric_limits<std::int64_t>::max()};
    const AttemptId since = CampaignStore(db).breakerSince(campaign);
    AttemptStore(db).visitBackwards(campaign, since, newest, [&newestFirst](const DialledCall &call) {
        if (const std::optional<bool> counted = isFailed(call)) {
            newestFirst.add(*counted);
        }
        return newestFirst.count < 63;
    });
    BreakerHistory history;
    for (int i = 0; i < newestFirst.count; ++i) { // what was added last is the oldest
        history.add((newestFirst.outcomes >> i & 1U) != 0);
    }
    return history;
}

} // namespace campanile
