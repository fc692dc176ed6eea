#pragma once

#include "core/clock.h"
#include "domain/money.h"

#include <QtGlobal>

#include <cstddef>
#include <cstdint>

/// The highest values that any setting or request may have; no setting can raise them. They prevent that a mistyped
/// number calls a whole town at once or one person again and again, or that a sum overflows 64 bits.
namespace campanile::ceilings {

/// Calls begun per minute by a workspace, a number or a campaign: 1,000 a second. It also applies when no rate is set,
/// except on a simulated trunk, which rings nobody.
inline constexpr int ratePerMinute = 60'000;
/// Calls at once of a workspace or a campaign: more than the ports of one address can carry.
inline constexpr int concurrentCalls = 100'000;
/// Calls to one number in 24 hours, and in 7 days: a person who is called more often is harassed.
inline constexpr int callsPerNumberPerDay = 10;
inline constexpr int callsPerNumberPerWeek = 30;
/// The longest cool-down between two calls of campaigns to one number: a longer one would outlast most campaigns.
inline constexpr Milliseconds cooldown{std::int64_t{30} * 86'400'000};
/// Attempts of one call, including the first; its retry delays are fewer by one.
inline constexpr int attempts = 20;
/// The delay before the next attempt: a call that waits longer is another call.
inline constexpr Milliseconds retryDelay{std::int64_t{7} * 86'400'000};
/// The longest hold and the longest duration of a call in seconds: one hour and four hours.
inline constexpr int holdSeconds = 3'600;
inline constexpr int callSeconds = 14'400;

/// The price of one minute on a trunk: more than calls to satellite telephones cost.
inline constexpr Money pricePerMinute = Money::of(1'000);
/// The amount of one payment, correction, reload or limit of an account.
inline constexpr Money payment = Money::of(1'000'000);
/// The largest balance or debt of an account: far below 64 bits, so that sums of balances are, too.
inline constexpr Money balance = Money::of(1'000'000'000);

/// Characters of a name, and of a note or reason that a person writes.
inline constexpr qsizetype nameLength = 200;
inline constexpr qsizetype noteLength = 500;
/// Characters of a campaign's description.
inline constexpr qsizetype descriptionLength = 2'000;
/// Characters of an agent's first message.
inline constexpr qsizetype firstMessageLength = 5'000;
/// Characters of an agent's endpoint.
inline constexpr qsizetype endpointLength = 2'000;
/// Characters of a text that targets or calls are searched for.
inline constexpr qsizetype searchLength = 256;
/// Targets that one request adds to a campaign; a longer list is imported as CSV.
inline constexpr std::size_t targetsPerRequest = 10'000;
/// Rows of one page of a list.
inline constexpr int rowsPerPage = 200;
/// Firings in one preview of a schedule.
inline constexpr int firingsPreviewed = 100;

} // namespace campanile::ceilings
