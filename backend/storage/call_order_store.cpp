#include "storage/call_order_store.h"

#include "storage/call_states.h"
#include "storage/campaign_store.h"
#include "storage/row_search.h"

#include <limits>
#include <map>
#include <string>
#include <string_view>

namespace campanile {

namespace {

#define ORDERED_CALL                                                                                                   \
    "a.id, a.to_number, a.n, a.state, a.end_reason, a.intent_at, a.answered_at, a.ended_at, a.campaign_id"
#define ORDERED_CALL_DETAILS                                                                                           \
    ", coalesce((SELECT name FROM targets WHERE id = a.target_id), ''),"                                               \
    " (SELECT CASE WHEN v.ended_at > 0 THEN v.duration_seconds END FROM conversations v WHERE v.id = "                 \
    "a.conversation_id)"
#define ORDERED_CALL_MATCHES                                                                                           \
    " a.workspace_id = ? AND a.id <= ? AND a.state BETWEEN ? AND ?"                                                    \
    " AND (? < 0 OR CASE WHEN a.answered_at > 0 THEN 1 ELSE 0 END = ?)"

constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

/// What an order and a search compare of a call.
struct OrderedCall {
    std::int64_t id;
    std::int64_t number;
    std::int64_t attempt;
    AttemptState state;
    std::int64_t reason;
    std::int64_t dialledAt;
    std::int64_t answeredAt;
    std::int64_t endedAt;
    std::int64_t campaign;
    std::string_view name; ///< valid until the next row is read; read with details only, as what follows
    std::optional<std::int64_t> metered;
};

OrderedCall callIn(const Rows &rows, bool hasDetails)
{
    OrderedCall call{rows.integer(0), rows.integer(1), rows.integer(2), rows.as<AttemptState>(3), rows.integer(4),
                     rows.integer(5), rows.integer(6), rows.integer(7), rows.integer(8),          {},
                     std::nullopt};
    if (hasDetails) {
        call.name = rows.utf8(9);
        call.metered = rows.isNull(10) ? std::nullopt : std::optional(rows.integer(10));
    }
    return call;
}

/// Seconds of talk, as Call::talkSeconds has them; nothing when there was none.
std::optional<std::int64_t> talkOf(const OrderedCall &call)
{
    constexpr std::int64_t msPerSecond = 1000;
    const bool isMeasured = call.answeredAt > 0 && call.endedAt > call.answeredAt;
    const std::int64_t measured =
        isMeasured ? (call.endedAt - call.answeredAt + msPerSecond - 1) / msPerSecond : std::int64_t{0};
    const std::int64_t seconds = call.metered.value_or(measured);
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

std::int64_t outcomeOf(const OrderedCall &call)
{
    constexpr std::int64_t afterAllStates = 100;
    return call.state == AttemptState::Ended ? afterAllStates + call.reason : static_cast<std::int64_t>(call.state);
}

using CampaignNames = std::map<std::int64_t, std::string>;

void add(const OrderedCall &call, CallSortColumn by, const CampaignNames &campaigns, RowOrder &order)
{
    const std::int64_t id = -call.id;
    switch (by) {
    case CallSortColumn::DialledAt:
        return order.add(id, call.dialledAt);
    case CallSortColumn::Number:
        return order.add(id, call.number);
    case CallSortColumn::Name:
        return order.addText(id, call.name);
    case CallSortColumn::Outcome:
        return order.add(id, outcomeOf(call));
    case CallSortColumn::TalkTime:
        return order.add(id, talkOf(call));
    case CallSortColumn::Attempt:
        return order.add(id, call.attempt);
    case CallSortColumn::CampaignName:
        break;
    }
    const auto found = campaigns.find(call.campaign);
    order.addText(id, found == campaigns.end() ? std::string_view() : std::string_view(found->second));
}

} // namespace

struct CallOrderStore::Question {
    WorkspaceId workspace;
    CampaignId campaign;
    StateRange range;
};

Rows CallOrderStore::calls(const Question &q)
{
    if (q.campaign.isNull()) {
        return m_db.query("SELECT " ORDERED_CALL " FROM attempts a WHERE" ORDERED_CALL_MATCHES, q.workspace, newest,
                          q.range.lowest, q.range.highest, q.range.answered, q.range.answered);
    }
    return m_db.query("SELECT " ORDERED_CALL " FROM attempts a WHERE a.campaign_id = ? AND" ORDERED_CALL_MATCHES,
                      q.campaign, q.workspace, newest, q.range.lowest, q.range.highest, q.range.answered,
                      q.range.answered);
}

Rows CallOrderStore::callsWithDetails(const Question &q)
{
    if (q.campaign.isNull()) {
        return m_db.query("SELECT " ORDERED_CALL ORDERED_CALL_DETAILS " FROM attempts a WHERE" ORDERED_CALL_MATCHES,
                          q.workspace, newest, q.range.lowest, q.range.highest, q.range.answered, q.range.answered);
    }
    return m_db.query(
        "SELECT " ORDERED_CALL ORDERED_CALL_DETAILS " FROM attempts a WHERE a.campaign_id = ? AND" ORDERED_CALL_MATCHES,
        q.campaign, q.workspace, newest, q.range.lowest, q.range.highest, q.range.answered, q.range.answered);
}

RowOrder CallOrderStore::ordered(WorkspaceId workspace, CampaignId campaign, std::optional<ConversationStatus> status,
                                 const QString &text, CallOrder order)
{
    CampaignNames campaigns;
    if (order.by == CallSortColumn::CampaignName) {
        for (const Campaign &each : CampaignStore(m_db).all(workspace)) {
            campaigns.emplace(each.id.value, each.name.toStdString());
        }
    }
    RowOrder result(order.isDescending ? RowOrder::Direction::Descending : RowOrder::Direction::Ascending);
    RowSearch search(text);
    const Question question{workspace, campaign, rangeOf(status)};
    const bool needsDetails =
        !search.isEmpty() || order.by == CallSortColumn::Name || order.by == CallSortColumn::TalkTime;
    Rows rows = needsDetails ? callsWithDetails(question) : calls(question);
    while (rows.next()) {
        const OrderedCall call = callIn(rows, needsDetails);
        if (search.isEmpty() || search.finds(call.number, call.name)) {
            add(call, order.by, campaigns, result);
        }
    }
    return result;
}

std::vector<AttemptId> CallOrderStore::idsIn(const std::vector<std::int64_t> &negated)
{
    std::vector<AttemptId> ids;
    ids.reserve(negated.size());
    for (const std::int64_t value : negated) {
        ids.push_back(AttemptId{-value});
    }
    return ids;
}

} // namespace campanile
