#include "domain/country_rule.h"

#include "core/number_parser.h"
#include "core/number_zones.h"

#include <algorithm>
#include <string_view>

namespace campanile {

namespace {

/// The country of a caller ID. When its digits fit several countries, it is the main country of the calling code.
std::string countryOf(E164 callerId)
{
    const std::string_view possible = possibleRegionsOf(callerId);
    return possible.find(' ') == std::string_view::npos ? std::string(possible) : regionOf(callerId).toStdString();
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

std::optional<CountryRefusal> CountryRule::refusalOf(E164 to) const
{
    if (allows(to)) {
        return std::nullopt;
    }
    CountryRefusal refusal{to, {}, m_callerId, {}};
    if (!possibleRegionsOf(to).empty()) {
        refusal.country = regionOf(to);
    }
    for (const std::string &code : m_countries) {
        refusal.called << QString::fromStdString(code);
    }
    return refusal;
}

} // namespace campanile
