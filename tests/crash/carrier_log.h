#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The log of the recording carrier, and the functions that read it. Each message is one line, in the order of arrival:
///
///     <µs> <doubt> <connection> <message>
///
/// The message was sent at <µs> of the monotonic clock or up to <doubt> µs before. The kernel tells the carrier when a
/// message was sent, save for one that was sent before its connection was accepted: of that the carrier knows when it
/// read it and when it last found nothing there. Connections are numbered from 1 in the order in which they were
/// accepted. The messages are those of the wire protocol (backend/carriers/simulated/wire.h), and connection 0 has the
/// carrier's own: "CLOCK <µs since 1970>", the wall clock at that instant, written at each connection.
namespace campanile {

/// One INVITE of the log.
struct LoggedInvite {
    std::string callId;
    std::int64_t attempt = 0; ///< the Call-ID's left side, as it is stored; 0 when that is no attempt's id
    std::string instance;     ///< the Call-ID's right side
    std::int64_t to = 0;      ///< digits
    int connection = 0;
    std::int64_t notBeforeUs = 0;    ///< monotonic
    std::int64_t notAfterUs = 0;     ///< monotonic
    std::int64_t notAfterWallUs = 0; ///< the same instant on the calendar
};

/// The content of a part of the log.
struct CarrierLog {
    std::vector<LoggedInvite> invites;   ///< in the order of the log
    std::vector<std::string> unreadable; ///< lines that are not of the format above
};

/// Reads the log from byte `from` on; the part before it is used only for the clock. Throws std::runtime_error when
/// there is no such file.
CarrierLog readCarrierLog(const std::filesystem::path &log, std::uintmax_t from);

/// The stored form of "att_…" (13 characters of Crockford's base 32); nothing when it is not one. It is implemented
/// here so that the checker does not depend on the product's code.
std::optional<std::int64_t> attemptIdFrom(std::string_view text);

/// The digits of "+14155550142"; nothing when it is not of that form.
std::optional<std::int64_t> digitsFrom(std::string_view number);

/// The words of a line, between single spaces.
std::vector<std::string_view> wordsOf(std::string_view line);

} // namespace campanile
