#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/end_reason.h"
#include "domain/ids.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace campanile {

/// What the dial journal tells of one dial.
struct JournalledDial {
    AttemptId attempt;
    WallTime at;
    E164 to;
    E164 from;
    int n = 1;
    ScheduledCallId call;
    TargetId target; ///< null when the call is on no list
    std::optional<EndReason> result;
    WallTime endedAt;                 ///< with a result
    std::optional<Milliseconds> talk; ///< of an answered one

    friend bool operator==(const JournalledDial &, const JournalledDial &) = default;
};

/// Dials of the journal that `isKnown` does not know, in the order in which they were made.
///
/// A database that was restored knows the journal up to the backup and nothing after it, so each file is read from its
/// end, and no further back than to the last dial that is known: a start that restores nothing reads one block of each
/// file. Half a line, left by a power cut before its permit was out, is passed over. Thread: any.
std::vector<JournalledDial> unknownDials(const QString &journalFolder,
                                         const std::function<bool(const JournalledDial &)> &isKnown);

} // namespace campanile
