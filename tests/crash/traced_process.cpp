#include "traced_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "The registers of a system call are those of x86-64 here."
#endif

namespace campanile {

namespace {

enum class Names {
    Nothing,
    Descriptor,
    Path,
    PathOrDescriptor, ///< with an empty path, the first argument
};

struct KernelCall {
    std::string_view name;
    long number;
    Names names;
    int argument; // that names it, from 0
};

// Sorted by name: strikableCalls and counts follow this order.
constexpr std::array calls{
    KernelCall{"chown", SYS_fchown, Names::Descriptor, 0},
    KernelCall{"clone", SYS_clone, Names::Nothing, 0},
    KernelCall{"clone", SYS_clone3, Names::Nothing, 0},
    KernelCall{"close", SYS_close, Names::Descriptor, 0},
    KernelCall{"connect", SYS_connect, Names::Descriptor, 0},
    KernelCall{"descriptor", SYS_epoll_create1, Names::Nothing, 0},
    KernelCall{"descriptor", SYS_eventfd2, Names::Nothing, 0},
    KernelCall{"descriptor", SYS_pipe2, Names::Nothing, 0},
    KernelCall{"descriptor", SYS_socket, Names::Nothing, 0},
    KernelCall{"descriptor", SYS_socketpair, Names::Nothing, 0},
    KernelCall{"descriptor", SYS_timerfd_create, Names::Nothing, 0},
    KernelCall{"fcntl", SYS_fcntl, Names::Descriptor, 0},
    KernelCall{"fdatasync", SYS_fdatasync, Names::Descriptor, 0},
    KernelCall{"flock", SYS_flock, Names::Descriptor, 0},
    KernelCall{"fsync", SYS_fsync, Names::Descriptor, 0},
    KernelCall{"ftruncate", SYS_ftruncate, Names::Descriptor, 0},
    KernelCall{"getdents", SYS_getdents64, Names::Descriptor, 0},
    KernelCall{"mkdir", SYS_mkdir, Names::Path, 0},
    KernelCall{"mkdir", SYS_mkdirat, Names::Path, 1},
    KernelCall{"mmap", SYS_mmap, Names::Descriptor, 4},
    KernelCall{"open", SYS_openat, Names::Path, 1},
    KernelCall{"open", SYS_open, Names::Path, 0},
    KernelCall{"poll", SYS_poll, Names::Nothing, 0},
    KernelCall{"poll", SYS_ppoll, Names::Nothing, 0},
    KernelCall{"poll", SYS_epoll_wait, Names::Nothing, 0},
    KernelCall{"poll", SYS_epoll_pwait, Names::Nothing, 0},
    KernelCall{"pread", SYS_pread64, Names::Descriptor, 0},
    KernelCall{"pwrite", SYS_pwrite64, Names::Descriptor, 0},
    KernelCall{"read", SYS_read, Names::Descriptor, 0},
    KernelCall{"readlink", SYS_readlink, Names::Path, 0},
    KernelCall{"readlink", SYS_readlinkat, Names::Path, 1},
    KernelCall{"receive", SYS_recvfrom, Names::Descriptor, 0},
    KernelCall{"receive", SYS_recvmsg, Names::Descriptor, 0},
    KernelCall{"rename", SYS_rename, Names::Path, 1},
    KernelCall{"rename", SYS_renameat, Names::Path, 3},
    KernelCall{"rename", SYS_renameat2, Names::Path, 3},
    KernelCall{"send", SYS_sendto, Names::Descriptor, 0},
    KernelCall{"send", SYS_sendmsg, Names::Descriptor, 0},
    KernelCall{"stat", SYS_access, Names::Path, 0},
    KernelCall{"stat", SYS_faccessat, Names::Path, 1},
    KernelCall{"stat", SYS_faccessat2, Names::Path, 1},
    KernelCall{"stat", SYS_newfstatat, Names::PathOrDescriptor, 1},
    KernelCall{"stat", SYS_statx, Names::PathOrDescriptor, 1},
    KernelCall{"statfs", SYS_fstatfs, Names::Descriptor, 0},
    KernelCall{"statfs", SYS_statfs, Names::Path, 0},
    KernelCall{"unlink", SYS_unlink, Names::Path, 0},
    KernelCall{"unlink", SYS_unlinkat, Names::Path, 1},
    KernelCall{"write", SYS_write, Names::Descriptor, 0},
    KernelCall{"write", SYS_writev, Names::Descriptor, 0},
};

constexpr std::size_t longestPath = 4'096;

volatile pid_t traced = 0;

void passOn(int signal)
{
    if (traced > 0) {
        kill(traced, signal);
    }
}

[[noreturn]] void forbidden(const std::string &what)
{
    throw std::runtime_error("The program cannot be traced here: " + what + ": " + std::strerror(errno) +
                             ". This test needs ptrace and seccomp; in a container allow them (docker run "
                             "--cap-add=SYS_PTRACE --security-opt seccomp=unconfined), and end other tracers.");
}

bool counts(const KernelCall &call, const Strike &strike)
{
    return strike.call.empty() || call.name == strike.call;
}

/// In the child: stops at the calls that count from here on.
bool installFilter(const Strike &strike)
{
    std::vector<sock_filter> program{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
    for (const KernelCall &call : calls) {
        if (counts(call, strike)) {
            program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call.number), 0, 1));
            program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE));
        }
    }
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// The tracer of one process. Thread: the one that made it.
class Tracer {
public:
    Tracer(const std::vector<std::string> &command, const Strike &strike)
        : m_strike(strike)
        , m_prefix(strike.dataDirectory.string() + '/')
    {
        if (strike.call.empty()) {
            m_end.counts.resize(m_names.size());
        }
        start(command);
    }

