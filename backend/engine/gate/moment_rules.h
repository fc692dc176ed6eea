#pragma once

#include "domain/credit.h"
#include "domain/moment.h"
#include "engine/gate/call_rules.h"
#include "storage/limit_store.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace campanile {

/// A rate that binds a call.
struct Rate {
    BucketScope scope = BucketScope::Workspace;
    std::int64_t id = 0;
    int perMinute = 0; ///< 0: no limit
};

/// The rates of the workspace, of the caller ID and of the campaign; asked only when CallRules::standing returns None.
[[nodiscard]] std::array<Rate, 3> ratesOf(const CallFacts &facts);

/// The rules of the moment, beside CallRules: channels, pace, spend limit and credit. This class reads what counts
/// against one more call; `firstHold` and `allHolds` judge it. The gate asks inside its transaction and counts what it
/// lets through; whoever explains or accepts a call asks on a connection that only reads.
///
/// Every count stands in the database, so several engines on one database keep the limits together. One object serves
/// one transaction and reads each count once, and only when a limit asks for it.
/// Thread: the connection's. Throws StorageError: what cannot be read is not dialled.
class MomentRules {
public:
    /// Answers the credit account of a workspace; null when there is none.
    using Accounts = std::function<const CreditAccount *(WorkspaceId)>;

    /// Borrows both.
    /// @param limits of the same connection and transaction
    /// @param accounts empty: the accounts as they are saved
    MomentRules(Connection &db, LimitStore &limits, WallTime now, Accounts accounts = nullptr);

    /// What counts against one more call with these facts. Asked only when CallRules::standing returns None.
    [[nodiscard]] Moment of(const CallFacts &facts);
    /// Counts the call that `firstHold` has just let through and whose attempt was just written.
    void take(const CallFacts &facts);
    /// Writes the paces that have moved.
    void save();

private:
    using ScopeKey = std::pair<BucketScope, std::int64_t>;
    struct SavedPace {
        Bucket bucket;
        std::int64_t taken = 0; ///< calls counted since it was read
        int perMinute = 0;
        bool moved = false;
    };

    [[nodiscard]] std::int64_t running(WorkspaceId workspace);
    [[nodiscard]] std::int64_t running(TrunkId trunk);
    [[nodiscard]] std::int64_t running(CampaignId campaign);
    void readLiveCounts();
    [[nodiscard]] Pace paceOf(ScopeKey key, int perMinute);
    [[nodiscard]] SavedPace &saved(ScopeKey key, int perMinute);
    [[nodiscard]] WallTime minuteFreeAt(ScopeKey key, const SavedPace &pace);
    void takePace(ScopeKey key, int perMinute);
    [[nodiscard]] const CreditAccount *account(WorkspaceId workspace);

    Connection &m_db;
    LimitStore &m_limits;
    const WallTime m_now;
    const Accounts m_accounts;
    bool m_countsRead = false;
    std::map<WorkspaceId, std::int64_t> m_byWorkspace;
    std::map<TrunkId, std::int64_t> m_byTrunk;
    std::map<CampaignId, std::int64_t> m_byCampaign;
    std::map<ScopeKey, SavedPace> m_paces;
    std::map<WorkspaceId, std::optional<CreditAccount>> m_savedAccounts;
};

} // namespace campanile
