#include "storage/campaign_store.h"

#include "storage/row_cursor.h"
#include "storage/write_transaction.h"

#include <QStringList>

namespace campanile {

namespace {

// The order in which `campaignFrom` reads them.
#define CAMPAIGN_COLUMNS                                                                                               \
    "id, workspace_id, name, description, agent_id, phone_number_id, status, rate_per_minute, max_concurrent,"         \
    " max_attempts, retry_delay_ms, created_at, started_at, ended_at, pause_reason, source_fingerprint, kind,"         \
    " to_number, cron, timezone, end_at, misfire_grace_ms, hours, unknown_policy, retry_outcomes, retry_delays,"       \
    " breaker_run, breaker_percent, breaker_window, spend_limit, spent, hold_queue, variables, pause_code,"            \
    " pause_failed, pause_calls"

QString textOf(const std::vector<Milliseconds> &delays)
{
    QStringList parts;
    for (const Milliseconds delay : delays) {
        parts.append(QString::number(delay.count()));
    }
    return parts.join(QLatin1Char(','));
}

std::vector<Milliseconds> delaysFrom(const QString &text)
{
    std::vector<Milliseconds> delays;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        delays.emplace_back(part.toLongLong());
    }
    return delays;
}

Campaign campaignFrom(const Rows &rows)
{
    Campaign c;
    QString delays;
    RowCursor(rows) >> c.id >> c.workspace >> c.name >> c.description >> c.agent >> c.fromNumber >> c.status >>
        c.ratePerMinute >> c.maxConcurrent >> c.retry.maxAttempts >> c.retry.delay >> c.createdAt >> c.startedAt >>
        c.endedAt >> c.pauseReason.text >> c.sourceFingerprint >> c.kind >> c.recurrence.to >> c.recurrence.cron >>
        c.recurrence.timezone >> c.recurrence.endAt >> c.misfireGrace >> c.hours >> c.unknown >>
        c.retry.outcomes.bits >> delays >> c.breaker.run >> c.breaker.percent >> c.breaker.window >> c.spendLimit >>
        c.spent >> c.holdQueue >> c.recurrence.variables >> c.pauseReason.code >> c.pauseReason.failed >>
        c.pauseReason.calls;
    c.retry.delays = delaysFrom(delays);
    return c;
}

} // namespace

std::optional<Campaign> CampaignStore::find(CampaignId id)
{
    Rows rows = m_db.query("SELECT " CAMPAIGN_COLUMNS " FROM campaigns WHERE id = ?", id);
    return rows.next() ? std::optional<Campaign>(campaignFrom(rows)) : std::nullopt;
}

std::optional<Campaign> CampaignStore::find(WorkspaceId workspace, CampaignId id)
{
    Rows rows =
        m_db.query("SELECT " CAMPAIGN_COLUMNS " FROM campaigns WHERE id = ? AND workspace_id = ?", id, workspace);
    return rows.next() ? std::optional<Campaign>(campaignFrom(rows)) : std::nullopt;
}

std::vector<Campaign> CampaignStore::all(WorkspaceId workspace)
{
    std::vector<Campaign> campaigns;
    Rows rows =
        m_db.query("SELECT " CAMPAIGN_COLUMNS " FROM campaigns WHERE workspace_id = ? ORDER BY id DESC", workspace);
    while (rows.next()) {
        campaigns.push_back(campaignFrom(rows));
    }
    return campaigns;
}

std::vector<CampaignId> CampaignStore::idsWithStatus(CampaignStatus status)
{
    std::vector<CampaignId> ids;
    Rows rows = m_db.query("SELECT id FROM campaigns WHERE status = ? ORDER BY id", status);
    while (rows.next()) {
        ids.push_back(rows.id<CampaignId>(0));
    }
    return ids;
}

