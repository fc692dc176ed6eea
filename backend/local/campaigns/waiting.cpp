#include "local/campaigns/waiting.h"

#include "engine/gate/call_rules.h"
#include "storage/queue_store.h"

#include <algorithm>

namespace campanile {

namespace {

// A row that is due so soon waits for nothing but its turn.
constexpr Milliseconds soon{1'000};

} // namespace

Hold waitingOf(Connection &db, const Campaign &campaign, const CampaignStats &stats, WallTime now,
               const TrunkBoard *trunks)
{
    const bool isIdle = stats.inFlight == 0 && stats.terminal() < stats.total();
    if (campaign.status != CampaignStatus::Active || campaign.kind != CampaignKind::Bulk || !isIdle) {
        return {};
    }
    const std::vector<ScheduledCall> first = QueueStore(db).pendingOf(campaign.id, 1);
    if (first.empty() || first.front().dueAt <= now + soon) {
        return {};
    }
    const ScheduledCall &call = first.front();
    HoursBook hours;
    CallRules rules(db, hours, now, trunks);
    const CallFacts &facts = rules.factsOf(call);
    if (const Hold standing = rules.standing(facts); standing.reason != HoldReason::None) {
        return standing;
    }
    const Judgement judgement = rules.judge(call, facts);
    // The ledger, too, keeps the wait between two attempts of one call, so that no clock that is set shortens it.
    const bool waitsForRetry = call.attempt > 0 && judgement.hold.until <= call.dueAt;
    if (judgement.verdict == Judgement::Verdict::Wait && !waitsForRetry) {
        return {judgement.hold.reason, std::max(judgement.hold.until, call.dueAt)};
    }
    return call.attempt > 0 ? Hold{HoldReason::RetryDelay, call.dueAt} : Hold{};
}

} // namespace campanile
