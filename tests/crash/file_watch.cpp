#include "file_watch.h"

#include <array>
#include <cstring>

#include <sys/inotify.h>
#include <unistd.h>

namespace campanile {

FileWatch::FileWatch(const std::filesystem::path &folder, std::string name)
    : m_name(std::move(name))
    , m_descriptor(inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
    inotify_add_watch(m_descriptor, folder.c_str(), IN_MODIFY);
}

FileWatch::~FileWatch()
{
    close(m_descriptor);
}

int FileWatch::writes()
{
    int writes = 0;
    std::array<char, 16'384> buffer{};
    for (ssize_t size = 0; (size = read(m_descriptor, buffer.data(), buffer.size())) > 0;) {
        for (ssize_t at = 0; at < size;) {
            inotify_event event{};
            const char *const begin = buffer.data() + at;
            std::memcpy(&event, begin, sizeof event);
            const char *const name = event.len > 0 ? begin + sizeof event : "";
            writes += m_name.empty() || m_name == name ? 1 : 0;
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
    }
    return writes;
}

} // namespace campanile
