#include "simulation/checker/firings.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace campanile::simulation {

namespace {

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t dayMinutes = 1'440;

/// One field: which values match, and whether it restricts them at all.
struct Field {
    std::string text;
    std::array<bool, 61> matches{};

    [[nodiscard]] bool isRestricted() const { return text.front() != '*'; }
    [[nodiscard]] bool repeats() const { return text.find_first_of("*/") != std::string::npos; }
};

/// "3", "1-5", "*", each with "/n" behind it or without.
void addPart(const std::string &part, int least, int most, Field &field)
{
    const std::size_t slash = part.find('/');
    const std::string range = part.substr(0, slash);
    const int step = slash == std::string::npos ? 1 : std::atoi(part.c_str() + slash + 1);
    const std::size_t dash = range.find('-');
    int first = least;
    int last = most;
    if (range != "*") {
        first = std::atoi(range.c_str());
        last = dash != std::string::npos    ? std::atoi(range.c_str() + dash + 1)
               : slash != std::string::npos ? most
                                            : first;
    }
    for (int value = first; value <= last; value += step) {
        field.matches.at(static_cast<std::size_t>(value)) = true;
    }
}

Field fieldFrom(const std::string &text, int least, int most)
{
    Field field{text, {}};
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        addPart(part, least, most, field);
    }
    return field;
}

class Schedule {
public:
    explicit Schedule(const std::string &cron)
    {
        std::istringstream fields(cron);
        std::array<std::string, 5> texts;
        for (std::string &text : texts) {
            if (!(fields >> text)) {
                throw std::invalid_argument("no five fields: " + cron);
            }
        }
        m_minute = fieldFrom(texts[0], 0, 59);
        m_hour = fieldFrom(texts[1], 0, 23);
        m_day = fieldFrom(texts[2], 1, 31);
        m_month = fieldFrom(texts[3], 1, 12);
        m_weekday = fieldFrom(texts[4], 0, 7);
        m_weekday.matches[0] = m_weekday.matches[0] || m_weekday.matches[7]; // Sunday is both
    }

    [[nodiscard]] bool repeats() const { return m_minute.repeats() || m_hour.repeats(); }

    /// @param local minutes on the clocks of the zone since 1970
    [[nodiscard]] bool matches(std::int64_t local) const
    {
        const std::chrono::sys_days date{std::chrono::days(local / dayMinutes)};
        const std::chrono::year_month_day day(date);
        const std::int64_t minute = local % dayMinutes;
        const bool dayOfMonth = m_day.matches[unsigned(day.day())];
        const bool weekday = m_weekday.matches[std::chrono::weekday(date).c_encoding()];
        const bool either = m_day.isRestricted() && m_weekday.isRestricted();
        return m_minute.matches[static_cast<std::size_t>(minute % 60)] &&
               m_hour.matches[static_cast<std::size_t>(minute / 60)] && m_month.matches[unsigned(day.month())] &&
               (either ? dayOfMonth || weekday : dayOfMonth && weekday);
    }

private:
    Field m_minute;
    Field m_hour;
    Field m_day;
    Field m_month;
    Field m_weekday;
};

int offsetAt(const std::vector<ZoneOffset> &zone, std::int64_t minute)
{
    int offset = zone.front().minutes;
    for (const ZoneOffset &change : zone) {
        offset = change.from.ms <= minute * minuteMs ? change.minutes : offset;
    }
    return offset;
}

/// Whether the clocks had shown this local time before they were set back.
bool isSecondTime(const std::vector<ZoneOffset> &zone, std::int64_t minute, std::int64_t local)
{
    for (std::size_t i = 1; i < zone.size(); ++i) {
        const std::int64_t change = zone[i].from.ms / minuteMs;
        if (change <= minute && local < change + zone[i - 1].minutes) {
            return true;
        }
    }
    return false;
}

/// Whether something was due in the time that the clocks skip at this minute.
bool wasSkipped(const Schedule &schedule, const std::vector<ZoneOffset> &zone, std::int64_t minute)
{
    for (std::int64_t local = minute + offsetAt(zone, minute - 1); local < minute + offsetAt(zone, minute); ++local) {
        if (schedule.matches(local)) {
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<Firing> firings(const std::string &cron, const std::vector<ZoneOffset> &zone, WallTime from, WallTime until)
{
    const Schedule schedule(cron);
    std::vector<Firing> found;
    for (std::int64_t minute = (from.ms + minuteMs - 1) / minuteMs; minute * minuteMs < until.ms; ++minute) {
        const std::int64_t local = minute + offsetAt(zone, minute);
        const bool again = isSecondTime(zone, minute, local);
        const bool fires = schedule.matches(local) ? schedule.repeats() || !again
                                                   : !schedule.repeats() && wasSkipped(schedule, zone, minute);
        if (fires) {
            found.push_back({WallTime{minute * minuteMs}, local * 60, again ? 1 : 0});
        }
    }
    return found;
}

} // namespace campanile::simulation
