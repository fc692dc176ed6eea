// TimeZone: names, offsets, gaps and overlaps, and that the table says what QTimeZone says, now and later.

#include "core/time_zone.h"

#include "core/random.h"

#include <QTest>
#include <QTimeZone>

using namespace campanile;

namespace {

TimeZone zoneOf(const char *id)
{
    Result<TimeZone> zone = TimeZone::find(QString::fromLatin1(id));
    if (!zone) {
        qFatal("%s", qPrintable(zone.error().message));
    }
    return std::move(zone).value();
}

QString utcText(WallTime instant)
{
    return TimeZone().toLocal(instant).toString();
}

} // namespace

class TimeZoneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsNamesAndLinks_data();
    void knowsNamesAndLinks();
    void refusesAbbreviationsThatAreGiven();
    void refusesWhatIsNoZone_data();
    void refusesWhatIsNoZone();
    void isUtcUnlessTold();
    void resolvesLocalTimes_data();
    void resolvesLocalTimes();
    void everyInstantIsFoundAgain();
    void agreesWithQtAtAnyTime();
    void rulesHoldForEver();
    void writesOffsets();
};

void TimeZoneTest::knowsNamesAndLinks_data()
{
    QTest::addColumn<int>("minutes");
    QTest::newRow("Asia/Kolkata") << 330;
    QTest::newRow("Asia/Calcutta") << 330;
    QTest::newRow("UTC") << 0;
    QTest::newRow("Etc/GMT+5") << -300;
    QTest::newRow("EST5EDT") << -300;
    QTest::newRow("America/Argentina/Buenos_Aires") << -180;
    QTest::newRow("Asia/Kathmandu") << 345;
    QTest::newRow("Pacific/Kiritimati") << 840;
}

void TimeZoneTest::knowsNamesAndLinks()
{
    QFETCH(int, minutes);
    const QString id = QString::fromLatin1(QTest::currentDataTag());
    const Result<TimeZone> zone = TimeZone::find(id);
    QVERIFY(zone.ok());
    QCOMPARE(zone->id(), id);
    QCOMPARE(zone->offsetAt(WallTime{1'767'603'600'000}), std::chrono::seconds(minutes * 60));
}

void TimeZoneTest::refusesAbbreviationsThatAreGiven()
{
    for (const char *id : {"EST", "MST", "HST"}) {
        const QString name = QString::fromLatin1(id);
        QVERIFY(TimeZone::find(name).ok()); // what is stored is still read
        const Result<TimeZone> given = TimeZone::findGiven(name);
        QVERIFY(!given.ok());
        QCOMPARE(given.error().code, ErrorCode::InvalidInput);
        QVERIFY2(given.error().message.contains(QStringLiteral("is an abbreviation")), id);
    }
    QVERIFY(TimeZone::findGiven(QStringLiteral("EST")).error().message.contains(QStringLiteral("America/New_York")));
    QVERIFY(TimeZone::findGiven(QStringLiteral("MST")).error().message.contains(QStringLiteral("America/Phoenix")));
    QVERIFY(TimeZone::findGiven(QStringLiteral("HST")).error().message.contains(QStringLiteral("Pacific/Honolulu")));
    QVERIFY(TimeZone::findGiven(QStringLiteral("EST5EDT")).ok());
    QVERIFY(TimeZone::findGiven(QStringLiteral("America/New_York")).ok());
}

void TimeZoneTest::refusesWhatIsNoZone_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *id, const char *message) {
        QTest::newRow(name) << QString::fromUtf8(id) << QString::fromUtf8(message);
    };
    const char *const advice = "Use a name of the IANA time zone database, such as Asia/Kolkata.";
    row("empty", "", "The time zone is empty. Use a name of the IANA time zone database, such as Asia/Kolkata.");
    row("case", "asia/kolkata", "There is no time zone \"asia/kolkata\". Did you mean Asia/Kolkata?");
    row("city", "new york", "There is no time zone \"new york\". Did you mean America/New_York?");
    row("slip", "Amercia/New_York", "There is no time zone \"Amercia/New_York\". Did you mean America/New_York?");
    row("abbreviation", "IST", advice);
    row("common name", "Eastern", "There is no time zone \"Eastern\". Did you mean America/New_York?");
    row("with its word", "pacific time", "Did you mean America/Los_Angeles?");
    row("of Windows", "W. Europe Standard Time", "Did you mean Europe/Berlin?");
    row("abbreviation of Chicago", "CST", "Did you mean America/Chicago?");
    row("offset", "UTC+5", advice);
    row("POSIX rule", "<+03>-3", advice);
    row("folder", "America/Argentina", advice);
    row("other folder", "Asia", advice);
    row("leap seconds", "right/Asia/Kolkata", "");
    row("the machine's own", "localtime", advice);
    row("path", "../Asia/Kolkata", "");
    row("letters that are none of ASCII", "Asia/Kölkata", "Did you mean Asia/Kolkata?");
    row("long", "A/very/long/name/that/is/no/time/zone/of/any/place/on/earth/at/all/whatever", advice);
}

