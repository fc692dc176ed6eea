#include "local/maintenance.h"

#include "storage/data_directory.h"

#include <QDir>
#include <QFileInfo>

#include <functional>

namespace campanile {

namespace {

Database databaseOf(const QString &dataDirectory)
{
    return DataDirectory::databaseIn(dataDirectory.isEmpty() ? DataDirectory::defaultPath()
                                                             : QDir(dataDirectory).absolutePath());
}

Result<QString> with(const Database &database, const std::function<Result<QString>(const Database &)> &work)
{
    if (!database.exists()) {
        return {ErrorCode::FileNotReadable, QStringLiteral("There is no database at %1.").arg(database.name())};
    }
    try {
        return work(database);
    } catch (const StorageError &error) {
        return error.error();
    }
}

} // namespace

Result<QString> backUp(const QString &dataDirectory, const QString &target)
{
    if (QFileInfo::exists(target)) {
        return {ErrorCode::InvalidInput, QStringLiteral("%1 exists already; a backup never overwrites.").arg(target)};
    }
    const Database copy(target);
    Result<QString> copied = with(databaseOf(dataDirectory), [&](const Database &original) -> Result<QString> {
        original.copyTo(copy);
        return target;
    });
    if (!copied) {
        return copied;
    }
    return with(copy, [&](const Database &) -> Result<QString> {
        const QString finding = copy.firstDamage();
        if (!finding.isEmpty()) {
            return {ErrorCode::StorageCorrupt, QStringLiteral("The copy %1 is damaged: %2.").arg(target, finding)};
        }
        return QStringLiteral("Backed up to %1, and checked.").arg(target);
    });
}

Result<QString> checkStorage(const QString &dataDirectory)
{
    return with(databaseOf(dataDirectory), [](const Database &database) -> Result<QString> {
        const QString finding = database.firstDamage();
        if (!finding.isEmpty()) {
            return {ErrorCode::StorageCorrupt,
                    QStringLiteral("%1 is damaged: %2. Restore a backup.").arg(database.name(), finding)};
        }
        return QStringLiteral("%1 is sound.").arg(database.name());
    });
}

} // namespace campanile