std::vector<CampaignId> CampaignStore::firing()
{
    std::vector<CampaignId> ids;
    Rows rows = m_db.query("SELECT id FROM campaigns WHERE kind = {kind.recurring}"
                           " AND status IN ({campaign.paused}, {campaign.completed}) ORDER BY id");
    while (rows.next()) {
        ids.push_back(rows.id<CampaignId>(0));
    }
    return ids;
}

CampaignId CampaignStore::findByFingerprint(WorkspaceId workspace, const QString &fingerprint)
{
    return {m_db.integer("SELECT max(id) FROM campaigns WHERE source_fingerprint = ? AND workspace_id = ?", fingerprint,
                         workspace)
                .value_or(0)};
}

bool CampaignStore::any(WorkspaceId workspace)
{
    return m_db.integer("SELECT id FROM campaigns WHERE workspace_id = ? LIMIT 1", workspace).has_value();
}

CampaignStats CampaignStore::stats(CampaignId id)
{
    CampaignStats stats;
    Rows rows = m_db.query("SELECT kind, key, n FROM campaign_counts WHERE campaign_id = ? AND n <> 0", id);
    while (rows.next()) {
        const std::int64_t n = rows.integer(2);
        switch (rows.as<CounterKind>(0)) {
        case CounterKind::TargetsByStatus:
            stats.byStatus.at(static_cast<std::size_t>(rows.integer(1))) = n;
            break;
        case CounterKind::TargetsByOutcome:
            stats.byOutcome[rows.as<EndReason>(1)] = n;
            break;
        case CounterKind::Attempts:
            stats.attempts = n;
            break;
        case CounterKind::InFlight:
            stats.inFlight = n;
            break;
        }
    }
    return stats;
}

std::int64_t CampaignStore::inFlight(CampaignId id)
{
    return m_db
        .integer("SELECT n FROM campaign_counts WHERE campaign_id = ? AND kind = ? AND key = 0", id,
                 CounterKind::InFlight)
        .value_or(0);
}

void CampaignStore::insert(const Campaign &c)
{
    m_db.execute("INSERT INTO campaigns (" CAMPAIGN_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                 " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 c.id, c.workspace, c.name, c.description, c.agent, c.fromNumber, c.status, c.ratePerMinute,
                 c.maxConcurrent, c.retry.maxAttempts, c.retry.delay, c.createdAt, c.startedAt, c.endedAt,
                 c.pauseReason.text, c.sourceFingerprint, c.kind, c.recurrence.to, c.recurrence.cron,
                 c.recurrence.timezone, c.recurrence.endAt, c.misfireGrace, c.hours, c.unknown, c.retry.outcomes.bits,
                 textOf(c.retry.delays), c.breaker.run, c.breaker.percent, c.breaker.window, c.spendLimit, c.spent,
                 c.holdQueue, c.recurrence.variables, c.pauseReason.code, c.pauseReason.failed, c.pauseReason.calls);
}

void CampaignStore::updatePlan(const Campaign &c)
{
    m_db.execute("UPDATE campaigns SET name = ?, description = ?, cron = ?, timezone = ?, end_at = ?, max_attempts = ?,"
                 " agent_id = ?, phone_number_id = ?, rate_per_minute = ?, max_concurrent = ?, retry_delay_ms = ?,"
                 " retry_outcomes = ?, retry_delays = ?, to_number = ?, variables = ?, misfire_grace_ms = ?, hours = ?,"
                 " unknown_policy = ?, breaker_run = ?, breaker_percent = ?, breaker_window = ?, spend_limit = ?"
                 " WHERE id = ?",
                 c.name, c.description, c.recurrence.cron, c.recurrence.timezone, c.recurrence.endAt,
                 c.retry.maxAttempts, c.agent, c.fromNumber, c.ratePerMinute, c.maxConcurrent, c.retry.delay,
                 c.retry.outcomes.bits, textOf(c.retry.delays), c.recurrence.to, c.recurrence.variables, c.misfireGrace,
                 c.hours, c.unknown, c.breaker.run, c.breaker.percent, c.breaker.window, c.spendLimit, c.id);
}

