// A library that is loaded into a program before its own (LD_PRELOAD) and writes down, in one order, everything by
// which the program changes the files of one folder, and what it sends: io_trace.h. It is told by two variables:
//
//   IO_RECORDER_FOLDER   the folder, an absolute path
//   IO_RECORDER_TRACE    the file to write
//
// One lock is held over a call and its record, so that the order is not a guess. Memory that is mapped is not seen:
// SQLite's index of its log is written that way, and nothing of it outlives a power cut.

#include "io_trace.h"

#include <cstdarg>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace campanile {

namespace {

template<class Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

class Recorder {
public:
    static Recorder &instance()
    {
        static Recorder recorder;
        return recorder;
    }

    std::mutex mutex;

    /// Whether the path is of the folder and worth a record; `name` becomes what is behind the folder.
    bool covers(const char *path, std::string &name) const
    {
        const std::string_view text(path == nullptr ? "" : path);
        if (m_trace < 0 || !text.starts_with(m_folder) || text.ends_with("-shm")) {
            return false;
        }
        name = text.substr(std::min(m_folder.size() + 1, text.size()));
        return text.size() == m_folder.size() || text[m_folder.size()] == '/';
    }

    bool covers(int descriptor, std::string &name) const
    {
        if (m_trace < 0) {
            return false;
        }
        std::string path(4'096, '\0');
        const ssize_t size =
            readlink(("/proc/self/fd/" + std::to_string(descriptor)).c_str(), path.data(), path.size());
        path.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        constexpr std::string_view gone = " (deleted)";
        if (path.ends_with(gone)) {
            path.resize(path.size() - gone.size());
        }
        return covers(path.c_str(), name);
    }

    /// The number of an open file; a new one when it has just been made, as inodes are used again.
    std::uint32_t numberOf(int descriptor, bool fresh = false)
    {
        struct stat info {};
        fstat(descriptor, &info);
        std::uint32_t &number = m_numbers[info.st_ino];
        if (fresh || number == 0) {
            number = ++m_latest;
        }
        return number;
    }

    void record(IoKind kind, std::uint32_t file, off_t offset, std::string_view text, std::string_view target = {})
    {
        const IoHead head{kind, file, static_cast<std::uint64_t>(offset), static_cast<std::uint32_t>(text.size()),
                          static_cast<std::uint32_t>(target.size())};
        std::string bytes(reinterpret_cast<const char *>(&head), sizeof head);
        bytes.append(text).append(target);
        if (syscall(SYS_write, m_trace, bytes.data(), bytes.size()) != static_cast<long>(bytes.size())) {
            std::abort(); // a witness that cannot write must not go on
        }
    }

private:
    Recorder()
    {
        const char *const folder = std::getenv("IO_RECORDER_FOLDER");
        const char *const trace = std::getenv("IO_RECORDER_TRACE");
        if (folder != nullptr && trace != nullptr) {
            m_folder = folder;
            m_trace =
                static_cast<int>(syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        }
    }

    std::string m_folder;
    int m_trace = -1;
    std::map<ino_t, std::uint32_t> m_numbers;
    std::uint32_t m_latest = 0;
};

using OpenAt = int(int, const char *, int, mode_t);
using Write = ssize_t(int, const void *, std::size_t);
using WriteAt = ssize_t(int, const void *, std::size_t, off_t);
using OfDescriptor = int(int);
using Truncate = int(int, off_t);
using OfPath = int(const char *);

int openRecorded(const char *path, int flags, mode_t mode)
{
    static auto *const call = next<OpenAt>("openat64");
    Recorder &recorder = Recorder::instance();
    std::string name;
    if ((flags & (O_CREAT | O_TRUNC)) == 0 || !recorder.covers(path, name)) {
        return call(AT_FDCWD, path, flags, mode);
    }
    const std::scoped_lock lock(recorder.mutex);
    const bool fresh = access(path, F_OK) != 0;
    const int file = call(AT_FDCWD, path, flags, mode);
    if (file >= 0 && fresh) {
        recorder.record(IoKind::Create, recorder.numberOf(file, true), 0, name);
    } else if (file >= 0 && (flags & O_TRUNC) != 0) {
        recorder.record(IoKind::Truncate, recorder.numberOf(file), 0, {});
    }
    return file;
}

ssize_t writeRecorded(int file, const void *data, std::size_t size, off_t at, Write *append, WriteAt *place)
{
    Recorder &recorder = Recorder::instance();
    std::string name;
    if (!recorder.covers(file, name)) {
        return append != nullptr ? append(file, data, size) : place(file, data, size, at);
    }
    const std::scoped_lock lock(recorder.mutex);
    if (append != nullptr) {
        at = lseek(file, 0, (fcntl(file, F_GETFL) & O_APPEND) != 0 ? SEEK_END : SEEK_CUR);
    }
    const ssize_t written = append != nullptr ? append(file, data, size) : place(file, data, size, at);
    if (written > 0) {
        recorder.record(IoKind::Write, recorder.numberOf(file), at,
                        {static_cast<const char *>(data), static_cast<std::size_t>(written)});
    }
    return written;
}

int syncRecorded(int file, OfDescriptor *call)
{
    Recorder &recorder = Recorder::instance();
    std::string name;
    if (!recorder.covers(file, name)) {
        return call(file);
    }
    const std::scoped_lock lock(recorder.mutex);
    const int result = call(file);
    struct stat info {};
    fstat(file, &info);
    if (result == 0) {
        recorder.record(IoKind::Sync, S_ISDIR(info.st_mode) ? 0 : recorder.numberOf(file), 0, name);
    }
    return result;
}

int truncateRecorded(int file, off_t size, Truncate *call)
{
    Recorder &recorder = Recorder::instance();
    std::string name;
    if (!recorder.covers(file, name)) {
        return call(file, size);
    }
    const std::scoped_lock lock(recorder.mutex);
    const int result = call(file, size);
    if (result == 0) {
        recorder.record(IoKind::Truncate, recorder.numberOf(file), size, {});
    }
    return result;
}

} // namespace

} // namespace campanile

using namespace campanile;

// The C library's own names, in place of its functions.
extern "C" {

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return openRecorded(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return openRecorded(path, flags | O_LARGEFILE, mode);
}

ssize_t write(int file, const void *data, std::size_t size)
{
    static auto *const call = next<Write>("write");
    return writeRecorded(file, data, size, 0, call, nullptr);
}

ssize_t pwrite64(int file, const void *data, std::size_t size, off_t at)
{
    static auto *const call = next<WriteAt>("pwrite64");
    return writeRecorded(file, data, size, at, nullptr, call);
}

int fsync(int file)
{
    static auto *const call = next<OfDescriptor>("fsync");
    return syncRecorded(file, call);
}

int fdatasync(int file)
{
    static auto *const call = next<OfDescriptor>("fdatasync");
    return syncRecorded(file, call);
}

int ftruncate64(int file, off_t size) noexcept
{
    static auto *const call = next<Truncate>("ftruncate64");
    return truncateRecorded(file, size, call);
}

int unlink(const char *path) noexcept
{
    static auto *const call = next<OfPath>("unlink");
    Recorder &recorder = Recorder::instance();
    std::string name;
    if (!recorder.covers(path, name)) {
        return call(path);
    }
    const std::scoped_lock lock(recorder.mutex);
    const int result = call(path);
    if (result == 0) {
        recorder.record(IoKind::Unlink, 0, 0, name);
    }
    return result;
}

int rename(const char *from, const char *to) noexcept
{
    static auto *const call = next<int(const char *, const char *)>("rename");
    Recorder &recorder = Recorder::instance();
    std::string source;
    std::string target;
    if (!recorder.covers(from, source) || !recorder.covers(to, target)) {
        return call(from, to);
    }
    const std::scoped_lock lock(recorder.mutex);
    const int result = call(from, to);
    if (result == 0) {
        recorder.record(IoKind::Rename, 0, 0, source, target);
    }
    return result;
}

int mkdir(const char *path, mode_t mode) noexcept
{
    static auto *const call = next<int(const char *, mode_t)>("mkdir");
    Recorder &recorder = Recorder::instance();
    std::string name;
    if (!recorder.covers(path, name)) {
        return call(path, mode);
    }
    const std::scoped_lock lock(recorder.mutex);
    const int result = call(path, mode);
    if (result == 0) {
        recorder.record(IoKind::MakeFolder, 0, 0, name);
    }
    return result;
}

ssize_t send(int socket, const void *data, std::size_t size, int flags)
{
    static auto *const call = next<ssize_t(int, const void *, std::size_t, int)>("send");
    Recorder &recorder = Recorder::instance();
    const std::scoped_lock lock(recorder.mutex);
    const ssize_t sent = call(socket, data, size, flags);
    if (sent > 0) {
        recorder.record(IoKind::Send, 0, 0, {static_cast<const char *>(data), static_cast<std::size_t>(sent)});
    }
    return sent;
}

} // extern "C"
