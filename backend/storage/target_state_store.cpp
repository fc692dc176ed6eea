#include "storage/target_state_store.h"

#include "storage/row_search.h"
#include "storage/target_columns.h"
#include "storage/target_store.h"

#include <algorithm>

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
    RowSearch search;
    Hold hold;
    WallTime now;
    TargetId after;
    int limit;
};

/// Takes the rows that match, until there are enough.
/// @param standing  reads the state of the present row
template<class Standing>
std::vector<TargetId> matching(Rows rows, Look &look, Standing standing)
{
    std::vector<TargetId> ids;
    for (int left = look.limit; left != 0 && rows.next();) {
        if (look.states.contains(standing(rows)) &&
            (look.search.isEmpty() || look.search.finds(rows.integer(1), rows.utf8(2)))) {
            ids.push_back(rows.id<TargetId>(0));
            --left;
        }
    }
    return ids;
}

/// Those whose call waits or is on its way.
std::vector<TargetId> amongScheduled(Connection &db, Look &look, const std::map<TargetId, TargetAttempt> &open)
{
    Rows rows = db.query("SELECT t.id, t.number, t.name, t.last_outcome, s.status, s.due_at, s.attempt, s.postponed_by"
                         " FROM targets t JOIN scheduled_calls s ON s.target_id = t.id"
                         " WHERE t.campaign_id = ? AND t.status = {target.scheduled} AND t.id > ? ORDER BY t.id",
                         look.campaign, look.after);
    return matching(std::move(rows), look, [&](const Rows &row) {
        Target target;
        target.status = TargetStatus::Scheduled;
        target.lastOutcome = row.isNull(3) ? std::nullopt : std::optional(row.as<EndReason>(3));
        const TargetCall call{.status = row.as<ScheduledCallStatus>(4),
                              .dueAt = row.time(5),
                              .attempt = row.small(6),
                              .postponement = row.as<Postponement>(7)};
        const auto attempt = open.find(row.id<TargetId>(0));
        return standingOf(target, call, attempt == open.end() ? std::nullopt : std::optional(attempt->second),
                          look.hold, look.now)
            .state;
    });
}

/// Those whose call is over, or talks.
std::vector<TargetId> amongEnded(Connection &db, TargetStatus status, Look &look,
                                 const std::map<TargetId, TargetAttempt> &open)
{
    // Of the call only its last error counts, and that only where the outcome is unknown, which is rare.
    Rows rows = db.query("SELECT t.id, t.number, t.name, t.last_outcome, CASE WHEN t.last_outcome ="
                         " {reason.outcome_unknown} THEN (SELECT s.last_error FROM scheduled_calls s"
                         " WHERE s.target_id = t.id) END"
                         " FROM targets t WHERE t.campaign_id = ? AND t.status = ? AND t.id > ? ORDER BY t.id",
                         look.campaign, status, look.after);
    return matching(std::move(rows), look, [&](const Rows &row) {
        Target target;
        target.status = status;
        target.lastOutcome = row.isNull(3) ? std::nullopt : std::optional(row.as<EndReason>(3));
        TargetCall call;
        call.lastError = row.isNull(4) ? std::nullopt : std::optional(row.as<EndReason>(4));
        const auto attempt = open.find(row.id<TargetId>(0));
        return standingOf(target, call, attempt == open.end() ? std::nullopt : std::optional(attempt->second),
                          look.hold, look.now)
            .state;
    });
}

/// The state of all targets of a status whose targets have one state at a time.
TargetState commonState(TargetStatus status, const Look &look)
{
    Target target;
    target.status = status;
    return standingOf(target, std::nullopt, std::nullopt, look.hold, look.now).state;
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
    Look look{campaign, states, RowSearch(text), hold, m_now, after, limit};
    std::vector<TargetId> ids;
    if (onlyOnTheLine(states)) { // a few, of whatever list
        for (const auto &[id, attempt] : open) {
            const std::optional<TargetRow> row = id > after ? find(id, hold) : std::nullopt;
            if (row && states.contains(row->standing.state) && (!status || row->status == *status) &&
                (look.search.isEmpty() || look.search.finds(row->number.digits, row->name.toStdString()))) {
                ids.push_back(id);
            }
        }
    } else {
        for (const TargetStatus each : allTargetStatuses) {
            if ((status && *status != each) || !haveInCommon(states, statesOf(each))) {
                continue;
            }
            std::vector<TargetId> found;
            if (each == TargetStatus::Scheduled) {
                found = amongScheduled(m_db, look, open);
            } else if (each == TargetStatus::Dispatched || each == TargetStatus::Failed) {
                found = amongEnded(m_db, each, look, open);
            } else if (states.contains(commonState(each, look))) {
                found = TargetStore(m_db).ids(campaign, each, text, after, limit);
            }
            const auto middle = static_cast<std::ptrdiff_t>(ids.size());
            ids.insert(ids.end(), found.begin(), found.end());
            std::inplace_merge(ids.begin(), ids.begin() + middle, ids.end());
        }
    }
    if (limit >= 0 && ids.size() > static_cast<std::size_t>(limit)) {
        ids.resize(static_cast<std::size_t>(limit));
    }
    return ids;
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
