#pragma once

#include "core/clock.h"
#include "domain/hold.h"
#include "domain/money.h"

#include <array>
#include <cstdint>
#include <vector>

namespace campanile {

/// Whose rate a pace keeps; the values are stored.
enum class BucketScope { Workspace = 0, PhoneNumber = 1, Campaign = 2 };

/// What a scope's rate holds a call with; index: BucketScope.
inline constexpr std::array<HoldReason, 3> rateReasons = {HoldReason::WorkspaceRate, HoldReason::NumberRate,
                                                          HoldReason::CampaignRate};

/// How many calls are on at once, and how many may be.
struct Channels {
    std::int64_t running = 0;
    int limit = 0; ///< 0: no limit

    [[nodiscard]] bool isFull() const { return limit > 0 && running >= limit; }
};

/// A limit on the calls of a minute: a bucket that spaces the calls evenly, and the count of the last minute.
struct Pace {
    int perMinute = 0;     ///< 0: no limit
    WallTime bucket;       ///< the theoretical arrival time of the next call, as far as it is believed; 0: never used
    WallTime minuteFreeAt; ///< when the last minute has room for one more call; not after `now` when it has room
};

/// Everything that counts against one more call at one instant, beyond what is true of the call itself: calls at once,
/// calls a minute, and money. The gate, the explanation, the acceptance of one-off calls and the forecast fill it from
/// their own sources and ask the same functions below, so that their answers are the same.
struct Moment {
    WallTime now;
    Channels workspace;
    Channels trunk; ///< over all workspaces that call through it
    Channels campaign;
    std::array<Pace, 3> paces; ///< index: BucketScope
    Money price;               ///< of a minute; 0: talk costs nothing, and nobody asks for credit
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

/// What holds the next call: channels first, then the pace, then the money. Of several rates, the one that holds
/// longest. None: the call may go. `until` is 0 when no instant is known.
[[nodiscard]] Hold firstHold(const Moment &moment);

/// The same without stopping at the first answer: everything that holds the next call, in the same order. Empty
/// exactly when `firstHold` answers None.
[[nodiscard]] std::vector<Hold> allHolds(const Moment &moment);

} // namespace campanile
