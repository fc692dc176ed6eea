#pragma once

#include "core/result.h"

#include <QString>

namespace campanile {

/// Copies the database of a data directory (empty: the default one) to `target`, which must not exist, while others go
/// on working, and checks the copy. Answers with a sentence for the person.
Result<QString> backUp(const QString &dataDirectory, const QString &target);

/// Reads the whole database and checks it. StorageCorrupt with the first finding; else a sentence for the person.
Result<QString> checkStorage(const QString &dataDirectory);

} // namespace campanile
