#include "local/campaigns/zone_names.h"

#include "core/time_zone.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace campanile {

namespace {

// More names than there are zones. A column with more names is no column of zones, and to look for the nearest zone of
// each name (a millisecond) would take longer than to read the list.
constexpr std::size_t mostNames = 2'000;
// No zone's name is nearly as long as this. Longer names are not kept.
constexpr std::size_t longestName = 100;

QString problemOfName(const QString &name)
{
    const Result<TimeZone> zone = TimeZone::findGiven(name);
    return zone ? QString() : zone.error().message;
}

} // namespace

QString ZoneNames::problemOf(std::string_view name)
{
    if (name.empty()) {
        return {};
    }
    if (const auto known = m_known.find(name); known != m_known.end()) {
        return known->second;
    }
    const QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    if (name.size() > longestName ||
        (m_known.size() >= mostNames && !QTimeZone::isTimeZoneIdAvailable(text.toUtf8()))) {
        return QStringLiteral(
                   "There is no time zone \"%1\". Use a name of the IANA time zone database, such as Asia/Kolkata.")
            .arg(text.left(60));
    }
    return m_known.emplace(name, problemOfName(text)).first->second;
}

QString zoneOf(std::string_view variables)
{
    if (variables.find("\"timezone\"") == std::string_view::npos) {
        return {};
    }
    const QByteArray json(variables.data(), static_cast<qsizetype>(variables.size()));
    return QJsonDocument::fromJson(json).object().value(QStringLiteral("timezone")).toString();
}

QString zoneProblem(ZoneNames &zones, std::string_view variables)
{
    return zones.problemOf(zoneOf(variables).toStdString());
}

} // namespace campanile
