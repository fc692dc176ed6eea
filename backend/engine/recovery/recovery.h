#pragma once

#include "core/event_loop.h"
#include "domain/workspace.h"
#include "storage/attempt_store.h"
#include "storage/writer.h"

#include <QString>

#include <functional>
#include <vector>

namespace campanile {

/// What a process that begins finds of those before it.
struct Recovered {
    std::vector<Attempt> open; ///< nobody knows what became of them; all are `resolving` now
    std::vector<Trunk> trunks;
    std::vector<CampaignId> active;
    std::vector<CampaignId> firing; ///< whose queue is served although their plan is not laid out
    std::vector<CampaignId> cancelled;
    std::vector<PhoneNumberId> oneOff; ///< with calls of no campaign in the queue
};

/// The first step of a start (handbook/reliability.md 6.3): attempts that earlier processes left open become
/// `resolving`, in one transaction, so that none of them is dialled again by itself. Dials that the journal
/// knows and the database does not, because it is a restored backup, are entered first (engine/journal_recovery.h).
/// @param journalFolder empty: there is no journal
/// Thread: the writer's. Throws StorageError.
Recovered recover(WriteTransaction &transaction, std::int64_t generation, const QString &journalFolder);

/// An import is whole or nothing: what a killed process left of one goes, a slice at a time. `undone` is called on the
/// loop. Borrows both until then. Thread: the loop's.
void undoUnfinishedImports(EventLoop &loop, Writer &writer, std::function<void(Result<void>)> undone);

} // namespace campanile
