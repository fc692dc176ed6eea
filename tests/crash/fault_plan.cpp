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
    FaultClass{"write", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"fdatasync", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"fsync", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"ftruncate", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"unlink", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"rename", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"send", CallsOf::Everything, 0, false, Life::First, all},
    FaultClass{"open", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"close", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"fcntl", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"mmap", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"poll", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"pread", CallsOf::Everything, 0, false, Life::First, 20},
    FaultClass{"receive", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"send", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"fdatasync", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"write", CallsOf::DataDirectory, 0, false, Life::Recovery, all},
    FaultClass{"unlink", CallsOf::Everything, 0, false, Life::Recovery, all},
    FaultClass{"pwrite", CallsOf::Everything, 0, false, Life::Recovery, 40},
};

// What disks, tables of open files and connections really answer; each once, and from some point on.
constexpr std::array errors{
    FaultClass{"pwrite", CallsOf::DataDirectory, EIO, false, Life::First, 40},
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
    FaultClass{"open", CallsOf::Everything, EMFILE, false, Life::First, 20},
    FaultClass{"close", CallsOf::DataDirectory, EIO, false, Life::First, all},
    FaultClass{"pread", CallsOf::DataDirectory, EIO, false, Life::First, 40},
    FaultClass{"pread", CallsOf::DataDirectory, EIO, true, Life::First, 15},
    FaultClass{"fcntl", CallsOf::DataDirectory, EAGAIN, false, Life::First, 15},
    FaultClass{"fcntl", CallsOf::DataDirectory, ENOLCK, false, Life::First, 15},
    FaultClass{"fcntl", CallsOf::DataDirectory, EIO, true, Life::First, 10},
    FaultClass{"mmap", CallsOf::DataDirectory, ENOMEM, false, Life::First, all},
    FaultClass{"poll", CallsOf::Everything, EINTR, false, Life::First, 15},
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

constexpr std::array kinds{CallsOf::Everything, CallsOf::DataDirectory, CallsOf::Sockets};

struct ErrorName {
    std::string_view name;
    int number;
};
constexpr std::array errorNames{
    ErrorName{"kill", 0},        ErrorName{"EINTR", EINTR},   ErrorName{"EIO", EIO},
    ErrorName{"EAGAIN", EAGAIN}, ErrorName{"ENOMEM", ENOMEM}, ErrorName{"EACCES", EACCES},
    ErrorName{"EMFILE", EMFILE}, ErrorName{"ENOSPC", ENOSPC}, ErrorName{"EPIPE", EPIPE},
    ErrorName{"ENOLCK", ENOLCK}, ErrorName{"EROFS", EROFS},   ErrorName{"ECONNRESET", ECONNRESET},
};

long countOf(const FaultClass &c, const CallCounts &counts)
{
    const auto found = counts.find(c.call);
    if (found == counts.end()) {
        return 0;
    }
    const CallCount &count = found->second;
    return c.of == CallsOf::Everything ? count.all
                                       : (c.of == CallsOf::Sockets ? count.ofSockets : count.ofDataDirectory);
}

} // namespace

std::string_view nameOf(CallsOf of)
{
    switch (of) {
    case CallsOf::Everything:
        return "everything";
    case CallsOf::DataDirectory:
        return "data";
    case CallsOf::Sockets:
        return "sockets";
    }
    return "";
}

std::string FaultPoint::text() const
{
    const auto *const name = std::find_if(errorNames.begin(), errorNames.end(),
                                          [this](const ErrorName &known) { return known.number == error; });
    std::ostringstream text;
    text << name->name << ':' << call << ':' << nameOf(of) << ':' << at << (onwards ? "+" : "") << ':'
         << (life == Life::First ? "first" : "recovery");
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
    point.life = parts[4] == "recovery" ? Life::Recovery : Life::First;
    for (const ErrorName &known : errorNames) {
        point.error = known.name == parts[0] ? known.number : point.error;
    }
    if (point.text() != text) {
        throw std::runtime_error("\"" + text + "\" names no point; \"EIO:pwrite:data:200+:recovery\" does");
    }
    return point;
}

std::vector<FaultPoint> planFaults(FaultKind kind, Extent extent, const CallCounts &first, const CallCounts &recovery)
{
    std::vector<FaultPoint> points;
    const auto add = [&](const FaultClass &c) {
        const long count = countOf(c, c.life == Life::First ? first : recovery);
        const bool each = c.most == all || extent == Extent::Full || c.most >= count;
        const long wanted = each ? count : c.most;
        for (long i = 1; i <= wanted; ++i) {
            const long at = each ? i : (i - 1) * count / wanted + 1;
            points.push_back({std::string(c.call), c.of, at, c.error, c.onwards, c.life, each && i == wanted});
        }
    };
    if (kind == FaultKind::Kills) {
        std::for_each(kills.begin(), kills.end(), add);
    } else {
        std::for_each(errors.begin(), errors.end(), add);
    }
    return points;
}

} // namespace campanile
