// The far end of a simulated carrier's wire, outside the process that is killed, and the only witness of what was
// dialled.
//
//   campanile_recording_carrier SOCKET LOG
//
// Serves the protocol of backend/carriers/simulated/wire.h on a Unix SEQPACKET socket, appends every message to LOG
// (its format: carrier_log.h) and prints "ready" once it listens. INVITE lines are on the disk before any question is
// answered. A question is answered after everything that other connections had sent was read, those included whose
// process is dead: what a dead process left in its socket was sent, and would have rung. Ends on SIGTERM.
//
// The kernel stamps what is sent, so that the carrier may sleep until something comes: many of them run side by side,
// each for minutes, and would take a core from the programs that are tested if they looked all the time.

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

// How often idle connections are found empty anew: it bounds the doubt about when a message was sent that has no stamp,
// because it was sent before its connection was accepted.
constexpr int lookAgainMs = 100;
constexpr int backlog = 128;
constexpr std::size_t longestMessage = 512;
// Each of the three instants that a stamp is reckoned with is cut to the microsecond.
constexpr std::int64_t resolutionUs = 2;

std::int64_t microseconds(const timespec &time)
{
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1'000;
}

std::int64_t microseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return microseconds(now);
}

std::int64_t monotonic()
{
    return microseconds(CLOCK_MONOTONIC);
}

[[noreturn]] void giveUp(const char *doing)
{
    std::perror(doing);
    std::exit(EXIT_FAILURE);
}

/// When a message was sent, by the monotonic clock.
struct SentAt {
    std::int64_t earliest = 0;
    std::int64_t latest = 0;
};

/// What the kernel has stamped on a message. It stamps by the wall clock, whose distance from the monotonic one is
/// known as exactly as the two can be read together.
std::optional<SentAt> stampOf(const msghdr &message)
{
    const cmsghdr *const part = CMSG_FIRSTHDR(&message);
    if (part == nullptr || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS) {
        return std::nullopt;
    }
    timespec stamp{};
    std::memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
    const std::int64_t before = monotonic();
    const std::int64_t wall = microseconds(CLOCK_REALTIME);
    const std::int64_t after = monotonic();
    const std::int64_t sinceThen = wall - microseconds(stamp);
    return SentAt{before - sinceThen - resolutionUs, after - sinceThen + resolutionUs};
}

/// When a message was sent that was just read, by a call that began at `readAt`.
/// @param notBefore the message was not sent before
SentAt sentAt(const msghdr &message, std::int64_t notBefore, std::int64_t readAt)
{
    const std::int64_t now = monotonic();
    const std::optional<SentAt> stamp = stampOf(message);
    // A message that was sent without a stamp gets one when it is read; and a clock that is set makes a stamp wrong.
    const bool isKnown = stamp && stamp->latest < readAt && stamp->latest >= notBefore;
    return isKnown ? SentAt{std::max(stamp->earliest, notBefore), stamp->latest} : SentAt{notBefore, now};
}

/// The log. A witness that cannot write must not go on: every failure ends the program.
class Log {
public:
    explicit Log(const char *path)
        : m_file(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600))
    {
        if (m_file < 0) {
            giveUp(path);
        }
    }

    void line(std::int64_t sentUs, std::int64_t doubtUs, int connection, std::string_view message)
    {
        std::string text =
            std::to_string(sentUs) + ' ' + std::to_string(doubtUs) + ' ' + std::to_string(connection) + ' ';
        text += message;
        text += '\n';
        if (write(m_file, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            giveUp("writing the log");
        }
    }

    void mustReachTheDisk() { m_unsynced = true; }
    void sync()
    {
        if (std::exchange(m_unsynced, false) && fdatasync(m_file) != 0) {
            giveUp("syncing the log");
        }
    }

private:
    const int m_file;
    bool m_unsynced = false;
};

struct Connection {
    int socket = -1;
    int number = 0;
    std::int64_t notBefore = 0; // what is read from here on was sent later: nothing was left to read then
};

class RecordingCarrier {
public:
    RecordingCarrier(const char *socketPath, const char *logPath)
        : m_log(logPath)
        , m_listener(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
        , m_noOneAt(monotonic())
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (std::strlen(socketPath) >= sizeof address.sun_path) {
            errno = ENAMETOOLONG;
            giveUp(socketPath);
        }
        std::strcpy(address.sun_path, socketPath);
        if (bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
            listen(m_listener, backlog) != 0) {
            giveUp(socketPath);
        }
    }

