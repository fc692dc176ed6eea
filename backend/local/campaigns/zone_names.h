#pragma once

#include <QString>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace campanile {

/// Says whether time zones exist. The names come from a column of a list, which has the same few names again and again.
/// Thread: one.
class ZoneNames {
public:
    /// What is wrong with the name, and which name was probably meant; empty when nothing is wrong, and for an empty
    /// name.
    [[nodiscard]] QString problemOf(std::string_view name);

private:
    std::map<std::string, QString, std::less<>> m_known;
};

/// The zone among a target's variables (a JSON object); empty when they name none.
QString zoneOf(std::string_view variables);
/// What is wrong with the zone among a target's variables (a JSON object), as ZoneNames says it.
QString zoneProblem(ZoneNames &zones, std::string_view variables);

} // namespace campanile
