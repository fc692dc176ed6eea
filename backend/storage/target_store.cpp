#include "storage/target_store.h"

#include "storage/row_cursor.h"
#include "storage/row_limit.h"
#include "storage/row_search.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace campanile {

namespace {

#define TARGET_COLUMNS "id, campaign_id, number, name, variables, status, attempts, last_outcome, next_at"

Target targetFrom(const Rows &rows)
{
    Target t;
    RowCursor(rows) >> t.id >> t.campaign >> t.number >> t.name >> t.variables >> t.status >> t.attempts >>
        t.lastOutcome >> t.nextAt;
    return t;
}

/// The zone that a target's variables name; empty when they name none.
std::string timezoneIn(std::string_view variables)
{
    if (variables.find("\"timezone\"") == std::string_view::npos) { // most lists: nothing to be read
        return {};
    }
    const nlohmann::json json = nlohmann::json::parse(variables, nullptr, false);
    const auto found = json.find("timezone"); // the end when the text is no object
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void appendMatching(Connection &db, CampaignId campaign, TargetStatus status, RowSearch &search, TargetId after,
                    int limit, std::vector<TargetId> &ids)
{
    if (search.isEmpty()) {
        Rows rows =
            db.query("SELECT id FROM targets WHERE campaign_id = ? AND status = ? AND id > ? ORDER BY id LIMIT ?",
                     campaign, status, after, rowLimit(limit));
        while (rows.next()) {
            ids.push_back(rows.id<TargetId>(0));
        }
        return;
    }
    Rows rows = db.query("SELECT id, number, name FROM targets WHERE campaign_id = ? AND status = ? AND id > ?"
                         " ORDER BY id",
                         campaign, status, after);
    for (int left = limit; left != 0 && rows.next();) {
        if (search.finds(rows.integer(1), rows.utf8(2))) {
            ids.push_back(rows.id<TargetId>(0));
            --left;
        }
    }
}

} // namespace

std::optional<Target> TargetStore::find(TargetId id)
{
    Rows rows = m_db.query("SELECT " TARGET_COLUMNS " FROM targets WHERE id = ?", id);
    return rows.next() ? std::optional<Target>(targetFrom(rows)) : std::nullopt;
}

std::optional<Target> TargetStore::find(WorkspaceId workspace, TargetId id)
{
    Rows rows = m_db.query("SELECT " TARGET_COLUMNS " FROM targets WHERE id = ? AND campaign_id IN"
                           " (SELECT id FROM campaigns WHERE workspace_id = ?)",
                           id, workspace);
    return rows.next() ? std::optional<Target>(targetFrom(rows)) : std::nullopt;
}

std::vector<TargetId> TargetStore::ids(CampaignId campaign, std::optional<TargetStatus> status, const QString &text,
                                       TargetId after, int limit)
{
    std::vector<TargetId> ids;
    RowSearch search(text);
    if (status) {
        appendMatching(m_db, campaign, *status, search, after, limit, ids);
        return ids;
    }
    // The index holds the ids of each status in order: five sorted runs, merged here, spare SQLite a sort of
    // everything.
    for (const TargetStatus each : allTargetStatuses) {
        const auto middle = static_cast<std::ptrdiff_t>(ids.size());
        appendMatching(m_db, campaign, each, search, after, limit, ids);
        std::inplace_merge(ids.begin(), ids.begin() + middle, ids.end());
    }
    if (limit >= 0 && ids.size() > static_cast<std::size_t>(limit)) {
        ids.resize(static_cast<std::size_t>(limit));
    }
    return ids;
}

std::vector<PendingTarget> TargetStore::pending(CampaignId campaign, TargetId importingFrom, int limit)
{
    std::vector<PendingTarget> targets;
    Rows rows = m_db.query(
        "SELECT id, number, timezone FROM targets WHERE campaign_id = ? AND status = {target.pending} AND id < ?"
        " ORDER BY id LIMIT ?",
        campaign, importingFrom.isNull() ? std::numeric_limits<std::int64_t>::max() : importingFrom.value, limit);
    while (rows.next()) {
        targets.push_back({rows.id<TargetId>(0), rows.number(1), rows.text(2)});
    }
    return targets;
}

std::int64_t TargetStore::pendingFrom(CampaignId campaign, TargetId first)
{
    return m_db
        .integer("SELECT count(*) FROM targets WHERE campaign_id = ? AND status = {target.pending} AND id >= ?",
                 campaign, first)
        .value_or(0);
}

TargetId TargetStore::newest()
{
    return TargetId{m_db.integer("SELECT max(id) FROM targets").value_or(0)};
}

std::vector<std::int64_t> TargetStore::numbers(CampaignId campaign)
{
    std::vector<std::int64_t> numbers;
    Rows rows = m_db.query("SELECT number FROM target_numbers WHERE campaign_id = ?", campaign);
    while (rows.next()) {
        numbers.push_back(rows.integer(0));
    }
    return numbers;
}

void TargetStore::insert(TargetId id, CampaignId campaign, E164 number, std::string_view name,
                         std::string_view variables)
{
    m_db.execute("INSERT INTO targets (id, campaign_id, number, name, variables, timezone) VALUES (?, ?, ?, ?, ?, ?)",
                 id, campaign, number, name, variables, timezoneIn(variables));
}

bool TargetStore::claimNumber(CampaignId campaign, E164 number, TargetId id)
{
    return m_db.execute("INSERT INTO target_numbers (campaign_id, number, target_id) VALUES (?, ?, ?)"
                        " ON CONFLICT (campaign_id, number) DO NOTHING",
                        campaign, number, id) == 1;
}

void TargetStore::remove(TargetId id)
{
    m_db.execute("DELETE FROM targets WHERE id = ?", id);
}

std::vector<TargetStatus> TargetStore::removeAny(CampaignId campaign, int limit)
{
    struct Doomed {
        TargetId id;
        E164 number;
    };
    std::vector<Doomed> doomed;
    std::vector<TargetStatus> statuses;
    Rows rows = m_db.query("SELECT id, number, status FROM targets WHERE campaign_id = ? LIMIT ?", campaign, limit);
    while (rows.next()) {
        doomed.push_back({rows.id<TargetId>(0), rows.number(1)});
        statuses.push_back(rows.as<TargetStatus>(2));
    }
    for (const Doomed &target : doomed) {
        m_db.execute("DELETE FROM target_numbers WHERE campaign_id = ? AND number = ? AND target_id = ?", campaign,
                     target.number, target.id);
        remove(target.id);
    }
    return statuses;
}

int TargetStore::removeFrom(CampaignId campaign, TargetId first, int limit)
{
    m_db.execute("DELETE FROM target_numbers WHERE (campaign_id, number) IN (SELECT t.campaign_id, t.number"
                 " FROM targets t JOIN target_numbers n ON n.campaign_id = t.campaign_id AND n.number = t.number"
                 " AND n.target_id = t.id WHERE t.campaign_id = ? AND t.status = {target.pending} AND t.id >= ? ORDER "
                 "BY t.id LIMIT ?)",
                 campaign, first, limit);
    return static_cast<int>(m_db.execute(
        "DELETE FROM targets WHERE id IN (SELECT id FROM targets WHERE campaign_id = ? AND status = {target.pending}"
        " AND id >= ? ORDER BY id LIMIT ?)",
        campaign, first, limit));
}

} // namespace campanile
