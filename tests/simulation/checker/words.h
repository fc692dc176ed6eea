#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/money.h"
#include "simulation/truth/carrier_log.h"

#include <cstdio>
#include <string>

namespace campanile::simulation {

/// "day 3 14:05:09.123456": real time since the world began.
inline std::string inWords(BootTime at)
{
    constexpr std::int64_t second = 1'000'000;
    char text[64];
    std::snprintf(
        text, sizeof text, "day %lld %02lld:%02lld:%02lld.%06lld", static_cast<long long>(at.us / (86'400 * second)),
        static_cast<long long>(at.us / (3'600 * second) % 24), static_cast<long long>(at.us / (60 * second) % 60),
        static_cast<long long>(at.us / second % 60), static_cast<long long>(at.us % second));
    return text;
}

inline std::string inWords(Milliseconds duration)
{
    return std::to_string(duration.count()) + " ms";
}

inline std::string inWords(Money money)
{
    return std::to_string(money.micros) + " millionths";
}

/// "+14155550142 (att_…@sim, day 0 09:00:00.000000)"
inline std::string inWords(const LoggedCall &call)
{
    return call.to.toStdString() + " (" + call.callId + ", " + inWords(call.at) + ')';
}

} // namespace campanile::simulation
