// The checker's own cron: it knows nothing of the product's, and is held against it and against instants looked up
// elsewhere.

#include "simulation/checker/firings.h"

#include "core/time_zone.h"
#include "domain/cron.h"
#include "simulation/world/scenario.h"
#include "simulation/world/zones.h"

#include <QTest>

using namespace campanile;
using namespace campanile::simulation;

namespace {

constexpr Milliseconds day{24LL * 3'600'000};

const NamedZone &berlinInSpring()
{
    return namedZones()[0];
}

const NamedZone &berlinInAutumn()
{
    return namedZones()[1];
}

/// When it fires on the zone's day of interest, in minutes after its midnight in Greenwich.
std::vector<int> minutesOf(const char *cron, const NamedZone &zone)
{
    std::vector<int> minutes;
    for (const Firing &firing : firings(cron, zone.offsets, zone.aDayOfInterest, zone.aDayOfInterest + day)) {
        minutes.push_back(static_cast<int>((firing.at.ms - zone.aDayOfInterest.ms) / 60'000));
    }
    return minutes;
}

} // namespace

class SimulationFiringsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersListsRangesAndSteps();
    void eitherFieldOfDays();
    void aFixedScheduleFiresOnceForAGap();
    void aRepeatingScheduleSkipsAGap();
    void aFixedScheduleFiresOnceInAnOverlap();
    void aRepeatingScheduleFiresInBothHours();
    void agreesWithTheProgram_data();
    void agreesWithTheProgram();
};

void SimulationFiringsTest::numbersListsRangesAndSteps()
{
    const NamedZone utc{"UTC", {1'767'571'200'000}, {{{0}, 0}}}; // a Monday
    QCOMPARE(minutesOf("30 2,4 * * *", utc), (std::vector<int>{150, 270}));
    QCOMPARE(minutesOf("0 9-11 * * *", utc), (std::vector<int>{540, 600, 660}));
    QCOMPARE(minutesOf("*/30 7 * * 1", utc), (std::vector<int>{420, 450}));
    QCOMPARE(minutesOf("10-50/20 3 * 1 *", utc), (std::vector<int>{190, 210, 230}));
    QCOMPARE(minutesOf("40/10 0 * * *", utc), (std::vector<int>{40, 50}));
    QCOMPARE(minutesOf("0 9 * * 0", utc), std::vector<int>{});
}

void SimulationFiringsTest::eitherFieldOfDays()
{
    const NamedZone sunday{"UTC", {1'768'089'600'000}, {{{0}, 0}}}; // the 11th
    QCOMPARE(minutesOf("0 1 11 * 3", sunday), std::vector<int>{60});
    QCOMPARE(minutesOf("0 1 12 * 7", sunday), std::vector<int>{60});
    QCOMPARE(minutesOf("0 1 12 * 3", sunday), std::vector<int>{});
    QCOMPARE(minutesOf("0 1 */2 * 3", sunday), std::vector<int>{}); // begins with *: both have to match
}

void SimulationFiringsTest::aFixedScheduleFiresOnceForAGap()
{
    // 02:00 becomes 03:00 at 01:00Z.
    QCOMPARE(minutesOf("30 2 * * *", berlinInSpring()), std::vector<int>{60});
    QCOMPARE(minutesOf("0,30 2 * * *", berlinInSpring()), std::vector<int>{60});
    QCOMPARE(minutesOf("0 2,3 * * *", berlinInSpring()), std::vector<int>{60});
    const std::vector<Firing> moved = firings("30 2 * * *", berlinInSpring().offsets, berlinInSpring().aDayOfInterest,
                                              berlinInSpring().aDayOfInterest + day);
    QCOMPARE(moved.front().localSeconds % 86'400, 3 * 3'600);
}

void SimulationFiringsTest::aRepeatingScheduleSkipsAGap()
{
    QCOMPARE(minutesOf("*/30 2 * * *", berlinInSpring()), std::vector<int>{});
    QCOMPARE(minutesOf("30 2-4/1 * * *", berlinInSpring()), (std::vector<int>{90, 150}));
}

void SimulationFiringsTest::aFixedScheduleFiresOnceInAnOverlap()
{
    // 03:00 becomes 02:00 at 01:00Z.
    QCOMPARE(minutesOf("30 2 * * *", berlinInAutumn()), std::vector<int>{30});
    QCOMPARE(minutesOf("0 2,3 * * *", berlinInAutumn()), (std::vector<int>{0, 120}));
}

void SimulationFiringsTest::aRepeatingScheduleFiresInBothHours()
{
    QCOMPARE(minutesOf("*/30 2 * * *", berlinInAutumn()), (std::vector<int>{0, 30, 60, 90}));
    const std::vector<Firing> found = firings("*/30 2 * * *", berlinInAutumn().offsets, berlinInAutumn().aDayOfInterest,
                                              berlinInAutumn().aDayOfInterest + day);
    QCOMPARE(found[0].fold, 0);
    QCOMPARE(found[2].fold, 1);
    QCOMPARE(found[0].localSeconds, found[2].localSeconds);
}

void SimulationFiringsTest::agreesWithTheProgram_data()
{
    QTest::addColumn<QByteArray>("cron");
    for (const char *cron : cronExpressions()) {
        QTest::newRow(cron) << QByteArray(cron);
    }
}

/// Two roads to the same firings: every minute of four days around each clock change, and the product's arithmetic.
void SimulationFiringsTest::agreesWithTheProgram()
{
    QFETCH(const QByteArray, cron);
    const CronExpression expression = *CronExpression::parse(QString::fromLatin1(cron));
    for (const NamedZone &zone : namedZones()) {
        const TimeZone named = *TimeZone::find(QString::fromLatin1(zone.name));
        const WallTime from = zone.aDayOfInterest - day * 2;
        std::vector<Firing> expected;
        for (Occurrence next = expression.next(from - Milliseconds(1), named); next.at < from + day * 4;
             next = expression.next(next.at, named)) {
            expected.push_back({next.at, next.local.seconds, next.fold});
        }
        QVERIFY2(firings(cron.toStdString(), zone.offsets, from, from + day * 4) == expected, zone.name);
    }
}

QTEST_GUILESS_MAIN(SimulationFiringsTest)
#include "simulation_firings_test.moc"