    /// Serves until `ending` can be read.
    void run(int ending)
    {
        for (;;) {
            std::vector<pollfd> waiting{{ending, POLLIN, 0}, {m_listener, POLLIN, 0}};
            for (const Connection &connection : m_connections) {
                waiting.push_back({connection.socket, POLLIN, 0});
            }
            poll(waiting.data(), waiting.size(), lookAgainMs);
            serve();
            if (waiting.front().revents != 0) {
                return;
            }
        }
    }

private:
    struct Question {
        int connection;
        std::string callId;
    };

    void serve()
    {
        readEverything();
        while (!m_questions.empty()) {
            const std::vector<Question> asked = std::exchange(m_questions, {});
            readEverything(); // what others had sent before they were asked
            m_log.sync();
            for (const Question &question : asked) {
                answer(question);
            }
        }
        m_log.sync();
    }

    void readEverything()
    {
        acceptAll();
        std::erase_if(m_connections, [this](Connection &connection) {
            const bool over = !drain(connection);
            if (over) {
                close(connection.socket);
            }
            return over;
        });
    }

    void acceptAll()
    {
        for (;;) {
            const std::int64_t before = monotonic();
            const int socket = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (socket >= 0) {
                const int on = 1;
                if (setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0) {
                    giveUp("asking for stamps");
                }
                m_connections.push_back({socket, ++m_accepted, m_noOneAt});
                // The monotonic clock first: the wall clock's lead is then never told too small.
                const std::int64_t now = monotonic();
                m_log.line(now, 0, 0, "CLOCK " + std::to_string(microseconds(CLOCK_REALTIME)));
            } else if (errno == EAGAIN) {
                m_noOneAt = before;
                return;
            } else if (errno != EINTR && errno != ECONNABORTED) {
                giveUp("accepting a connection");
            }
        }
    }

    /// Reads all there is; false when nothing will ever follow.
    bool drain(Connection &connection)
    {
        std::array<char, longestMessage> buffer{};
        for (;;) {
            alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(timespec))> stamp{};
            iovec text{buffer.data(), buffer.size()};
            msghdr message{};
            message.msg_iov = &text;
            message.msg_iovlen = 1;
            message.msg_control = stamp.data();
            message.msg_controllen = stamp.size();
            const std::int64_t before = monotonic();
            const ssize_t size = recvmsg(connection.socket, &message, 0);
            if (size > 0) {
                const SentAt sent = sentAt(message, connection.notBefore, before);
                take(connection, sent, {buffer.data(), static_cast<std::size_t>(size)});
                connection.notBefore = sent.earliest;
            } else if (size == 0) {
                return false;
            } else if (errno == EAGAIN) {
                connection.notBefore = before;
                return true;
            } else if (errno != EINTR && errno != ECONNRESET) {
                return false;
            }
            // ECONNRESET is told once, before what the dead process had sent: that is still there to be read.
        }
    }

    void take(const Connection &connection, const SentAt &sent, std::string_view message)
    {
        m_log.line(sent.latest, sent.latest - sent.earliest, connection.number, message);
        const std::size_t verbEnd = std::min(message.find(' '), message.size());
        const std::string_view verb = message.substr(0, verbEnd);
        const std::string_view rest = message.substr(std::min(verbEnd + 1, message.size()));
        std::string callId(rest.substr(0, rest.find(' ')));
        if (verb == "INVITE") {
            m_known.insert(std::move(callId));
            m_log.mustReachTheDisk();
        } else if (verb == "QUERY") {
            m_questions.push_back({connection.number, std::move(callId)});
        }
    }

    void answer(const Question &question)
    {
        const auto asker = std::find_if(m_connections.begin(), m_connections.end(), [&](const Connection &connection) {
            return connection.number == question.connection;
        });
        if (asker == m_connections.end()) {
            return;
        }
        const std::string_view verdict = m_known.contains(question.callId) ? "KNOWN" : "NEVER";
        m_log.line(monotonic(), 0, 0, "ANSWER " + question.callId + ' ' + std::string(verdict));
        // Who asked may be dead by now; nobody waits for the answer then.
        [[maybe_unused]] const ssize_t sent =
            send(asker->socket, verdict.data(), verdict.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    Log m_log;
    const int m_listener;
    std::int64_t m_noOneAt; // when nobody waited to be accepted
    std::vector<Connection> m_connections;
    int m_accepted = 0;
    std::unordered_set<std::string> m_known;
    std::vector<Question> m_questions;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fputs("usage: campanile_recording_carrier SOCKET LOG\n", stderr);
        return 2;
    }
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigprocmask(SIG_BLOCK, &end, nullptr);
    const int ending = signalfd(-1, &end, SFD_CLOEXEC);
    RecordingCarrier carrier(argv[1], argv[2]);
    std::puts("ready");
    std::fflush(stdout);
    carrier.run(ending);
    return 0;
}
