#include "domain/country_rule.h"

#include "core/number_parser.h"
#include "core/number_zones.h"

#include <QLocale>

#include <algorithm>
#include <string_view>

namespace campanile {

namespace {

/// The country of a caller ID; the main one of its calling code when its digits fit several.
std::string countryOf(E164 callerId)
{
    const std::string_view possible = possibleRegionsOf(callerId);
    return possible.find(' ') == std::string_view::npos ? std::string(possible) : regionOf(callerId).toStdString();
}

/// "United Kingdom (GB)"
QString named(const QString &code)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory
               ? code
               : QStringLiteral("%1 (%2)").arg(QLocale::territoryToString(territory), code);
}

} // namespace

CountryRule::CountryRule(E164 callerId, const QStringList &allowed)
    : m_callerId(callerId)
    , m_everywhere(allowed.contains(everywhere))
{
    if (m_everywhere) {
        return;
    }
    if (std::string own = countryOf(callerId); !own.empty()) {
        m_countries.push_back(std::move(own));
    }
    for (const QString &code : allowed) {
        m_countries.push_back(code.toStdString());
    }
}

bool CountryRule::allows(E164 to) const
{
    if (m_everywhere) {
        return true;
    }
    constexpr std::size_t codeLength = 2;
    for (std::string_view possible = possibleRegionsOf(to); possible.size() >= codeLength;
         possible.remove_prefix(std::min(possible.size(), codeLength + 1))) {
        if (std::ranges::find(m_countries, possible.substr(0, codeLength)) != m_countries.end()) {
            return true;
        }
    }
    return false;
}

QString CountryRule::refusalOf(E164 to) const
{
    if (allows(to)) {
        return {};
    }
    const std::string_view possible = possibleRegionsOf(to);
    if (possible.empty()) {
        return QStringLiteral("The number %1 belongs to no country, and such numbers are not called from %2.")
            .arg(to.toString(), m_callerId.toString());
    }
    QStringList countries;
    for (const std::string &code : m_countries) {
        countries << named(QString::fromStdString(code));
    }
    return QStringLiteral(
               "The number %1 belongs to %2. From %3 only these countries are called: %4. Allow it on the caller "
               "ID's trunk if it is to be called, too.")
        .arg(to.toString(), named(regionOf(to)), m_callerId.toString(),
             countries.isEmpty() ? QStringLiteral("none") : countries.join(QStringLiteral(", ")));
}

} // namespace campanile
