#pragma once

#include <QString>

namespace campanile {

/// `campaniled backup`: copies the database to `target`, which must not exist, and checks the copy. It works while
/// Campanile runs. Returns the exit status.
int runBackup(const QString &dataDirectory, const QString &target);

/// `campaniled check`: reads the whole database and reports whether it is sound. Returns the exit status.
int runCheck(const QString &dataDirectory);

} // namespace campanile
