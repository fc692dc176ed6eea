#pragma once

#include "simulation/world/world.h"

namespace campanile::simulation {

/// Everything that goes wrong by itself: deaths, disks, clocks, sleep, carriers out of reach, a second process. Each
/// kind of fault has its dice and its own schedule. To add one: a flag in Faults, a line in `begin`.
/// Thread: one.
class Weather {
public:
    /// Borrows the world, and judges its disk.
    explicit Weather(World &world);

    void begin();
    /// A life is about to begin.
    void onStart();
    void onDeath();
    /// Ends all faults. Returns whether the present life has to end, too, because it cannot write its journal or was
    /// taken over.
    [[nodiscard]] bool calmDown();

private:
    DiskAnswer judge(DiskWork work);
    void crashSoon();
    void crashAtDisk(int operations);
    void troubleTheDisk();
    void fillTheDisk();
    void stepTheClock();
    void sleep();
    void cutTheLine();
    void takeOver();

    World &m_world;
    Dice m_crashes;
    Dice m_disk;
    Dice m_clock;
    Dice m_sleep;
    Dice m_line;
    int m_diesInOperations = 0; ///< 0: it does not
    double m_failing = 0;       ///< share of disk operations
    DiskAnswer m_failure = DiskAnswer::Fails;
    std::optional<std::size_t> m_takenOver;
};

} // namespace campanile::simulation
