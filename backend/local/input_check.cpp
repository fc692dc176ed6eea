#include "local/input_check.h"

#include "core/time_zone.h"
#include "domain/ceilings.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace campanile {

namespace {

QString textOf(Money amount)
{
    return QString::number(static_cast<double>(amount.micros) / 1e6, 'f', 2);
}

} // namespace

Result<void> checkRange(const char *pointer, const char *what, std::int64_t value, std::int64_t least,
                        std::int64_t most)
{
    if (value >= least && value <= most) {
        return {};
    }
    return invalidMember(
        pointer, QStringLiteral("%1 must be between %2 and %3.").arg(QLatin1StringView(what)).arg(least).arg(most),
        ErrorRule::Range, {QString::number(least), QString::number(most)});
}

Result<void> checkAmount(const char *pointer, const char *what, Money value, Money least, Money most)
{
    if (value >= least && value <= most) {
        return {};
    }
    return invalidMember(
        pointer,
        QStringLiteral("%1 must be between %2 and %3.").arg(QLatin1StringView(what), textOf(least), textOf(most)),
        ErrorRule::Range, {textOf(least), textOf(most)});
}

Result<void> checkLength(const char *pointer, const char *what, const QString &text, qsizetype least, qsizetype most)
{
    if (text.size() <= most && text.trimmed().size() >= least) {
        return {};
    }
    return invalidMember(
        pointer, QStringLiteral("%1 must have %2 to %3 characters.").arg(QLatin1StringView(what)).arg(least).arg(most),
        ErrorRule::Length, {QString::number(least), QString::number(most)});
}

Result<CallingHours> givenHours(const QString &json)
{
    Result<CallingHours> hours = CallingHours::parse(json.toStdString());
    if (!hours) {
        return {ErrorCode::InvalidInput, hours.error().message,
                QStringLiteral("#/hours") + hours.error().pointer.mid(1)};
    }
    if (!hours->inCalleesZone()) {
        if (const Result<TimeZone> zone = TimeZone::findGiven(hours->zone); !zone) {
            return {ErrorCode::InvalidInput, QStringLiteral("zone: ") + zone.error().message,
                    QStringLiteral("#/hours/zone")};
        }
    }
    return hours;
}

Result<void> checkSearchText(const QString &text)
{
    if (text.size() <= ceilings::searchLength) {
        return {};
    }
    return invalidMember("#/q",
                         QStringLiteral("A search text may have at most %1 characters.").arg(ceilings::searchLength),
                         ErrorRule::Length, {QStringLiteral("0"), QString::number(ceilings::searchLength)});
}

Result<void> checkPageSize(int limit)
{
    return checkRange("#/limit", "The size of a page", limit, 1, ceilings::rowsPerPage);
}

Result<void> firstFailure(std::initializer_list<Result<void>> checks)
{
    for (const Result<void> &check : checks) {
        if (!check) {
            return check;
        }
    }
    return {};
}

QString variablesJson(const std::map<QString, QString> &variables)
{
    QJsonObject object;
    for (const auto &[name, value] : variables) {
        object.insert(name, value);
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace campanile
