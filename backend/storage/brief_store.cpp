#include "storage/brief_store.h"

namespace campanile {

namespace {

std::optional<Encryption> encryptionFrom(const Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(rows.as<Encryption>(column));
}

} // namespace

BriefPart BriefStore::ofCall(ScheduledCallId id)
{
    Rows rows = m_db.query("SELECT variables, metadata, encryption, max_hold_seconds, max_duration_seconds"
                           " FROM scheduled_calls WHERE id = ?",
                           id);
    if (!rows.next()) {
        return {};
    }
    return {
        std::string(rows.utf8(0)), std::string(rows.utf8(1)), encryptionFrom(rows, 2), {rows.small(3), rows.small(4)}};
}

BriefPart BriefStore::ofCampaign(CampaignId id)
{
    Rows rows = m_db.query("SELECT metadata, encryption FROM campaigns WHERE id = ?", id);
    BriefPart part;
    if (rows.next()) {
        part.metadata = rows.utf8(0);
        part.encryption = encryptionFrom(rows, 1);
    }
    return part;
}

TargetPart BriefStore::ofTarget(TargetId id)
{
    Rows rows = m_db.query("SELECT name, variables FROM targets WHERE id = ?", id);
    return rows.next() ? TargetPart{std::string(rows.utf8(0)), std::string(rows.utf8(1))} : TargetPart{};
}

void BriefStore::setOfCall(ScheduledCallId id, const BriefPart &part)
{
    m_db.execute("UPDATE scheduled_calls SET metadata = ?, encryption = ? WHERE id = ?", part.metadata, part.encryption,
                 id);
}

void BriefStore::setOfCampaign(CampaignId id, const BriefPart &part)
{
    m_db.execute("UPDATE campaigns SET metadata = ?, encryption = ? WHERE id = ?", part.metadata, part.encryption, id);
}

} // namespace campanile
