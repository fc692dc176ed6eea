#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace campanile {

/// A program that was started. It ends by itself, or at the latest the destructor ends it with SIGKILL. It is also
/// killed when this process ends, and it inherits no CAMPANILE_… variable.
class ChildProcess {
public:
    /// Starts the program; standard output and standard error are appended to `output`. Throws std::runtime_error when
    /// it cannot be started.
    ChildProcess(const std::vector<std::string> &command, const std::filesystem::path &output);
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// Readable once the process has ended.
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// Whether it ended within that time.
    [[nodiscard]] bool endsWithin(std::chrono::microseconds time) const;
    void signal(int number) const;

    /// How a process ended.
    struct End {
        int exitStatus = -1; ///< -1 when a signal ended it
        int signal = 0;      ///< 0 when it ended by itself
    };
    /// Waits for the end.
    End wait();

private:
    pid_t m_pid = -1;
    int m_descriptor = -1;
    std::optional<End> m_end;
};

} // namespace campanile
