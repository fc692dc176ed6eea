#pragma once

#include "core/clock.h"
#include "engine/time/clock_history.h"
#include "storage/write_transaction.h"

namespace campanile {

/// Checks whether the wall clock was set since a process last checked it. If it was, a new reading is written, and what
/// measures time in the database is moved so that it goes on as if the clock had not been set. Call this before an
/// instant in the database is compared with `tx.now` in the same transaction. Thread: the writer's. Throws
/// StorageError.
///
/// @param bootId the clock's boot id, which need not be read again each time
/// @return what was known before, which tells how far the clock was set
ClockHistory noteClocks(WriteTransaction &tx, const Clock &clock, const std::string &bootId);

} // namespace campanile
