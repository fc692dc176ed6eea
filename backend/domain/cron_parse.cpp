#include "domain/cron.h"
#include "domain/cron_field.h"

#include <algorithm>
#include <bit>

namespace campanile {

namespace {

/// The limit is longer than any schedule that a person writes; a list of all 60 minutes takes 170 characters.
constexpr qsizetype longestText = 500;

struct Nickname {
    QStringView name;
    QStringView fields;
};

constexpr std::array nicknames{Nickname{u"@hourly", u"0 * * * *"},   Nickname{u"@daily", u"0 0 * * *"},
                               Nickname{u"@midnight", u"0 0 * * *"}, Nickname{u"@weekly", u"0 0 * * 0"},
                               Nickname{u"@monthly", u"0 0 1 * *"},  Nickname{u"@yearly", u"0 0 1 1 *"},
                               Nickname{u"@annually", u"0 0 1 1 *"}};

Error refused(const QString &message)
{
    return {ErrorCode::InvalidInput, message, QStringLiteral("#/cron")};
}

/// A field, and its position in the text, which counts from 1.
struct Part {
    QStringView text;
    qsizetype column;
};

std::vector<Part> partsOf(QStringView text)
{
    std::vector<Part> parts;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = at;
        while (end < text.size() && !text[end].isSpace()) {
            ++end;
        }
        if (end > at) {
            parts.push_back({text.mid(at, end - at), at + 1});
        }
        at = end + 1;
    }
    return parts;
}

Error wrongNumberOfFields(std::size_t count)
{
    const QString rule =
        QStringLiteral("The five are minute, hour, day of the month, month and weekday, as in \"0 9 * * MON-FRI\".");
    if (count == 0) {
        return refused(QStringLiteral("The schedule is empty. %1").arg(rule));
    }
    const QString advice =
        count == 6 || count == 7 ? QStringLiteral(" Seconds and years are not part of it.") : QString();
    return refused(QStringLiteral("The schedule has %1 %2 in place of five. %3%4")
                       .arg(count)
                       .arg(count == 1 ? QStringLiteral("field") : QStringLiteral("fields"), rule, advice));
}

Error unknownNickname(const QString &name)
{
    return refused(QStringLiteral("There is no schedule \"%1\". Use @hourly, @daily, @midnight, @weekly, @monthly, "
                                  "@yearly or @annually, or five fields such as \"0 9 * * MON-FRI\".")
                       .arg(name.left(20)));
}

Error tooLong(qsizetype size)
{
    return refused(
        QStringLiteral("The schedule has %1 characters; at most %2 are read. Use ranges and steps, such as */5.")
            .arg(size)
            .arg(longestText));
}

Error impossibleDate(std::uint32_t days, QStringView months)
{
    return refused(
        QStringLiteral("The schedule would never fire: day %1 (field 3) does not exist in the months of field 4 "
                       "(\"%2\"). February has at most 29 days; April, June, September and November have 30.")
            .arg(QString::number(std::countr_zero(days)), months.left(20)));
}

/// The days that the month has in at least some years.
std::uint32_t possibleDays(int month)
{
    const int longest = month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return ((std::uint32_t{1} << longest) - 1) << 1;
}

bool hasPossibleDay(std::uint32_t days, std::uint32_t months)
{
    for (int month = 1; month <= 12; ++month) {
        if ((months >> month & 1U) != 0 && (days & possibleDays(month)) != 0) {
            return true;
        }
    }
    return false;
}

/// The five fields that `nickname` stands for; empty when there is no such nickname.
std::vector<Part> partsOfNickname(QStringView nickname)
{
    const auto *const found = std::find_if(nicknames.begin(), nicknames.end(), [&](const Nickname &known) {
        return nickname.compare(known.name, Qt::CaseInsensitive) == 0;
    });
    return found == nicknames.end() ? std::vector<Part>() : partsOf(found->fields);
}

bool repeats(const Part &part)
{
    return part.text.contains(u'*') || part.text.contains(u'/');
}

/// The days of a month that fall on one of the weekdays. The index is the weekday of the first day of the month.
std::array<std::uint32_t, 7> daysOnWeekdays(std::uint32_t weekdays)
{
    std::array<std::uint32_t, 7> days{};
    for (unsigned first = 0; first < days.size(); ++first) {
        for (unsigned day = 1; day <= 31; ++day) {
            if ((weekdays >> ((first + day - 1) % 7) & 1U) != 0) {
                days[first] |= std::uint32_t{1} << day;
            }
        }
    }
    return days;
}

} // namespace

Result<CronExpression> CronExpression::parse(QStringView text)
{
    if (text.size() > longestText) {
        return tooLong(text.size());
    }
    std::vector<Part> parts = partsOf(text);
    CronExpression cron;
    for (const Part &part : parts) {
        cron.m_text += cron.m_text.isEmpty() ? QString() : QStringLiteral(" ");
        cron.m_text += part.text;
    }
    if (cron.m_text.startsWith(u'@')) {
        parts = partsOfNickname(cron.m_text);
        if (parts.empty()) {
            return unknownNickname(cron.m_text);
        }
    }
    if (parts.size() != std::size(cronFields)) {
        return wrongNumberOfFields(parts.size());
    }
    std::array<std::uint64_t, std::size(cronFields)> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Result<std::uint64_t> read = cronFields[i].parse(parts[i].text, static_cast<int>(i) + 1, parts[i].column);
        if (!read) {
            return read.error();
        }
        values[i] = *read;
    }
    cron.m_minutes = values[0];
    cron.m_hours = static_cast<std::uint32_t>(values[1]);
    cron.m_days = static_cast<std::uint32_t>(values[2]);
    cron.m_months = static_cast<std::uint32_t>(values[3]);
    cron.m_weekdays = static_cast<std::uint32_t>(values[4]);
    cron.m_weekdayDays = daysOnWeekdays(cron.m_weekdays);
    cron.m_eitherDay = !parts[2].text.startsWith(u'*') && !parts[4].text.startsWith(u'*');
    cron.m_repeating = repeats(parts[0]) || repeats(parts[1]);
    // When a match of either field of days is enough, the weekdays alone make the schedule fire.
    if (!cron.m_eitherDay && !hasPossibleDay(cron.m_days, cron.m_months)) {
        return impossibleDate(cron.m_days, parts[3].text);
    }
    return cron;
}

} // namespace campanile
