#pragma once

#include "storage/import_store.h"
#include "storage/write_transaction.h"

namespace campanile {

/// Removes a slice of what an unfinished import has added; when nothing is left of it, its record goes too, and the
/// campaign is as it was before. Does nothing when it has been undone. Answers whether more is left.
/// Thread: the writer's. Throws StorageError.
bool undoImportSlice(WriteTransaction &transaction, const UnfinishedImport &import);

} // namespace campanile
