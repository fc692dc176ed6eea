#pragma once

#include "domain/end_reason.h"
#include "storage/attempt_store.h"
#include "storage/write_transaction.h"

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
    std::optional<WallTime> answeredAt;
    std::optional<WallTime> endedAt;
    EndReason reason = EndReason::CarrierError; ///< once it has ended
    int sipCode = 0;

    /// Takes in a later report of the same attempt.
    void merge(const AttemptReport &later);
};

/// What settling changed beyond the rows: who may go on now.
struct Settled {
    std::set<CampaignId> campaigns; ///< whose calls ended: a channel is free again, a retry may be due
    std::set<CampaignId> completed; ///< campaigns of which no target is left
};

/// Settles: records outcomes, decides on retries, finishes rows and campaigns. Plain functions over one transaction; a
/// report that was settled before changes nothing.
/// Rules: design.md sections 5 and 6. Thread: the writer's. Throws StorageError.
class Settlement {
public:
    explicit Settlement(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    Settled settle(const std::vector<AttemptReport> &reports);

    /// active or paused → completed when no target waits any more; false when some do.
    bool completeIfDone(CampaignId campaign);

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

    void reach(const Attempt &attempt, EndReason reason);
    void retryOrFail(const Attempt &attempt, const AttemptReport &report);
    void fail(const Attempt &attempt, EndReason reason);

    WriteTransaction &m_tx;
    Settled m_settled;
};

} // namespace campanile
