#pragma once

#include <QDir>
#include <QFileInfo>

namespace campanile::test {

/// A template for QTemporaryDir, below a folder in memory when there is one: every pass of the gate waits for a sync,
/// and those of a disk would be most of what a test takes. What is tested is the same in either.
inline QString scratchFolder(QLatin1StringView name)
{
    const QString memory = QStringLiteral("/dev/shm");
    return QStringLiteral("%1/campanile-%2-XXXXXX")
        .arg(QFileInfo(memory).isWritable() ? memory : QDir::tempPath(), name);
}

} // namespace campanile::test