    TracedEnd run()
    {
        for (;;) {
            int status = 0;
            const pid_t thread = waitpid(-1, &status, __WALL);
            if (thread < 0 && errno == EINTR) {
                continue;
            }
            if (thread < 0) {
                return m_end; // the last thread is gone
            }
            if (WIFEXITED(status) || WIFSIGNALED(status)) {
                if (thread == m_process) {
                    m_end.exitStatus = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
                    m_end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
                }
                continue;
            }
            const int event = status >> 16;
            if (event == PTRACE_EVENT_SECCOMP) {
                look(thread);
            } else if (event == 0 && WSTOPSIG(status) == SIGSEGV) {
                m_end.crashedIn = codeOf(thread);
            }
            ptrace(PTRACE_CONT, thread, nullptr, event == 0 ? static_cast<long>(WSTOPSIG(status)) : 0L);
        }
    }

private:
    void start(const std::vector<std::string> &command)
    {
        std::array<int, 2> go{};
        std::array<int, 2> refused{};
        if (pipe2(go.data(), O_CLOEXEC) != 0 || pipe2(refused.data(), O_CLOEXEC) != 0) {
            forbidden("pipe");
        }
        std::vector<char *> arguments;
        for (const std::string &word : command) {
            arguments.push_back(const_cast<char *>(word.c_str())); // NOLINT(cppcoreguidelines-pro-type-const-cast)
        }
        arguments.push_back(nullptr);
        m_process = fork();
        if (m_process == 0) {
            char word = 0;
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (read(go[0], &word, 1) == 1) {
                if (installFilter(m_strike)) {
                    execv(arguments[0], arguments.data());
                }
                const int code = errno;
                [[maybe_unused]] const ssize_t told = write(refused[1], &code, sizeof code);
            }
            _exit(127);
        }
        constexpr long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
                                 PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
        if (m_process < 0 || ptrace(PTRACE_SEIZE, m_process, nullptr, options) != 0) {
            forbidden("ptrace");
        }
        traced = m_process;
        close(go[0]);
        close(refused[1]);
        [[maybe_unused]] const ssize_t sent = write(go[1], "g", 1);
        m_refused = refused[0];
        close(go[1]);
    }

    void look(pid_t thread)
    {
        if (m_end.struck && !m_strike.onwards) {
            return; // nothing more is asked of it
        }
        user_regs_struct registers{};
        if (ptrace(PTRACE_GETREGS, thread, nullptr, &registers) != 0) {
            return; // it was killed meanwhile
        }
        const auto *const call = std::find_if(calls.begin(), calls.end(), [&](const KernelCall &known) {
            return known.number == static_cast<long>(registers.orig_rax);
        });
        if (call == calls.end()) {
            return;
        }
        if (m_strike.call.empty()) {
            count(call->name, kindOf(thread, *call, registers));
            return;
        }
        // What a call is about costs more than to see it, and most points count all calls of a name.
        const bool wanted = m_strike.of == CallsOf::Everything || kindOf(thread, *call, registers).of(m_strike.of) > 0;
        if (!wanted || m_strike.at == 0 || ++m_seen < m_strike.at) {
            return;
        }
        if (!m_end.struck) {
            m_end.struck = true;
            std::getline(std::ifstream("/proc/" + std::to_string(thread) + "/comm"), m_end.thread);
        }
        if (m_strike.error == 0) {
            kill(m_process, SIGKILL);
            return;
        }
        registers.orig_rax = ~0ULL; // no call at all
        registers.rax = static_cast<unsigned long long>(-static_cast<long long>(m_strike.error));
        ptrace(PTRACE_SETREGS, thread, nullptr, &registers);
    }

