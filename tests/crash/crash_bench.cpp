#include "crash_bench.h"

#include "sqlite_reader.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace campanile {

namespace fs = std::filesystem;

namespace {

constexpr int carrierStartMs = 10'000;
constexpr std::uintmax_t enoughMemory = 1ULL << 30;

// How a run ends.
constexpr int exitSuccess = 0;
constexpr int exitBadInput = 2;
constexpr int exitSomeFailed = 3;

constexpr std::int64_t campaignCompleted = 3;

} // namespace

fs::path freshFolder(const fs::path &parent)
{
    std::string pattern = (parent / "campanile-crash-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("cannot make a folder " + pattern);
    }
    return pattern;
}

fs::path fastParent()
{
    const fs::path memory =
        "/dev/shm"; // the program stops dialling with less than 64 MiB left, and containers have that
    std::error_code none;
    const bool roomy = access(memory.c_str(), W_OK) == 0 && fs::space(memory, none).available >= enoughMemory;
    return roomy && !none ? memory : fs::temp_directory_path();
}

fs::path copyProgram(const fs::path &program, const fs::path &folder)
{
    fs::path copy = folder / program.filename();
    fs::copy_file(program, copy);
    return copy;
}

std::string contentOf(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

CarrierProcess::CarrierProcess(const fs::path &folder)
    : m_socket(folder / "wire")
    , m_log(folder / "carrier.log")
    , m_watch(folder, "carrier.out")
    , m_process({CAMPANILE_RECORDING_CARRIER, m_socket.string(), m_log.string()}, folder / "carrier.out")
{
    std::string word;
    while (word != "ready") {
        pollfd written{m_watch.descriptor(), POLLIN, 0};
        if (poll(&written, 1, carrierStartMs) <= 0 || m_process.endsWithin({})) {
            throw std::runtime_error("the recording carrier does not start");
        }
        m_watch.writes();
        std::ifstream(folder / "carrier.out") >> word;
    }
}

CarrierProcess::~CarrierProcess()
{
    m_process.signal(SIGTERM);
    m_process.wait();
}

void CarrierProcess::tell(const std::vector<std::string> &messages) const
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = m_socket.string();
    name.copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    const auto say = [socket](const std::string &message) {
        return send(socket, message.data(), message.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(message.size());
    };
    bool heard = connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    for (const std::string &message : messages) {
        heard = heard && say(message);
    }
    std::array<char, 16> answer{};
    heard = heard && say("QUERY att_nobody@nowhere") && recv(socket, answer.data(), answer.size(), 0) > 0;
    close(socket);
    if (!heard) {
        throw std::runtime_error("the recording carrier does not answer: " + std::string(std::strerror(errno)));
    }
}

std::vector<std::string> DialSettings::command() const
{
    return {program.string(),
            "dial",
            list.string(),
            "--data-dir",
            data.string(),
            "--speed",
            std::to_string(speed),
            "--concurrency",
            std::to_string(concurrency),
            "--max-attempts",
            std::to_string(maxAttempts),
            "--no-breaker", // half of these numbers fail on purpose
            "--retry-delay",
            std::to_string(retryDelay.count()),
            "--json",
            "--log-level", // no call waits for the log, and each of its lines would be one more place to strike
            "off",
            "--simulated-wire",
            socket.string()};
}

bool endedWell(const DialSettings &dial, ChildProcess::End end, const fs::path &scratch)
{
    if (end.exitStatus != exitBadInput || !fs::exists(dial.database())) {
        return end.exitStatus == exitSuccess || end.exitStatus == exitSomeFailed;
    }
    const SqliteReader copy(copyDatabase(dial.database(), scratch));
    return copy.hasTable("campaigns") && copy.integer("SELECT status FROM campaigns") == campaignCompleted;
}

} // namespace campanile
