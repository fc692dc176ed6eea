#include "storage/attempt_store.h"

#include "storage/call_states.h"
#include "storage/process_store.h"
#include "storage/row_cursor.h"
#include "storage/row_limit.h"
#include "storage/row_search.h"

#include <limits>

namespace campanile {

namespace {

#define ATTEMPT_COLUMNS                                                                                                \
    "id, scheduled_call_id, campaign_id, target_id, workspace_id, phone_number_id, trunk_id, agent_id, from_number,"   \
    " to_number, n, epoch, process_id, state, intent_at, answered_at, ended_at, end_reason, sip_code, "                \
    "conversation_id,"                                                                                                 \
    " reserved"

Attempt attemptFrom(const Rows &rows)
{
    Attempt a;
    RowCursor(rows) >> a.id >> a.scheduledCall >> a.campaign >> a.target >> a.workspace >> a.fromNumberId >> a.trunk >>
        a.agent >> a.from >> a.to >> a.n >> a.epoch >> a.process >> a.state >> a.intentAt >> a.answeredAt >>
        a.endedAt >> a.endReason >> a.sipCode >> a.conversation >> a.reserved;
    return a;
}

std::vector<Attempt> collect(Rows rows)
{
    std::vector<Attempt> attempts;
    while (rows.next()) {
        attempts.push_back(attemptFrom(rows));
    }
    return attempts;
}

std::vector<AttemptId> collectIds(Rows rows)
{
    std::vector<AttemptId> ids;
    while (rows.next()) {
        ids.push_back(rows.id<AttemptId>(0));
    }
    return ids;
}

void visitEach(Rows rows, const std::function<bool(const DialledCall &)> &visit)
{
    bool more = true;
    while (more && rows.next()) {
        DialledCall call;
        RowCursor(rows) >> call.id >> call.state >> call.endReason >> call.endedBy;
        more = visit(call);
    }
}

/// The calls of a range whose number or person a search finds, newest first.
std::vector<AttemptId> found(Connection &db, RowSearch &search, WorkspaceId workspace, CampaignId campaign,
                             const StateRange &range, std::int64_t from, int limit)
{
    std::vector<AttemptId> ids;
    const auto collect = [&](Rows rows) {
        for (int left = limit; left != 0 && rows.next();) {
            if (search.finds(rows.integer(1), rows.utf8(2))) {
                ids.push_back(rows.id<AttemptId>(0));
                --left;
            }
        }
    };
    if (campaign.isNull()) {
        collect(db.query("SELECT id, to_number, (SELECT name FROM targets WHERE id = a.target_id)"
                         " FROM attempts a WHERE workspace_id = ? AND id < ? AND state BETWEEN ? AND ?"
                         " AND (? < 0 OR CASE WHEN answered_at > 0 THEN 1 ELSE 0 END = ?) ORDER BY id DESC",
                         workspace, from, range.lowest, range.highest, range.answered, range.answered));
    } else {
        collect(db.query("SELECT id, to_number, (SELECT name FROM targets WHERE id = a.target_id)"
                         " FROM attempts a WHERE campaign_id = ? AND workspace_id = ? AND id < ?"
                         " AND state BETWEEN ? AND ?"
                         " AND (? < 0 OR CASE WHEN answered_at > 0 THEN 1 ELSE 0 END = ?) ORDER BY id DESC",
                         campaign, workspace, from, range.lowest, range.highest, range.answered, range.answered));
    }
    return ids;
}

} // namespace

std::optional<Attempt> AttemptStore::find(AttemptId id)
{
    Rows rows = m_db.query("SELECT " ATTEMPT_COLUMNS " FROM attempts WHERE id = ?", id);
    return rows.next() ? std::optional<Attempt>(attemptFrom(rows)) : std::nullopt;
}

std::optional<Attempt> AttemptStore::find(WorkspaceId workspace, AttemptId id)
{
    Rows rows = m_db.query("SELECT " ATTEMPT_COLUMNS " FROM attempts WHERE id = ? AND workspace_id = ?", id, workspace);
    return rows.next() ? std::optional<Attempt>(attemptFrom(rows)) : std::nullopt;
}

bool AttemptStore::exists(AttemptId id)
{
    return m_db.integer("SELECT 1 FROM attempts WHERE id = ?", id).has_value();
}

std::vector<Attempt> AttemptStore::intents(AttemptId first, AttemptId last, ProcessId process)
{
    return collect(m_db.query("SELECT " ATTEMPT_COLUMNS
                              " FROM attempts WHERE id BETWEEN ? AND ? AND state = {attempt.intent}"
                              " AND process_id = ? ORDER BY id",
                              first, last, process));
}

std::vector<Attempt> AttemptStore::openOfTheDead()
{
    return collect(m_db.query("SELECT " ATTEMPT_COLUMNS " FROM attempts WHERE state < {attempt.ended} AND NOT EXISTS"
                              " (SELECT 1 FROM processes p WHERE p.id = attempts.process_id AND p.state = ?)",
                              ProcessState::Alive));
}

std::vector<Attempt> AttemptStore::resolving()
{
    std::vector<Attempt> attempts =
        collect(m_db.query("SELECT " ATTEMPT_COLUMNS " FROM attempts WHERE state = {attempt.resolving} ORDER BY id"));
    for (Attempt &attempt : attempts) {
        attempt.dialog = dialogOf(attempt.id);
    }
    return attempts;
}

std::int64_t AttemptStore::liveCount()
{
    return m_db.integer("SELECT count(*) FROM attempts WHERE state < {attempt.ended}").value_or(0);
}

std::vector<LiveCount> AttemptStore::liveCounts()
{
    std::vector<LiveCount> counts;
    Rows rows = m_db.query("SELECT trunk_id, workspace_id, count(*) FROM attempts WHERE state < {attempt.ended}"
                           " GROUP BY trunk_id, workspace_id ORDER BY trunk_id, workspace_id");
    while (rows.next()) {
        counts.push_back({rows.id<TrunkId>(0), rows.id<WorkspaceId>(1), rows.integer(2)});
    }
    return counts;
}

std::int64_t AttemptStore::liveCount(WorkspaceId workspace)
{
    return m_db.integer("SELECT count(*) FROM attempts WHERE state < {attempt.ended} AND workspace_id = ?", workspace)
        .value_or(0);
}

std::int64_t AttemptStore::resolvingCount()
{
    return m_db.integer("SELECT count(*) FROM attempts WHERE state = {attempt.resolving}").value_or(0);
}

std::int64_t AttemptStore::resolvingCount(WorkspaceId workspace)
{
    return m_db
        .integer("SELECT count(*) FROM attempts WHERE state = {attempt.resolving} AND workspace_id = ?", workspace)
        .value_or(0);
}

std::int64_t AttemptStore::oneOffsSince(WorkspaceId workspace, WallTime since)
{
    // The id spares the older rows, but it may be ahead of the clock, which was perhaps set back.
    return m_db
        .integer("SELECT count(*) FROM attempts WHERE campaign_id = 0 AND id >= ? AND workspace_id = ?"
                 " AND intent_at >= ?",
                 IdSource::firstValueAt(since), workspace, since)
        .value_or(0);
}

std::vector<AttemptId> AttemptStore::idsOf(ScheduledCallId call)
{
    std::vector<AttemptId> ids;
    Rows rows = m_db.query("SELECT id FROM attempts WHERE scheduled_call_id = ? ORDER BY epoch", call);
    while (rows.next()) {
        ids.push_back(rows.id<AttemptId>(0));
    }
    return ids;
}

bool AttemptStore::isResolving(ScheduledCallId call)
{
    return m_db.integer("SELECT 1 FROM attempts WHERE scheduled_call_id = ? AND state = {attempt.resolving}", call)
        .has_value();
}

std::vector<RecentIntent> AttemptStore::intentsBetween(WallTime from, WallTime to)
{
    std::vector<RecentIntent> intents;
    // Ids grow with time and never lag behind the clock, so the first condition spares the older rows.
    Rows rows = m_db.query("SELECT id, intent_at, process_id, workspace_id, phone_number_id, campaign_id FROM attempts"
                           " WHERE id >= ? AND intent_at BETWEEN ? AND ? ORDER BY intent_at",
                           IdSource::firstValueAt(from), from, to);
    while (rows.next()) {
        RecentIntent intent;
        RowCursor(rows) >> intent.id >> intent.at >> intent.process >> intent.workspace >> intent.number >>
            intent.campaign;
        intents.push_back(intent);
    }
    return intents;
}

void AttemptStore::visitBackwards(CampaignId campaign, AttemptId after, AttemptId before,
                                  const std::function<bool(const DialledCall &)> &visit)
{
    visitEach(m_db.query("SELECT id, state, end_reason, ended_by FROM attempts"
                         " WHERE campaign_id = ? AND id > ? AND id < ? ORDER BY id DESC",
                         campaign, after, before),
              visit);
}

void AttemptStore::visitForwards(CampaignId campaign, AttemptId from,
                                 const std::function<bool(const DialledCall &)> &visit)
{
    visitEach(m_db.query("SELECT id, state, end_reason, ended_by FROM attempts"
                         " WHERE campaign_id = ? AND id >= ? ORDER BY id",
                         campaign, from),
              visit);
}

void AttemptStore::insert(const Attempt &a)
{
    m_db.execute("INSERT INTO attempts (id, scheduled_call_id, campaign_id, target_id, workspace_id, phone_number_id,"
                 " trunk_id, agent_id, from_number, to_number, n, epoch, process_id, state, intent_at, reserved)"
                 " VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 a.id, a.scheduledCall, a.campaign, a.target, a.workspace, a.fromNumberId, a.trunk, a.agent, a.from,
                 a.to, a.n, a.epoch, a.process, a.state, a.intentAt, a.reserved);
}

bool AttemptStore::setResolving(AttemptId id, AttemptState from)
{
    return m_db.execute("UPDATE attempts SET state = {attempt.resolving} WHERE id = ? AND state = ?", id, from) == 1;
}

bool AttemptStore::setProgress(AttemptId id, AttemptState from, AttemptState to, int sipCode)
{
    return m_db.execute("UPDATE attempts SET state = ?, sip_code = ? WHERE id = ? AND state = ?", to, sipCode, id,
                        from) == 1;
}

void AttemptStore::setDialog(AttemptId id, const Dialog &dialog)
{
    m_db.execute(
        "UPDATE attempts SET from_tag = ?, to_tag = ?, cseq = ?, remote_target = ?, route_set = ? WHERE id = ?",
        dialog.fromTag, dialog.toTag, dialog.cseq, dialog.remoteTarget, dialog.routeSet, id);
}

std::optional<Dialog> AttemptStore::dialogOf(AttemptId id)
{
    Rows rows = m_db.query("SELECT from_tag, to_tag, cseq, remote_target, route_set FROM attempts"
                           " WHERE id = ? AND from_tag <> ''",
                           id);
    if (!rows.next()) {
        return std::nullopt;
    }
    return Dialog{std::string(rows.utf8(0)), std::string(rows.utf8(1)), rows.small(2), std::string(rows.utf8(3)),
                  std::string(rows.utf8(4))};
}

bool AttemptStore::setAnswered(AttemptId id, AttemptState from, WallTime at, ConversationId conversation, int sipCode)
{
    return m_db.execute(
               "UPDATE attempts SET state = {attempt.answered}, answered_at = ?, conversation_id = ?, sip_code = ?"
               " WHERE id = ? AND state = ?",
               at, conversation, sipCode, id, from) == 1;
}

bool AttemptStore::setEnded(AttemptId id, AttemptState from, const AttemptEnd &end)
{
    return m_db.execute("UPDATE attempts SET state = {attempt.ended}, ended_at = ?, end_reason = ?, ended_by = ?,"
                        " sip_code = ?, sip_phrase = ? WHERE id = ? AND state = ?",
                        end.at, end.reason, end.by, end.sipCode, end.phrase, id, from) == 1;
}

bool AttemptStore::setAnsweredAndEnded(AttemptId id, AttemptState from, WallTime answeredAt,
                                       ConversationId conversation, const AttemptEnd &end)
{
    return m_db.execute(
               "UPDATE attempts SET state = {attempt.ended}, answered_at = ?, conversation_id = ?, ended_at = ?,"
               " end_reason = ?, ended_by = ?, sip_code = ?, sip_phrase = ? WHERE id = ? AND state = ?",
               answeredAt, conversation, end.at, end.reason, end.by, end.sipCode, end.phrase, id, from) == 1;
}

void AttemptStore::insertEndedConversation(ConversationId id, AttemptId attempt, WallTime startedAt, WallTime endedAt,
                                           EndReason reason, std::int64_t seconds, Money cost)
{
    m_db.execute("INSERT INTO conversations (id, attempt_id, started_at, ended_at, end_reason, duration_seconds, cost)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)",
                 id, attempt, startedAt, endedAt, reason, seconds, cost);
}

AttemptId AttemptStore::attemptOf(ConversationId id)
{
    return AttemptId{m_db.integer("SELECT attempt_id FROM conversations WHERE id = ?", id).value_or(0)};
}

void AttemptStore::insertConversation(ConversationId id, AttemptId attempt, WallTime startedAt)
{
    m_db.execute("INSERT INTO conversations (id, attempt_id, started_at) VALUES (?, ?, ?)", id, attempt, startedAt);
}

void AttemptStore::endConversation(ConversationId id, WallTime at, EndReason reason, std::int64_t seconds, Money cost)
{
    m_db.execute("UPDATE conversations SET ended_at = ?, end_reason = ?, duration_seconds = ?, cost = ? WHERE id = ?",
                 at, reason, seconds, cost, id);
}

Money AttemptStore::reserved(WorkspaceId workspace)
{
    return {m_db.integer("SELECT CAST(sum(reserved) AS BIGINT) FROM attempts WHERE state <> {attempt.ended} AND "
                         "workspace_id = ?",
                         workspace)
                .value_or(0)};
}

std::vector<AttemptId> AttemptStore::ids(WorkspaceId workspace, CampaignId campaign,
                                         std::optional<ConversationStatus> status, const QString &text,
                                         AttemptId before, int limit)
{
    const StateRange range = rangeOf(status);
    const std::int64_t from = before.isNull() ? std::numeric_limits<std::int64_t>::max() : before.value;
    RowSearch search(text);
    if (!search.isEmpty()) {
        return found(m_db, search, workspace, campaign, range, from, limit);
    }
    if (campaign.isNull()) {
        return collectIds(m_db.query("SELECT id FROM attempts WHERE workspace_id = ? AND id < ?"
                                     " AND state BETWEEN ? AND ?"
                                     " AND (? < 0 OR CASE WHEN answered_at > 0 THEN 1 ELSE 0 END = ?)"
                                     " ORDER BY id DESC LIMIT ?",
                                     workspace, from, range.lowest, range.highest, range.answered, range.answered,
                                     rowLimit(limit)));
    }
    return collectIds(m_db.query("SELECT id FROM attempts WHERE campaign_id = ? AND workspace_id = ? AND id < ?"
                                 " AND state BETWEEN ? AND ?"
                                 " AND (? < 0 OR CASE WHEN answered_at > 0 THEN 1 ELSE 0 END = ?)"
                                 " ORDER BY id DESC LIMIT ?",
                                 campaign, workspace, from, range.lowest, range.highest, range.answered, range.answered,
                                 rowLimit(limit)));
}

std::vector<AttemptId> AttemptStore::openIds(WorkspaceId workspace, int limit)
{
    // The plus makes SQLite sort the few that are on the wire instead of reading all attempts in their order.
    return collectIds(m_db.query("SELECT id FROM attempts WHERE state < {attempt.ended} AND workspace_id = ?"
                                 " ORDER BY +id LIMIT ?",
                                 workspace, limit));
}

std::optional<Call> AttemptStore::call(WorkspaceId workspace, AttemptId id)
{
    Rows rows =
        m_db.query("SELECT a.id, a.scheduled_call_id, a.campaign_id, a.target_id, coalesce(c.name, ''),"
                   " coalesce(t.name, ''), a.to_number, a.from_number, a.state, a.n, a.intent_at, a.answered_at,"
                   " a.ended_at, a.end_reason, a.sip_code, a.conversation_id,"
                   " CASE WHEN v.ended_at > 0 THEN v.duration_seconds END, coalesce(v.cost, 0), a.ended_by,"
                   " a.sip_phrase, coalesce(v.disposition, ''), coalesce(v.first_speech_at, 0) FROM attempts a"
                   " LEFT JOIN conversations v ON v.id = a.conversation_id"
                   " LEFT JOIN campaigns c ON c.id = a.campaign_id LEFT JOIN targets t ON t.id = a.target_id"
                   " WHERE a.id = ? AND a.workspace_id = ?",
                   id, workspace);
    if (!rows.next()) {
        return std::nullopt;
    }
    Call call;
    RowCursor(rows) >> call.id >> call.scheduledCall >> call.campaign >> call.target >> call.campaignName >>
        call.targetName >> call.to >> call.from >> call.state >> call.attempt >> call.dialledAt >> call.answeredAt >>
        call.endedAt >> call.endReason >> call.sipCode >> call.conversation >> call.metered >> call.cost >>
        call.endedBy >> call.sipPhrase >> call.disposition >> call.firstSpeechAt;
    return call;
}

} // namespace campanile
