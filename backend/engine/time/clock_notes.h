#pragma once

#include "core/clock.h"
#include "engine/time/clock_history.h"
#include "storage/write_transaction.h"

namespace campanile {

/// Looks whether the wall clock was set since a process last looked. If it was, it is written down, and what measures
/// time in the database goes on as if it had not been. Whoever compares an instant
/// in the database with `tx.now` in this transaction asks this first. Thread: the writer's. Throws StorageError.
///
/// @param bootId of the clock, which need not be asked again each time
/// @return what was known before, which tells how far the clock was set
ClockHistory noteClocks(WriteTransaction &tx, const Clock &clock, const std::string &bootId);

} // namespace campanile
