#include "local/maintenance.h"

#include "storage/connection.h"
#include "storage/data_directory.h"
#include "storage/integrity.h"

#include <QDir>
#include <QFileInfo>

#include <functional>

namespace campanile {

namespace {

QString databaseOf(const QString &dataDirectory)
{
    return (dataDirectory.isEmpty() ? DataDirectory::defaultPath() : QDir(dataDirectory).absolutePath()) +
           QStringLiteral("/campanile.sqlite");
}

Result<QString> openAnd(const QString &path, const std::function<Result<QString>(Connection &)> &work)
{
    if (!QFileInfo(path).isFile()) {
        return {ErrorCode::FileNotReadable, QStringLiteral("There is no database at %1.").arg(path)};
    }
    try {
        Connection db(path, Connection::Access::ReadOnly);
        return work(db);
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
    Result<QString> copied = openAnd(databaseOf(dataDirectory), [&target](Connection &db) -> Result<QString> {
        db.backupTo(target);
        return target;
    });
    if (!copied) {
        return copied;
    }
    return openAnd(target, [&target](Connection &copy) -> Result<QString> {
        const QString finding = firstDamage(copy);
        if (!finding.isEmpty()) {
            return {ErrorCode::StorageCorrupt, QStringLiteral("The copy %1 is damaged: %2.").arg(target, finding)};
        }
        return QStringLiteral("Backed up to %1, and checked.").arg(target);
    });
}

Result<QString> checkStorage(const QString &dataDirectory)
{
    const QString path = databaseOf(dataDirectory);
    return openAnd(path, [&path](Connection &db) -> Result<QString> {
        const QString finding = firstDamage(db);
        if (!finding.isEmpty()) {
            return {ErrorCode::StorageCorrupt,
                    QStringLiteral("%1 is damaged: %2. Restore a backup.").arg(path, finding)};
        }
        return QStringLiteral("%1 is sound.").arg(path);
    });
}

} // namespace campanile