bool CampaignStore::removeDraft(CampaignId id)
{
    m_db.execute("DELETE FROM campaign_counts WHERE campaign_id = ?", id);
    return m_db.execute("DELETE FROM campaigns WHERE id = ? AND status = {campaign.draft}", id) == 1;
}

WallTime CampaignStore::expandedTo(CampaignId id)
{
    return {m_db.integer("SELECT expanded_to FROM campaigns WHERE id = ?", id).value_or(0)};
}

void CampaignStore::setExpandedTo(CampaignId id, WallTime instant)
{
    m_db.execute("UPDATE campaigns SET expanded_to = ? WHERE id = ?", instant, id);
}

int CampaignStore::planRevision(CampaignId id)
{
    return static_cast<int>(m_db.integer("SELECT plan_revision FROM campaigns WHERE id = ?", id).value_or(0));
}

void CampaignStore::raisePlanRevision(CampaignId id)
{
    m_db.execute("UPDATE campaigns SET plan_revision = plan_revision + 1 WHERE id = ?", id);
}

// An earlier version kept the last outcomes in breaker_history and their number in breaker_count. Where the number is
// -1, breaker_history is the id of the last call that does not count.

AttemptId CampaignStore::breakerSince(CampaignId id)
{
    return {m_db.integer("SELECT breaker_history FROM campaigns WHERE id = ? AND breaker_count < 0", id).value_or(0)};
}

void CampaignStore::startBreakerAnew(CampaignId id)
{
    m_db.execute("UPDATE campaigns SET breaker_count = -1, breaker_history ="
                 " coalesce((SELECT max(a.id) FROM attempts a WHERE a.campaign_id = campaigns.id), 0) WHERE id = ?",
                 id);
}

void CampaignStore::setSpendLimit(CampaignId id, Money limit)
{
    m_db.execute("UPDATE campaigns SET spend_limit = ? WHERE id = ?", limit, id);
}

void CampaignStore::addSpent(CampaignId id, Money amount)
{
    m_db.execute("UPDATE campaigns SET spent = spent + ? WHERE id = ?", amount, id);
}

bool CampaignStore::isHeldForCredit(CampaignId id)
{
    return m_db.integer("SELECT held_for_credit FROM campaigns WHERE id = ?", id).value_or(0) != 0;
}

void CampaignStore::setHeldForCredit(CampaignId id, bool held)
{
    m_db.execute("UPDATE campaigns SET held_for_credit = ? WHERE id = ?", held, id);
}

void CampaignStore::updateLifeCycle(const Campaign &c)
{
    m_db.execute("UPDATE campaigns SET status = ?, started_at = ?, ended_at = ?, pause_code = ?, pause_failed = ?,"
                 " pause_calls = ?, pause_reason = ?, hold_queue = ? WHERE id = ?",
                 c.status, c.startedAt, c.endedAt, c.pauseReason.code, c.pauseReason.failed, c.pauseReason.calls,
                 c.pauseReason.text, c.holdQueue, c.id);
}

std::int64_t CampaignStore::people(CampaignId id)
{
    return m_db.integer("SELECT people FROM campaigns WHERE id = ?", id).value_or(0);
}

void CampaignStore::setPeople(CampaignId id, std::int64_t fingerprint)
{
    m_db.execute("UPDATE campaigns SET people = ? WHERE id = ?", fingerprint, id);
}

TargetId CampaignStore::importingFrom(CampaignId id)
{
    return {m_db.integer("SELECT importing_from FROM campaigns WHERE id = ?", id).value_or(0)};
}

void CampaignStore::setImportingFrom(CampaignId id, TargetId firstTarget)
{
    m_db.execute("UPDATE campaigns SET importing_from = nullif(?, 0) WHERE id = ?", firstTarget, id);
}

} // namespace campanile
