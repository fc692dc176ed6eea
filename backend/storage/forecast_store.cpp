#include "storage/forecast_store.h"

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
                           " FROM scheduled_calls WHERE campaign_id = ? AND status = 0 ORDER BY id",
                           campaign);
    while (rows.next()) {
        waiting.push_back({rows.id<ScheduledCallId>(0), rows.number(1), rows.time(2), rows.time(3), rows.time(4),
                           rows.small(5), rows.text(6)});
    }
    return waiting;
}

std::vector<ForecastStore::Live> ForecastStore::live(CampaignId campaign)
{
    std::vector<Live> live;
    // By the index of what is on the wire, which is short, and not by that of all the campaign ever dialled.
    Rows rows = m_db.query("SELECT scheduled_call_id, to_number, n, intent_at, reserved, answered_at"
                           " FROM attempts INDEXED BY attempts_live WHERE state < 4 AND campaign_id = ? ORDER BY id",
                           campaign);
    while (rows.next()) {
        live.push_back({rows.id<ScheduledCallId>(0),
                        rows.number(1),
                        rows.small(2),
                        rows.time(3),
                        {rows.integer(4)},
                        rows.integer(5) > 0});
    }
    return live;
}

std::vector<ForecastStore::Dialled> ForecastStore::dialledOfList(CampaignId campaign, WallTime since)
{
    // CROSS JOIN keeps the order of the tables: both are in the order of their numbers, so pages are read one after
    // the other.
    return dialledFrom(m_db.query("WITH clock AS (SELECT coalesce(max(ledger_shift), 0) AS shift FROM engine)"
                                  " SELECT d.number, d.at - shift, d.scheduled_call_id FROM clock"
                                  " CROSS JOIN target_numbers t"
                                  " CROSS JOIN dial_ledger d ON d.number = t.number AND d.at > ? + shift"
                                  " WHERE t.campaign_id = ? ORDER BY t.number, d.at",
                                  since, campaign));
}

std::vector<ForecastStore::Dialled> ForecastStore::dialledOf(E164 number, WallTime since)
{
    return dialledFrom(m_db.query("WITH clock AS (SELECT coalesce(max(ledger_shift), 0) AS shift FROM engine)"
                                  " SELECT number, at - shift, scheduled_call_id FROM clock CROSS JOIN dial_ledger"
                                  " WHERE number = ? AND at > ? + shift ORDER BY at",
                                  number, since));
}

std::vector<E164> ForecastStore::blockedOfList(WorkspaceId workspace, CampaignId campaign)
{
    std::vector<E164> numbers;
    Rows rows = m_db.query("SELECT t.number FROM target_numbers t CROSS JOIN do_not_call d"
                           " ON d.workspace_id = ? AND d.number = t.number WHERE t.campaign_id = ? ORDER BY t.number",
                           workspace, campaign);
    while (rows.next()) {
        numbers.push_back(rows.number(0));
    }
    return numbers;
}

std::vector<ForecastStore::Competitor> ForecastStore::competitors(CampaignId campaign)
{
    std::vector<Competitor> competitors;
    Rows rows = m_db.query("SELECT c.id, c.phone_number_id, p.trunk_id, c.rate_per_minute, sum(k.n)"
                           " FROM campaigns c JOIN phone_numbers p ON p.id = c.phone_number_id"
                           " JOIN campaign_counts k ON k.campaign_id = c.id AND k.kind = 0 AND k.key IN (0, 1)"
                           " WHERE c.status = 1 AND c.kind = 0 AND c.id <> ? GROUP BY c.id HAVING sum(k.n) > 0"
                           " ORDER BY c.id",
                           campaign);
    while (rows.next()) {
        competitors.push_back(
            {rows.id<CampaignId>(0), rows.id<PhoneNumberId>(1), rows.id<TrunkId>(2), rows.small(3), rows.integer(4)});
    }
    return competitors;
}

std::vector<ForecastStore::Ending> ForecastStore::endings(CampaignId campaign)
{
    std::vector<Ending> endings;
    // Cancelled, outcome_unknown and not_sent say nothing of what people and carriers do.
    Rows rows = m_db.query("SELECT end_reason, count(*),"
                           " cast(avg(max(iif(answered_at > 0, answered_at, ended_at) - intent_at, 0)) AS INTEGER),"
                           " cast(avg(iif(answered_at > 0, max(ended_at - answered_at, 0), 0)) AS INTEGER)"
                           " FROM attempts WHERE campaign_id = ? AND state = 4 AND end_reason NOT IN (12, 14, 16)"
                           " GROUP BY end_reason ORDER BY end_reason",
                           campaign);
    while (rows.next()) {
        endings.push_back(
            {rows.as<EndReason>(0), rows.integer(1), Milliseconds(rows.integer(2)), Milliseconds(rows.integer(3))});
    }
    return endings;
}

} // namespace campanile
