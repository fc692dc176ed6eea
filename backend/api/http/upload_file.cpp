#include "api/http/upload_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace campanile {

namespace {

Error storageError(int number, const char *what)
{
    ErrorCode code = ErrorCode::StorageFailed;
    QString advice = QStringLiteral("See whether the disk is healthy.");
    if (number == ENOSPC || number == EDQUOT) {
        code = ErrorCode::StorageFull;
        advice = QStringLiteral("Free some space on the disk and send it again.");
    } else if (number == EROFS || number == EACCES || number == EPERM) {
        code = ErrorCode::StorageReadOnly;
        advice = QStringLiteral("Make the data directory writable.");
    }
    return {code,
            QStringLiteral("The upload could not be stored (%1: %2). %3")
                .arg(QLatin1StringView(what), qt_error_string(number), advice),
            {}};
}

Error directoryError(const std::string &directory, int number)
{
    return {ErrorCode::FileNotReadable,
            QStringLiteral("The directory for uploads, %1, cannot be used: %2. Make it a directory that is writable.")
                .arg(QString::fromStdString(directory), qt_error_string(number)),
            {}};
}

} // namespace

Result<void> UploadFile::prepareDirectory(const std::string &directory)
{
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) {
        return directoryError(directory, errno);
    }
    namespace fs = std::filesystem;
    std::error_code problem;
    for (fs::directory_iterator entry(directory, problem); !problem && entry != fs::directory_iterator();
         entry.increment(problem)) {
        if (entry->path().filename().native().starts_with(prefix)) {
            std::error_code leftThere; // a file that could not be removed does no harm
            fs::remove(entry->path(), leftThere);
        }
    }
    if (problem) {
        return directoryError(directory, problem.value());
    }
    if (::access(directory.c_str(), W_OK | X_OK) != 0) {
        return directoryError(directory, errno);
    }
    return {};
}

Result<std::shared_ptr<UploadFile>> UploadFile::create(const std::string &directory)
{
    std::string path = directory + '/' + std::string(prefix) + "XXXXXX";
    const int descriptor = ::mkostemp(path.data(), O_CLOEXEC); // O_EXCL and mode 0600 by POSIX
    if (descriptor < 0) {
        return storageError(errno, "create");
    }
    return std::shared_ptr<UploadFile>(new UploadFile(descriptor, std::move(path)));
}

UploadFile::UploadFile(int descriptor, std::string path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
{
}

UploadFile::~UploadFile()
{
    ::unlink(m_path.c_str());
    ::close(m_descriptor);
}

Result<void> UploadFile::append(std::string_view bytes)
{
    m_hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return storageError(errno, "write");
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace campanile
