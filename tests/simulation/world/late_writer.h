#pragma once

#include "core/event_loop.h"
#include "simulation/bugs/planted_bug.h"
#include "simulation/disk/memory_disk.h"
#include "simulation/world/dice.h"
#include "simulation/world/doom.h"
#include "storage/writer.h"

#include <array>
#include <deque>

namespace campanile::simulation {

/// The program's writer on virtual time: jobs wait as they do on the writer's thread, and are committed in groups by
/// priority a random moment later; with no delay each runs at once, as InlineWriter does. Passes the places of Doom
/// around every job, and does the planted bugs that a writer can have.
/// Thread: one.
class LateWriter final : public Writer {
public:
    struct Options {
        Milliseconds longestDelay{0}; ///< before a group is written; 0: at once
        std::uint64_t seed = 1;
        PlantedBug bug = PlantedBug::None;
    };

    /// Borrows all.
    LateWriter(Connection &connection, IdSource &ids, EventLoop &loop, MemoryDisk &disk, Doom &doom, Options options);

private:
    void enqueue(WritePriority priority, Job job) override;
    void writeGroup();
    void run(std::vector<Job> jobs);
    Job watched(WritePriority priority, Job job);
    void answerBeforeCommit(Job job);
    void commitLate();
    void announceLate();

    Connection &m_connection;
    IdSource &m_ids;
    EventLoop &m_loop;
    MemoryDisk &m_disk;
    Doom &m_doom;
    const Options m_options;
    Dice m_dice;
    WriteGroup m_group;
    std::array<std::deque<Job>, 5> m_queues;
    bool m_scheduled = false;
};

} // namespace campanile::simulation
