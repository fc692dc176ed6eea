#include "simulation/world/office.h"

namespace campanile::simulation {

Office::Office(LifeLoop &loop, IdSource &ids, Writer &writer, HoldBoard &holds, Engine &engine, ProcessId process,
               const Premises &premises)
    : m_core{loop.clock(),
             ids,
             writer,
             premises.readers,
             premises.readers,
             holds,
             premises.directory,
             process,
             [&loop, &engine](std::function<void(Engine &)> task) {
                 loop.post([&engine, task = std::move(task)] { task(engine); });
             }}
    , campaigns(m_core)
    , queue(m_core)
    , credit(m_core)
{
}

} // namespace campanile::simulation
