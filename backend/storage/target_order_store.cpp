#include "storage/target_order_store.h"

#include "storage/campaign_store.h"
#include "storage/row_search.h"

#include <algorithm>
#include <limits>
#include <string_view>

namespace campanile {

namespace {

#define ORDERED_TARGET "id, status, number, name, attempts, next_at"

/// What an order and a search compare of a target.
struct OrderedTarget {
    std::int64_t id;
    TargetStatus status;
    std::int64_t number;
    std::string_view name; ///< valid until the next row is read
    std::int64_t attempts;
    std::int64_t nextAt;
};

OrderedTarget targetIn(const Rows &rows)
{
    return {rows.integer(0), rows.as<TargetStatus>(1), rows.integer(2), rows.utf8(3), rows.integer(4), rows.integer(5)};
}

/// To look up one target that an index finds takes as long as to read so many in the order of the table.
constexpr int lookUpFactor = 5;

/// An integer that stands for "nothing" when it is 0.
std::optional<std::int64_t> unlessZero(std::int64_t value)
{
    return value == 0 ? std::nullopt : std::optional(value);
}

/// The number by which the statement of the first rows knows a column; nothing when it cannot compare it.
std::optional<int> keyNumberOf(TargetColumn column)
{
    switch (column) {
    case TargetColumn::Number:
        return 0;
    case TargetColumn::Attempts:
        return 1;
    case TargetColumn::NextAt:
        return 2;
    case TargetColumn::Name:
    case TargetColumn::State:
    case TargetColumn::Reason:
        break;
    }
    return std::nullopt;
}

void add(const OrderedTarget &target, TargetColumn by, RowOrder &order)
{
    switch (by) {
    case TargetColumn::Number:
        return order.add(target.id, target.number);
    case TargetColumn::Name:
        return order.addText(target.id, target.name);
    case TargetColumn::Attempts:
        return order.add(target.id, unlessZero(target.attempts));
    case TargetColumn::NextAt:
        return order.add(target.id, isTerminal(target.status) ? std::nullopt : unlessZero(target.nextAt));
    case TargetColumn::State:
    case TargetColumn::Reason: // not of the table
        return order.add(target.id, std::nullopt);
    }
}

/// The status as a value of a statement; below 0 for any.
int statusOrAny(std::optional<TargetStatus> status)
{
    return status ? static_cast<int>(*status) : -1;
}

RowOrder::Direction directionOf(TargetOrder order)
{
    return order.isDescending ? RowOrder::Direction::Descending : RowOrder::Direction::Ascending;
}

} // namespace

/// Between which ids the targets of the campaign are.
TargetOrderStore::Range TargetOrderStore::rangeOf(CampaignId campaign)
{
    Range range{std::numeric_limits<std::int64_t>::max(), 0};
    for (const TargetStatus each : allTargetStatuses) { // of each status, the index knows both at once
        range.first =
            std::min(range.first,
                     m_db.integer("SELECT min(id) FROM targets WHERE campaign_id = ? AND status = ?", campaign, each)
                         .value_or(range.first));
        range.last = std::max(
            range.last, m_db.integer("SELECT max(id) FROM targets WHERE campaign_id = ? AND status = ?", campaign, each)
                            .value_or(range.last));
    }
    return range;
}

/// All targets of the campaign, in the order in which the table has them: that is several times as fast as to look each
/// one up that the index finds. The ids grow with time, so few targets of other campaigns lie between.
Rows TargetOrderStore::wholeList(CampaignId campaign)
{
    const Range range = rangeOf(campaign);
    // The plus keeps the index out of it.
    return m_db.query("SELECT " ORDERED_TARGET " FROM targets WHERE id BETWEEN ? AND ? AND +campaign_id = ?",
                      range.first, range.last, campaign);
}

std::optional<std::vector<std::int64_t>>
TargetOrderStore::first(CampaignId campaign, std::optional<TargetStatus> status, TargetOrder order, int most)
{
    constexpr std::int64_t shortList = 50'000;
    const CampaignStats stats = CampaignStore(m_db).stats(campaign);
    if ((status ? stats.of(*status) : stats.total()) < shortList) {
        return std::nullopt;
    }
    if (order.by == TargetColumn::Name) {
        return firstByName(campaign, status, order, most);
    }
    const std::optional<int> key = keyNumberOf(order.by);
    if (!key) {
        return std::nullopt;
    }
    const Range range = rangeOf(campaign);
    std::vector<std::int64_t> ids;
    // A key that is missing becomes the greatest one, in both directions.
    Rows rows =
        m_db.query("SELECT id FROM targets WHERE id BETWEEN ? AND ? AND +campaign_id = ? AND (? < 0 OR status = ?)"
                   " ORDER BY coalesce(? * CASE CAST(? AS BIGINT) WHEN 0 THEN number WHEN 1 THEN nullif(attempts, 0)"
                   " WHEN 2 THEN CASE WHEN status IN ({target.pending}, {target.scheduled}) THEN nullif(next_at, 0)"
                   " END END,"
                   " 9223372036854775807), id LIMIT ?",
                   range.first, range.last, campaign, statusOrAny(status), statusOrAny(status),
                   order.isDescending ? -1 : 1, *key, most);
    while (rows.next()) {
        ids.push_back(rows.integer(0));
    }
    return ids;
}

/// The database cannot compare names. They are read without the rest of their rows, which takes two thirds of the time,
/// and all but the first are forgotten at once.
std::vector<std::int64_t> TargetOrderStore::firstByName(CampaignId campaign, std::optional<TargetStatus> status,
                                                        TargetOrder order, int most)
{
    const Range range = rangeOf(campaign);
    RowOrder names(directionOf(order), static_cast<std::size_t>(most));
    Rows rows = m_db.query(
        "SELECT id, name FROM targets WHERE id BETWEEN ? AND ? AND +campaign_id = ? AND (? < 0 OR status = ?)",
        range.first, range.last, campaign, statusOrAny(status), statusOrAny(status));
    while (rows.next()) {
        names.addText(rows.integer(0), rows.utf8(1));
    }
    return names.all();
}

RowOrder TargetOrderStore::ordered(CampaignId campaign, std::optional<TargetStatus> status, const QString &text,
                                   TargetOrder order)
{
    RowOrder result(directionOf(order));
    RowSearch search(text);
    const CampaignStats stats = CampaignStore(m_db).stats(campaign);
    const std::int64_t most = status ? stats.of(*status) : stats.total();
    if (search.isEmpty()) {
        result.reserve(static_cast<std::size_t>(std::max<std::int64_t>(most, 0)));
    }
    Rows rows = status && most < stats.total() / lookUpFactor
                    ? m_db.query("SELECT " ORDERED_TARGET " FROM targets WHERE campaign_id = ? AND status = ?",
                                 campaign, *status)
                    : wholeList(campaign);
    while (rows.next()) {
        const OrderedTarget target = targetIn(rows);
        if ((!status || target.status == *status) && (search.isEmpty() || search.finds(target.number, target.name))) {
            add(target, order.by, result);
        }
    }
    return result;
}

RowOrder TargetOrderStore::ordered(CampaignId campaign, const std::vector<TargetId> &among, TargetOrder order)
{
    RowOrder result(directionOf(order));
    result.reserve(among.size());
    const CampaignStats stats = CampaignStore(m_db).stats(campaign);
    if (static_cast<std::int64_t>(among.size()) < stats.total() / lookUpFactor) {
        for (const TargetId id : among) {
            if (Rows rows = m_db.query("SELECT " ORDERED_TARGET " FROM targets WHERE id = ?", id); rows.next()) {
                add(targetIn(rows), order.by, result);
            }
        }
        return result;
    }
    Rows rows = wholeList(campaign);
    while (rows.next()) {
        const OrderedTarget target = targetIn(rows);
        if (std::ranges::binary_search(among, TargetId{target.id})) {
            add(target, order.by, result);
        }
    }
    return result;
}

} // namespace campanile
