#pragma once

#include "core/virtual_event_loop.h"
#include "simulation/disk/disk_vfs.h"
#include "simulation/truth/truth.h"
#include "simulation/world/furnish.h"
#include "simulation/world/life.h"

#include <QTemporaryDir>

namespace campanile::simulation {

/// The result of a run, beside the truth for the checker.
struct Tally {
    std::int64_t lives = 0;
    std::int64_t crashes = 0;
    std::int64_t crashesMidCall = 0; ///< with an intent that had not come to its end
    std::int64_t powerCuts = 0;
    std::int64_t diskFailures = 0;
    std::int64_t clockSteps = 0;
    std::int64_t suspends = 0;
    std::int64_t actions = 0;
    std::int64_t invites = 0;
    std::int64_t occurrences = 0; ///< of recurring campaigns, in the queue
    std::int64_t oneOffCalls = 0;
    std::int64_t payments = 0;
    std::int64_t decisions = 0; ///< that were not refused
};

/// One world: a machine with its clock and disk, a carrier with its people, an operator, and weather. It starts the
/// program, lets it die and starts it again, for as long as the scenario says; then there are some minutes of calm, so
/// that whatever is under way can come to its end, and the evidence is taken.
/// The same scenario gives the same evidence. Thread: one.
class World {
public:
    /// Borrows the scenario.
    explicit World(const Scenario &scenario);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    /// Runs it, once.
    void run();
    [[nodiscard]] Truth truth();
    /// Over the carrier's log and all rows of the database.
    [[nodiscard]] std::uint64_t hash();

    const Scenario &scenario;
    VirtualClock clock;
    VirtualEventLoop loop;
    MemoryDisk disk;
    Doom doom;
    Exchange exchange;
    Plan plan;
    Tally tally;
    bool unreachable = false; ///< the carrier
    /// The version of the agent's words that somebody is writing, or has just written.
    std::optional<std::size_t> draft;
    bool journalBroken = false;
    qint64 freeBytes = -1;
    /// What it began with.
    [[nodiscard]] const Furniture &furniture() const { return m_furniture; }
    [[nodiscard]] CampaignId campaignOf(std::size_t index) const { return m_furniture.campaigns[index]; }
    [[nodiscard]] std::size_t campaigns() const { return m_furniture.campaigns.size(); }

    /// The program, when it runs and has come up.
    [[nodiscard]] Life *life() { return m_isUp ? m_life.get() : nullptr; }
    /// Runs a job as a service does, while the program runs; without it nothing happens, and no reply comes.
    template<class T>
    void command(std::function<Result<T>(WriteTransaction &)> work, Reply<T> reply)
    {
        if (Life *now = life()) {
            now->writer.submit<T>(WritePriority::Commands, std::move(work), std::move(reply));
        }
    }
    void tellEngine(CampaignId campaign);

    /// Asks a service, while the program runs; without it, nothing happens, and no answer comes.
    void ask(const std::function<void(Office &)> &request)
    {
        if (Life *now = life()) {
            request(now->office);
        }
    }

    /// Nothing of the campaign (null: of all) may be dialled from now on; answers the entry to end it by.
    std::size_t beginSilence(CampaignId campaign, std::string why, std::vector<E164> callerIds = {});
    void endSilence(std::size_t entry);

    /// The process dies here. Throws ProcessDied.
    [[noreturn]] void kill();
    /// The program is ended by its user, and started again later.
    void endCleanly();
    void suspend(Milliseconds duration);
    void stepClock(Milliseconds by);
    /// Runs the task again and again after random waits of this mean, until the weather is calm.
    void nowAndThen(Dice &dice, Milliseconds mean, std::function<void()> task);
    [[nodiscard]] bool isCalm() const { return m_calm; }

private:
    class Residents;

    void startLife();
    void up();
    void bury();
    void close();
    void startAgain(Milliseconds after);
    void armExchange();
    void bugNowAndThen();
    void calm();
    void lastWords();

    MountedDisk m_mount;
    QTemporaryDir m_folder;
    ReaderPool m_readers; ///< without threads, so a read is never answered
    std::unique_ptr<DataDirectory> m_directory;
    const Furniture m_furniture;
    std::unique_ptr<Clock> m_programClock; ///< what the program sees, where a bug bends it
    Ground m_ground;
    Dice m_dice;
    std::unique_ptr<Life> m_life;
    std::unique_ptr<Residents> m_residents;
    EventLoop::TimerId m_exchangeTimer = 0;
    EventLoop::TimerId m_startTimer = 0;
    bool m_isUp = false;
    bool m_ending = false;
    bool m_calm = false;
    bool m_over = false;
};

} // namespace campanile::simulation
