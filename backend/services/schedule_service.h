#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/schedule_words.h"

#include <optional>
#include <vector>

namespace campanile {

/// One firing of a schedule, as it is shown.
struct Firing {
    WallTime at;
    QString local;      ///< RFC 3339 with the zone's offset
    bool moved = false; ///< meant for a time that the clocks skip; it fires at the first instant after
    int fold = 0;       ///< 1: at the second of two times that the clocks show the same

    friend bool operator==(const Firing &, const Firing &) = default;
};

struct SchedulePreview {
    std::vector<Firing> firings; ///< in order
    QString words;               ///< "Weekdays at 9:00, Asia/Kolkata"
};

/// Shows what a schedule means before a campaign uses it (B1-11, B1-12).
/// Thread: any. Answers at once, on the caller's thread: it computes, and reads no data.
class ScheduleService {
public:
    /// The zone of schedules for which none is named.
    static constexpr QLatin1StringView defaultTimezone{"Asia/Kolkata"};

    virtual ~ScheduleService() = default;

    /// The first `count` firings, 1 to ceilings::firingsPreviewed, after an instant (absent: after now).
    /// InvalidInput at #/cron, #/timezone, #/after or #/count.
    virtual void preview(const Caller &caller, QString cron, QString timezone, std::optional<WallTime> after, int count,
                         Reply<SchedulePreview> reply) = 0;
};

} // namespace campanile