void TimeZoneTest::refusesWhatIsNoZone()
{
    QFETCH(QString, id);
    QFETCH(QString, message);
    const Result<TimeZone> zone = TimeZone::find(id);
    QVERIFY(!zone.ok());
    QCOMPARE(zone.error().code, ErrorCode::InvalidInput);
    QCOMPARE(zone.error().pointer, QStringLiteral("#/timezone"));
    QVERIFY2(zone.error().message.contains(message), qPrintable(zone.error().message));
}

void TimeZoneTest::isUtcUnlessTold()
{
    QCOMPARE(TimeZone().id(), QStringLiteral("UTC"));
    QCOMPARE(TimeZone(), zoneOf("UTC"));
    QCOMPARE(TimeZone().offsetAt(WallTime{-1}), std::chrono::seconds(0));
    QCOMPARE(utcText(WallTime{-1}), QStringLiteral("1969-12-31T23:59:59"));
}

void TimeZoneTest::resolvesLocalTimes_data()
{
    using enum LocalMatch::Kind;
    QTest::addColumn<QString>("zone");
    QTest::addColumn<LocalTime>("local");
    QTest::addColumn<LocalMatch::Kind>("kind");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto row = [](const char *name, const char *zone, LocalTime local, LocalMatch::Kind kind, const char *first,
                        const char *second) {
        QTest::newRow(name) << QString::fromLatin1(zone) << local << kind << QString::fromLatin1(first)
                            << QString::fromLatin1(second);
    };
    row("plain", "Asia/Kolkata", LocalTime::of(2026, 7, 28, 9, 30), Unique, "2026-07-28T04:00", "2026-07-28T04:00");
    row("gap", "America/New_York", LocalTime::of(2026, 3, 8, 2, 30), Gap, "2026-03-08T07:00", "2026-03-08T07:00");
    row("gap's begin", "America/New_York", LocalTime::of(2026, 3, 8, 2), Gap, "2026-03-08T07:00", "2026-03-08T07:00");
    row("gap's end", "America/New_York", LocalTime::of(2026, 3, 8, 3), Unique, "2026-03-08T07:00", "2026-03-08T07:00");
    row("overlap", "America/New_York", LocalTime::of(2026, 11, 1, 1, 30), Overlap, "2026-11-01T05:30",
        "2026-11-01T06:30");
    row("overlap's end", "America/New_York", LocalTime::of(2026, 11, 1, 2), Unique, "2026-11-01T07:00",
        "2026-11-01T07:00");
    row("half an hour's gap", "Australia/Lord_Howe", LocalTime::of(2026, 10, 4, 2, 15), Gap, "2026-10-03T15:30",
        "2026-10-03T15:30");
    row("half an hour's overlap", "Australia/Lord_Howe", LocalTime::of(2026, 4, 5, 1, 45), Overlap, "2026-04-04T14:45",
        "2026-04-04T15:15");
    row("a missing day", "Pacific/Apia", LocalTime::of(2011, 12, 30, 12), Gap, "2011-12-30T10:00", "2011-12-30T10:00");
    row("the day before it", "Pacific/Apia", LocalTime::of(2011, 12, 29, 12), Unique, "2011-12-29T22:00",
        "2011-12-29T22:00");
    row("summer is Dublin's standard time", "Europe/Dublin", LocalTime::of(2026, 3, 29, 1, 30), Gap, "2026-03-29T01:00",
        "2026-03-29T01:00");
    row("Ramadan in Morocco", "Africa/Casablanca", LocalTime::of(2026, 2, 15, 2, 30), Overlap, "2026-02-15T01:30",
        "2026-02-15T02:30");
    row("after Ramadan", "Africa/Casablanca", LocalTime::of(2026, 3, 22, 2, 30), Gap, "2026-03-22T02:00",
        "2026-03-22T02:00");
    row("far summer", "America/New_York", LocalTime::of(2090, 7, 1, 12), Unique, "2090-07-01T16:00",
        "2090-07-01T16:00");
    row("far gap", "America/New_York", LocalTime::of(2090, 3, 12, 2, 30), Gap, "2090-03-12T07:00", "2090-03-12T07:00");
    row("very far gap", "America/New_York", LocalTime::of(4090, 3, 12, 2, 30), Gap, "4090-03-12T07:00",
        "4090-03-12T07:00");
    row("before 1970", "Europe/Berlin", LocalTime::of(1800, 7, 1), Unique, "1800-06-30T23:00", "1800-06-30T23:00");
}

