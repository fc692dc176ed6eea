#include "csv/regular_file.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

Error notReadable(const QString &name, ErrorRule rule, const QString &why)
{
    return {ErrorCode::FileNotReadable, QStringLiteral("%1 cannot be read: %2.").arg(name, why), {}, rule, {name}};
}

Error systemFailed(const QString &name, int number)
{
    switch (number) {
    case ENOENT:
        return notReadable(name, ErrorRule::NoFile, u"there is no such file"_s);
    case EACCES:
        return notReadable(name, ErrorRule::NoPermission, u"you have no permission to read it"_s);
    default:
        return notReadable(name, ErrorRule::FileFailed, qt_error_string(number));
    }
}

QString describeKind(mode_t mode)
{
    if (S_ISDIR(mode)) {
        return u"it is a folder; choose the CSV file in it"_s;
    }
    if (S_ISFIFO(mode) || S_ISSOCK(mode)) {
        return u"it is a pipe or socket; save its contents to a file first"_s;
    }
    return u"it is a device, not a file"_s;
}

} // namespace

RegularFile::RegularFile(QString name, int descriptor)
    : m_name(std::move(name))
    , m_descriptor(descriptor)
{
}

RegularFile::RegularFile(RegularFile &&other) noexcept
    : m_name(std::move(other.m_name))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_size(other.m_size)
{
}

RegularFile &RegularFile::operator=(RegularFile &&other) noexcept
{
    std::swap(m_name, other.m_name);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    return *this;
}

RegularFile::~RegularFile()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<RegularFile> RegularFile::open(const QString &path)
{
    const QString name = u'“' + path + u'”';
    const QByteArray encoded = QFile::encodeName(path);
    struct stat status {};
    // Asked before opening: opening some devices already does something (rewinds a tape, takes a modem off the hook).
    if (::stat(encoded.constData(), &status) != 0) {
        return systemFailed(name, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return notReadable(name, ErrorRule::NotAFile, describeKind(status.st_mode));
    }
    // O_NONBLOCK: if a FIFO took the file's place meanwhile, opening it must not wait for a writer.
    RegularFile file(name, ::open(encoded.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.m_descriptor < 0) {
        return systemFailed(name, errno);
    }
    if (::fstat(file.m_descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        return notReadable(name, ErrorRule::NotAFile, u"it is no regular file"_s);
    }
    ::posix_fadvise(file.m_descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    file.m_size = status.st_size;
    return file;
}

Result<void> RegularFile::read(std::span<char> out)
{
    while (!out.empty()) {
        const ssize_t got = ::read(m_descriptor, out.data(), out.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return systemFailed(m_name, errno);
        }
        if (got == 0) {
            return notReadable(m_name, ErrorRule::FileShrank,
                               u"it became shorter while it was read; try again when nothing writes to it"_s);
        }
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

Result<void> RegularFile::rewind()
{
    if (::lseek(m_descriptor, 0, SEEK_SET) != 0) {
        return systemFailed(m_name, errno);
    }
    return {};
}

} // namespace campanile
