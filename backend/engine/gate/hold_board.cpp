#include "engine/gate/hold_board.h"

namespace campanile {

void HoldBoard::set(Lane lane, Hold hold)
{
    const std::scoped_lock lock(m_mutex);
    m_holds[lane] = hold;
}

Hold HoldBoard::of(Lane lane) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_holds.find(lane);
    return found == m_holds.end() ? Hold{} : found->second;
}

} // namespace campanile
