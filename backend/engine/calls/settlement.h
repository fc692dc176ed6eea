#pragma once

#include "core/result.h"
#include "domain/campaign.h"
#include "domain/event.h"
#include "engine/gate/credit_book.h"
#include "storage/attempt_store.h"
#include "storage/write_transaction.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace campanile {

/// What the wire told of one attempt since it was last written down: the latest state with the instants on the way.
struct AttemptReport {
    AttemptId attempt;
    /// The attempt as the gate committed it, on its first report: as long as nothing else has been written of it, it
    /// need not be read again.
    std::optional<Attempt> intent;
    AttemptState state = AttemptState::Intent;
    bool rang = false; ///< the far end said so at some time
    std::optional<WallTime> answeredAt;
    std::optional<WallTime> endedAt;
    EndReason reason = EndReason::CarrierError; ///< once it has ended
    EndOrigin endedBy = EndOrigin::Unknown;
    std::string phrase;               ///< that came with the last code
    std::optional<Dialog> dialog;     ///< the latest
    std::optional<Microseconds> talk; ///< of an answered call that has ended, by the clock that never steps
    int sipCode = 0;

    /// Takes in a later report of the same attempt.
    void merge(const AttemptReport &later);
};

/// What settling changed beyond the rows: who may go on now, and who may not.
struct Settled {
    /// Whose calls ended, so that a channel is free again; and when the first of their rows that wait anew is due.
    std::map<Lane, std::optional<WallTime>> lanes;
    std::set<CampaignId> completed; ///< campaigns of which nothing is left
    std::set<CampaignId> tripped;   ///< campaigns that their circuit breaker has paused
};

/// Settles: records outcomes, decides on retries, finishes rows and campaigns. Plain functions over one transaction; a
/// report that was settled before changes nothing.
/// Thread: the writer's. Throws StorageError.
class Settlement {
public:
    explicit Settlement(WriteTransaction &transaction)
        : m_tx(transaction)
        , m_credit(transaction)
    {
    }

    Settled settle(const std::vector<AttemptReport> &reports);

    /// active or paused → completed when no target waits any more, or a recurring plan has reached its end and none of
    /// its calls waits; false otherwise.
    bool completeIfDone(CampaignId id);

    /// A person says what became of a call whose outcome nobody knows. Conflict when that is not asked, or when it is
    /// to be dialled again and its campaign has ended; NotFound when there is no such call.
    Result<ScheduledCall> decide(ScheduledCallId id, UnknownDecision decision);

private:
    void settleOne(const AttemptReport &report);
    // Each answers false, and has changed nothing, when the attempt is not in the state that `attempt` tells of.
    bool record(const Attempt &attempt, const AttemptReport &report);
    bool answer(const Attempt &attempt, const AttemptReport &report);
    bool end(const Attempt &attempt, const AttemptReport &report);
    bool answerAndEnd(const Attempt &attempt, const AttemptReport &report);
    bool endAnswered(const Attempt &attempt, const AttemptReport &report);
    bool endUnanswered(const Attempt &attempt, const AttemptReport &report);
    bool giveBack(const Attempt &attempt, const AttemptReport &report);
    void backInQueue(const Attempt &attempt, WallTime due);

    void tellStarted(const Attempt &attempt, WallTime at);
    void tellCompleted(const Attempt &attempt, const AttemptReport &report, std::int64_t seconds, Money cost);
    [[nodiscard]] std::optional<WallTime> retryTime(const Attempt &attempt, const AttemptReport &report);
    void waitsAnew(const Attempt &attempt, WallTime due);
    void charge(const Attempt &attempt, Money cost);
    void watch(const Attempt &attempt, EndReason reason);
    void tripBreakers();
    void trip(Campaign campaign, const BreakerHistory &history);
    [[nodiscard]] bool isPlanOver(const Campaign &campaign);
    const std::optional<Campaign> &campaign(CampaignId id);

    WriteTransaction &m_tx;
    CreditBook m_credit;
    std::map<CampaignId, std::optional<Campaign>> m_campaigns; // as they were when first asked for
    std::map<CampaignId, BreakerHistory> m_histories;          // moved in this transaction
    std::map<CampaignId, Money> m_spent;
    Settled m_settled;
};

} // namespace campanile
