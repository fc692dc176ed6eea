#include "storage/forecast_store.h"

#include "storage/row_cursor.h"
#include "storage/write_transaction.h"

namespace campanile {

namespace {

std::vector<ForecastStore::Dialled> dialledFrom(Rows rows)
{
    std::vector<ForecastStore::Dialled> dialled;
    while (rows.next()) {
        dialled.push_back({rows.number(0), rows.time(1), rows.id<ScheduledCallId>(2)});
    }
    return dialled;
}

} // namespace

std::vector<ForecastStore::Waiting> ForecastStore::waiting(CampaignId campaign)
{
    std::vector<Waiting> waiting;
    Rows rows = m_db.query("SELECT id, to_number, due_at, scheduled_at, expires_at, attempt, timezone"
                           " FROM scheduled_calls WHERE campaign_id = ? AND status = {call.pending} ORDER BY id",
                           campaign);
    while (rows.next()) {
        Waiting row;
        RowCursor(rows) >> row.id >> row.to >> row.dueAt >> row.scheduledAt >> row.expiresAt >> row.attempt >>
            row.timezone;
        waiting.push_back(std::move(row));
    }
    return waiting;
}

std::vector<ForecastStore::Live> ForecastStore::live(CampaignId campaign)
{
    std::vector<Live> live;
    // What is on the wire has a short index of its own. The pluses keep SQLite from the campaign's index and from the
    // order of the table: either could lead through a million attempts.
    Rows rows = m_db.query("SELECT scheduled_call_id, to_number, n, intent_at, reserved,"
                           " CASE WHEN answered_at > 0 THEN 1 ELSE 0 END"
                           " FROM attempts WHERE state < {attempt.ended} AND +campaign_id = ? ORDER BY +id",
                           campaign);
    while (rows.next()) {
        Live call;
        RowCursor(rows) >> call.call >> call.to >> call.attempt >> call.intentAt >> call.reserved >> call.answered;
        live.push_back(call);
    }
    return live;
}

std::vector<ForecastStore::Dialled> ForecastStore::dialledOfList(WorkspaceId workspace, CampaignId campaign,
                                                                 WallTime since)
{
    // CROSS JOIN keeps the order of the tables: both are in the order of their numbers, so pages are read one after
    // the other.
    return dialledFrom(m_db.query("WITH clock AS (SELECT coalesce(max(ledger_shift), 0) AS shift FROM engine)"
                                  " SELECT d.number, d.at - shift, d.scheduled_call_id FROM clock"
                                  " CROSS JOIN target_numbers t CROSS JOIN dial_ledger d"
                                  " WHERE d.number = t.number AND d.workspace_id = ? AND d.at > ? + shift"
                                  " AND t.campaign_id = ? ORDER BY t.number, d.at",
                                  workspace, since, campaign));
}

std::vector<ForecastStore::Dialled> ForecastStore::dialledOf(WorkspaceId workspace, E164 number, WallTime since)
{
    return dialledFrom(m_db.query("WITH clock AS (SELECT coalesce(max(ledger_shift), 0) AS shift FROM engine)"
                                  " SELECT number, at - shift, scheduled_call_id FROM clock CROSS JOIN dial_ledger"
                                  " WHERE number = ? AND workspace_id = ? AND at > ? + shift ORDER BY at",
                                  number, workspace, since));
}

std::vector<E164> ForecastStore::blockedOfList(WorkspaceId workspace, CampaignId campaign)
{
    std::vector<E164> numbers;
    Rows rows = m_db.query("SELECT t.number FROM target_numbers t CROSS JOIN do_not_call d"
                           " WHERE d.workspace_id = ? AND d.number = t.number AND t.campaign_id = ? ORDER BY t.number",
                           workspace, campaign);
    while (rows.next()) {
        numbers.push_back(rows.number(0));
    }
    return numbers;
}

std::vector<ForecastStore::Competitor> ForecastStore::competitors(CampaignId campaign)
{
    std::vector<Competitor> competitors;
    Rows rows = m_db.query("SELECT c.id, c.workspace_id, c.phone_number_id, p.trunk_id, c.rate_per_minute,"
                           " CAST(sum(k.n) AS BIGINT)"
                           " FROM campaigns c JOIN phone_numbers p ON p.id = c.phone_number_id"
                           " JOIN campaign_counts k ON k.campaign_id = c.id AND k.kind = ?"
                           " AND k.key IN ({target.pending}, {target.scheduled})"
                           " WHERE c.status = {campaign.active} AND c.kind = {kind.bulk} AND c.id <> ?"
                           " GROUP BY c.id, c.workspace_id, c.phone_number_id, p.trunk_id, c.rate_per_minute"
                           " HAVING sum(k.n) > 0"
                           " ORDER BY c.id",
                           CounterKind::TargetsByStatus, campaign);
    while (rows.next()) {
        Competitor other;
        RowCursor(rows) >> other.campaign >> other.workspace >> other.number >> other.trunk >> other.ratePerMinute >>
            other.left;
        competitors.push_back(other);
    }
    return competitors;
}

std::vector<ForecastStore::Ending> ForecastStore::endings(CampaignId campaign)
{
    std::vector<Ending> endings;
    // Cancelled, outcome_unknown and not_sent say nothing of what people and carriers do.
    Rows rows = m_db.query("SELECT end_reason, count(*),"
                           " CAST(sum(CASE WHEN answered_at > intent_at THEN answered_at - intent_at"
                           " WHEN answered_at = 0 AND ended_at > intent_at THEN ended_at - intent_at ELSE 0 END)"
                           " AS BIGINT) / count(*),"
                           " CAST(sum(CASE WHEN answered_at > 0 AND ended_at > answered_at THEN ended_at - answered_at"
                           " ELSE 0 END) AS BIGINT) / count(*)"
                           " FROM (SELECT end_reason, intent_at, answered_at, ended_at FROM attempts"
                           " WHERE campaign_id = ? AND state = {attempt.ended} AND end_reason"
                           " NOT IN ({reason.cancelled}, {reason.outcome_unknown}, {reason.not_sent})"
                           " ORDER BY id DESC LIMIT ?) AS newest"
                           " GROUP BY end_reason ORDER BY end_reason",
                           campaign, newestEndings);
    while (rows.next()) {
        endings.push_back(
            {rows.as<EndReason>(0), rows.integer(1), Milliseconds(rows.integer(2)), Milliseconds(rows.integer(3))});
    }
    return endings;
}

} // namespace campanile