void TimeZoneTest::resolvesLocalTimes()
{
    QFETCH(QString, zone);
    QFETCH(LocalTime, local);
    QFETCH(LocalMatch::Kind, kind);
    QFETCH(QString, first);
    QFETCH(QString, second);
    const LocalMatch match = zoneOf(zone.toLatin1()).resolve(local);
    QCOMPARE(match.kind, kind);
    QCOMPARE(utcText(match.first), first);
    QCOMPARE(utcText(match.second), second);
}

void TimeZoneTest::everyInstantIsFoundAgain()
{
    Random random(7);
    for (const char *id : {"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC",
                           "Antarctica/Troll", "Africa/Monrovia", "America/Nuuk", "Asia/Gaza"}) {
        const TimeZone zone = zoneOf(id);
        for (int i = 0; i < 20'000; ++i) {
            const WallTime instant{static_cast<std::int64_t>(random.below(8'000'000'000ULL)) * 1'000};
            const LocalMatch match = zone.resolve(zone.toLocal(instant));
            QVERIFY(match.kind != LocalMatch::Kind::Gap);
            QVERIFY(match.first == instant || match.second == instant);
            QVERIFY(match.first < match.second || match.kind == LocalMatch::Kind::Unique);
        }
    }
}

void TimeZoneTest::agreesWithQtAtAnyTime()
{
    // 1970 to 2400: written changes, changes by rule, and those copied from years of the same kind.
    Random random(11);
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const Result<TimeZone> zone = TimeZone::find(QString::fromLatin1(id));
        if (id.startsWith("UTC") && !zone) {
            continue; // Qt's own names for offsets
        }
        QVERIFY2(zone.ok(), id.constData());
        const QTimeZone qt(id);
        for (int i = 0; i < 300; ++i) {
            const auto second = static_cast<std::int64_t>(random.below(13'569'000'000ULL));
            const int expected = qt.offsetFromUtc(QDateTime::fromSecsSinceEpoch(second, Qt::UTC));
            QVERIFY2(zone->offsetAt(WallTime{second * 1'000}).count() == expected, id.constData());
        }
    }
}

void TimeZoneTest::rulesHoldForEver()
{
    const TimeZone zone = zoneOf("Europe/Berlin");
    for (int year = 1997; year < 9'999; year += 7) {
        QCOMPARE(zone.resolve(LocalTime::of(year, 1, 15)).first,
                 WallTime{LocalTime::of(year, 1, 14, 23).seconds * 1'000});
        QCOMPARE(zone.resolve(LocalTime::of(year, 7, 15)).first,
                 WallTime{LocalTime::of(year, 7, 14, 22).seconds * 1'000});
    }
}

void TimeZoneTest::writesOffsets()
{
    const WallTime instant{1'785'211'200'000};
    QCOMPARE(zoneOf("Asia/Kolkata").toRfc3339(instant), QStringLiteral("2026-07-28T09:30:00+05:30"));
    QCOMPARE(zoneOf("America/St_Johns").toRfc3339(instant), QStringLiteral("2026-07-28T01:30:00-02:30"));
    QCOMPARE(TimeZone().toRfc3339(instant), QStringLiteral("2026-07-28T04:00:00+00:00"));
}

QTEST_GUILESS_MAIN(TimeZoneTest)
#include "time_zone_test.moc"
