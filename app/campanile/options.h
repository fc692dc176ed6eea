#pragma once

#include "core/log.h"

#include <QString>

class QCoreApplication;

namespace campanile {

/// The options that the program was started with.
struct Options {
    QString dataDirectory; ///< absolute; empty: the default of the desktop
    QString csvFile;       ///< absolute; empty: none
    log::Options log;      ///< the folder may be empty: LocalBackend chooses it
};

/// Reads the command line. For --help and --version it prints the answer and ends the program; for unknown options it
/// ends the program with exit status 2.
/// @param application must exist, because it holds the arguments.
Options readOptions(const QCoreApplication &application);

} // namespace campanile
