// OpeningHours: when calls may begin, over several rules, several zones and changes of summer time.

#include "domain/opening_hours.h"
#include "support/durations.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

WallTime utc(const char *text)
{
    return {QDateTime::fromString(QString::fromLatin1(text) + u'Z', Qt::ISODate).toMSecsSinceEpoch()};
}

QString text(WallTime t)
{
    return t.toUtc().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz");
}

CallingHours everyDay(int from, int to, const char *zone = "")
{
    CallingHours hours;
    hours.zone = QString::fromLatin1(zone);
    hours.days.fill({{from * 60, to * 60}});
    return hours;
}

/// Monday to Friday, 9:00 to 18:00.
CallingHours officeHours(const char *zone = "")
{
    CallingHours hours = everyDay(9, 18, zone);
    hours.days[5].clear();
    hours.days[6].clear();
    return hours;
}

ZoneSet zones(std::initializer_list<const char *> names)
{
    std::vector<TimeZone> found;
    for (const char *name : names) {
        found.push_back(*TimeZone::find(QString::fromLatin1(name)));
    }
    return ZoneSet(std::move(found));
}

} // namespace

#define COMPARE_INSTANT(actual, expected) QCOMPARE(text(actual), text(utc(expected)))

class OpeningHoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutRulesItIsAlwaysOpen();
    void aWindowOpensAndClosesOnItsMinute();
    void theWeekendIsClosed();
    void theMinuteAfterMidnightBelongsToTheNextDay();
    void aDateThatIsClosedIsClosedWhereTheCalleeIs();

    void severalZonesHaveTheHoursThatSuitAll();
    void anAmericanNumberIsCalledWhenHawaiiAndNewYorkAreOpen();
    void zonesTooFarApartAreNeverOpen();
    void allRulesMustBeOpen();
    void rulesWithoutACommonHourAreNeverOpen();
    void aFixedZoneDoesNotAskWhereTheCalleeIs();
    void withoutAZoneOfTheCalleeItIsNeverOpen();
    void aZoneThatIsNotKnownIsNeverOpen();

    void anHourThatIsSkippedIsNotWaitedFor();
    void aWindowInTheSkippedHourDoesNotOpenThatDay();
    void aWindowInTheRepeatedHourIsOpenTwice();
    void theDayOfAChangeHasItsOwnLength();

    void aLongBreakIsAskedAgain();
    void whatIsRememberedEndsWithTheAnswer();
    void aClockSetBackIsAnsweredAnew();
    void beforeTheYear1970ItHoldsToo();
};

void OpeningHoursTest::withoutRulesItIsAlwaysOpen()
{
    OpeningHours hours;
    const WallTime now = utc("2026-03-04T05:06:07");
    QCOMPARE(hours.at({}, now), (OpenState{true, utc("2026-03-19T00:00:00"), false}));
    QCOMPARE(hours.opening({}, now), std::optional(now));
    QVERIFY(hours.closing({}, now) >= now + 14 * day);
    QVERIFY(!hours.asksForCallee());
}

void OpeningHoursTest::aWindowOpensAndClosesOnItsMinute()
{
    OpeningHours hours({everyDay(9, 18)});
    const ZoneSet kolkata = zones({"Asia/Kolkata"});
    const WallTime opens = utc("2026-03-04T03:30:00");
    const WallTime closes = utc("2026-03-04T12:30:00");
    const Milliseconds moment{1};
    QCOMPARE(hours.at(kolkata, opens - moment), (OpenState{false, opens, true}));
    QCOMPARE(hours.at(kolkata, opens), (OpenState{true, closes, true}));
    QCOMPARE(hours.at(kolkata, closes - moment), (OpenState{true, closes, true}));
    QCOMPARE(hours.at(kolkata, closes), (OpenState{false, opens + day, true}));
    QCOMPARE(hours.opening(kolkata, opens + hour), std::optional(opens + hour));
    QCOMPARE(hours.closing(kolkata, opens + hour), closes);
    QCOMPARE(hours.closing(kolkata, closes + hour), closes + hour);
}

