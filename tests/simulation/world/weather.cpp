#include "simulation/world/weather.h"

#include "simulation/bugs/bugs_in_sql.h"

namespace campanile::simulation {

namespace {

constexpr Milliseconds second{1'000};
constexpr Milliseconds minute{60'000};
constexpr Milliseconds hour{3'600'000};

constexpr auto places = {Place::BeforeWork, Place::BeforeCommit, Place::AfterCommit, Place::BeforeDial,
                         Place::AfterWire,  Place::BeforeReport, Place::AfterReport};

} // namespace

Weather::Weather(World &world)
    : m_world(world)
    , m_crashes(world.scenario.seed, "crashes")
    , m_disk(world.scenario.seed, "disk")
    , m_clock(world.scenario.seed, "clock")
    , m_sleep(world.scenario.seed, "sleep")
    , m_line(world.scenario.seed, "line")
{
    m_world.disk.judge = [this](DiskWork work) { return judge(work); };
    m_world.disk.forgetsFailedSyncs = m_disk.chance(0.3);
}

void Weather::begin()
{
    const Faults &faults = m_world.scenario.faults;
    const auto when = [this](bool fault, Dice &dice, Milliseconds mean, void (Weather::*task)()) {
        if (fault) {
            m_world.nowAndThen(dice, mean, [this, task] { (this->*task)(); });
        }
    };
    when(faults.crashes, m_crashes, m_world.scenario.meanLife, &Weather::crashSoon);
    when(faults.diskErrors, m_disk, hour * 2, &Weather::troubleTheDisk);
    when(faults.diskLow, m_disk, hour * 4, &Weather::fillTheDisk);
    when(faults.clockSteps, m_clock, m_clock.oneOf({minute * 10, hour * 3}), &Weather::stepTheClock);
    when(faults.suspends, m_sleep, m_sleep.oneOf({minute * 30, hour * 3}), &Weather::sleep);
    when(faults.outages, m_line, hour * 2, &Weather::cutTheLine);
    when(faults.takeovers, m_crashes, hour * 6, &Weather::takeOver);
    if (faults.cleanEnds) {
        m_world.nowAndThen(m_crashes, hour * 3, [this] { m_world.endCleanly(); });
    }
}

void Weather::onStart()
{
    if (m_takenOver) {
        m_world.endSilence(*m_takenOver);
        m_takenOver.reset();
    }
    if (m_world.isCalm()) {
        return;
    }
    m_world.journalBroken = m_world.scenario.faults.brokenJournal && m_crashes.chance(0.3);
    if (m_world.journalBroken) {
        m_world.loop.after(m_crashes.between(minute, minute * 30), [this] { m_world.endCleanly(); });
    }
    if (m_world.scenario.faults.crashLoops && m_crashes.chance(0.5)) {
        if (m_crashes.chance(0.5)) {
            crashAtDisk(m_crashes.between(1, 60));
        } else {
            m_world.doom.arm(std::nullopt, m_crashes.between(1, 40), [this] { m_world.kill(); });
        }
    }
}

void Weather::onDeath()
{
    m_diesInOperations = 0;
}

bool Weather::calmDown()
{
    const bool isSpoilt = m_world.journalBroken || m_takenOver;
    m_world.doom.disarm();
    m_diesInOperations = 0;
    m_failing = 0;
    m_world.freeBytes = -1;
    m_world.unreachable = false;
    m_world.journalBroken = false;
    return isSpoilt;
}

DiskAnswer Weather::judge(DiskWork work)
{
    if (m_diesInOperations > 0 && work != DiskWork::Read && --m_diesInOperations == 0) {
        m_world.disk.die();
        return DiskAnswer::Fails;
    }
    if (m_failing > 0 && m_disk.chance(m_failing)) {
        ++m_world.tally.diskFailures;
        return work == DiskWork::Write ? m_failure : DiskAnswer::Fails;
    }
    return DiskAnswer::Works;
}

/// The process will die where it is caught next: at one of the places, at any, or in the middle of a disk operation.
void Weather::crashSoon()
{
    if (m_crashes.chance(0.3)) {
        crashAtDisk(m_crashes.between(1, 200));
    } else {
        const std::optional<Place> place =
            m_crashes.chance(0.3) ? std::nullopt : std::optional<Place>(*(places.begin() + m_crashes.below(7)));
        m_world.doom.arm(place, m_crashes.between(1, 8), [this] { m_world.kill(); });
    }
}

void Weather::crashAtDisk(int operations)
{
    m_diesInOperations = operations;
}

void Weather::troubleTheDisk()
{
    m_failing = m_disk.oneOf({0.01, 0.1, 0.5, 1.0});
    m_failure = m_disk.oneOf({DiskAnswer::Fails, DiskAnswer::Full});
    const Milliseconds duration = m_disk.between(second, minute * 10);
    m_world.plan.troubles.push_back({m_world.clock.boot(), m_world.clock.boot() + duration});
    m_world.loop.after(duration, [this] { m_failing = 0; });
}

void Weather::fillTheDisk()
{
    m_world.freeBytes = 1'000'000;
    m_world.loop.after(m_disk.between(minute, minute * 30), [this] { m_world.freeBytes = -1; });
}

void Weather::stepTheClock()
{
    const Milliseconds by = m_clock.oneOf({second, second * 61, hour, hour * 24});
    m_world.stepClock(m_clock.chance(0.5) ? by : -by);
}

/// The machine sleeps: between two events, or right where a permit is on its way.
void Weather::sleep()
{
    const Milliseconds duration = m_sleep.oneOf({second * 30, minute * 5, hour, hour * 8});
    if (m_sleep.chance(0.3)) {
        m_world.suspend(duration);
    } else {
        m_world.doom.arm(m_sleep.oneOf({Place::AfterCommit, Place::BeforeDial, Place::BeforeReport}),
                         m_sleep.between(1, 4), [this, duration] { m_world.suspend(duration); });
    }
}

void Weather::cutTheLine()
{
    m_world.unreachable = true;
    m_world.loop.after(m_line.between(second, minute * 8), [this] { m_world.unreachable = false; });
}

/// Another process takes the database over: this one must not dial any more.
void Weather::takeOver()
{
    if (m_world.life() == nullptr || m_takenOver) {
        return;
    }
    m_world.command<bool>(
        [this](WriteTransaction &tx) -> Result<bool> {
            ProcessStore processes(tx.db);
            processes.end(processes.enrolAlone(tx.now).id,
                          tx.now); // and leaves everything to the process that starts next
            plantAtTakeover(m_world.scenario.bug, tx.db);
            return true;
        },
        [this](const Result<bool> &done) {
            if (done) {
                m_takenOver = m_world.beginSilence({}, "another process has taken over");
                m_world.loop.after(m_crashes.between(minute, minute * 10), [this] {
                    if (m_takenOver && m_world.life() != nullptr) {
                        m_world.kill(); // it may pass none of the places any more
                    }
                });
            }
        });
}

} // namespace campanile::simulation
