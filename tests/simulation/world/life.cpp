#include "simulation/world/life.h"

#include "simulation/bugs/bugs_in_sql.h"
#include "storage/engine_store.h"
#include "storage/migrations.h"
#include "storage/process_store.h"

namespace campanile::simulation {

namespace {

// The longest that a stopped writer's thread lets the engine wait.
constexpr Milliseconds slowestWrite{80};

/// Opens the database as the program does: on a connection of its own, which is closed again. That moves what an
/// earlier process left in the log, so that nothing new is written behind a commit whose sync has failed.
Enrolment beginLife(const Ground &ground)
{
    Connection db(ground.database, Connection::Access::ReadWrite);
    migrate(db, ground.database);
    plantAtStart(ground.scenario.bug, db, ground.clock.wall());
    db.begin();
    const Enrolment enrolment = ProcessStore(db).enrolAlone(ground.clock.wall());
    db.commit();
    return enrolment;
}

bool isStopped(Connection &db)
{
    return EngineStore(db).isStopped();
}

} // namespace

Life::Life(const Ground &ground)
    : loop(ground.loop, ground.clock)
    , enrolment(beginLife(ground))
    , db(ground.database, Connection::Access::ReadWrite)
    , reader(ground.database, Connection::Access::ReadOnly)
    , ids(ground.clock, enrolment.idSlot, enrolment.newestId)
    , writer(db, ids, loop, ground.disk, ground.doom,
             {.longestDelay = ground.scenario.faults.lateWriter ? slowestWrite : Milliseconds(0),
              .seed = ground.scenario.seed + static_cast<std::uint64_t>(enrolment.id.value),
              .bug = ground.scenario.bug})
    , engine(loop, writer, reader, holds, carriers(),
             {.process = enrolment.id,
              .pace = ProcessWatch::alone,
              .instance = EngineStore(db).instance(),
              .journalFolder = ground.journalFolder,
              .freeBytes = [&ground] { return ground.freeBytes; },
              .stopped = isStopped(db)})
    , office(loop, ids, writer, holds, engine, enrolment.id, ground.premises)
    , m_ground(ground)
{
    plantInConnection(ground.scenario.bug, db);
}

Life::~Life()
{
    loop.end();
}

CarrierFactory Life::carriers()
{
    return [this](const Trunk &, EventLoop &events, CarrierListener &listener,
                  MediaListener &) -> std::unique_ptr<Carrier> {
        if (m_ground.unreachable) {
            return nullptr;
        }
        constexpr std::int64_t trunksOfALife = 256;
        m_lines.push_back(enrolment.id.value * trunksOfALife + static_cast<std::int64_t>(m_lines.size()));
        return std::make_unique<ExchangeCarrier>(
            events, listener, m_ground.exchange, m_ground.doom,
            ExchangeCarrier::Options{m_lines.back(), m_ground.scenario, m_ground.unreachable, m_ground.draft});
    };
}

std::vector<AttemptId> Life::calls() const
{
    std::vector<AttemptId> all;
    for (const std::int64_t line : m_lines) {
        const std::vector<AttemptId> up = m_ground.exchange.upOf(line);
        all.insert(all.end(), up.begin(), up.end());
    }
    return all;
}

} // namespace campanile::simulation
