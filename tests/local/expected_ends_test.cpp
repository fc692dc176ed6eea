// ExpectedEnds: the forecast of a long list is made on a reader, kept for a while, and not made again at once when it
// has proved wrong.

#include "local/campaigns/expected_ends.h"
#include "support/durations.h"
#include "support/service_desk.h"
#include "support/test_database.h"

#include <QTest>

#include <atomic>

using namespace campanile;
using namespace campanile::test;

namespace {

/// A clock that only the test moves. The readers read it, too.
class SharedClock final : public Clock {
public:
    [[nodiscard]] WallTime wall() const override { return {startOfTest.ms + m_passed.load()}; }
    [[nodiscard]] MonoTime mono() const override { return {m_passed.load() * 1'000}; }
    [[nodiscard]] BootTime boot() const override { return {m_passed.load() * 1'000}; }
    [[nodiscard]] Microseconds until(WallTime instant) const override { return Milliseconds(instant.ms - wall().ms); }
    [[nodiscard]] std::string bootId() const override { return "test"; }

    void advance(Milliseconds by) { m_passed += by.count(); }

private:
    std::atomic<std::int64_t> m_passed{0}; // in milliseconds
};

constexpr int persons = 600; // more than are foretold at once
constexpr Milliseconds kept = 5 * second;

/// A campaign of 600 people, 60 a minute, and one reader, which does what it is asked for in its order.
class EndsWorld : public TestDatabase {
public:
    EndsWorld()
        : TestDatabase(Place::File)
        , campaign(addCampaign({.ratePerMinute = 60}))
    {
        addTargets(campaign.id, persons);
    }

    /// What a page shows of the campaign while this holds it.
    WallTime ask(const Hold &hold = {}) { return ends.of(db, campaign, stats(campaign.id), hold); }
    /// Waits until the reader has made every forecast that it was asked for.
    void settle()
    {
        const Result<bool> done = await<bool>([this](Reply<bool> reply) {
            readers.read<bool>([](Connection &) -> Result<bool> { return true; }, std::move(reply));
        });
        QVERIFY(done.ok());
    }
    /// A forecast that is made from now on ends some ten minutes later than one that was made before.
    void slowDown() { db.execute("UPDATE campaigns SET rate_per_minute = 30 WHERE id = ?", campaign.id); }
    /// The first forecast, which ends after some ten minutes.
    WallTime foretell()
    {
        ask();
        settle();
        return ask();
    }
    /// The present pace, carried on from this instant.
    static WallTime byPaceFrom(WallTime instant) { return instant + second * persons; }

    SharedClock time;
    ReaderPool readers{Database(path), 1};
    ExpectedEnds ends{time, readers};
    const Campaign campaign;
};

bool isNear(WallTime end, WallTime expected)
{
    return end >= expected - second && end <= expected + second;
}

} // namespace

class ExpectedEndsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void untilAForecastIsThereThePaceTells();
    void aForecastIsKeptForAWhile();
    void theOldForecastStandsUntilTheNextIsThere();
    void aForecastThatProvedWrongIsNotMadeAgainAtOnce();
};

void ExpectedEndsTest::untilAForecastIsThereThePaceTells()
{
    EndsWorld world;
    QVERIFY(isNear(world.ask(), EndsWorld::byPaceFrom(startOfTest)));
    world.settle();
    const WallTime foretold = world.ask();
    QVERIFY(foretold > startOfTest + second * (persons - 1)); // the last call begins, and goes on
    QVERIFY(foretold < startOfTest + minute * 15);
    QVERIFY(!isNear(foretold, EndsWorld::byPaceFrom(startOfTest)));
}

void ExpectedEndsTest::aForecastIsKeptForAWhile()
{
    EndsWorld world;
    const WallTime foretold = world.foretell();
    world.slowDown();
    world.time.advance(kept - Milliseconds(1));
    QCOMPARE(world.ask(), foretold);
    world.settle();
    QCOMPARE(world.ask(), foretold);
    world.time.advance(Milliseconds(1));
    world.ask();
    world.settle();
    QVERIFY(world.ask() > foretold + minute * 5);
}

void ExpectedEndsTest::theOldForecastStandsUntilTheNextIsThere()
{
    EndsWorld world;
    const WallTime foretold = world.foretell();
    world.time.advance(kept);
    QCOMPARE(world.ask(), foretold); // and asks for the next one
    world.settle();
    const WallTime passed = world.ask() + second;
    world.time.advance(Milliseconds(passed.ms - world.time.wall().ms));
    QVERIFY(isNear(world.ask(), EndsWorld::byPaceFrom(passed))); // the old one is known to be wrong
}

/// A campaign that is held beyond its foretold end is asked about again and again. Without a pause between two
/// forecasts the readers would do nothing else.
void ExpectedEndsTest::aForecastThatProvedWrongIsNotMadeAgainAtOnce()
{
    EndsWorld world;
    const WallTime foretold = world.foretell();
    world.slowDown();
    const Hold beyond{HoldReason::OutsideHours, foretold + hour};
    for (int i = 0; i < 3; ++i) {
        QVERIFY(isNear(world.ask(beyond), EndsWorld::byPaceFrom(beyond.until)));
        world.settle();
    }
    QCOMPARE(world.ask(), foretold); // another forecast would have known the slower rate
    world.time.advance(kept);
    world.ask(beyond);
    world.settle();
    QVERIFY(world.ask() > foretold + minute * 5);
}

QTEST_GUILESS_MAIN(ExpectedEndsTest)
#include "expected_ends_test.moc"
