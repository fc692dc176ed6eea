#include "core/number_parser.h"

#include "core/number_notation.h"
#include "core/number_plan.h"

namespace campanile {

NumberParser::NumberParser(std::string_view defaultRegion, NumberReading reading)
    : m_regionRow(-1)
    , m_reading(reading)
{
    const PlanRegion region = findPlanRegion(defaultRegion);
    m_regionRow = region.row;
    m_defaultRegion = region.name;
}

ParsedNumber NumberParser::parse(std::string_view utf8Text) const
{
    const NumberNotation notation = readNotation(utf8Text);
    if (notation.problem != NumberProblem::None) {
        return {{}, notation.problem};
    }
    return readByPlan(notation, {m_defaultRegion, m_regionRow}, m_reading, PlanWay::TableFirst);
}

bool NumberParser::isKnownRegion(std::string_view region)
{
    return findPlanRegion(region).row >= 0;
}

} // namespace campanile
