#pragma once

#include "storage/connection.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace campanile {

/// Where one installation's data are, and everything that is done with them as a whole: connections are opened here,
/// the schema is brought up to date, backups are made and damage is looked for. Whoever needs the data is given this
/// value and never a path, so that another engine needs another Database and nothing else.
/// Thread: any; each connection belongs to the thread that opened it.
class Database {
public:
    /// The SQLite file at `path`.
    explicit Database(QString path)
        : m_path(std::move(path))
    {
    }

    /// Opens a connection. Throws StorageError.
    [[nodiscard]] std::unique_ptr<Connection> open(Connection::Access access) const;
    /// Opens a connection that writes, and brings the schema to this program's version, as `migrate` does. Throws
    /// StorageError.
    [[nodiscard]] std::unique_ptr<Connection> openUpToDate() const;

    /// Makes `copy` a copy of this database while others go on reading and writing. Throws StorageError, Cancelled
    /// among them.
    void copyTo(const Database &copy, const std::stop_token &stop = {}) const;
    /// Reads all data. Returns the first damage that it finds, or an empty text when they are sound. Throws
    /// StorageError.
    [[nodiscard]] QString firstDamage() const;

    [[nodiscard]] bool exists() const;
    /// How much room the data take on the disk.
    [[nodiscard]] qint64 bytes() const;
    /// For messages to people: the file's path.
    [[nodiscard]] const QString &name() const { return m_path; }

private:
    QString m_path;
};

} // namespace campanile
