#pragma once

#include <QString>

namespace campanile {

/// `campaniled backup`: copies the database to `target`, which must not exist, and checks the copy. Works beside a
/// running Campanile. Answers the exit status.
int runBackup(const QString &dataDirectory, const QString &target);

/// `campaniled check`: reads the whole database and says whether it is sound. Answers the exit status.
int runCheck(const QString &dataDirectory);

} // namespace campanile
