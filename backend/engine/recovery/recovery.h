#pragma once

#include "core/event_loop.h"
#include "domain/workspace.h"
#include "engine/recovery/standing.h"
#include "storage/import_store.h"
#include "storage/writer.h"

#include <QString>

#include <functional>
#include <vector>

namespace campanile {

/// The work that the database has for the engine.
struct Work {
    std::vector<CampaignId> active;
    std::vector<CampaignId> firing; ///< whose queue is served although their plan is not materialized
    std::vector<CampaignId> cancelled;
    std::vector<PhoneNumberId> oneOff; ///< with one-off calls in the queue
};

/// Thread: the connection's. Throws StorageError.
Work readWork(Connection &db);

/// What a process that begins finds of earlier processes.
struct Recovered {
    Standing standing;
    std::vector<Trunk> trunks;
    Work work;
};

/// The first step of a start: attempts that dead processes left open become `resolving`, in one transaction, so that
/// none of them is dialled again by itself. Dials that the journal knows and the database does not, because it is a
/// restored backup, are entered first (journal_recovery.h).
/// @param journalFolder empty: there is no journal
/// Thread: the writer's. Throws StorageError.
Recovered recover(WriteTransaction &transaction, ProcessId self, const QString &journalFolder);

/// Removes what dead processes left of unfinished imports, a slice at a time, because an import is whole or nothing.
/// `undone` is called on the loop. Borrows both until then. Thread: the loop's.
void undoUnfinishedImports(EventLoop &loop, Writer &writer, std::function<void(Result<void>)> undone);

/// Removes what one import has left, and tries again every two seconds while that cannot be written, as on a full disk.
/// `undone` is called on the loop when nothing is left. Borrows both as long as the loop runs. Thread: the loop's.
void undoImport(EventLoop &loop, Writer &writer, UnfinishedImport import, std::function<void()> undone);

} // namespace campanile
