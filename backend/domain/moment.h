#pragma once

#include "core/clock.h"
#include "domain/hold.h"
#include "domain/money.h"

#include <array>
#include <cstdint>
#include <vector>

namespace campanile {

/// The scope that a rate limits; the values are stored.
enum class BucketScope { Workspace = 0, PhoneNumber = 1, Campaign = 2 };

/// The hold reason of each scope's rate; the index is BucketScope.
inline constexpr std::array<HoldReason, 3> rateReasons = {HoldReason::WorkspaceRate, HoldReason::NumberRate,
                                                          HoldReason::CampaignRate};

/// How many calls are in progress, and how many may be.
struct Channels {
    std::int64_t running = 0;
    int limit = 0; ///< 0: no limit

    [[nodiscard]] bool isFull() const { return limit > 0 && running >= limit; }
};

/// A limit on the calls of a minute: a bucket that spaces the calls evenly, and the count of the last minute.
struct Pace {
    int perMinute = 0; ///< 0: no limit
    WallTime bucket;   ///< the theoretical arrival time of the next call, as far as it is believed; 0: never used
    /// When the last minute has room for one more call; not later than `now` when it has room already.
    WallTime minuteFreeAt;
};

/// All limits on one more call at one instant that do not depend on the call itself: calls at once, calls per minute,
/// and money. The gate, the explanation, the acceptance of one-off calls and the forecast fill it from their own
/// sources and ask the same functions below, so that their answers are the same.
struct Moment {
    WallTime now;
    Channels workspace;
    Channels trunk; ///< over all workspaces that call through it
    Channels campaign;
    std::array<Pace, 3> paces; ///< index: BucketScope
    Money price;               ///< the price of a minute; 0: talk costs nothing, and no credit is needed
    Money spendable;           ///< the workspace's credit that is available, with what an automatic reload would buy
    Money spendLimit;          ///< of the campaign; 0: no limit
    Money spent;               ///< by the campaign
    std::int64_t setAside = 0; ///< calls of the campaign that have one minute's price set aside

    [[nodiscard]] bool isOverSpendLimit() const
    {
        return spendLimit > Money{} && spent.micros + (setAside + 1) * price.micros > spendLimit.micros;
    }
    [[nodiscard]] bool isUnpaid() const { return price > Money{} && spendable < price; }
    [[nodiscard]] Pace &pace(BucketScope scope) { return paces[static_cast<std::size_t>(scope)]; }
};

/// What holds the next call. Channels are checked first, then rates, then money; of several rates, the one that holds
/// longest is returned. None means that the call may be dialled. `until` is 0 when no instant is known.
[[nodiscard]] Hold firstHold(const Moment &moment);

/// Everything that holds the next call, in the same order. It is empty exactly when `firstHold` returns None.
[[nodiscard]] std::vector<Hold> allHolds(const Moment &moment);

} // namespace campanile
