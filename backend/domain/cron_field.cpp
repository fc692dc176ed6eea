#include "domain/cron_field.h"

#include <array>
#include <optional>

namespace campanile {

namespace {

constexpr std::array monthNames{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array weekdayNames{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

template<std::size_t N>
std::optional<int> indexOf(QStringView text, const std::array<const char *, N> &names)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text.compare(QLatin1StringView(names[i]), Qt::CaseInsensitive) == 0) {
            return static_cast<int>(i);
        }
    }
    return std::nullopt;
}

/// Digits only, and few enough not to overflow.
std::optional<int> numberFrom(QStringView text)
{
    if (text.isEmpty() || text.size() > 6) {
        return std::nullopt;
    }
    int number = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9') {
            return std::nullopt;
        }
        number = number * 10 + (c.unicode() - u'0');
    }
    return number;
}

/// Reads one field. Each function notes what is wrong before it returns nothing.
class FieldReader {
public:
    FieldReader(const CronField &field, int number)
        : m_field(field)
        , m_number(number)
    {
    }

    Result<std::uint64_t> read(QStringView text, qsizetype column)
    {
        std::uint64_t values = 0;
        for (qsizetype at = 0; at <= text.size();) {
            const qsizetype comma = text.indexOf(u',', at);
            const qsizetype end = comma < 0 ? text.size() : comma;
            m_item = text.mid(at, end - at);
            m_column = column + at;
            const std::optional<std::uint64_t> some = readItem();
            if (!some) {
                return problem();
            }
            values |= *some;
            at = end + 1;
        }
        return values;
    }

private:
    /// A value, a range or `*`, with or without a step.
    std::optional<std::uint64_t> readItem()
    {
        const qsizetype slash = m_item.indexOf(u'/');
        const QStringView range = slash < 0 ? m_item : m_item.left(slash);
        const bool hasStep = slash >= 0;
        int first = m_field.lowest;
        int last = weekdays() ? 6 : m_field.highest;
        if (range != QLatin1StringView("*") && !readRange(range, hasStep, first, last)) {
            return std::nullopt;
        }
        int step = 1;
        if (hasStep && !readStep(m_item.mid(slash + 1), step)) {
            return std::nullopt;
        }
        std::uint64_t values = 0;
        for (int value = first; value <= last; value += step) {
            values |= std::uint64_t{1} << (weekdays() ? value % 7 : value);
        }
        return values;
    }
    bool readRange(QStringView range, bool hasStep, int &first, int &last)
    {
        const qsizetype dash = range.indexOf(u'-');
        const std::optional<int> from = readValue(dash < 0 ? range : range.left(dash));
        if (!from) {
            return false;
        }
        first = *from;
        if (dash < 0) {
            // "5/15" goes on to the end of the range; Sunday written as 7 stays 7.
            last = hasStep ? std::max(first, last) : first;
            return true;
        }
        const std::optional<int> to = readValue(range.mid(dash + 1));
        if (!to) {
            return false;
        }
        // In "Friday to Sunday" the Sunday is the one after Friday.
        last = weekdays() && *to == 0 && first > 0 ? 7 : *to;
        if (first <= last) {
            return true;
        }
        m_what = QStringLiteral("the range \"%1\" runs backwards; write it as two, with a comma between").arg(range);
        return false;
    }
    bool readStep(QStringView text, int &step)
    {
        const int most = (weekdays() ? 6 : m_field.highest) - m_field.lowest + 1;
        const std::optional<int> number = numberFrom(text);
        if (number && *number >= 1 && *number <= most) {
            step = *number;
            return true;
        }
        m_what = QStringLiteral("the step after \"/\" has to be a number from 1 to %1").arg(most);
        return false;
    }
    std::optional<int> readValue(QStringView text)
    {
        if (const std::optional<int> number = numberFrom(text)) {
            if (*number >= m_field.lowest && *number <= m_field.highest) {
                return number;
            }
            m_what = QStringLiteral("%1 is out of range").arg(text);
            return std::nullopt;
        }
        if (m_field.names == CronField::Names::Months) {
            if (const std::optional<int> month = indexOf(text, monthNames)) {
                return *month + 1;
            }
        } else if (weekdays()) {
            if (const std::optional<int> day = indexOf(text, weekdayNames)) {
                return day;
            }
        }
        noteUnknown(text);
        return std::nullopt;
    }
    void noteUnknown(QStringView text)
    {
        if (text.isEmpty()) {
            m_what = QStringLiteral("a value is missing");
        } else if (text == QLatin1StringView("?")) {
            m_what = QStringLiteral("\"?\" is not known here; write * for any");
        } else {
            m_what = QStringLiteral("\"%1\" is no value of it").arg(text.left(20));
        }
    }
    [[nodiscard]] Error problem() const
    {
        QString range = QStringLiteral("%1 to %2").arg(m_field.lowest).arg(m_field.highest);
        if (m_field.names == CronField::Names::Months) {
            range += QLatin1StringView(" or JAN to DEC");
        } else if (weekdays()) {
            range += QLatin1StringView(" or SUN to SAT");
        }
        // One call replaces all markers, because the text that a person typed may itself contain "%1".
        const QString message =
            QStringLiteral("The schedule's %1 (field %2, \"%3\" at character %4) is wrong: %5. Allowed are %6, in "
                           "lists and ranges, with steps: %7.")
                .arg(QLatin1StringView(m_field.name), QString::number(m_number), m_item.left(20),
                     QString::number(m_column), m_what, range, QLatin1StringView(m_field.example));
        return {ErrorCode::InvalidInput, message, QStringLiteral("#/cron")};
    }
    [[nodiscard]] bool weekdays() const { return m_field.names == CronField::Names::Weekdays; }

    const CronField &m_field;
    int m_number;
    QStringView m_item; ///< the item of the list that is being read
    qsizetype m_column = 0;
    QString m_what;
};

} // namespace

Result<std::uint64_t> CronField::parse(QStringView text, int number, qsizetype column) const
{
    return FieldReader(*this, number).read(text, column);
}

} // namespace campanile
