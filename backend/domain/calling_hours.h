#pragma once

#include "core/result.h"

#include <QDate>
#include <QString>

#include <array>
#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace campanile {

/// A part of a day, in minutes since midnight: 0 <= from < to <= 1440. `to` is the first minute outside.
struct DailyWindow {
    int from = 0;
    int to = 0;

    friend auto operator<=>(const DailyWindow &, const DailyWindow &) = default;
};

/// When calls may begin: windows for each day of the week, in one zone or in that of whoever is called, but for some
/// dates. A workspace and a campaign can have hours; both must be open (domain/opening_hours.h reckons with them).
///
/// As text it is one JSON object, in storage and on the wire:
///
///     {"zone":"callee","mon":["09:00-12:00","13:00-18:00"],"sat":["10:00-14:00"],"closed_on":["2026-12-25"]}
///
/// `zone` is "callee" or an IANA name. A day without a member, or with an empty list, is closed; times are HH:MM, and
/// 24:00 may end a window. Any other member, or one that is given twice, is an error: hours that are read wrongly would
/// ring people at night.
struct CallingHours {
    static constexpr int minutesOfDay = 24 * 60;
    static constexpr std::size_t mostBytes = 16'384; ///< of the text
    static constexpr std::size_t mostWindows = 24;   ///< of one day
    static constexpr std::size_t mostDates = 400;    ///< on which it is closed

    QString zone;                                 ///< an IANA name; empty: the callee's
    std::array<std::vector<DailyWindow>, 7> days; ///< Monday first; each in order and with time between
    std::vector<QDate> closedOn;                  ///< in order, each once; dates in the same zone as the windows

    [[nodiscard]] bool inCalleesZone() const { return zone.isEmpty(); }

    /// Reads the text described above. @returns InvalidInput that names the member and its place.
    static Result<CallingHours> parse(std::string_view json);
    /// The same hours brought into order: windows and dates sorted, those that overlap or touch joined.
    /// @returns InvalidInput that names the member when a value is out of range, the zone is not known, there are too
    /// many windows or dates, or no window at all. A window over midnight (22:00-06:00) is refused, for it cannot say
    /// whether its second half belongs to a date that is closed: it is written as two, one on each day.
    static Result<CallingHours> checked(CallingHours hours);

    /// The text of checked hours, without white space; `parse` reads the same hours from it.
    [[nodiscard]] std::string toJson() const;
    /// In English: "Mon–Fri 9:00–18:00, Sat 10:00–14:00 in the callee's zone; closed on 2026-12-25".
    [[nodiscard]] QString inWords() const;

    friend bool operator==(const CallingHours &, const CallingHours &) = default;
};

} // namespace campanile
