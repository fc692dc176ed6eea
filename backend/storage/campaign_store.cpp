#include "storage/campaign_store.h"

#include "storage/write_transaction.h"

namespace campanile {

namespace {

// Both statements name the columns in the order `campaignFrom` reads them.
#define CAMPAIGN_COLUMNS                                                                                               \
    "id, workspace_id, name, description, agent_id, phone_number_id, status, rate_per_minute, max_concurrent,"         \
    " max_attempts, retry_delay_ms, created_at, started_at, ended_at, pause_reason, source_fingerprint"

Campaign campaignFrom(const Rows &rows)
{
    return {rows.id<CampaignId>(0),
            rows.id<WorkspaceId>(1),
            rows.text(2),
            rows.text(3),
            rows.id<AgentId>(4),
            rows.id<PhoneNumberId>(5),
            rows.as<CampaignStatus>(6),
            rows.small(7),
            rows.small(8),
            {rows.small(9), Milliseconds(rows.integer(10))},
            rows.time(11),
            rows.time(12),
            rows.time(13),
            rows.text(14),
            rows.text(15)};
}

} // namespace

std::optional<Campaign> CampaignStore::find(CampaignId id)
{
    Rows rows = m_db.query("SELECT " CAMPAIGN_COLUMNS " FROM campaigns WHERE id = ?", id);
    return rows.next() ? std::optional<Campaign>(campaignFrom(rows)) : std::nullopt;
}

std::vector<Campaign> CampaignStore::all()
{
    std::vector<Campaign> campaigns;
    Rows rows = m_db.query("SELECT " CAMPAIGN_COLUMNS " FROM campaigns ORDER BY id DESC");
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

CampaignId CampaignStore::findByFingerprint(const QString &fingerprint)
{
    return {m_db.integer("SELECT max(id) FROM campaigns WHERE source_fingerprint = ?", fingerprint).value_or(0)};
}

bool CampaignStore::any()
{
    return m_db.integer("SELECT id FROM campaigns LIMIT 1").has_value();
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

void CampaignStore::insert(const Campaign &c)
{
    m_db.execute("INSERT INTO campaigns (" CAMPAIGN_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 c.id, c.workspace, c.name, c.description, c.agent, c.fromNumber, c.status, c.ratePerMinute,
                 c.maxConcurrent, c.retry.maxAttempts, c.retry.delay, c.createdAt, c.startedAt, c.endedAt,
                 c.pauseReason, c.sourceFingerprint);
}

void CampaignStore::updateLifeCycle(const Campaign &c)
{
    m_db.execute("UPDATE campaigns SET status = ?, started_at = ?, ended_at = ?, pause_reason = ? WHERE id = ?",
                 c.status, c.startedAt, c.endedAt, c.pauseReason, c.id);
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
