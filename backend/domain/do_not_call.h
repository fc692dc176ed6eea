#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/ids.h"

#include <QString>

namespace campanile {

/// A number that a workspace never calls, with the source of the entry, which proves that a person's wish was
/// respected.
struct DoNotCallEntry {
    E164 number;
    QString source;   ///< where it came from: "csv", "window", "api" or "agent"
    QString reason;   ///< in a person's words; may be empty
    WallTime addedAt; ///< when it took effect; a number that is listed again keeps its first entry

    friend bool operator==(const DoNotCallEntry &, const DoNotCallEntry &) = default;
};

/// The common source of several entries, and how current the source was, because national lists have to be renewed (47
/// CFR 64.1200(c)(2)(i)(D) allows 31 days).
struct DoNotCallList {
    DoNotCallListId id;
    QString name;
    QString source; ///< who keeps it, or the name of the file
    WallTime asOf;  ///< the instant up to which it was complete
    WallTime addedAt;
    std::int64_t entries = 0; ///< how many numbers were first listed by this list

    friend bool operator==(const DoNotCallList &, const DoNotCallList &) = default;
};

} // namespace campanile
