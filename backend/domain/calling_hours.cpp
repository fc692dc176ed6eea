#include "domain/calling_hours.h"

#include "core/time_zone.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr std::array<const char *, 7> shortNames{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

Error refused(const QString &member, const QString &message)
{
    return {ErrorCode::InvalidInput, member + QStringLiteral(": ") + message, QStringLiteral("#/") + member};
}

QString memberOf(std::size_t day)
{
    return QString::fromLatin1(shortNames[day]).toLower();
}

Error refusedWindow(std::size_t day, std::size_t index, const QString &message)
{
    Error error = refused(memberOf(day), message);
    error.message.prepend(QStringLiteral("Window %1 of ").arg(index + 1));
    error.pointer += QStringLiteral("/%1").arg(index);
    return error;
}

Result<void> checkDay(std::size_t day, const std::vector<DailyWindow> &windows)
{
    if (windows.size() > CallingHours::mostWindows) {
        return refused(memberOf(day), QStringLiteral("A day has at most %1 windows.").arg(CallingHours::mostWindows));
    }
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto [from, to] = windows[i];
        if (from < 0 || to > CallingHours::minutesOfDay || from > CallingHours::minutesOfDay || to < 0) {
            return refusedWindow(day, i, QStringLiteral("A time is between 00:00 and 24:00."));
        }
        if (from == to) {
            return refusedWindow(day, i, QStringLiteral("It ends when it begins; all day is 00:00-24:00."));
        }
        if (from > to) {
            return refusedWindow(day, i,
                                 QStringLiteral("It ends before it begins. Write hours over midnight as two windows: "
                                                "until 24:00, and from 00:00 on the next day."));
        }
    }
    return {};
}

void join(std::vector<DailyWindow> &windows)
{
    std::ranges::sort(windows);
    std::vector<DailyWindow> joined;
    for (const DailyWindow &window : windows) {
        if (!joined.empty() && window.from <= joined.back().to) {
            joined.back().to = std::max(joined.back().to, window.to);
        } else {
            joined.push_back(window);
        }
    }
    windows = std::move(joined);
}

QString timeInWords(int minutes)
{
    return QStringLiteral("%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString windowsInWords(const std::vector<DailyWindow> &windows)
{
    QStringList words;
    for (const auto &[from, to] : windows) {
        words += timeInWords(from) + QStringLiteral("–") + timeInWords(to);
    }
    return words.join(QStringLiteral(" and "));
}

/// The days from `first` on that have the same windows as `first`, such as "Mon–Wed, Fri".
QString daysInWords(const CallingHours &hours, std::size_t first)
{
    const auto isSame = [&hours, first](std::size_t day) { return day < 7 && hours.days[day] == hours.days[first]; };
    QStringList words;
    for (std::size_t day = first; day < 7; ++day) {
        if (!isSame(day)) {
            continue;
        }
        std::size_t last = day;
        while (isSame(last + 1)) {
            ++last;
        }
        QString run = QString::fromLatin1(shortNames[day]);
        if (last > day) {
            run += (last == day + 1 ? QStringLiteral(", ") : QStringLiteral("–")) + QLatin1String(shortNames[last]);
        }
        words += run;
        day = last;
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

Result<CallingHours> CallingHours::checked(CallingHours hours)
{
    if (!hours.zone.isEmpty()) {
        if (const auto zone = TimeZone::find(hours.zone); !zone) {
            return refused(QStringLiteral("zone"), zone.error().message);
        }
    }
    for (std::size_t day = 0; day < hours.days.size(); ++day) {
        if (const auto good = checkDay(day, hours.days[day]); !good) {
            return good.error();
        }
        join(hours.days[day]);
    }
    if (std::ranges::all_of(hours.days, &std::vector<DailyWindow>::empty)) {
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("The calling hours are closed all week; give at least one day a window."),
                     QStringLiteral("#")};
    }
    if (hours.closedOn.size() > mostDates) {
        return refused(QStringLiteral("closed_on"), QStringLiteral("At most %1 dates can be given.").arg(mostDates));
    }
    if (!std::ranges::all_of(hours.closedOn, [](const QDate &date) { return date.isValid(); })) {
        return refused(QStringLiteral("closed_on"), QStringLiteral("One of the dates is not in the calendar."));
    }
    std::ranges::sort(hours.closedOn);
    hours.closedOn.erase(std::unique(hours.closedOn.begin(), hours.closedOn.end()), hours.closedOn.end());
    return hours;
}

QString CallingHours::inWords() const
{
    QStringList groups;
    for (std::size_t day = 0; day < days.size(); ++day) {
        const auto *const first = std::ranges::find(days, days[day]);
        if (!days[day].empty() && first == days.begin() + static_cast<std::ptrdiff_t>(day)) {
            groups += daysInWords(*this, day) + QLatin1Char(' ') + windowsInWords(days[day]);
        }
    }
    QString words = groups.join(QStringLiteral(", ")) + QStringLiteral(" in ") +
                    (inCalleesZone() ? QStringLiteral("the callee's zone") : zone);
    if (closedOn.size() == 1) {
        words += QStringLiteral("; closed on ") + closedOn.front().toString(Qt::ISODate);
    } else if (!closedOn.empty()) {
        words += QStringLiteral("; closed on %1 dates").arg(closedOn.size());
    }
    return words;
}

} // namespace campanile
