#pragma once

#include <QtGlobal>

#include <csignal>

#include <sys/resource.h>

namespace campanile::test {

/// While it lives, no file of this process grows beyond `bytes`. A write that crosses the limit is short, and the next
/// one fails: a full disk does the same.
class FileSizeLimit {
public:
    explicit FileSizeLimit(qint64 bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // otherwise the write that fails would end the process
        getrlimit(RLIMIT_FSIZE, &m_usual);
        rlimit limited = m_usual;
        limited.rlim_cur = static_cast<rlim_t>(bytes);
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_usual); }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_usual{};
};

} // namespace campanile::test
