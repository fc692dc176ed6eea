#pragma once

#include "core/clock.h"
#include "core/e164.h"

#include <QString>

namespace campanile {

/// A number that a workspace never calls, and how that came about: what is kept to prove that a wish was respected.
struct DoNotCallEntry {
    E164 number;
    QString source;   ///< where it came from: "csv", "window", "api" or "agent"
    QString reason;   ///< in a person's words; may be empty
    WallTime addedAt; ///< when it took effect; a number that is listed again keeps its first entry

    friend bool operator==(const DoNotCallEntry &, const DoNotCallEntry &) = default;
};

} // namespace campanile
