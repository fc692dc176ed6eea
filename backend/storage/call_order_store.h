#pragma once

#include "core/row_order.h"
#include "domain/call_order.h"
#include "domain/ids.h"
#include "domain/status.h"
#include "storage/connection.h"

#include <QString>

#include <optional>
#include <vector>

namespace campanile {

/// Reads calls in another order than newest first. As with targets, no index has these orders.
/// Thread: the connection's. Throws StorageError, Cancelled among them.
class CallOrderStore {
public:
    explicit CallOrderStore(Connection &db)
        : m_db(db)
    {
    }

    /// The calls that match, as AttemptStore::ids has it. Their ids are negated in it, so that of calls that compare
    /// equal the newest comes first; `idsIn` gives them back.
    [[nodiscard]] RowOrder ordered(WorkspaceId workspace, CampaignId campaign, std::optional<ConversationStatus> status,
                                   const QString &text, CallOrder order);
    [[nodiscard]] static std::vector<AttemptId> idsIn(const std::vector<std::int64_t> &negated);

private:
    struct Question;
    [[nodiscard]] Rows calls(const Question &question);
    [[nodiscard]] Rows callsWithDetails(const Question &question);

    Connection &m_db;
};

} // namespace campanile
