#include "simulation/world/world.h"

#include "simulation/bugs/bugs_in_sql.h"
#include "simulation/truth/hash.h"
#include "simulation/world/residents.h"
#include "support/scratch_folder.h"

#include <limits>

namespace campanile::simulation {

namespace {

constexpr Milliseconds day{24LL * 3'600'000};
// Longer than the resolver's patience and a start, so that whatever died before has its verdict.
constexpr Milliseconds calmTail{18LL * 60'000};
// Between a last death and the moment at which people can ask for anything again.
constexpr Milliseconds untilItIsUp{10'000};
constexpr Milliseconds quietTail{60'000};
constexpr BootTime never{std::numeric_limits<std::int64_t>::max()};

/// A bug's idea of a monotonic clock: the one that people set.
class WallDrivenClock final : public Clock {
public:
    explicit WallDrivenClock(const Clock &real)
        : m_real(real)
    {
    }
    [[nodiscard]] WallTime wall() const override { return m_real.wall(); }
    [[nodiscard]] MonoTime mono() const override { return {m_real.wall().ms * 1'000}; }
    [[nodiscard]] BootTime boot() const override { return m_real.boot(); }
    [[nodiscard]] Microseconds until(WallTime instant) const override { return m_real.until(instant); }
    [[nodiscard]] std::string bootId() const override { return m_real.bootId(); }

private:
    const Clock &m_real;
};

QString databaseOf(const MountedDisk &disk)
{
    return QString::fromStdString(disk.path("campanile.sqlite"));
}

} // namespace

World::World(const Scenario &given)
    : scenario(given)
    , clock(given.start)
    , loop(clock)
    , disk(given.durableDisk)
    , exchange(clock, given)
    , m_mount("simulated-" + std::to_string(given.seed), disk)
    , m_folder(test::scratchFolder(QLatin1StringView("world")))
    , m_readers(Database(QString()), 0)
    , m_directory(DataDirectory::take(m_folder.filePath(QStringLiteral("data"))).value())
    , m_furniture(furnish(given, clock, databaseOf(m_mount), plan))
    , m_programClock(given.bug == PlantedBug::DurationsFromWallClock ? std::make_unique<WallDrivenClock>(clock)
                                                                     : nullptr)
    , m_ground{scenario,
               loop,
               m_programClock ? *m_programClock : static_cast<const Clock &>(clock),
               disk,
               databaseOf(m_mount),
               m_folder.filePath(QStringLiteral("journal")),
               doom,
               exchange,
               unreachable,
               draft,
               freeBytes,
               {m_readers, *m_directory}}
    , m_dice(given.seed, "world")
{
    m_residents = std::make_unique<Residents>(*this);
    exchange.sooner = [this] { armExchange(); };
}

World::~World() = default;

void World::run()
{
    loop.post([this] { startLife(); });
    m_residents->begin();
    if (scenario.bug != PlantedBug::None) {
        bugNowAndThen();
    }
    loop.after(day * scenario.days, [this] { calm(); });
    loop.after(day * scenario.days + calmTail, [this] { lastWords(); });
    loop.after(day * scenario.days + calmTail + quietTail, [this] { m_over = true; });
    while (!m_over) {
        try {
            loop.runUntil([this] { return m_over; }, day * (scenario.days + 1));
        } catch (const ProcessDied &) {
            bury();
        }
    }
    plan.end = clock.boot();
    disk.die();
    m_life.reset();
    disk.revive();
}

void World::startLife()
{
    try {
        m_residents->weather.onStart();
        m_ground.journalFolder =
            journalBroken ? QStringLiteral("/dev/null/journal") : m_folder.filePath(QStringLiteral("journal"));
        m_life = std::make_unique<Life>(m_ground);
        ++tally.lives;
        plan.lives.push_back({m_life->enrolment.id, clock.boot(), std::nullopt});
        m_residents->clerk.onStart(m_life->db);
        up();
    } catch (const StorageError &) {
        if (disk.isDead()) {
            throw ProcessDied();
        }
        close();
        startAgain(Milliseconds(5'000));
    }
}

void World::up()
{
    m_life->engine.start([this](const Result<void> &started) {
        if (started) {
            m_isUp = true;
            return;
        }
        // A program that cannot start ends, and is tried again.
        loop.post([this] {
            close();
            startAgain(Milliseconds(5'000));
        });
    });
}

void World::startAgain(Milliseconds after)
{
    loop.cancel(m_startTimer);
    m_startTimer = loop.after(after, [this] { startLife(); });
}

/// Removes what is left of the process after a crash.
void World::bury()
{
    disk.die();
    ++tally.crashes;
    tally.crashesMidCall += m_life != nullptr && !m_life->calls().empty() ? 1 : 0;
    close();
    if (scenario.faults.powerCuts && m_dice.chance(0.5)) {
        ++tally.powerCuts;
        disk.losePower(m_dice);
    }
    disk.revive();
    const bool isQuick = m_calm || m_dice.chance(0.8);
    startAgain(isQuick ? m_dice.between(Milliseconds(50), Milliseconds(5'000))
                       : m_dice.between(Milliseconds(60'000), Milliseconds(3'600'000)));
    armExchange();
}

void World::close()
{
    doom.disarm();
    m_isUp = false;
    m_ending = false;
    if (m_life != nullptr) {
        plan.lives.back().until = clock.boot();
        m_life.reset();
    }
    m_residents->onDeath();
}

void World::kill()
{
    disk.die();
    throw ProcessDied();
}

void World::endCleanly()
{
    if (life() == nullptr || m_ending) {
        return;
    }
    m_ending = true;
    const ProcessId process = m_life->enrolment.id;
    m_life->engine.drain(Milliseconds(1'500), [this, process] {
        loop.post([this, process] {
            if (m_life != nullptr && m_life->enrolment.id == process) {
                close();
                startAgain(m_dice.between(Milliseconds(1'000), Milliseconds(60'000)));
            }
        });
    });
}

void World::suspend(Milliseconds duration)
{
    ++tally.suspends;
    const BootTime until{clock.boot().us + Microseconds(duration).count()};
    plan.suspends.push_back({clock.boot(), until});
    exchange.sleep(until);
    clock.suspend(duration);
    armExchange();
}

void World::stepClock(Milliseconds by)
{
    ++tally.clockSteps;
    plan.steps.push_back({clock.boot(), by});
    clock.stepWall(by);
}

void World::armExchange()
{
    loop.cancel(m_exchangeTimer);
    m_exchangeTimer = 0;
    if (const std::optional<BootTime> next = exchange.next()) {
        const Microseconds wait = std::max(*next - clock.boot(), Microseconds(0));
        m_exchangeTimer = loop.after(wait, [this] {
            m_exchangeTimer = 0;
            exchange.run();
            armExchange();
        });
    }
}

void World::nowAndThen(Dice &dice, Milliseconds mean, std::function<void()> task)
{
    loop.after(dice.between(Milliseconds(0), mean * 2), [this, &dice, mean, task = std::move(task)] {
        if (!m_calm) {
            nowAndThen(dice, mean, task);
            task();
        }
    });
}

void World::bugNowAndThen()
{
    nowAndThen(m_dice, Milliseconds(300'000), [this] {
        command<bool>(
            [this](WriteTransaction &transaction) -> Result<bool> {
                plantNowAndThen(scenario.bug, transaction.db);
                return true;
            },
            [](const Result<bool> &) {});
    });
}

void World::tellEngine(CampaignId campaign)
{
    if (m_life != nullptr) {
        m_life->loop.post([this, campaign] { m_life->engine.campaignChanged(campaign); });
    }
}

std::size_t World::beginSilence(CampaignId campaign, std::string why, std::vector<E164> callerIds)
{
    plan.silences.push_back({campaign, clock.boot(), never, std::move(why), std::move(callerIds)});
    return plan.silences.size() - 1;
}

void World::endSilence(std::size_t entry)
{
    plan.silences[entry].until = std::min(plan.silences[entry].until, clock.boot());
}

void World::calm()
{
    m_calm = true;
    const bool isSpoilt = m_residents->weather.calmDown();
    loop.after(untilItIsUp, [this] { m_residents->calmDown(); });
    if (m_life == nullptr) {
        startAgain(Milliseconds(1'000)); // however long the program was to stay away
    } else if (isSpoilt) {
        kill();
    }
}

/// Stops dialling in the last minute, so that no call is on its way when the evidence is taken.
void World::lastWords()
{
    if (m_life != nullptr) {
        m_life->engine.stopAll();
    }
}

Truth World::truth()
{
    Truth truth;
    truth.log = exchange.log();
    truth.database = readDatabase(m_mount.path("campanile.sqlite"));
    truth.journal = readJournal(m_folder.filePath(QStringLiteral("journal")).toStdString());
    truth.plan = plan;
    return truth;
}

std::uint64_t World::hash()
{
    Hash hash;
    for (const LoggedCall &call : exchange.log()) {
        hash.add(call.callId);
        hash.add(call.branch);
        hash.add(call.at.us);
        hash.add(call.wall.ms);
        hash.add(call.to.digits);
        hash.add(call.answeredAt.value_or(BootTime{}).us);
        hash.add(call.endedAt.value_or(BootTime{}).us);
        hash.add(static_cast<std::int64_t>(call.reason));
    }
    hash.add(static_cast<std::int64_t>(hashDatabase(m_mount.path("campanile.sqlite"))));
    return hash.value();
}

} // namespace campanile::simulation
