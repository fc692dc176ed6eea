// OpeningHours against a second way of finding the same out: minute by minute, with the offsets QTimeZone gives, for
// random rules, numbers and instants around changes of summer time.
// Usage: opening_hours_oracle_test [--cases N] [--seed N] [QtTest options]; 20,000 cases unless told.

#include "core/random.h"
#include "domain/opening_hours.h"

#include <QTest>
#include <QTimeZone>

#include <array>
#include <bitset>
#include <map>
#include <set>

using namespace campanile;

namespace {

std::int64_t casesToCompare = 20'000;
std::uint64_t seed = 20'260'725;

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t minutesOfDay = 1'440;
constexpr std::int64_t lookDays = 15;

/// A time with changes of offset in it, and `days` days from which to look at it.
struct Season {
    QDate first;
    int days;
};
constexpr int seasonDays = 40;
const std::array seasons{
    Season{QDate(2026, 2, 5), seasonDays},                                          // Ramadan, North America, Europe
    Season{QDate(2026, 3, 20), seasonDays},                                         // Europe, the southern hemisphere
    Season{QDate(2026, 9, 5), seasonDays},                                          // the southern hemisphere, Europe
    Season{QDate(2026, 10, 10), seasonDays}, Season{QDate(2041, 3, 1), seasonDays}, // where only the zones' rules reach
};

std::int64_t minuteOf(const QDate &date)
{
    return QDate(1970, 1, 1).daysTo(date) * minutesOfDay;
}

/// Offsets in minutes, asked of QTimeZone once per quarter of an hour: no zone changes in between.
class Offsets {
public:
    explicit Offsets(const Season &season)
        : m_first(minuteOf(season.first) / 15)
        , m_count((season.days + lookDays + 1) * minutesOfDay / 15)
    {
    }
    /// Zones that agree all the time have the same table.
    const std::vector<int> *of(const TimeZone &zone)
    {
        const std::vector<int> *&known = m_byZone[zone.id()];
        if (!known) {
            const QTimeZone qtZone(zone.id().toLatin1());
            std::vector<int> offsets;
            for (std::int64_t i = 0; i < m_count; ++i) {
                const auto at = QDateTime::fromMSecsSinceEpoch((m_first + i) * 15 * minuteMs, Qt::UTC);
                offsets.push_back(qtZone.offsetFromUtc(at) / 60);
            }
            known = &*m_tables.insert(std::move(offsets)).first;
        }
        return known;
    }
    [[nodiscard]] std::size_t indexOf(std::int64_t minute) const
    {
        return static_cast<std::size_t>(minute / 15 - m_first);
    }

private:
    std::int64_t m_first;
    std::int64_t m_count;
    std::set<std::vector<int>> m_tables;
    std::map<QString, const std::vector<int> *> m_byZone;
};

/// One rule in one zone as a table of all minutes of a week.
class Table {
public:
    Table(const CallingHours &hours, const std::vector<int> &offsets)
        : m_offsets(&offsets)
    {
        for (std::size_t day = 0; day < 7; ++day) {
            for (const auto &[from, to] : hours.days[day]) {
                for (int minute = from; minute < to; ++minute) {
                    m_week.set(day * 1'440 + static_cast<std::size_t>(minute));
                }
            }
        }
        for (const QDate &date : hours.closedOn) {
            m_closed.insert(minuteOf(date) / minutesOfDay);
        }
    }
    [[nodiscard]] bool isOpen(std::int64_t minute, const Offsets &offsets) const
    {
        const std::int64_t local = minute + (*m_offsets)[offsets.indexOf(minute)];
        // 5 January 1970 was a Monday; all seasons are later.
        const auto ofWeek = static_cast<std::size_t>((local - 4 * minutesOfDay) % (7 * minutesOfDay));
        return m_week.test(ofWeek) && (m_closed.empty() || !m_closed.contains(local / minutesOfDay));
    }

private:
    const std::vector<int> *m_offsets;
    std::bitset<7 * 1'440> m_week;
    std::set<std::int64_t> m_closed;
};

OpenState byMinutes(const std::vector<CallingHours> &rules, const ZoneSet &callee, WallTime now, Offsets &offsets)
{
    const std::int64_t first = now.ms / minuteMs;
    const std::int64_t end = (first / minutesOfDay + lookDays) * minutesOfDay;
    std::vector<Table> tables;
    bool never = false;
    for (const CallingHours &rule : rules) {
        const ZoneSet zones = rule.inCalleesZone() ? callee : ZoneSet({*TimeZone::find(rule.zone)});
        never = never || zones.isEmpty();
        std::set<const std::vector<int> *> distinct;
        for (const TimeZone &zone : zones.zones()) {
            if (const std::vector<int> *of = offsets.of(zone); distinct.insert(of).second) {
                tables.emplace_back(rule, *of);
            }
        }
    }
    const auto isOpen = [&](std::int64_t minute) {
        return !never && std::ranges::all_of(tables, [&](const Table &t) { return t.isOpen(minute, offsets); });
    };
    const bool open = isOpen(first);
    for (std::int64_t minute = first + 1; minute < end; ++minute) {
        if (isOpen(minute) != open) {
            return {open, {minute * minuteMs}, true};
        }
    }
    return {open, {end * minuteMs}, false};
}

class CaseMaker {
public:
    explicit CaseMaker(const Season &season)
        : m_season(season)
    {
    }
    WallTime instant()
    {
        const std::int64_t step = oneIn(3) ? 1 : 15;
        const std::int64_t minute = minuteOf(m_season.first) + below(m_season.days * minutesOfDay) / step * step;
        return {minute * minuteMs + (oneIn(2) ? 0 : below(minuteMs))};
    }
    E164 number()
    {
        static constexpr std::array<std::int64_t, 24> numbers{
            14'155'550'142,  18'085'550'142,    18'765'550'142,  14'165'550'142, 18'005'550'142,    442'071'838'750,
            919'812'345'678, 61'292'934'444,    61'891'621'234,  74'951'234'567, 77'012'345'678,    80'012'345'678,
            493'012'345'678, 5'511'961'234'567, 525'512'345'678, 56'221'234'567, 35'312'345'678,    212'520'123'456,
            6'492'345'678,   6'421'234'567,     9'771'234'5678,  972'212'345'67, 86'131'234'567'89, 351'212'345'678};
        return {numbers[static_cast<std::size_t>(below(numbers.size()))]};
    }
    CallingHours rule()
    {
        static const std::array<QString, 8> zones{
            QStringLiteral("Asia/Kolkata"),     QStringLiteral("America/New_York"),
            QStringLiteral("Europe/Dublin"),    QStringLiteral("Australia/Lord_Howe"),
            QStringLiteral("Pacific/Chatham"),  QStringLiteral("Africa/Casablanca"),
            QStringLiteral("America/St_Johns"), QStringLiteral("UTC")};
        CallingHours hours;
        hours.zone = oneIn(3) ? zones[static_cast<std::size_t>(below(zones.size()))] : QString();
        const std::vector<DailyWindow> usual = windows();
        for (auto &day : hours.days) {
            day = oneIn(5) ? std::vector<DailyWindow>() : oneIn(4) ? windows() : usual;
        }
        hours.days[static_cast<std::size_t>(below(7))] = windows();
        for (std::int64_t n = oneIn(2) ? 0 : below(oneIn(6) ? 60 : 6); n > 0; --n) {
            hours.closedOn.push_back(m_season.first.addDays(below(m_season.days + lookDays)));
        }
        return *CallingHours::checked(std::move(hours));
    }
    std::int64_t below(std::int64_t bound)
    {
        return static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(bound)));
    }
    bool oneIn(int n) { return below(n) == 0; }

private:
    std::vector<DailyWindow> windows()
    {
        const int step = oneIn(2) ? 60 : oneIn(2) ? 15 : 1;
        std::vector<DailyWindow> made;
        for (std::int64_t n = 1 + below(oneIn(3) ? 3 : 1); n > 0; --n) {
            const auto from = static_cast<int>(below(oneIn(2) ? 600 : 1'440)) / step * step;
            const auto length = static_cast<int>(below(oneIn(2) ? 900 : 120)) / step * step + step;
            made.push_back({from, oneIn(10) ? 1'440 : std::min(1'440, from + length)});
        }
        return made;
    }

    const Season &m_season;
    Random m_random{seed++};
};

} // namespace

class OpeningHoursOracleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothWaysAgree();
};