void OpeningHoursTest::theWeekendIsClosed()
{
    OpeningHours hours({officeHours()});
    const auto monday = hours.opening(zones({"Europe/London"}), utc("2026-01-09T18:00:00"));
    QVERIFY(monday.has_value());
    COMPARE_INSTANT(*monday, "2026-01-12T09:00:00");
}

void OpeningHoursTest::theMinuteAfterMidnightBelongsToTheNextDay()
{
    CallingHours night;
    night.days[0] = {{22 * 60, 24 * 60}};
    night.days[1] = {{0, 6 * 60}};
    OpeningHours hours({night});
    const ZoneSet berlin = zones({"Europe/Berlin"});
    const auto opens = hours.opening(berlin, utc("2026-01-11T12:00:00"));
    QVERIFY(opens.has_value());
    COMPARE_INSTANT(*opens, "2026-01-12T21:00:00");
    COMPARE_INSTANT(hours.closing(berlin, *opens), "2026-01-13T05:00:00");
}

void OpeningHoursTest::aDateThatIsClosedIsClosedWhereTheCalleeIs()
{
    CallingHours rule = everyDay(0, 24);
    rule.closedOn = {QDate(2026, 12, 25)};
    OpeningHours hours({rule});
    const ZoneSet auckland = zones({"Pacific/Auckland"});
    const WallTime now = utc("2026-12-24T00:00:00");
    COMPARE_INSTANT(hours.closing(auckland, now), "2026-12-24T11:00:00");
    COMPARE_INSTANT(hours.at(auckland, utc("2026-12-24T11:00:00")).until, "2026-12-25T11:00:00");
    COMPARE_INSTANT(hours.closing(zones({"Pacific/Honolulu"}), now), "2026-12-25T10:00:00");
}

void OpeningHoursTest::severalZonesHaveTheHoursThatSuitAll()
{
    OpeningHours hours({everyDay(9, 18)});
    const ZoneSet both = zones({"America/New_York", "America/Los_Angeles", "America/Detroit"});
    const auto opens = hours.opening(both, utc("2026-01-12T08:00:00"));
    QVERIFY(opens.has_value());
    COMPARE_INSTANT(*opens, "2026-01-12T17:00:00");                      // 9:00 in Los Angeles
    COMPARE_INSTANT(hours.closing(both, *opens), "2026-01-12T23:00:00"); // 18:00 in New York
}

