#pragma once

#include "core/clock.h"
#include "domain/money.h"

#include <QtGlobal>

/// The most that can be asked for, whoever asks: settings lie below these, and no setting lifts them. They keep a
/// mistyped number from calling a town at once, a person to pieces, or a sum out of 64 bits.
namespace campanile::ceilings {

/// Calls begun per minute, of a workspace, a number or a campaign: 1,000 a second. It holds where nothing is set, too,
/// but for a simulated trunk, which rings nobody.
inline constexpr int ratePerMinute = 60'000;
/// Calls at once, of a workspace or a campaign: more than the ports of one address.
inline constexpr int concurrentCalls = 100'000;
/// Calls to one number in 24 hours, and in 7 days: a person who is called more often is harassed.
inline constexpr int callsPerNumberPerDay = 10;
inline constexpr int callsPerNumberPerWeek = 30;
/// Least time between two calls of campaigns to one number: a longer one outlasts most campaigns.
inline constexpr Milliseconds cooldown{std::int64_t{30} * 86'400'000};
/// Dials of one call, the first included.
inline constexpr int attempts = 20;
/// Before the next attempt: a call that waits longer is another call.
inline constexpr Milliseconds retryDelay{std::int64_t{7} * 86'400'000};
/// Seconds of waiting for somebody to speak, and of a whole call: one hour and four.
inline constexpr int holdSeconds = 3'600;
inline constexpr int callSeconds = 14'400;

/// Talk on a trunk, dearer than the satellite telephones.
inline constexpr Money pricePerMinute = Money::of(1'000);
/// One payment, correction, reload or limit of an account.
inline constexpr Money payment = Money::of(1'000'000);
/// What an account can hold, or owe: far inside 64 bits, so that sums of balances are, too.
inline constexpr Money balance = Money::of(1'000'000'000);

/// Characters of a name, and of a note or reason that a person writes.
inline constexpr qsizetype nameLength = 200;
inline constexpr qsizetype noteLength = 500;
/// Characters of what an agent says first.
inline constexpr qsizetype firstMessageLength = 5'000;
/// Characters of the address that an agent is reached at.
inline constexpr qsizetype endpointLength = 2'000;
/// Rows of one page of a list.
inline constexpr int rowsPerPage = 200;
/// Firings of one look at a schedule.
inline constexpr int firingsPreviewed = 100;

} // namespace campanile::ceilings
