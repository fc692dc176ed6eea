#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <QString>

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>

namespace campanile {

/// What a clock on the wall of some place shows: seconds since 1970-01-01T00:00 as read there, without saying where.
/// Around a clock change one reading can mean two instants, or none; TimeZone::resolve tells.
struct LocalTime {
    std::int64_t seconds = 0;

    friend auto operator<=>(LocalTime, LocalTime) = default;

    /// A reading of the Gregorian calendar; `month` and `day` count from 1 and have to exist.
    static LocalTime of(int year, unsigned month, unsigned day, int hour = 0, int minute = 0);
    /// "2026-03-08T02:30", with seconds only when they are not 0.
    [[nodiscard]] QString toString() const;
};

/// The instants at which a place's clocks show some local time.
struct LocalMatch {
    enum class Kind {
        Unique,  ///< once: `first` and `second` are that instant
        Gap,     ///< never, the clocks skip it: both are the first instant after the gap
        Overlap, ///< twice: `first`, and again at `second`
    };
    Kind kind = Kind::Unique;
    WallTime first;
    WallTime second;

    friend bool operator==(const LocalMatch &, const LocalMatch &) = default;
};

/// A stretch of time during which a place keeps one offset. It ends where the next in memory begins.
struct ZoneInterval {
    std::int64_t begin = 0; ///< UTC seconds since 1970
    /// The latest local time, in seconds, that clocks had reached before `begin`. Above `localBegin`: what lies between
    /// is shown a second time. Below: what lies between is never shown.
    std::int64_t reached = 0;
    std::int32_t offset = 0; ///< seconds east of Greenwich

    [[nodiscard]] std::int64_t localBegin() const { return begin + offset; }
    /// Where the local times of this interval end.
    [[nodiscard]] std::int64_t localEnd() const { return this[1].begin + offset; }
};

/// A time zone of the IANA data base: what the clocks of a place show, and when. Cheap to copy. The answers come from
/// a table that is made from QTimeZone once per process and zone (some 10 ms) and never changes after that, so a call
/// costs nanoseconds and may come from any thread; QTimeZone itself takes microseconds and does not scale.
///
/// Before 1970 the offset of 1970-01-01 is assumed. After the last change that is written down, the zone's present
/// rule holds for ever.
class TimeZone {
public:
    /// UTC.
    TimeZone();

    /// The zone of this IANA name, links such as Asia/Calcutta among them; names are case-sensitive, as they are there.
    /// InvalidInput for everything else, abbreviations ("IST") and offsets ("+05:30") among it; the message names the
    /// zone that was probably meant.
    static Result<TimeZone> find(const QString &id);
    /// The same for a name that a person gives now: refuses the abbreviations EST, MST and HST as well. The data base
    /// keeps them as offsets that never change, and the clocks of the people meant may. What is stored is read by
    /// `find`.
    static Result<TimeZone> findGiven(const QString &id);

    [[nodiscard]] const QString &id() const { return m_id; }

    /// How far the clocks are ahead of UTC at this instant.
    [[nodiscard]] std::chrono::seconds offsetAt(WallTime instant) const;
    /// What the clocks show at this instant; parts of a second are dropped.
    [[nodiscard]] LocalTime toLocal(WallTime instant) const;
    /// When the clocks show this.
    [[nodiscard]] LocalMatch resolve(LocalTime local) const;
    /// RFC 3339 with the zone's offset: "2026-07-28T09:30:00+05:30".
    [[nodiscard]] QString toRfc3339(WallTime instant) const;

    /// For those who step through time: the interval that holds this UTC second, which is to be below `tableEnd`. The
    /// next intervals follow it in memory, up to 50 years after `tableEnd`; they live as long as this zone.
    [[nodiscard]] const ZoneInterval *intervalAt(std::int64_t second) const;

    /// 2500-01-01. Rules follow the calendar, which repeats itself every `period`, so that a later instant is looked up
    /// at its place in the four centuries before.
    static constexpr std::int64_t tableEnd = 16'725'225'600;
    static constexpr std::int64_t period = std::int64_t{146'097} * 86'400; ///< 400 Gregorian years
    /// What to subtract of a second to get below `tableEnd`: a multiple of `period`, mostly 0.
    static constexpr std::int64_t shiftOf(std::int64_t second)
    {
        return second < tableEnd ? 0 : ((second - tableEnd) / period + 1) * period;
    }

    friend bool operator==(const TimeZone &a, const TimeZone &b) { return a.m_id == b.m_id; }

private:
    struct Table;
    TimeZone(QString id, std::shared_ptr<const Table> table);

    QString m_id;
    std::shared_ptr<const Table> m_table;
};

} // namespace campanile