void OpeningHoursTest::anAmericanNumberIsCalledWhenHawaiiAndNewYorkAreOpen()
{
    NumberZones numbers;
    const ZoneSet american = numbers.of(E164{14'155'550'142});
    OpeningHours hours({officeHours()});
    const auto winter = hours.opening(american, utc("2026-01-12T00:00:00"));
    QVERIFY(winter.has_value());
    COMPARE_INSTANT(*winter, "2026-01-12T19:00:00");                          // 9:00 in Honolulu
    COMPARE_INSTANT(hours.closing(american, *winter), "2026-01-12T23:00:00"); // 18:00 in New York
    const auto summer = hours.opening(american, utc("2026-07-13T00:00:00"));
    QVERIFY(summer.has_value());
    COMPARE_INSTANT(*summer, "2026-07-13T19:00:00");
    COMPARE_INSTANT(hours.closing(american, *summer), "2026-07-13T22:00:00");
    for (WallTime t = utc("2026-01-12T00:00:00"); t < utc("2026-01-13T00:00:00"); t = t + 15 * minute) {
        QCOMPARE(hours.at(american, t).open, utc("2026-01-12T19:00:00") <= t && t < utc("2026-01-12T23:00:00"));
    }
}

void OpeningHoursTest::zonesTooFarApartAreNeverOpen()
{
    OpeningHours hours({everyDay(9, 18)});
    const ZoneSet far = zones({"America/New_York", "Asia/Tokyo"});
    const WallTime now = utc("2026-01-12T01:30:00");
    QCOMPARE(hours.opening(far, now), std::nullopt);
    QCOMPARE(hours.at(far, now), (OpenState{false, utc("2026-01-27T00:00:00"), false}));
}

void OpeningHoursTest::allRulesMustBeOpen()
{
    OpeningHours hours({everyDay(8, 16, "Asia/Kolkata"), everyDay(9, 18)});
    const ZoneSet london = zones({"Europe/London"});
    const auto opens = hours.opening(london, utc("2026-01-12T00:00:00"));
    QVERIFY(opens.has_value());
    COMPARE_INSTANT(*opens, "2026-01-12T09:00:00");
    COMPARE_INSTANT(hours.closing(london, *opens), "2026-01-12T10:30:00");
}

void OpeningHoursTest::rulesWithoutACommonHourAreNeverOpen()
{
    CallingHours mondays;
    mondays.days[0] = {{0, 1440}};
    CallingHours tuesdays;
    tuesdays.days[1] = {{0, 1440}};
    OpeningHours hours({mondays, tuesdays});
    QCOMPARE(hours.opening(zones({"Asia/Kolkata"}), utc("2026-01-12T00:00:00")), std::nullopt);
    // Monday in Hawaii is still on when it is Tuesday in New Zealand.
    mondays.zone = QStringLiteral("Pacific/Honolulu");
    OpeningHours apart({mondays, tuesdays});
    COMPARE_INSTANT(apart.opening(zones({"Pacific/Auckland"}), utc("2026-01-10T00:00:00")).value_or(WallTime{}),
                    "2026-01-12T11:00:00");
}

void OpeningHoursTest::aFixedZoneDoesNotAskWhereTheCalleeIs()
{
    OpeningHours hours({everyDay(9, 18, "Europe/Berlin")});
    QVERIFY(!hours.asksForCallee());
    const WallTime noon = utc("2026-01-12T11:00:00");
    QVERIFY(hours.at({}, noon).open);
    QVERIFY(hours.at(zones({"Pacific/Auckland"}), noon).open);
}

void OpeningHoursTest::withoutAZoneOfTheCalleeItIsNeverOpen()
{
    OpeningHours hours({everyDay(0, 24)});
    QVERIFY(hours.asksForCallee());
    QCOMPARE(hours.opening({}, utc("2026-01-12T11:00:00")), std::nullopt);
    QCOMPARE(hours.closing({}, utc("2026-01-12T11:00:00")), utc("2026-01-12T11:00:00"));
}

void OpeningHoursTest::aZoneThatIsNotKnownIsNeverOpen()
{
    OpeningHours hours({everyDay(0, 24, "Europe/Springfield")});
    QCOMPARE(hours.opening(zones({"Europe/Berlin"}), utc("2026-01-12T11:00:00")), std::nullopt);
}

void OpeningHoursTest::anHourThatIsSkippedIsNotWaitedFor()
{
    // In New York 2:00 to 3:00 does not exist on 8 March 2026; the window from 2:30 is inside from 3:00 on.
    CallingHours rule;
    rule.days[6] = {{150, 300}};
    OpeningHours hours({rule});
    const ZoneSet newYork = zones({"America/New_York"});
    const auto opens = hours.opening(newYork, utc("2026-03-08T05:00:00"));
    QVERIFY(opens.has_value());
    COMPARE_INSTANT(*opens, "2026-03-08T07:00:00");
    COMPARE_INSTANT(hours.closing(newYork, *opens), "2026-03-08T09:00:00");
}

void OpeningHoursTest::aWindowInTheSkippedHourDoesNotOpenThatDay()
{
    CallingHours rule;
    rule.days[6] = {{125, 175}};
    OpeningHours hours({rule});
    const auto opens = hours.opening(zones({"America/New_York"}), utc("2026-03-08T05:00:00"));
    QVERIFY(opens.has_value());
    COMPARE_INSTANT(*opens, "2026-03-15T06:05:00");
}

void OpeningHoursTest::aWindowInTheRepeatedHourIsOpenTwice()
{
    CallingHours rule;
    rule.days[6] = {{75, 105}}; // 1:15 to 1:45; on 1 November 2026 New York has 1:00 to 2:00 twice
    OpeningHours hours({rule});
    const ZoneSet newYork = zones({"America/New_York"});
    const auto first = hours.opening(newYork, utc("2026-11-01T00:00:00"));
    QVERIFY(first.has_value());
    COMPARE_INSTANT(*first, "2026-11-01T05:15:00");
    const WallTime closes = hours.closing(newYork, *first);
    COMPARE_INSTANT(closes, "2026-11-01T05:45:00");
    COMPARE_INSTANT(hours.at(newYork, closes).until, "2026-11-01T06:15:00");
}

void OpeningHoursTest::theDayOfAChangeHasItsOwnLength()
{
    OpeningHours hours({everyDay(9, 18)});
    const ZoneSet lordHowe = zones({"Australia/Lord_Howe"}); // half an hour, on 4 October 2026 at 2:00
    COMPARE_INSTANT(hours.closing(lordHowe, utc("2026-10-03T00:00:00")), "2026-10-03T07:30:00");
    COMPARE_INSTANT(hours.at(lordHowe, utc("2026-10-03T07:30:00")).until, "2026-10-03T22:00:00");
    COMPARE_INSTANT(hours.closing(lordHowe, utc("2026-10-03T22:00:00")), "2026-10-04T07:00:00");
}

void OpeningHoursTest::aLongBreakIsAskedAgain()
{
    CallingHours rule = everyDay(9, 18, "UTC");
    for (QDate date(2026, 7, 20); date < QDate(2026, 8, 20); date = date.addDays(1)) {
        rule.closedOn.push_back(date);
    }
    OpeningHours hours({rule});
    WallTime now = utc("2026-07-19T20:00:00");
    QCOMPARE(hours.opening({}, now), std::nullopt);
    int asked = 0;
    for (OpenState state = hours.at({}, now); !state.changesThen; state = hours.at({}, now)) {
        QVERIFY(!state.open && state.until > now && ++asked < 5);
        now = state.until;
    }
    COMPARE_INSTANT(hours.opening({}, now).value_or(WallTime{}), "2026-08-20T09:00:00");
    // And on any day from which it can be seen, whatever was asked before.
    for (now = utc("2026-07-20T00:00:00"); now < utc("2026-08-20T09:00:00"); now = now + 5 * hour) {
        OpeningHours fresh({rule});
        QCOMPARE(hours.at({}, now), fresh.at({}, now));
    }
    QCOMPARE(hours.opening({}, utc("2026-08-06T10:00:00")), std::optional(utc("2026-08-20T09:00:00")));
}

void OpeningHoursTest::whatIsRememberedEndsWithTheAnswer()
{
    OpeningHours hours({officeHours()});
    const ZoneSet berlin = zones({"Europe/Berlin"});
    const ZoneSet delhi = zones({"Asia/Kolkata"});
    for (WallTime t = utc("2026-03-27T00:00:00"); t < utc("2026-03-31T00:00:00"); t = t + 7 * minute) {
        OpeningHours fresh({officeHours()});
        QCOMPARE(hours.at(berlin, t), fresh.at(berlin, t));
        QCOMPARE(hours.at(delhi, t), fresh.at(delhi, t));
    }
}

void OpeningHoursTest::aClockSetBackIsAnsweredAnew()
{
    OpeningHours hours({everyDay(9, 18, "UTC")});
    QVERIFY(hours.at({}, utc("2026-01-12T12:00:00")).open);
    QVERIFY(!hours.at({}, utc("2026-01-12T08:59:59")).open);
    QVERIFY(hours.at({}, utc("2026-01-11T17:59:59")).open);
}

void OpeningHoursTest::beforeTheYear1970ItHoldsToo()
{
    OpeningHours hours({officeHours("UTC")});
    COMPARE_INSTANT(hours.opening({}, utc("1969-12-27T00:00:01")).value_or(WallTime{}), "1969-12-29T09:00:00");
}

QTEST_GUILESS_MAIN(OpeningHoursTest)
#include "opening_hours_test.moc"