void OpeningHoursOracleTest::bothWaysAgree()
{
    NumberZones numbers;
    std::array<std::int64_t, 4> kinds{};
    for (const Season &season : seasons) {
        Offsets offsets(season);
        CaseMaker maker(season);
        for (std::int64_t left = casesToCompare / static_cast<std::int64_t>(seasons.size()); left > 0;) {
            const std::vector<CallingHours> rules =
                maker.oneIn(3) ? std::vector{maker.rule(), maker.rule()} : std::vector{maker.rule()};
            OpeningHours hours(rules); // asked several times, in no order, so that what it remembers is tested, too
            for (int i = 0; i < 8; ++i, --left) {
                const E164 number = maker.number();
                const ZoneSet callee = numbers.of(number);
                const WallTime now = maker.instant();
                const OpenState expected = byMinutes(rules, callee, now, offsets);
                const OpenState state = hours.at(callee, now);
                if (state != expected) {
                    const auto words = [](const OpenState &s) {
                        return QStringLiteral("%1 until %2 (%3)")
                            .arg(s.open ? u"open" : u"closed", s.until.toUtc().toString(Qt::ISODate))
                            .arg(s.changesThen);
                    };
                    QFAIL(qPrintable(QStringLiteral("%1 at %2: %3, expected %4; %5 %6")
                                         .arg(number.toString(), now.toUtc().toString(Qt::ISODateWithMs), words(state),
                                              words(expected), QString::fromStdString(rules.front().toJson()),
                                              QString::fromStdString(rules.back().toJson()))));
                }
                QCOMPARE(hours.opening(callee, now), expected.open          ? std::optional(now)
                                                     : expected.changesThen ? std::optional(expected.until)
                                                                            : std::nullopt);
                QCOMPARE(hours.closing(callee, now), expected.open ? expected.until : now);
                ++kinds[static_cast<std::size_t>(expected.open) * 2 + static_cast<std::size_t>(expected.changesThen)];
            }
        }
    }
    qInfo("closed for good %lld, closed %lld, open %lld", static_cast<long long>(kinds[0]),
          static_cast<long long>(kinds[1]), static_cast<long long>(kinds[3]));
    QVERIFY(kinds[0] > 0 && kinds[1] > 0 && kinds[3] > 0);
}

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        const bool hasValue = i + 1 < argc;
        if (hasValue && qstrcmp(argv[i], "--cases") == 0) {
            casesToCompare = QByteArray(argv[++i]).toLongLong();
            qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // QtTest's own five minutes are too few for ten million
        } else if (hasValue && qstrcmp(argv[i], "--seed") == 0) {
            seed = QByteArray(argv[++i]).toULongLong();
        } else {
            arguments += QString::fromLocal8Bit(argv[i]);
        }
    }
    OpeningHoursOracleTest test;
    return QTest::qExec(&test, arguments);
}

#include "opening_hours_oracle_test.moc"
