#pragma once

#include "core/row_order.h"
#include "domain/ids.h"
#include "domain/status.h"
#include "domain/target_order.h"
#include "storage/connection.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace campanile {

/// Reads the targets of a campaign in another order than that of the list. No index has these orders: a list is put in
/// order a few times a day, while each index would be written with every move of a target. States and reasons are in no
/// table, so what is asked for here is another column (TargetReads puts those in order).
/// Thread: the connection's. Throws StorageError, Cancelled among them.
class TargetOrderStore {
public:
    explicit TargetOrderStore(Connection &db)
        : m_db(db)
    {
    }

    /// All targets that match; `status` and `text` as TargetStore::ids has them.
    [[nodiscard]] RowOrder ordered(CampaignId campaign, std::optional<TargetStatus> status, const QString &text,
                                   TargetOrder order);
    /// These targets of the campaign, which are given in list order.
    [[nodiscard]] RowOrder ordered(CampaignId campaign, const std::vector<TargetId> &among, TargetOrder order);

    /// The first `most` (at least 1) ids of that order, without a text, in half the time that the whole order takes;
    /// nothing for a short list, which is in order as soon.
    [[nodiscard]] std::optional<std::vector<std::int64_t>>
    first(CampaignId campaign, std::optional<TargetStatus> status, TargetOrder order, int most);

private:
    struct Range {
        std::int64_t first = 0;
        std::int64_t last = 0;
    };
    [[nodiscard]] std::vector<std::int64_t> firstByName(CampaignId campaign, std::optional<TargetStatus> status,
                                                        TargetOrder order, int most);
    [[nodiscard]] Range rangeOf(CampaignId campaign);
    [[nodiscard]] Rows wholeList(CampaignId campaign);

    Connection &m_db;
};

} // namespace campanile
