#include "storage/data_directory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace campanile {

namespace {

constexpr long smb2Magic = 0xfe534d42;
constexpr long cifsMagic = 0xff534d42;

bool isNetworkFileSystem(const QByteArray &path)
{
    struct statfs info {};
    if (statfs(path.constData(), &info) != 0) {
        return false;
    }
    const auto type = static_cast<unsigned int>(info.f_type);
    return type == NFS_SUPER_MAGIC || type == static_cast<unsigned int>(smb2Magic) ||
           type == static_cast<unsigned int>(cifsMagic) || type == AFS_SUPER_MAGIC;
}

bool makeFolder(const QString &path)
{
    QStringList missing; // the outermost first
    for (QString folder = path; !QFileInfo(folder).isDir(); folder = QFileInfo(folder).absolutePath()) {
        missing.prepend(folder);
    }
    return std::ranges::all_of(missing, [](const QString &folder) {
        return mkdir(QFile::encodeName(folder).constData(), 0700) == 0 || errno == EEXIST;
    });
}

Error notWritable(const QString &path, int code)
{
    return {ErrorCode::StorageReadOnly,
            QStringLiteral("The data directory %1 cannot be written: %2. Make it writable, or choose another with "
                           "--data-dir.")
                .arg(path, qt_error_string(code)),
            {}};
}

} // namespace

DataDirectory::DataDirectory(QString path, int lock)
    : m_path(std::move(path))
    , m_lock(lock)
{
}

DataDirectory::~DataDirectory()
{
    close(m_lock);
}

Result<std::unique_ptr<DataDirectory>> DataDirectory::take(const QString &path)
{
    const QString folder = QDir::cleanPath(QDir::current().absoluteFilePath(path));
    if (QFileInfo(folder).exists() && !QFileInfo(folder).isDir()) {
        return {ErrorCode::StorageReadOnly,
                QStringLiteral("%1 is a file, and a folder is needed there. Choose another data directory with "
                               "--data-dir.")
                    .arg(folder)};
    }
    if (!makeFolder(folder) || !makeFolder(folder + QStringLiteral("/uploads"))) {
        return notWritable(folder, errno);
    }
    const QByteArray name = QFile::encodeName(folder);
    if (isNetworkFileSystem(name)) {
        return {
            ErrorCode::StorageReadOnly,
            QStringLiteral("The data directory %1 lies on a network file system, where the locks that keep a person "
                           "from being called twice cannot be trusted. Choose a local one with --data-dir.")
                .arg(folder)};
    }
    const int lock = open((name + "/lock").constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0) {
        return notWritable(folder, errno);
    }
    // flock belongs to the open file, not to the process: unlike a pid file it cannot be left behind.
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return {ErrorCode::StorageBusy,
                QStringLiteral("Another Campanile is already using the data directory %1. Use that one, end it, or "
                               "choose another data directory with --data-dir.")
                    .arg(folder)};
    }
    std::unique_ptr<DataDirectory> directory(new DataDirectory(folder, lock));
    QDir(directory->rehearsalsPath()).removeRecursively();
    // Made here and not by SQLite, so that it is its owner's alone; SQLite gives its log and the index of the log the
    // same mode.
    const int database = open(QFile::encodeName(directory->database().name()).constData(),
                              O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (database < 0) {
        return notWritable(folder, errno);
    }
    close(database);
    return directory;
}

qint64 DataDirectory::freeBytes() const
{
    struct statvfs info {};
    if (statvfs(QFile::encodeName(m_path).constData(), &info) != 0) {
        return -1;
    }
    return static_cast<qint64>(info.f_bavail) * static_cast<qint64>(info.f_frsize);
}

QString DataDirectory::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/campanile");
}

} // namespace campanile
