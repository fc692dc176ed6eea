#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <QString>

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>

namespace campanile {

/// The local time of some place: seconds since 1970-01-01T00:00 as its clocks show it, without the place itself. Around
/// a clock change one local time can mean two instants, or none; TimeZone::resolve tells which.
struct LocalTime {
    std::int64_t seconds = 0;

    friend auto operator<=>(LocalTime, LocalTime) = default;

    /// The local time of a date in the Gregorian calendar; `month` and `day` count from 1 and must exist.
    static LocalTime of(int year, unsigned month, unsigned day, int hour = 0, int minute = 0);
    /// "2026-03-08T02:30", with seconds only when they are not 0.
    [[nodiscard]] QString toString() const;
};

/// The instants at which the clocks of a place show a local time.
struct LocalMatch {
    enum class Kind {
        Unique,  ///< the clocks show it once: `first` and `second` are that instant
        Gap,     ///< the clocks skip it: both are the first instant after the gap
        Overlap, ///< the clocks show it twice: at `first`, and again at `second`
    };
    Kind kind = Kind::Unique;
    WallTime first;
    WallTime second;

    friend bool operator==(const LocalMatch &, const LocalMatch &) = default;
};

/// A period during which a place keeps one offset. It ends where the next interval in memory begins.
struct ZoneInterval {
    std::int64_t begin = 0; ///< UTC seconds since 1970
    /// The latest local time, in seconds, that the clocks had reached before `begin`. When it is above `localBegin`,
    /// the local times between the two are shown a second time; when it is below, the local times between them are
    /// never shown.
    std::int64_t reached = 0;
    std::int32_t offset = 0; ///< seconds east of Greenwich

    [[nodiscard]] std::int64_t localBegin() const { return begin + offset; }
    /// Where the local times of this interval end.
    [[nodiscard]] std::int64_t localEnd() const { return this[1].begin + offset; }
};

/// A time zone of the IANA time zone database: what the clocks of a place show, and when. It is cheap to copy. The
/// answers come from a table that is made from QTimeZone once per process and zone, which takes long, and never
/// changes after that, so a call is a search in the table and may come from any thread; calls of QTimeZone itself are
/// slower and do not scale over threads.
///
/// Before 1970 the offset of 1970-01-01 is assumed. After the last change that the database lists, the zone's present
/// rule applies without end.
class TimeZone {
public:
    /// UTC.
    TimeZone();

    /// Finds the zone with this IANA name, which may be a link such as Asia/Calcutta; names are case-sensitive, as in
    /// the database. Fails with InvalidInput for all other texts, such as abbreviations ("IST") and offsets ("+05:30");
    /// the message names the zone that was probably meant.
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
    /// The instants at which the clocks show this local time.
    [[nodiscard]] LocalMatch resolve(LocalTime local) const;
    /// RFC 3339 with the zone's offset: "2026-07-28T09:30:00+05:30".
    [[nodiscard]] QString toRfc3339(WallTime instant) const;

    /// The interval that contains this UTC second, which must be below `tableEnd`, for code that steps through time.
    /// The next intervals follow it in memory, up to 50 years after `tableEnd`; they live as long as this zone.
    [[nodiscard]] const ZoneInterval *intervalAt(std::int64_t second) const;

    /// 2500-01-01. Rules follow the calendar, which repeats every `period`, so a later instant is looked up at the
    /// corresponding place in the 400 years before.
    static constexpr std::int64_t tableEnd = 16'725'225'600;
    static constexpr std::int64_t period = std::int64_t{146'097} * 86'400; ///< 400 Gregorian years
    /// The number to subtract from a second to get below `tableEnd`: a multiple of `period`, mostly 0.
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
