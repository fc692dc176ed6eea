#pragma once

#include "core/log.h"

#include <QString>

class QCoreApplication;

namespace campanile {

/// What the program was started with.
struct Options {
    QString dataDirectory; ///< absolute; empty: the default of the desktop
    QString csvFile;       ///< absolute; empty: none
    log::Options log;      ///< the folder may be empty: LocalBackend chooses it
};

/// Reads the command line. Answers --help and --version itself and ends the program, with exit status 2 on options it
/// does not know.
/// @param application shows that there is one: it has the arguments.
Options readOptions(const QCoreApplication &application);

} // namespace campanile
