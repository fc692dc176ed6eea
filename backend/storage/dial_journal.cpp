#include "storage/dial_journal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace campanile {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

/// The instant in UTC as ISO 8601 writes it, with milliseconds. Two lines of each call carry one, so it is made without
/// the calendars and locales of QDateTime.
std::string isoText(WallTime at)
{
    const std::chrono::sys_time<Milliseconds> instant{Milliseconds(at.ms)};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(instant - day);
    std::string text(40, '\0');
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                      static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

Error failure(const QString &folder, int code)
{
    return {code == ENOSPC ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            QStringLiteral("The dial journal in %1 cannot be written: %2. Nothing is dialled until it can.")
                .arg(folder, qt_error_string(code)),
            {}};
}

/// Syncs the names in a folder. Without this a power cut may remove a new file whose bytes are all on the disk.
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

/// Whether a power cut or a full disk has left half a line at the end.
bool endsInHalfALine(int file)
{
    char last = '\n';
    const off_t size = lseek(file, 0, SEEK_END);
    return size > 0 && pread(file, &last, 1, size - 1) == 1 && last != '\n';
}

} // namespace

QStringList DialJournal::filesIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*-*-*.log")}, QDir::Files, QDir::Name);
}

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

void DialJournal::stamp(WallTime at)
{
    if (at != m_stampOf) { // the permits of one pass share their instant
        m_stampOf = at;
        m_stamp = isoText(at);
    }
    m_lines += m_stamp;
}

void DialJournal::addPermit(const Attempt &attempt)
{
    stamp(attempt.intentAt);
    m_lines += " permit ";
    m_lines += attempt.id.toStdString();
    m_lines += ' ';
    m_lines += attempt.to.toStdString();
    m_lines += " from ";
    m_lines += attempt.from.toStdString();
    m_lines += " attempt ";
    m_lines += std::to_string(attempt.n);
    m_lines += " of ";
    m_lines += attempt.scheduledCall.toStdString();
    if (!attempt.target.isNull()) {
        m_lines += ' ';
        m_lines += attempt.target.toStdString();
    }
    m_lines += '\n';
}

void DialJournal::addResult(WallTime at, AttemptId attempt, EndReason reason, std::optional<Milliseconds> talk)
{
    stamp(at);
    m_lines += " result ";
    m_lines += attempt.toStdString();
    m_lines += ' ';
    m_lines += nameOf(reason).data();
    if (talk) {
        m_lines += ' ';
        m_lines += std::to_string(talk->count());
        m_lines += " ms";
    }
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
    m_file = open(QFile::encodeName(name).constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_file < 0) {
        return failure(m_folder, errno);
    }
    if (!syncFolder(m_folder) || !syncFolder(QFileInfo(m_folder).absolutePath())) {
        const Error error = failure(m_folder, errno);
        close(std::exchange(m_file, -1));
        return error;
    }
    if (endsInHalfALine(m_file)) {
        m_lines.insert(0, 1, '\n');
    }
    m_day = day;
    dropOldFiles();
    return {};
}

void DialJournal::dropOldFiles() const
{
    const QStringList files = filesIn(m_folder);
    for (qsizetype i = 0; i + filesKept < files.size(); ++i) {
        QDir(m_folder).remove(files.at(i)); // a file that cannot be removed now is removed with the next day's file
    }
}

Result<void> DialJournal::sync(WallTime now)
{
    if (m_lines.empty()) {
        return {};
    }
    if (Result<void> appended = append(now); !appended) {
        return appended;
    }
    return fdatasync(m_file) == 0 ? Result<void>() : Result<void>(failure(m_folder, errno));
}

void DialJournal::write(WallTime now)
{
    if (!m_lines.empty()) {
        [[maybe_unused]] const Result<void> appended = append(now);
    }
}

Result<void> DialJournal::append(WallTime now)
{
    if (Result<void> opened = openFor(now); !opened) {
        m_lines.clear();
        return opened;
    }
    const std::string lines = std::exchange(m_lines, {});
    std::size_t written = 0;
    while (written < lines.size()) {
        const ssize_t n = ::write(m_file, lines.data() + written, lines.size() - written);
        if (n < 0 && errno != EINTR) {
            const Error error = failure(m_folder, errno);
            close(std::exchange(m_file, -1)); // the end of the last line is looked for when the file is opened again
            return error;
        }
        written += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    return {};
}

} // namespace campanile