    void count(std::string_view name, const CallCount &one)
    {
        CallCount &sum = m_end.counts[static_cast<std::size_t>(std::ranges::find(m_names, name) - m_names.begin())];
        sum.all += one.all;
        sum.ofDataDirectory += one.ofDataDirectory;
        sum.ofFiles += one.ofFiles;
        sum.ofSockets += one.ofSockets;
    }

    /// One call, as it counts.
    [[nodiscard]] CallCount kindOf(pid_t thread, const KernelCall &call, const user_regs_struct &registers) const
    {
        const std::string name = objectOf(thread, call, registers);
        const bool ofData = (name + '/').starts_with(m_prefix); // the folder itself, too
        const bool ofFile = name.starts_with('/');
        const bool ofSocket = name.starts_with("socket:");
        return {1, ofData ? 1 : 0, ofFile ? 1 : 0, ofSocket ? 1 : 0};
    }

    /// The file whose code the thread runs at this moment; empty when that code comes from no file.
    static std::string codeOf(pid_t thread)
    {
        user_regs_struct registers{};
        if (ptrace(PTRACE_GETREGS, thread, nullptr, &registers) != 0) {
            return {};
        }
        std::ifstream maps("/proc/" + std::to_string(thread) + "/maps");
        for (std::string line; std::getline(maps, line);) {
            std::istringstream words(line);
            unsigned long long from = 0;
            unsigned long long to = 0;
            char dash = 0;
            std::string rights;
            std::string offset;
            std::string device;
            std::string inode;
            std::string file;
            words >> std::hex >> from >> dash >> to >> rights >> offset >> device >> inode >> file;
            if (registers.rip >= from && registers.rip < to) {
                return file;
            }
        }
        return {};
    }

    /// The name of what the call is about; empty when it is about nothing with a name.
    static std::string objectOf(pid_t thread, const KernelCall &call, const user_regs_struct &r)
    {
        const std::array arguments{r.rdi, r.rsi, r.rdx, r.r10, r.r8};
        const unsigned long long value = arguments[static_cast<std::size_t>(call.argument)];
        if (call.names == Names::Descriptor) {
            return openedAs(thread, value);
        }
        if (call.names == Names::Nothing) {
            return {};
        }
        std::string path = pathAt(thread, value);
        return path.empty() && call.names == Names::PathOrDescriptor ? openedAs(thread, r.rdi) : path;
    }

    static std::string openedAs(pid_t thread, unsigned long long descriptor)
    {
        const std::string link =
            "/proc/" + std::to_string(thread) + "/fd/" + std::to_string(static_cast<int>(descriptor));
        std::array<char, longestPath> name{};
        const ssize_t size = readlink(link.c_str(), name.data(), name.size());
        return {name.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    }

    static std::string pathAt(pid_t thread, unsigned long long address)
    {
        std::string path(longestPath, '\0');
        // Up to the end of a page at a time: what follows may not be there.
        std::size_t size = 0;
        while (size < path.size() && path.find('\0') >= size) {
            const std::size_t rest = longestPath - (address + size) % longestPath;
            iovec here{path.data() + size, std::min(rest, path.size() - size)};
            // NOLINTNEXTLINE(performance-no-int-to-ptr): an address of the traced process, read from its registers
            iovec there{reinterpret_cast<void *>(address + size), here.iov_len};
            if (process_vm_readv(thread, &here, 1, &there, 1, 0) <= 0) {
                break;
            }
            size += here.iov_len;
        }
        return path.c_str();
    }

public:
    /// What kept the program from being started; 0: nothing.
    [[nodiscard]] int refusal() const
    {
        int code = 0;
        const ssize_t size = read(m_refused, &code, sizeof code);
        close(m_refused);
        return size > 0 ? code : 0;
    }

private:
    const Strike &m_strike;
    const std::string m_prefix;
    const std::vector<std::string_view> m_names = strikableCalls();
    pid_t m_process = -1;
    int m_refused = -1;
    long m_seen = 0;
    TracedEnd m_end;
};

} // namespace

std::vector<std::string_view> strikableCalls()
{
    std::vector<std::string_view> names;
    for (const KernelCall &call : calls) {
        if (names.empty() || names.back() != call.name) {
            names.push_back(call.name);
        }
    }
    return names;
}

TracedEnd runTraced(const std::vector<std::string> &command, const Strike &strike)
{
    struct sigaction action {};
    action.sa_handler = passOn;
    sigaction(SIGTERM, &action, nullptr);
    Tracer tracer(command, strike);
    const TracedEnd end = tracer.run();
    if (const int code = tracer.refusal(); code != 0) {
        errno = code;
        forbidden("starting " + command.front());
    }
    return end;
}

} // namespace campanile
