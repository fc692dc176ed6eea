// When schedules fire: days, clock changes, what identifies a firing, and the far future.

#include "core/random.h"
#include "domain/cron.h"

#include <QTest>

#include <set>

using namespace campanile;

namespace {

TimeZone zoneOf(const QString &id)
{
    Result<TimeZone> zone = TimeZone::find(id);
    if (!zone) {
        qFatal("%s", qPrintable(zone.error().message));
    }
    return std::move(zone).value();
}

CronExpression parsed(const QString &text)
{
    Result<CronExpression> cron = CronExpression::parse(text);
    if (!cron) {
        qFatal("%s", qPrintable(cron.error().message));
    }
    return std::move(cron).value();
}

/// "03-08T03:00-04:00" for each firing, "second" and "moved" behind those that are.
QString firingsAfter(const CronExpression &cron, const TimeZone &zone, LocalTime after, int count)
{
    QStringList texts;
    for (const Occurrence &firing : cron.next(zone.resolve(after).first, zone, count)) {
        QString text = zone.toRfc3339(firing.at);
        text = text.mid(5, 11) + text.mid(19);
        texts.push_back(text + (firing.fold == 1 ? QStringLiteral(" second") : QString()) +
                        (firing.moved ? QStringLiteral(" moved") : QString()));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

class CronTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesOnTheRightDays_data();
    void firesOnTheRightDays();
    void keepsToTheRuleWhenClocksChange_data();
    void keepsToTheRuleWhenClocksChange();
    void firesStrictlyAfterTheInstant();
    void knowsLeapDays();
    void worksInAnyYear();
    void aFiringIsIdentifiedByLocalTimeAndFold_data();
    void aFiringIsIdentifiedByLocalTimeAndFold();
    void anyInstantBetweenTwoFiringsLeadsToTheSecond();
};

void CronTest::firesOnTheRightDays_data()
{
    QTest::addColumn<QString>("days"); // of 2026, which begins on a Thursday
    const auto row = [](const char *cron, const char *days) { QTest::newRow(cron) << QString::fromLatin1(days); };
    row("0 9 * * *", "01-01 01-02 01-03 01-04 01-05 01-06");
    row("0 9 * * MON-FRI", "01-01 01-02 01-05 01-06 01-07 01-08");
    row("0 9 * * 0", "01-04 01-11 01-18 01-25 02-01 02-08");
    row("0 9 * * SAT,7", "01-03 01-04 01-10 01-11 01-17 01-18");
    row("0 9 1 * *", "01-01 02-01 03-01 04-01 05-01 06-01");
    row("0 9 31 * *", "01-31 03-31 05-31 07-31 08-31 10-31");
    row("0 9 30 * *", "01-30 03-30 04-30 05-30 06-30 07-30");
    row("0 9 13 * 5", "01-02 01-09 01-13 01-16 01-23 01-30");
    row("0 9 1-31 * 5", "01-01 01-02 01-03 01-04 01-05 01-06");
    row("0 9 */10 * 5", "05-01 07-31 08-21 09-11 12-11 01-01");
    row("0 9 13 * */5", "02-13 03-13 09-13 11-13 12-13 06-13");
    row("0 9 31 2 MON", "02-02 02-09 02-16 02-23 02-01 02-08");
    row("0 9 * 2,12 WED", "02-04 02-11 02-18 02-25 12-02 12-09");
    row("0 9 28-31 2 *", "02-28 02-28 02-28 02-29 02-28 02-28");
}

void CronTest::firesOnTheRightDays()
{
    QFETCH(QString, days);
    const TimeZone zone = zoneOf(QStringLiteral("Asia/Kolkata"));
    const CronExpression cron = parsed(QString::fromLatin1(QTest::currentDataTag()));
    QStringList found;
    for (const Occurrence &firing : cron.next(zone.resolve(LocalTime::of(2026, 1, 1)).first, zone, 6)) {
        found.push_back(firing.local.toString().mid(5, 5));
        QVERIFY(firing.local.toString().endsWith(QLatin1StringView("T09:00")));
    }
    QCOMPARE(found.join(u' '), days);
}

void CronTest::keepsToTheRuleWhenClocksChange_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<LocalTime>("after");
    QTest::addColumn<QString>("firings");
    const auto row = [](const char *name, const char *cron, const char *zone, LocalTime after, const char *firings) {
        QTest::newRow(name) << QString::fromLatin1(cron) << QString::fromLatin1(zone) << after
                            << QString::fromLatin1(firings);
    };
    const char *const newYork = "America/New_York";
    const LocalTime spring = LocalTime::of(2026, 3, 8);
    row("gap, fixed", "30 2 * * *", newYork, spring, "03-08T03:00-04:00 moved, 03-09T02:30-04:00");
    row("gap, fixed and due after it", "30 2,3 * * *", newYork, spring,
        "03-08T03:00-04:00 moved, 03-08T03:30-04:00, 03-09T02:30-04:00");
    row("gap, several fixed ones are one", "0,15,30 2 * * *", newYork, spring,
        "03-08T03:00-04:00 moved, 03-09T02:00-04:00");
    row("gap, due at its end anyway", "0 2,3 * * *", newYork, spring,
        "03-08T03:00-04:00 moved, 03-09T02:00-04:00, 03-09T03:00-04:00");
    row("gap, every quarter", "*/15 1-3 * * *", newYork, LocalTime::of(2026, 3, 8, 1, 30),
        "03-08T01:45-05:00, 03-08T03:00-04:00, 03-08T03:15-04:00");
    row("gap, quarters of the missing hour", "*/15 2 * * *", newYork, spring, "03-09T02:00-04:00, 03-09T02:15-04:00");
    row("gap, every two hours", "0 */2 * * *", newYork, spring, "03-08T04:00-04:00, 03-08T06:00-04:00");
    row("gap at midnight", "0 0 * * 0", "Asia/Beirut", LocalTime::of(2026, 3, 28),
        "03-29T01:00+03:00 moved, 04-05T00:00+03:00");
    row("gap at midnight, every two hours", "0 */2 * * *", "Africa/Cairo", LocalTime::of(2026, 4, 23, 22),
        "04-24T02:00+03:00, 04-24T04:00+03:00");
    row("gap of half an hour", "15 2 * * *", "Australia/Lord_Howe", LocalTime::of(2026, 10, 4),
        "10-04T02:30+11:00 moved, 10-05T02:15+11:00");
    row("missing day", "0 9,18 * * *", "Pacific/Apia", LocalTime::of(2011, 12, 29, 12),
        "12-29T18:00-10:00, 12-31T00:00+14:00 moved, 12-31T09:00+14:00");
    row("missing Friday", "0 9 * * FRI", "Pacific/Apia", LocalTime::of(2011, 12, 29),
        "12-31T00:00+14:00 moved, 01-06T09:00+14:00");
    row("missing day, every six hours", "0 */6 * * *", "Pacific/Apia", LocalTime::of(2011, 12, 29, 12),
        "12-29T18:00-10:00, 12-31T00:00+14:00, 12-31T06:00+14:00");
    row("Dublin, spring", "30 1 * * *", "Europe/Dublin", LocalTime::of(2026, 3, 29),
        "03-29T02:00+01:00 moved, 03-30T01:30+01:00");
    row("Dublin, autumn", "30 1 * * *", "Europe/Dublin", LocalTime::of(2026, 10, 25),
        "10-25T01:30+01:00, 10-26T01:30+00:00");
    row("Casablanca, Ramadan begins", "30 2 * * *", "Africa/Casablanca", LocalTime::of(2026, 2, 15),
        "02-15T02:30+01:00, 02-16T02:30+00:00");
    row("Casablanca, Ramadan ends", "30 2 * * *", "Africa/Casablanca", LocalTime::of(2026, 3, 22),
        "03-22T03:00+01:00 moved, 03-23T02:30+01:00");
    const LocalTime autumn = LocalTime::of(2026, 11, 1, 0, 30);
    row("overlap, fixed", "30 1 * * *", newYork, autumn, "11-01T01:30-04:00, 11-02T01:30-05:00");
    row("overlap, several fixed ones", "0,30 1 * * *", newYork, autumn,
        "11-01T01:00-04:00, 11-01T01:30-04:00, 11-02T01:00-05:00");
    row("overlap, fixed and its end", "30 1,2 * * *", newYork, autumn,
        "11-01T01:30-04:00, 11-01T02:30-05:00, 11-02T01:30-05:00");
    row("overlap, every hour", "0 * * * *", newYork, autumn,
        "11-01T01:00-04:00, 11-01T01:00-05:00 second, 11-01T02:00-05:00");
    row("overlap, half hours of one hour", "*/30 1 * * *", newYork, autumn,
        "11-01T01:00-04:00, 11-01T01:30-04:00, 11-01T01:00-05:00 second, 11-01T01:30-05:00 second, 11-02T01:00-05:00");
    row("overlap of half an hour", "*/15 1 * * *", "Australia/Lord_Howe", LocalTime::of(2026, 4, 5, 1),
        "04-05T01:15+11:00, 04-05T01:30+11:00, 04-05T01:45+11:00, 04-05T01:30+10:30 second, 04-05T01:45+10:30 second, "
        "04-06T01:00+10:30");
    row("overlap at midnight", "30 23 * * SAT", "Asia/Beirut", LocalTime::of(2026, 10, 24),
        "10-24T23:30+03:00, 10-31T23:30+02:00");
    row("gap in 2090", "30 2 * * *", newYork, LocalTime::of(2090, 3, 12), "03-12T03:00-04:00 moved, 03-13T02:30-04:00");
}

void CronTest::keepsToTheRuleWhenClocksChange()
{
    QFETCH(QString, cron);
    QFETCH(QString, zone);
    QFETCH(LocalTime, after);
    QFETCH(QString, firings);
    QCOMPARE(firingsAfter(parsed(cron), zoneOf(zone), after, static_cast<int>(firings.count(u',')) + 1), firings);
}

void CronTest::firesStrictlyAfterTheInstant()
{
    const CronExpression cron = parsed(QStringLiteral("0 9 * * *"));
    const WallTime nine{LocalTime::of(2026, 1, 1, 9).seconds * 1'000};
    QCOMPARE(cron.next(nine - Milliseconds(1), TimeZone()).at, nine);
    QCOMPARE(cron.next(nine, TimeZone()).at, nine + Milliseconds(86'400'000));
    QCOMPARE(cron.next(nine + Milliseconds(1), TimeZone()).at, nine + Milliseconds(86'400'000));
    const WallTime before1970{LocalTime::of(1969, 12, 31, 23, 59).seconds * 1'000 + 1};
    QCOMPARE(cron.next(before1970, TimeZone()).local, LocalTime::of(1970, 1, 1, 9));
}

void CronTest::knowsLeapDays()
{
    const auto next = [](const char *cron, LocalTime after) {
        return parsed(QString::fromLatin1(cron)).next(WallTime{after.seconds * 1'000}, TimeZone()).local;
    };
    QCOMPARE(next("0 0 29 2 *", LocalTime::of(2026, 1, 1)), LocalTime::of(2028, 2, 29));
    QCOMPARE(next("0 0 29 2 *", LocalTime::of(2096, 3, 1)), LocalTime::of(2104, 2, 29));
    // On a Sunday: 40 years over 2100.
    QCOMPARE(next("0 0 29 2 */7", LocalTime::of(2088, 3, 1)), LocalTime::of(2128, 2, 29));
    QCOMPARE(next("0 0 29 2 */7", LocalTime::of(2499, 12, 31)), LocalTime::of(2528, 2, 29));
}

void CronTest::worksInAnyYear()
{
    const TimeZone zone = zoneOf(QStringLiteral("America/New_York"));
    const CronExpression cron = parsed(QStringLiteral("30 2 * * *"));
    for (int year = 1; year < 9'999; year += 3) {
        const LocalTime noon = LocalTime::of(year, 3, 1, 12);
        const Occurrence firing = cron.next(zone.resolve(noon).first, zone);
        QCOMPARE(firing.local, LocalTime::of(year, 3, 2, 2, 30));
        QCOMPARE(zone.toLocal(firing.at), firing.local);
    }
}

void CronTest::aFiringIsIdentifiedByLocalTimeAndFold_data()
{
    QTest::addColumn<QString>("zone");
    for (const char *zone : {"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
                             "Asia/Gaza", "Antarctica/Troll", "Africa/Monrovia", "UTC"}) {
        QTest::newRow(zone) << QString::fromLatin1(zone);
    }
}

void CronTest::aFiringIsIdentifiedByLocalTimeAndFold()
{
    QFETCH(QString, zone);
    const TimeZone place = zoneOf(zone);
    for (const char *text : {"*/5 * * * *", "0,20,40 0-23 * * *", "30 1-3 * * *"}) {
        const CronExpression cron = parsed(QString::fromLatin1(text));
        for (const int year : {1971, 1972, 2011, 2026, 2090}) {
            std::set<std::pair<LocalTime, int>> seen;
            Occurrence firing{WallTime{LocalTime::of(year, 1, 1).seconds * 1'000}, {}, 0, false};
            const WallTime end{LocalTime::of(year + 1, 1, 15).seconds * 1'000};
            for (; firing.at < end; firing = cron.next(firing.at, place)) {
                if (firing.local == LocalTime{}) {
                    continue; // the beginning
                }
                QVERIFY(seen.emplace(firing.local, firing.fold).second);
                QCOMPARE(place.toLocal(firing.at), firing.local);
                const LocalMatch match = place.resolve(firing.local);
                QCOMPARE(firing.fold == 0 ? match.first : match.second, firing.at);
            }
            QVERIFY(seen.size() > 300);
        }
    }
}

void CronTest::anyInstantBetweenTwoFiringsLeadsToTheSecond()
{
    Random random(5);
    for (const char *id : {"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"}) {
        const TimeZone zone = zoneOf(QString::fromLatin1(id));
        for (const char *text : {"*/20 1-3 * * *", "30 2 * * *", "0,30 1,2 * * SUN", "15 */2 29-31 3,10 *"}) {
            const CronExpression cron = parsed(QString::fromLatin1(text));
            Occurrence last = cron.next(WallTime{1'767'225'600'000}, zone);
            for (int i = 0; i < 3'000; ++i) {
                const Occurrence following = cron.next(last.at, zone);
                const auto between = static_cast<std::uint64_t>(following.at.ms - last.at.ms);
                const WallTime some{last.at.ms + static_cast<std::int64_t>(random.below(between))};
                QCOMPARE(cron.next(some, zone), following);
                last = following;
            }
        }
    }
}

QTEST_GUILESS_MAIN(CronTest)
#include "cron_test.moc"
