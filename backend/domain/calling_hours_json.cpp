// CallingHours as JSON. The text is read event by event and without a tree, and unexpected text is refused where it
// stands.

#include "domain/calling_hours.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace campanile {

namespace {

constexpr std::array<std::string_view, 7> dayMembers{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::string_view zoneMember = "zone";
constexpr std::string_view closedMember = "closed_on";
constexpr std::string_view callee = "callee";

/// Reads two digits; -1 when they are not two digits.
int twoDigits(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return isDigit(text[0]) && isDigit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

/// The minutes since midnight of "HH:MM"; nothing when the text has another form. "24:00" is the end of a day.
std::optional<int> readTime(std::string_view text)
{
    const int hours = twoDigits(text.substr(0, 2));
    const int minutes = twoDigits(text.substr(3, 2));
    if (text[2] != ':' || hours < 0 || minutes < 0 || minutes > 59 ||
        hours * 60 + minutes > CallingHours::minutesOfDay) {
        return std::nullopt;
    }
    return hours * 60 + minutes;
}

std::optional<DailyWindow> readWindow(std::string_view text)
{
    if (text.size() != 11 || text[5] != '-') {
        return std::nullopt;
    }
    const auto from = readTime(text.substr(0, 5));
    const auto to = readTime(text.substr(6, 5));
    return from && to ? std::optional(DailyWindow{*from, *to}) : std::nullopt;
}

std::optional<QDate> readDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const int century = twoDigits(text.substr(0, 2));
    const int year = twoDigits(text.substr(2, 2));
    const int month = twoDigits(text.substr(5, 2));
    const int day = twoDigits(text.substr(8, 2));
    if (century < 0 || year < 0 || !QDate::isValid(century * 100 + year, month, day)) {
        return std::nullopt;
    }
    return QDate(century * 100 + year, month, day);
}

QString inQuotes(const std::string &text)
{
    return QLatin1Char('"') + QString::fromStdString(text).left(60) + QLatin1Char('"');
}

class Reader final : public nlohmann::json_sax<nlohmann::json> {
public:
    CallingHours hours;
    std::optional<Error> error;

    bool null() override { return unexpected(); }
    bool boolean(bool) override { return unexpected(); }
    bool number_integer(number_integer_t) override { return unexpected(); }
    bool number_unsigned(number_unsigned_t) override { return unexpected(); }
    bool number_float(number_float_t, const string_t &) override { return unexpected(); }
    bool binary(binary_t &) override { return unexpected(); }

    bool start_object(std::size_t) override
    {
        if (m_inside) {
            return unexpected();
        }
        m_inside = true;
        return true;
    }
    bool end_object() override
    {
        m_member.clear();
        return std::ranges::find(m_seen, zoneMember) != m_seen.end() ||
               refuse(QStringLiteral("zone: It is missing; give \"callee\" or a name such as \"Europe/Berlin\"."));
    }
    bool key(string_t &name) override
    {
        m_member = name;
        if (name != zoneMember && name != closedMember && std::ranges::find(dayMembers, name) == dayMembers.end()) {
            return refuse(QStringLiteral("%1: Calling hours have no such member; they have zone, mon to sun and "
                                         "closed_on.")
                              .arg(inQuotes(name)));
        }
        if (std::ranges::find(m_seen, name) != m_seen.end()) {
            return refuse(QStringLiteral("%1: It is given twice.").arg(QString::fromStdString(name)));
        }
        m_seen.push_back(name);
        return true;
    }
    bool start_array(std::size_t) override
    {
        if (!m_inside || m_index || m_member == zoneMember) {
            return unexpected();
        }
        m_index = 0;
        return true;
    }
    bool end_array() override
    {
        m_index.reset();
        return true;
    }
    bool string(string_t &text) override
    {
        if (m_member == zoneMember) {
            return readZone(text);
        }
        if (!m_index) {
            return unexpected();
        }
        const bool good = m_member == closedMember ? addDate(text) : addWindow(text);
        ++*m_index;
        return good;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        m_member.clear();
        m_index.reset();
        return refuse(QStringLiteral("The calling hours are not JSON: unexpected text at byte %1.").arg(position));
    }

private:
    bool refuse(const QString &message)
    {
        QString pointer = QStringLiteral("#");
        if (!m_member.empty() && std::ranges::find(m_seen, m_member) != m_seen.end()) {
            pointer += QLatin1Char('/') + QString::fromStdString(m_member);
        }
        if (m_index) {
            pointer += QStringLiteral("/%1").arg(*m_index);
        }
        error = Error{ErrorCode::InvalidInput, message, pointer};
        return false;
    }
    bool unexpected()
    {
        if (!m_inside) {
            return refuse(QStringLiteral("Calling hours are a JSON object."));
        }
        const QString wanted = m_member == zoneMember ? QStringLiteral("\"callee\" or a name such as \"Europe/Berlin\"")
                               : m_member == closedMember
                                   ? QStringLiteral("a list of dates such as [\"2026-12-25\"]")
                                   : QStringLiteral("a list of windows such as [\"09:00-18:00\"]");
        return refuse(QStringLiteral("%1: It must be %2.").arg(QString::fromStdString(m_member), wanted));
    }
    bool readZone(const std::string &text)
    {
        if (text.empty()) {
            return unexpected();
        }
        if (text != callee) {
            hours.zone = QString::fromStdString(text);
        }
        return true;
    }
    bool addDate(const std::string &text)
    {
        const auto date = readDate(text);
        if (!date) {
            return refuse(
                QStringLiteral("closed_on: %1 is no date; write one such as \"2026-12-25\".").arg(inQuotes(text)));
        }
        hours.closedOn.push_back(*date);
        return true;
    }
    bool addWindow(const std::string &text)
    {
        const auto window = readWindow(text);
        if (!window) {
            return refuse(QStringLiteral("%1: %2 is no window; write one such as \"09:00-18:00\".")
                              .arg(QString::fromStdString(m_member), inQuotes(text)));
        }
        const auto day = std::ranges::find(dayMembers, m_member) - dayMembers.begin();
        hours.days[static_cast<std::size_t>(day)].push_back(*window);
        return true;
    }

    bool m_inside = false; // whether the outermost object has begun
    std::string m_member;
    std::optional<int> m_index; // the index in the list that is being read
    std::vector<std::string> m_seen;
};

std::string textOf(int minutes)
{
    const auto two = [](int n) {
        return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
    };
    return two(minutes / 60) + ':' + two(minutes % 60);
}

} // namespace

Result<CallingHours> CallingHours::parse(std::string_view json)
{
    if (json.size() > mostBytes) {
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("The calling hours are longer than %1 bytes.").arg(mostBytes), QStringLiteral("#")};
    }
    Reader reader;
    // A byte order mark, which the library would skip, is refused like any other character before the '{'.
    const bool marked = json.starts_with('\xEF');
    if (marked || !nlohmann::json::sax_parse(json, &reader)) {
        return reader.error.value_or(Error{ErrorCode::InvalidInput,
                                           QStringLiteral("The calling hours are not JSON: unexpected text at byte 1."),
                                           QStringLiteral("#")});
    }
    return checked(std::move(reader.hours));
}

std::string CallingHours::toJson() const
{
    nlohmann::ordered_json json{{zoneMember, inCalleesZone() ? std::string(callee) : zone.toStdString()}};
    for (std::size_t day = 0; day < days.size(); ++day) {
        for (const auto &[from, to] : days[day]) {
            json[std::string(dayMembers[day])].push_back(textOf(from) + '-' + textOf(to));
        }
    }
    for (const QDate &date : closedOn) {
        json[std::string(closedMember)].push_back(date.toString(Qt::ISODate).toStdString());
    }
    return json.dump();
}

} // namespace campanile
