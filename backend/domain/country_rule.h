#pragma once

#include "core/e164.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace campanile {

/// Why a number may not be called: its country is not one of the countries that may be called from this caller ID.
struct CountryRefusal {
    E164 to;
    QString country; ///< of the number, an ISO 3166-1 alpha-2 code; empty: the number belongs to no country
    E164 from;
    QStringList called; ///< codes of the countries that are called; empty: none

    friend bool operator==(const CountryRefusal &, const CountryRefusal &) = default;
};

/// Which countries may be called on a trunk from a caller ID: the caller ID's own country and the countries that the
/// trunk allows in addition. The rule prevents that a mistyped list or a stolen key leads to expensive calls to distant
/// countries or to satellite telephones. Countries are ISO 3166-1 alpha-2 codes, as telephone numbers have them.
///
/// A number whose digits fit several countries may be called when one of them is allowed: area codes that are newer
/// than the installed metadata fit every country of their calling code. A number that belongs to no country (+800,
/// +870) may be called only when the trunk allows `everywhere`.
class CountryRule {
public:
    /// The entry in the countries of a trunk that allows all numbers.
    static inline const QString everywhere = QStringLiteral("*");

    CountryRule() = default; ///< allows nothing
    /// @param allowed  the countries of the trunk: codes, or `everywhere`
    CountryRule(E164 callerId, const QStringList &allowed);

    /// Whether the number may be called. Costs as much as possibleRegionsOf, and allocates nothing.
    [[nodiscard]] bool allows(E164 to) const;
    /// Why the number may not be called; nothing when it may be.
    [[nodiscard]] std::optional<CountryRefusal> refusalOf(E164 to) const;

private:
    E164 m_callerId;
    std::vector<std::string> m_countries; // the caller ID's own country is first, when it has one
    bool m_everywhere = false;
};

} // namespace campanile
