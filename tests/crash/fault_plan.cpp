#include "fault_plan.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sstream>
#include <stdexcept>

namespace campanile {

namespace {

constexpr long all = 0;

/// Calls that are struck in the same way.
struct FaultClass {
    std::string_view call;
    CallsOf of;
    int error;
    bool onwards;
    Life life;
    long most; // in the short form; all of them when it is 0
};

// A process that dies leaves behind what it has written, cut off, synced and sent: those calls are struck one by one.
// Before all others nothing has changed since the last of those, so that a choice of them will do.
constexpr std::array kills{
    FaultClass{"pwrite", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"write", CallsOf::DataDirectory, 0, false, Life::First, all},
    FaultClass{"write", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"fdatasync", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"fsync", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"ftruncate", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"unlink", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"rename", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"send", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"open", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"close", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"fcntl", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"mmap", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"poll", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"pread", CallsOf::Everything, 0, false, Life::First, 10},
    FaultClass{"receive", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"send", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"fdatasync", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"write", CallsOf::DataDirectory, 0, false, Life::Recovery, all},
    FaultClass{"unlink", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"pwrite", CallsOf::Everything, 0, false, Life::Recovery, 40},
};

// What disks, tables of open files and connections really answer; each once, and from some point on.
constexpr std::array errors{
    FaultClass{"pwrite", CallsOf::DataDirectory, EIO, false, Life::First, 20},
    FaultClass{"pwrite", CallsOf::DataDirectory, EIO, true, Life::First, 15},
    FaultClass{"pwrite", CallsOf::DataDirectory, ENOSPC, false, Life::First, 40},
    FaultClass{"pwrite", CallsOf::DataDirectory, ENOSPC, true, Life::First, 30},
    FaultClass{"write", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"write", CallsOf::DataDirectory, ENOSPC, false, Life::First, all},
    FaultClass{"write", CallsOf::DataDirectory, ENOSPC, true, Life::First, all},
    FaultClass{"fdatasync", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"fdatasync", CallsOf::DataDirectory, EIO, true, Life::First, 15},
    FaultClass{"fdatasync", CallsOf::DataDirectory, ENOSPC, false, Life::First, 15},
    FaultClass{"fsync", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"ftruncate", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"unlink", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"unlink", CallsOf::DataDirectory, EACCES, true, Life::First, all},
    FaultClass{"rename", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"open", CallsOf::DataDirectory, EMFILE, false, Life::First, all},
    FaultClass{"open", CallsOf::DataDirectory, EMFILE, true, Life::First, all},
    FaultClass{"open", CallsOf::DataDirectory, ENOSPC, false, Life::First, all},
    FaultClass{"open", CallsOf::Everything, EMFILE, false, Life::First, 10},
    FaultClass{"close", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"pread", CallsOf::DataDirectory, EIO, false, Life::First, 20},
    FaultClass{"pread", CallsOf::DataDirectory, EIO, true, Life::First, 15},
    FaultClass{"fcntl", CallsOf::DataDirectory, EAGAIN, false, Life::First, 15},
    FaultClass{"fcntl", CallsOf::DataDirectory, ENOLCK, false, Life::First, 8},
    FaultClass{"fcntl", CallsOf::DataDirectory, EIO, true, Life::First, 10},
    FaultClass{"mmap", CallsOf::DataDirectory, ENOMEM, false, Life::First, all},
    FaultClass{"poll", CallsOf::Everything, EINTR, false, Life::First, 8},
    FaultClass{"send", CallsOf::Sockets, ECONNRESET, false, Life::First, all},
    FaultClass{"send", CallsOf::Sockets, EPIPE, true, Life::First, all},
    FaultClass{"send", CallsOf::Sockets, EINTR, false, Life::First, all},
    FaultClass{"send", CallsOf::Sockets, ECONNRESET, false, Life::Recovery, all},
    FaultClass{"receive", CallsOf::Sockets, EINTR, false, Life::Recovery, all},
    FaultClass{"receive", CallsOf::Sockets, EAGAIN, false, Life::Recovery, all},
    FaultClass{"receive", CallsOf::Sockets, ECONNRESET, true, Life::Recovery, all},
    FaultClass{"pread", CallsOf::DataDirectory, EIO, false, Life::Recovery, 30},
    FaultClass{"pwrite", CallsOf::DataDirectory, EIO, false, Life::Recovery, 20},
    FaultClass{"pwrite", CallsOf::DataDirectory, ENOSPC, true, Life::Recovery, 15},
    FaultClass{"fdatasync", CallsOf::DataDirectory, EIO, false, Life::Recovery, 20},
};

// What the kernel answers to such a call when a disk, a table, the memory or a peer is at its end. Reading and writing
// have two: what wakes a thread fails with no more than an interruption.
constexpr std::array errorsOfOneCall{
    FaultClass{"chown", CallsOf::Everything, EPERM, false, Life::OneCall, all},
    FaultClass{"clone", CallsOf::Everything, EAGAIN, false, Life::OneCall, all},
    FaultClass{"close", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"connect", CallsOf::Everything, ECONNREFUSED, false, Life::OneCall, all},
    FaultClass{"descriptor", CallsOf::Everything, EMFILE, false, Life::OneCall, all},
    FaultClass{"fcntl", CallsOf::Everything, ENOLCK, false, Life::OneCall, all},
    FaultClass{"fdatasync", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"flock", CallsOf::Everything, ENOLCK, false, Life::OneCall, all},
    FaultClass{"fsync", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"ftruncate", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"getdents", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"mkdir", CallsOf::Everything, ENOSPC, false, Life::OneCall, all},
    FaultClass{"mmap", CallsOf::Everything, ENOMEM, false, Life::OneCall, all},
    FaultClass{"open", CallsOf::Everything, EMFILE, false, Life::OneCall, all},
    FaultClass{"poll", CallsOf::Everything, EINTR, false, Life::OneCall, all},
    FaultClass{"pread", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"pwrite", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"read", CallsOf::Files, EIO, false, Life::OneCall, all},
    FaultClass{"read", CallsOf::Everything, EINTR, false, Life::OneCall, all},
    FaultClass{"readlink", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"receive", CallsOf::Everything, ECONNRESET, false, Life::OneCall, all},
    FaultClass{"rename", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"send", CallsOf::Everything, ECONNRESET, false, Life::OneCall, all},
    FaultClass{"stat", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"statfs", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"unlink", CallsOf::Everything, EIO, false, Life::OneCall, all},
    FaultClass{"write", CallsOf::Files, EIO, false, Life::OneCall, all},
    FaultClass{"write", CallsOf::Everything, EINTR, false, Life::OneCall, all},
};

constexpr std::array kinds{CallsOf::Everything, CallsOf::DataDirectory, CallsOf::Files, CallsOf::Sockets};
constexpr std::array lives{Life::First, Life::Recovery, Life::OneCall};

struct ErrorName {
    std::string_view name;
    int number;
};
constexpr std::array errorNames{
    ErrorName{"kill", 0},
    ErrorName{"EPERM", EPERM},
    ErrorName{"EINTR", EINTR},
    ErrorName{"EIO", EIO},
    ErrorName{"EAGAIN", EAGAIN},
    ErrorName{"ENOMEM", ENOMEM},
    ErrorName{"EACCES", EACCES},
    ErrorName{"EMFILE", EMFILE},
    ErrorName{"ENOSPC", ENOSPC},
    ErrorName{"EPIPE", EPIPE},
    ErrorName{"ENOLCK", ENOLCK},
    ErrorName{"EROFS", EROFS},
    ErrorName{"ECONNRESET", ECONNRESET},
    ErrorName{"ECONNREFUSED", ECONNREFUSED},
};

long countOf(const FaultClass &c, const CallCounts &counts)
{
    const auto found = counts.find(c.call);
    return found == counts.end() ? 0 : found->second.of(c.of);
}

void expectErrorFor(std::string_view call)
{
    const bool known = std::any_of(errorsOfOneCall.begin(), errorsOfOneCall.end(), [call](const FaultClass &c) {
        return c.call == call && c.of == CallsOf::Everything;
    });
    if (!known) {
        throw std::runtime_error("there is no error for " + std::string(call) + " in fault_plan.cpp");
    }
}

} // namespace

std::string_view nameOf(CallsOf of)
{
    switch (of) {
    case CallsOf::Everything:
        return "everything";
    case CallsOf::DataDirectory:
        return "data";
    case CallsOf::Files:
        return "files";
    case CallsOf::Sockets:
        return "sockets";
    }
    return "";
}

std::string_view nameOf(Life life)
{
    switch (life) {
    case Life::First:
        return "first";
    case Life::Recovery:
        return "recovery";
    case Life::OneCall:
        return "one";
    }
    return "";
}

std::string FaultPoint::text() const
{
    const auto *const name = std::find_if(errorNames.begin(), errorNames.end(),
                                          [this](const ErrorName &known) { return known.number == error; });
    std::ostringstream text;
    text << name->name << ':' << call << ':' << nameOf(of) << ':' << at << (onwards ? "+" : "") << ':' << nameOf(life);
    return text.str();
}

FaultPoint FaultPoint::from(const std::string &text)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ':');) {
        parts.push_back(part);
    }
    parts.resize(5);
    FaultPoint point;
    point.call = parts[1];
    for (const CallsOf of : kinds) {
        point.of = nameOf(of) == parts[2] ? of : point.of;
    }
    point.at = std::atol(parts[3].c_str());
    point.onwards = parts[3].ends_with('+');
    for (const Life life : lives) {
        point.life = nameOf(life) == parts[4] ? life : point.life;
    }
    for (const ErrorName &known : errorNames) {
        point.error = known.name == parts[0] ? known.number : point.error;
    }
    if (point.text() != text) {
        throw std::runtime_error("\"" + text + R"(" names no point; "EIO:pwrite:data:200+:recovery" does)");
    }
    return point;
}

std::vector<FaultPoint> planFaults(FaultKind kind, Extent extent, const CountsOfLives &counts)
{
    std::vector<FaultPoint> points;
    const auto add = [&](const FaultClass &c) {
        const long count = countOf(c, counts.at(c.life));
        const bool each = c.most == all || extent == Extent::Full || c.most >= count;
        const long wanted = each ? count : c.most;
        for (long i = 1; i <= wanted; ++i) {
            const long at = each ? i : (i - 1) * count / wanted + 1;
            points.push_back({std::string(c.call), c.of, at, c.error, c.onwards, c.life, each && i == wanted});
        }
    };
    if (kind == FaultKind::Kills) {
        std::for_each(kills.begin(), kills.end(), add);
        for (const auto &[call, count] : counts.at(Life::OneCall)) {
            add({call, CallsOf::Everything, 0, false, Life::OneCall, all});
        }
    } else {
        std::for_each(errors.begin(), errors.end(), add);
        for (const auto &[call, count] : counts.at(Life::OneCall)) {
            expectErrorFor(call);
        }
        std::for_each(errorsOfOneCall.begin(), errorsOfOneCall.end(), add);
    }
    return points;
}

} // namespace campanile
