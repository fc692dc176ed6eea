#pragma once

#include "domain/target.h"
#include "storage/connection.h"

#include <string_view>
#include <vector>

namespace campanile {

/// As much of a target as scheduling needs.
struct PendingTarget {
    TargetId id;
    E164 number;
    QString timezone; ///< of the person, from the variable of that name; empty: not given
};

/// The lists of bulk campaigns. Counters are moved by the caller; the status of a target is moved by RowMoves.
/// Thread: the connection's. Throws StorageError.
class TargetStore {
public:
    explicit TargetStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<Target> find(TargetId id);
    [[nodiscard]] std::optional<Target> find(WorkspaceId workspace, TargetId id);
    /// Which targets match, in list order, after `after`; `limit` < 0: all. `text` as TargetFilter says.
    [[nodiscard]] std::vector<TargetId> ids(CampaignId campaign, std::optional<TargetStatus> status,
                                            const QString &text, TargetId after, int limit);
    /// Targets that wait to be scheduled, in list order; none of an import that has not finished.
    [[nodiscard]] std::vector<PendingTarget> pending(CampaignId campaign, TargetId importingFrom, int limit);
    /// How many pending targets of a campaign have this id or a greater one.
    [[nodiscard]] std::int64_t pendingFrom(CampaignId campaign, TargetId first);
    /// The greatest id of the targets of all campaigns; null when there are none.
    [[nodiscard]] TargetId newest();
    /// Every number on the list: what an import checks new rows against.
    [[nodiscard]] std::vector<std::int64_t> numbers(CampaignId campaign);

    /// Adds a row without claiming its number.
    void insert(TargetId id, CampaignId campaign, E164 number, std::string_view name, std::string_view variables);
    /// Claims the number for the target; false when another target of the campaign has it.
    [[nodiscard]] bool claimNumber(CampaignId campaign, E164 number, TargetId id);
    void remove(TargetId id);
    /// Removes at most `limit` targets of a campaign that has called nobody, and their claims. Returns their statuses.
    [[nodiscard]] std::vector<TargetStatus> removeAny(CampaignId campaign, int limit);
    /// Removes rows from `first` on that were added by an unfinished import, and their claims; at most `limit`.
    /// Answers how many.
    [[nodiscard]] int removeFrom(CampaignId campaign, TargetId first, int limit);

private:
    Connection &m_db;
};

} // namespace campanile
