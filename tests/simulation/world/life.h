#pragma once

#include "engine/engine.h"
#include "simulation/world/exchange_carrier.h"
#include "simulation/world/late_writer.h"
#include "simulation/world/life_loop.h"
#include "simulation/world/office.h"

namespace campanile::simulation {

/// What a life of the program stands on; all of it outlives the life.
struct Ground {
    const Scenario &scenario;
    EventLoop &loop;
    const Clock &clock; ///< what the program takes for the time
    MemoryDisk &disk;
    QString database;
    QString journalFolder;
    Doom &doom;
    Exchange &exchange;
    const bool &unreachable;
    const std::optional<std::size_t> &draft;
    const qint64 &freeBytes;
    Office::Premises premises;
};

/// One life of the program over a database that outlives it: connection, enrolment, writer and the product's engine,
/// put together as the program does. When it goes while the disk is dead, that was a crash: nothing more is written.
/// Thread: one.
class Life {
public:
    /// Opens the database and takes it over. Throws StorageError, and ProcessDied where Doom waits.
    explicit Life(const Ground &ground);
    ~Life();
    Life(const Life &) = delete;
    Life &operator=(const Life &) = delete;

    LifeLoop loop;
    const Enrolment enrolment;
    Connection db;
    Connection reader;
    IdSource ids;
    LateWriter writer;
    HoldBoard holds;
    Engine engine;
    Office office;

    /// Calls that this life has on the wire, in the order in which they were sent.
    [[nodiscard]] std::vector<AttemptId> calls() const;

private:
    CarrierFactory carriers();

    const Ground &m_ground;
    std::vector<std::int64_t> m_lines;
};

} // namespace campanile::simulation
