#include "child_process.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace campanile {

namespace {

/// The strings as exec wants them; they live as long as `strings`.
std::vector<char *> pointersTo(std::vector<std::string> &strings)
{
    std::vector<char *> pointers;
    for (std::string &text : strings) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> cleanEnvironment()
{
    std::vector<std::string> variables;
    for (char **variable = environ; *variable != nullptr; ++variable) {
        if (!std::string_view(*variable).starts_with("CAMPANILE_")) {
            variables.emplace_back(*variable);
        }
    }
    return variables;
}

} // namespace

ChildProcess::ChildProcess(const std::vector<std::string> &command, const std::filesystem::path &output)
{
    std::vector<std::string> words = command;
    std::vector<std::string> variables = cleanEnvironment();
    const std::vector<char *> arguments = pointersTo(words);
    const std::vector<char *> environment = pointersTo(variables);
    const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const pid_t parent = getpid();
    m_pid = out < 0 ? -1 : fork();
    if (m_pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() == parent) { // else it died before it could be watched
            dup2(out, STDOUT_FILENO);
            dup2(out, STDERR_FILENO);
            execve(arguments[0], arguments.data(), environment.data());
        }
        _exit(127);
    }
    const int code = errno;
    close(out);
    if (m_pid < 0) {
        throw std::runtime_error("cannot start " + command.front() + ": " + std::strerror(code));
    }
    m_descriptor = static_cast<int>(syscall(SYS_pidfd_open, m_pid, 0)); // the header of Debian 12 is no C++
}

ChildProcess::~ChildProcess()
{
    if (!m_end) {
        signal(SIGKILL);
        wait();
    }
    close(m_descriptor);
}

bool ChildProcess::endsWithin(std::chrono::microseconds time) const
{
    pollfd ended{m_descriptor, POLLIN, 0};
    const timespec timeout{static_cast<time_t>(time.count() / 1'000'000),
                           static_cast<long>(time.count() % 1'000'000 * 1'000)};
    return ppoll(&ended, 1, &timeout, nullptr) > 0;
}

void ChildProcess::signal(int number) const
{
    if (!m_end) {
        kill(m_pid, number);
    }
}

ChildProcess::End ChildProcess::wait()
{
    if (!m_end) {
        int status = 0;
        while (waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_end = WIFSIGNALED(status) ? End{-1, WTERMSIG(status)} : End{WEXITSTATUS(status), 0};
    }
    return *m_end;
}

} // namespace campanile
