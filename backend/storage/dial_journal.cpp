#include "storage/dial_journal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace campanile {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

Error failure(const QString &folder, int code)
{
    return {code == ENOSPC ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            QStringLiteral("The dial journal in %1 cannot be written: %2. Nothing is dialled until it can.")
                .arg(folder, qt_error_string(code)),
            {}};
}

/// Makes the names in a folder certain; without, a power cut may take a new file whose bytes are all on the disk.
bool syncFolder(const QString &path)
{
    const int folder = open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && fsync(folder) == 0;
    const int code = errno;
    if (folder >= 0) {
        close(folder);
    }
    errno = code;
    return synced;
}

} // namespace

DialJournal::DialJournal(QString folder)
    : m_folder(std::move(folder))
{
    mkdir(QFile::encodeName(m_folder).constData(), 0700);
}

DialJournal::~DialJournal()
{
    if (m_file >= 0) {
        close(m_file);
    }
}

void DialJournal::add(WallTime at, AttemptId attempt, E164 to, E164 from)
{
    if (at != m_stampOf) { // the permits of one pass share their instant
        m_stampOf = at;
        m_stamp = at.toUtc().toString(Qt::ISODateWithMs).toStdString();
    }
    m_lines += m_stamp;
    m_lines += " permit ";
    m_lines += attempt.toStdString();
    m_lines += ' ';
    m_lines += to.toStdString();
    m_lines += " from ";
    m_lines += from.toStdString();
    m_lines += '\n';
}

Result<void> DialJournal::openFor(WallTime now)
{
    const std::int64_t day = now.ms / dayMs;
    if (m_file >= 0 && day == m_day) {
        return {};
    }
    if (m_file >= 0) {
        close(std::exchange(m_file, -1));
    }
    const QString name = m_folder + QLatin1Char('/') + now.toUtc().toString(QStringLiteral("yyyy-MM-dd'.log'"));
    m_file = open(QFile::encodeName(name).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_file < 0) {
        return failure(m_folder, errno);
    }
    if (!syncFolder(m_folder) || !syncFolder(QFileInfo(m_folder).absolutePath())) {
        const Error error = failure(m_folder, errno);
        close(std::exchange(m_file, -1));
        return error;
    }
    m_day = day;
    return {};
}

Result<void> DialJournal::sync(WallTime now)
{
    if (m_lines.empty()) {
        return {};
    }
    const std::string lines = std::exchange(m_lines, {});
    if (Result<void> opened = openFor(now); !opened) {
        return opened;
    }
    std::size_t written = 0;
    while (written < lines.size()) {
        const ssize_t n = write(m_file, lines.data() + written, lines.size() - written);
        if (n < 0 && errno != EINTR) {
            return failure(m_folder, errno);
        }
        written += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    if (fdatasync(m_file) != 0) {
        return failure(m_folder, errno);
    }
    return {};
}

} // namespace campanile
