#pragma once

#include "core/log.h"

#include <QString>

namespace campanile {

/// The options of `campaniled serve`.
struct ServeOptions {
    QString dataDirectory;
    QString listen = QStringLiteral("127.0.0.1:8787"); ///< HOST:PORT; port 0 picks a free one
    QString simulatedWire;
    log::Options log; ///< see log::Options; the folder may be empty: LocalBackend chooses it
};

/// Runs headless with the REST API until SIGTERM or SIGINT. Prints one line when it is ready, and a new workspace has
/// its agent, trunk and number: "campaniled ready url=http://127.0.0.1:8787 data_dir=/…". Needs a QCoreApplication.
/// Returns the exit status.
int runServe(const ServeOptions &options);

} // namespace campanile
