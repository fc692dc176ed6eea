#include "storage/target_state_store.h"

#include "storage/row_search.h"
#include "storage/target_columns.h"
#include "storage/target_store.h"

#include <algorithm>
#include <iterator>

namespace campanile {

namespace {

/// The states that targets of a status can have.
TargetStates statesOf(TargetStatus status)
{
    using enum TargetState;
    switch (status) {
    case TargetStatus::Pending:
        return {Waiting, Held};
    case TargetStatus::Scheduled:
        return {Waiting, RetryDue, Held, Dialling, Ringing};
    case TargetStatus::Dispatched:
        return {Talking, Answered, Voicemail, OutcomeUnknown};
    case TargetStatus::Failed:
        return {NoAnswer, Busy, Declined, Failed, OutcomeUnknown};
    case TargetStatus::Skipped:
        return {Skipped};
    }
    return {};
}

bool haveInCommon(TargetStates one, TargetStates other)
{
    return std::ranges::any_of(
        allTargetStates, [one, other](TargetState state) { return one.contains(state) && other.contains(state); });
}

bool onlyOnTheLine(TargetStates states)
{
    return std::ranges::all_of(allTargetStates,
                               [states](TargetState state) { return isOnTheLine(state) || !states.contains(state); });
}

/// What is looked for among the targets of one campaign, and how many more of them.
struct Look {
    CampaignId campaign;
    TargetStates states;
    std::optional<TargetStatus> status;
    QString text;
    RowSearch search;
    Hold hold;
    WallTime now;
    TargetId after;
    int limit;
};

using Open = std::map<TargetId, TargetAttempt>;
/// Takes a target that was found, and answers whether more of its status are wanted.
using Take = std::function<bool(TargetId, const TargetStanding &)>;

/// Finds the rows that match, until there are enough.
/// @param standing  reads how the present row stands
template<class Standing>
void takeMatching(Rows rows, Look &look, Standing standing, const Take &take)
{
    bool more = true;
    while (more && rows.next()) {
        const TargetStanding stands = standing(rows);
        if (look.states.contains(stands.state) &&
            (look.search.isEmpty() || look.search.finds(rows.integer(1), rows.utf8(2)))) {
            more = take(rows.id<TargetId>(0), stands);
        }
    }
}

std::optional<TargetAttempt> attemptOf(TargetId id, const Open &open)
{
    const auto attempt = open.find(id);
    return attempt == open.end() ? std::nullopt : std::optional(attempt->second);
}

/// Those whose call waits or is on its way.
void amongScheduled(Connection &db, Look &look, const Open &open, const Take &take)
{
    Rows rows = db.query("SELECT t.id, t.number, t.name, t.last_outcome, s.status, s.due_at, s.attempt, s.postponed_by"
                         " FROM targets t JOIN scheduled_calls s ON s.target_id = t.id"
                         " WHERE t.campaign_id = ? AND t.status = {target.scheduled} AND t.id > ? ORDER BY t.id",
                         look.campaign, look.after);
    const auto standing = [&](const Rows &row) {
        Target target;
        target.status = TargetStatus::Scheduled;
        target.lastOutcome = row.isNull(3) ? std::nullopt : std::optional(row.as<EndReason>(3));
        const TargetCall call{.status = row.as<ScheduledCallStatus>(4),
                              .dueAt = row.time(5),
                              .attempt = row.small(6),
                              .postponement = row.as<Postponement>(7)};
        return standingOf(target, call, attemptOf(row.id<TargetId>(0), open), look.hold, look.now);
    };
    takeMatching(std::move(rows), look, standing, take);
}

/// Those whose call is over, or talks.
void amongEnded(Connection &db, TargetStatus status, Look &look, const Open &open, const Take &take)
{
    // Of the call only its last error counts, and that only where the outcome is unknown, which is rare.
    Rows rows = db.query("SELECT t.id, t.number, t.name, t.last_outcome, CASE WHEN t.last_outcome ="
                         " {reason.outcome_unknown} THEN (SELECT s.last_error FROM scheduled_calls s"
                         " WHERE s.target_id = t.id) END"
                         " FROM targets t WHERE t.campaign_id = ? AND t.status = ? AND t.id > ? ORDER BY t.id",
                         look.campaign, status, look.after);
    const auto standing = [&](const Rows &row) {
        Target target;
        target.status = status;
        target.lastOutcome = row.isNull(3) ? std::nullopt : std::optional(row.as<EndReason>(3));
        TargetCall call;
        call.lastError = row.isNull(4) ? std::nullopt : std::optional(row.as<EndReason>(4));
        return standingOf(target, call, attemptOf(row.id<TargetId>(0), open), look.hold, look.now);
    };
    takeMatching(std::move(rows), look, standing, take);
}

/// Those of a status whose targets stand alike at one time.
void amongAlike(Connection &db, TargetStatus status, const Look &look, const Take &take)
{
    Target target;
    target.status = status;
    const TargetStanding standing = standingOf(target, std::nullopt, std::nullopt, look.hold, look.now);
    if (!look.states.contains(standing.state)) {
        return;
    }
    for (const TargetId id : TargetStore(db).ids(look.campaign, status, look.text, look.after, look.limit)) {
        take(id, standing);
    }
}

/// Those of one status, in list order.
void among(Connection &db, TargetStatus status, Look &look, const Open &open, const Take &take)
{
    switch (status) {
    case TargetStatus::Scheduled:
        return amongScheduled(db, look, open, take);
    case TargetStatus::Dispatched:
    case TargetStatus::Failed:
        return amongEnded(db, status, look, open, take);
    case TargetStatus::Pending:
    case TargetStatus::Skipped:
        return amongAlike(db, status, look, take);
    }
}

/// The statuses among which they can be.
std::vector<TargetStatus> statusesOf(const Look &look)
{
    std::vector<TargetStatus> statuses;
    std::ranges::copy_if(allTargetStatuses, std::back_inserter(statuses), [&look](TargetStatus each) {
        return (!look.status || *look.status == each) && haveInCommon(look.states, statesOf(each));
    });
    return statuses;
}

/// Those on the line, in list order: a few, of whatever list.
void amongOpen(TargetStateStore &store, Look &look, const Open &open, const Take &take)
{
    for (const auto &[id, attempt] : open) {
        const std::optional<TargetRow> row = id > look.after ? store.find(id, look.hold) : std::nullopt;
        if (row && look.states.contains(row->standing.state) && (!look.status || row->status == *look.status) &&
            (look.search.isEmpty() || look.search.finds(row->number.digits, row->name.toStdString())) &&
            !take(id, row->standing)) {
            return;
        }
    }
}

} // namespace

std::optional<TargetRow> TargetStateStore::find(TargetId id, const Hold &campaign)
{
    Rows rows = m_db.query("SELECT " TARGET_COLUMNS ", s.id, s.status, s.due_at, s.attempt, s.postponed_by,"
                           " s.last_error, s.undecided, a.id, a.state, a.intent_at, a.answered_at"
                           " FROM targets t LEFT JOIN scheduled_calls s ON s.target_id = t.id"
                           " LEFT JOIN attempts a ON a.scheduled_call_id = s.id AND a.epoch = s.epoch"
                           " WHERE t.id = ?",
                           id);
    if (!rows.next()) {
        return std::nullopt;
    }
    RowCursor row(rows);
    Target target = readTarget(row);
    TargetCall call;
    const bool isQueued = !row.take<ScheduledCallId>().isNull();
    row >> call.status >> call.dueAt >> call.attempt >> call.postponement >> call.lastError >> call.undecided;
    TargetAttempt attempt;
    const bool wasDialled = !row.take<AttemptId>().isNull();
    row >> attempt.state >> attempt.dialledAt >> attempt.answeredAt;
    const TargetStanding standing = standingOf(target, isQueued ? std::optional(call) : std::nullopt,
                                               wasDialled ? std::optional(attempt) : std::nullopt, campaign, m_now);
    return rowOf(std::move(target), standing);
}

std::vector<TargetId> TargetStateStore::ids(CampaignId campaign, TargetStates states,
                                            std::optional<TargetStatus> status, const QString &text, const Hold &hold,
                                            TargetId after, int limit)
{
    const Open open = openTargets(campaign);
    Look look{campaign, states, status, text, RowSearch(text), hold, m_now, after, limit};
    std::vector<TargetId> ids;
    std::size_t middle = 0; // where those of the present status begin
    const Take take = [&](TargetId id, const TargetStanding &) {
        ids.push_back(id);
        return limit < 0 || ids.size() - middle < static_cast<std::size_t>(limit);
    };
    if (onlyOnTheLine(states)) {
        amongOpen(*this, look, open, take);
    } else {
        for (const TargetStatus each : statusesOf(look)) {
            middle = ids.size();
            among(m_db, each, look, open, take);
            std::inplace_merge(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(middle), ids.end());
        }
    }
    if (limit >= 0 && ids.size() > static_cast<std::size_t>(limit)) {
        ids.resize(static_cast<std::size_t>(limit));
    }
    return ids;
}

void TargetStateStore::visit(CampaignId campaign, TargetStates states, std::optional<TargetStatus> status,
                             const QString &text, const Hold &hold,
                             const std::function<void(TargetId, const TargetStanding &)> &show)
{
    const Open open = openTargets(campaign);
    Look look{campaign, states, status, text, RowSearch(text), hold, m_now, {}, -1};
    const Take take = [&show](TargetId id, const TargetStanding &standing) {
        show(id, standing);
        return true;
    };
    if (onlyOnTheLine(states)) {
        return amongOpen(*this, look, open, take);
    }
    for (const TargetStatus each : statusesOf(look)) {
        among(m_db, each, look, open, take);
    }
}

TargetStateCounts TargetStateStore::counts(CampaignId campaign, const CampaignStats &stats, const OpenAttempts &open,
                                           const Hold &hold)
{
    // Who is held with the whole campaign need not be told apart.
    const bool isHeld = hold.reason != HoldReason::None;
    const bool anyScheduled = stats.of(TargetStatus::Scheduled) > 0;
    return countsOf(stats, open, anyScheduled && !isHeld ? postponed(campaign) : PostponedCalls{}, hold);
}

OpenAttempts TargetStateStore::open(CampaignId campaign, const CampaignStats &stats)
{
    OpenAttempts open;
    if (stats.inFlight > 0) {
        Rows live = m_db.query("SELECT state, count(*) FROM attempts WHERE state < {attempt.ended} AND +campaign_id = ?"
                               " GROUP BY state",
                               campaign);
        while (live.next()) {
            const auto state = live.as<AttemptState>(0);
            std::int64_t &tally = state == AttemptState::Answered  ? open.talking
                                  : state == AttemptState::Ringing ? open.ringing
                                                                   : open.dialling;
            tally += live.integer(1);
        }
    }
    Rows resolving = m_db.query("SELECT count(*), count(CASE WHEN answered_at > 0 THEN 1 END) FROM attempts"
                                " WHERE state = {attempt.resolving} AND +campaign_id = ?",
                                campaign);
    if (resolving.next()) {
        open.unended = resolving.integer(1);
        open.resolving = resolving.integer(0) - open.unended;
    }
    return open;
}

TargetStateStore::Open TargetStateStore::openTargets(CampaignId campaign)
{
    Open open;
    const auto take = [&open](Rows rows) {
        while (rows.next()) {
            open.emplace(rows.id<TargetId>(0), TargetAttempt{rows.as<AttemptState>(1), rows.time(2), rows.time(3)});
        }
    };
    take(m_db.query("SELECT target_id, state, intent_at, answered_at FROM attempts WHERE state < {attempt.ended}"
                    " AND +campaign_id = ? AND target_id IS NOT NULL",
                    campaign));
    take(m_db.query("SELECT target_id, state, intent_at, answered_at FROM attempts WHERE state = {attempt.resolving}"
                    " AND +campaign_id = ? AND target_id IS NOT NULL",
                    campaign));
    return open;
}

PostponedCalls TargetStateStore::postponed(CampaignId campaign)
{
    PostponedCalls calls;
    Rows rows = m_db.query("SELECT count(*), count(CASE WHEN attempt > 0 THEN 1 END) FROM scheduled_calls"
                           " WHERE campaign_id = ? AND status = {call.pending} AND postponed_by <> 0 AND due_at > ?",
                           campaign, m_now);
    if (rows.next()) {
        calls.retries = rows.integer(1);
        calls.untried = rows.integer(0) - calls.retries;
    }
    return calls;
}

} // namespace campanile
