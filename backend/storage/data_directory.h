#pragma once

#include "core/result.h"
#include "storage/database.h"

#include <QString>

#include <memory>

namespace campanile {

/// The folder that holds everything of one installation, and the proof that this process alone owns it: an advisory
/// lock that the kernel frees when the process ends in any way. Folders are made with mode 0700 and files with 0600.
/// Thread: any after opening.
class DataDirectory {
public:
    /// Makes the folder when it is missing, and takes it. StorageBusy when another process has it; StorageReadOnly when
    /// it cannot be made or written, or lies on a network file system, where locks cannot be trusted.
    static Result<std::unique_ptr<DataDirectory>> take(const QString &path);
    ~DataDirectory();
    DataDirectory(const DataDirectory &) = delete;
    DataDirectory &operator=(const DataDirectory &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Database database() const { return databaseIn(m_path); }
    /// The database of the data directory at `path`, whether anybody has taken that or not.
    [[nodiscard]] static Database databaseIn(const QString &path)
    {
        return Database(path + QStringLiteral("/campanile.sqlite"));
    }
    [[nodiscard]] QString apiKeyPath() const { return m_path + QStringLiteral("/api-key"); }
    [[nodiscard]] QString journalPath() const { return m_path + QStringLiteral("/dial-journal"); }
    [[nodiscard]] QString uploadsPath() const { return m_path + QStringLiteral("/uploads"); }
    /// The folder of the copies that campaigns are rehearsed on. The copies of earlier processes have been removed.
    [[nodiscard]] QString rehearsalsPath() const { return m_path + QStringLiteral("/rehearsals"); }
    /// Bytes that may still be written on this file system; -1 when that cannot be told.
    [[nodiscard]] qint64 freeBytes() const;

    /// Where the data lies when no directory is named: $XDG_DATA_HOME/campanile.
    static QString defaultPath();

private:
    DataDirectory(QString path, int lock);

    const QString m_path;
    const int m_lock;
};

} // namespace campanile
