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

/// A part of a day, in minutes since midnight: 0 <= from < to <= 1440. `to` is the first minute after the window.
struct DailyWindow {
    int from = 0;
    int to = 0;

    friend auto operator<=>(const DailyWindow &, const DailyWindow &) = default;
};

/// When calls may begin: windows for each day of the week, in one fixed zone or in the callee's zone, with the dates on
/// which they are closed. A workspace and a campaign can have hours; both must be open (domain/opening_hours.h computes
/// when they are).
///
/// As text it is one JSON object, in storage and on the wire:
///
///     {"zone":"callee","mon":["09:00-12:00","13:00-18:00"],"sat":["10:00-14:00"],"closed_on":["2026-12-25"]}
///
/// `zone` is "callee" or an IANA name. A day without a member, or with an empty list, is closed; times are HH:MM, and
/// 24:00 may end a window. Any other member, or a member that is given twice, is an error, because hours that are read
/// wrongly would let calls ring people at night.
struct CallingHours {
    static constexpr int minutesOfDay = 24 * 60;
    static constexpr std::size_t mostBytes = 16'384; ///< of the text
    static constexpr std::size_t mostWindows = 24;   ///< of one day
    static constexpr std::size_t mostDates = 400;    ///< on which it is closed

    QString zone; ///< an IANA name; empty: the callee's
    /// Monday first; the windows of a day are in order, with time between them.
    std::array<std::vector<DailyWindow>, 7> days;
    /// In order, each date once; the dates are in the same zone as the windows.
    std::vector<QDate> closedOn;

    [[nodiscard]] bool inCalleesZone() const { return zone.isEmpty(); }

    /// Reads the text described above. @returns InvalidInput that names the wrong member and its place.
    static Result<CallingHours> parse(std::string_view json);
    /// Returns the same hours in order: windows and dates are sorted, and those that overlap or touch are joined.
    /// @returns InvalidInput that names the member when a value is out of range, the zone is not known, there are too
    /// many windows or dates, or there is no window at all. A window over midnight (22:00-06:00) is refused, because it
    /// does not say whether its second half belongs to a closed date; it has to be written as two windows, one on each
    /// day.
    static Result<CallingHours> checked(CallingHours hours);

    /// The text of checked hours, without white space; `parse` reads the same hours from this text.
    [[nodiscard]] std::string toJson() const;
    /// The hours in English, such as: "Mon–Fri 9:00–18:00, Sat 10:00–14:00 in the callee's zone; closed on 2026-12-25".
    [[nodiscard]] QString inWords() const;

    friend bool operator==(const CallingHours &, const CallingHours &) = default;
};

} // namespace campanile
