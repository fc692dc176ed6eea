#pragma once

#include "core/result.h"
#include "domain/forecast.h"

#include <stop_token>

namespace campanile {

class Connection;

/// Runs a campaign ahead in memory, on virtual time, by the rules the gate asks: GCRA buckets, retry policy, number
/// ledger with the dials of the last week, calling hours of workspace and campaign, credit with its automatic reload,
/// spend limit, do-not-call list, misfire grace, channels of workspace, trunk and campaign. Every attempt is decided
/// one by one; 100,000 targets are meant to take less than 2 s (campanile_bench forecast).
///
/// Its simplifications:
/// - Other active bulk campaigns are not run, but counted: as long as one has targets left, each of our calls gives it
///   one turn on the rates it shares, unless its own rate forbids it, and an even part of the channels it shares. Their
///   calling hours, retries, credit and later dials of our numbers are left out; so are one-off calls.
/// - A draft or paused campaign counts as active from the start on. Stop all, trouble of the disk and trouble of the
///   carrier are left out.
/// - The circuit breaker pauses nothing; the forecast tells when it would trip.
/// - Rows of an import under way are left out, as the engine leaves them out until the import has finished.
///
/// Reads on `db` inside the caller's transaction, and writes nothing. Thread: the connection's.
/// @param now  the instant of the database's state
/// @param stop asked every millisecond or so, besides the interruption of the connection while it reads
/// @returns NotFound when there is no such campaign, Conflict when it is terminal, InvalidInput for a horizon out of
///          range or a plan that cannot be read, Cancelled. Throws StorageError.
Result<Forecast> forecast(Connection &db, const ForecastRequest &request, WallTime now,
                          const std::stop_token &stop = {});

} // namespace campanile
