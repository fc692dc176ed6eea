#pragma once

#include "core/result.h"

#include <QString>

#include <array>
#include <cstdint>

namespace campanile {

/// One of the five fields of a cron expression: what it may hold, and how it is called in messages.
struct CronField {
    enum class Names { None, Months, Weekdays };

    const char *name;
    int lowest;
    int highest;
    Names names;
    const char *example; ///< of what is allowed, for the message of an error

    /// The values that the text names, as bits. `column` is where it begins in the whole expression, from 1, and
    /// `number` the field's number, from 1; the message of an error names both.
    [[nodiscard]] Result<std::uint64_t> parse(QStringView text, int number, qsizetype column) const;
};

/// In their order.
inline constexpr std::array cronFields = {
    CronField{"minute", 0, 59, CronField::Names::None, "30, 0,30 or */15"},
    CronField{"hour", 0, 23, CronField::Names::None, "9, 9-17 or */2"},
    CronField{"day of the month", 1, 31, CronField::Names::None, "1, 1,15 or *"},
    CronField{"month", 1, 12, CronField::Names::Months, "1, JAN-MAR or *"},
    CronField{"weekday", 0, 7, CronField::Names::Weekdays, "MON-FRI, 0 (Sunday) or *"},
};

} // namespace campanile
