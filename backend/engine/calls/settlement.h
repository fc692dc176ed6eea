#pragma once

#include "core/result.h"
#include "domain/campaign.h"
#include "domain/event.h"
#include "engine/calls/breaker_watch.h"
#include "engine/gate/credit_book.h"
#include "engine/time/clock_history.h"
#include "storage/attempt_store.h"
#include "storage/write_transaction.h"

#include <QString>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace campanile {

/// What the wire reported of one attempt since the last report was written: the latest state, and the instants on the
/// way to it.
struct AttemptReport {
    AttemptId attempt;
    /// The attempt as the gate committed it; only its first report has it. As long as nothing else has been written of
    /// the attempt, it need not be read again.
    std::optional<Attempt> intent;
    AttemptState state = AttemptState::Intent;
    bool rang = false; ///< the far end has reported ringing
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

/// What settling changed beyond the rows: which lanes may go on, and which campaigns have ended or paused.
struct Settled {
    /// The lanes whose calls ended, so that a channel is free again, and when the first of a lane's rows that wait anew
    /// is due.
    std::map<Lane, std::optional<WallTime>> lanes;
    std::set<CampaignId> completed; ///< campaigns of which nothing is left
    std::set<CampaignId> tripped;   ///< campaigns that their circuit breaker has paused
};

/// Settles reports: records outcomes, decides on retries, and finishes rows and campaigns. One object serves one
/// transaction. A report that was settled before changes nothing.
/// Thread: the writer's. Throws StorageError.
class Settlement {
public:
    /// Borrows both.
    /// @param clocks what was known of the clocks before this transaction noted them; null: nobody has set them
    explicit Settlement(WriteTransaction &transaction, const ClockHistory *clocks = nullptr)
        : m_tx(transaction)
        , m_clocks(clocks)
        , m_credit(transaction)
        , m_breakers(transaction.db)
    {
    }

    /// @param dispositions that agents have reported of these calls, and that are to be written in this transaction
    Settled settle(const std::vector<AttemptReport> &reports, std::map<AttemptId, QString> dispositions = {});

    /// active or paused → completed when no target waits any more, or a recurring plan has reached its end and none of
    /// its calls waits. Returns false otherwise.
    bool completeIfDone(CampaignId id);

    /// Carries out a person's decision about a call whose outcome is unknown. Conflict when the call is not undecided,
    /// or when it is to be dialled again and its campaign has ended; NotFound when there is no such call.
    Result<ScheduledCall> decide(ScheduledCallId id, UnknownDecision decision);

private:
    void settleOne(const AttemptReport &report);
    // Each returns false, and has changed nothing, when the attempt is not in the state that `attempt` has.
    bool record(const Attempt &attempt, const AttemptReport &report);
    bool answer(const Attempt &attempt, const AttemptReport &report);
    bool end(const Attempt &attempt, const AttemptReport &report);
    /// @param report  has the instant of the answer, when it tells of a talk
    bool endWhole(const Attempt &attempt, const AttemptReport &report);
    bool answerAndEnd(const Attempt &attempt, const AttemptReport &report);
    bool endAnswered(const Attempt &attempt, const AttemptReport &report);
    bool endUnanswered(const Attempt &attempt, const AttemptReport &report);
    bool giveBack(const Attempt &attempt, const AttemptReport &report);
    void backInQueue(const Attempt &attempt, WallTime due);

    void tellStarted(const Attempt &attempt, WallTime at);
    void tellCompleted(const Attempt &attempt, const AttemptReport &report, std::int64_t seconds, Money cost);
    [[nodiscard]] QString reportedDisposition(const Attempt &attempt) const;
    [[nodiscard]] WallTime asShownNow(WallTime at, const Attempt &attempt) const;
    [[nodiscard]] std::optional<WallTime> retryTime(const Attempt &attempt, const AttemptReport &report);
    void waitsAnew(const Attempt &attempt, WallTime due);
    void charge(const Attempt &attempt, Money cost);
    void tripBreakers();
    void trip(Campaign campaign, const BreakerHistory &history);
    [[nodiscard]] bool isPlanOver(const Campaign &campaign);
    const std::optional<Campaign> &campaign(CampaignId id);

    WriteTransaction &m_tx;
    const ClockHistory *const m_clocks;
    CreditBook m_credit;
    BreakerWatch m_breakers;
    std::map<CampaignId, std::optional<Campaign>> m_campaigns; // as they were when they were first read
    std::map<CampaignId, Money> m_spent;
    std::map<AttemptId, QString> m_dispositions; // reported, and not written yet
    Settled m_settled;
};

} // namespace campanile
