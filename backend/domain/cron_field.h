#pragma once

#include "core/result.h"

#include <QString>

#include <array>
#include <cstdint>

namespace campanile {

/// One of the five fields of a cron expression: the values that it may have, and its name in messages.
struct CronField {
    enum class Names { None, Months, Weekdays };

    const char *name;
    int lowest;
    int highest;
    Names names;
    const char *example; ///< an example of allowed values, for the message of an error

    /// The values that the text names, as bits. `column` is the position of the text in the whole expression, and
    /// `number` is the number of the field; both count from 1, and the message of an error names both.
    [[nodiscard]] Result<std::uint64_t> parse(QStringView text, int number, qsizetype column) const;
};

/// The five fields in their order.
inline constexpr std::array cronFields = {
    CronField{"minute", 0, 59, CronField::Names::None, "30, 0,30 or */15"},
    CronField{"hour", 0, 23, CronField::Names::None, "9, 9-17 or */2"},
    CronField{"day of the month", 1, 31, CronField::Names::None, "1, 1,15 or *"},
    CronField{"month", 1, 12, CronField::Names::Months, "1, JAN-MAR or *"},
    CronField{"weekday", 0, 7, CronField::Names::Weekdays, "MON-FRI, 0 (Sunday) or *"},
};

} // namespace campanile
