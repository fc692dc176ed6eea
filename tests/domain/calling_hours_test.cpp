// CallingHours as a value: what is accepted and refused, as text and in words.

#include "domain/calling_hours.h"

#include <QTest>

using namespace campanile;

namespace {

constexpr std::string_view officeHours =
    R"({"zone":"callee","mon":["09:00-18:00"],"tue":["09:00-18:00"],"wed":["09:00-18:00"],)"
    R"("thu":["09:00-18:00"],"fri":["09:00-18:00"]})";

CallingHours mondays(std::vector<DailyWindow> windows)
{
    CallingHours hours;
    hours.days[0] = std::move(windows);
    return hours;
}

} // namespace

class CallingHoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTextIsReadAndWritten_data();
    void theTextIsReadAndWritten();
    void membersMayStandInAnyOrder();
    void whatIsNotExpectedIsRefused_data();
    void whatIsNotExpectedIsRefused();
    void aTextThatEndsAnywhereIsRefused();
    void aTextBeyondTheLimitsIsRefused();

    void windowsThatTouchAreJoined();
    void datesAreSortedAndKeptOnce();
    void valuesOutOfRangeAreRefused_data();
    void valuesOutOfRangeAreRefused();

    void theWordsSayWhenAndWhere_data();
    void theWordsSayWhenAndWhere();
};

void CallingHoursTest::theTextIsReadAndWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("office hours") << QByteArray(officeHours.data(), static_cast<qsizetype>(officeHours.size()));
    QTest::newRow("a zone, a pause, dates")
        << QByteArray(R"({"zone":"Europe/Berlin","mon":["08:30-12:00","13:00-18:15"],"sun":["00:00-24:00"],)"
                      R"("closed_on":["2026-12-25","2027-01-01"]})");
    QTest::newRow("one minute") << QByteArray(R"({"zone":"Asia/Kolkata","sat":["23:59-24:00"]})");
}

void CallingHoursTest::theTextIsReadAndWritten()
{
    QFETCH(const QByteArray, text);
    const auto hours = CallingHours::parse(text.toStdString());
    QVERIFY2(hours.ok(), hours.ok() ? "" : qPrintable(hours.error().message));
    QCOMPARE(QByteArray::fromStdString(hours->toJson()), text);
}

void CallingHoursTest::membersMayStandInAnyOrder()
{
    const auto hours = CallingHours::parse(" { \"closed_on\" : [ ] , \"sun\" : [ ] , \"fri\" : [\"13:00-14:00\",\n"
                                           "\"09:00-12:00\"] , \"zone\" : \"callee\" } ");
    QVERIFY(hours.ok());
    QCOMPARE(QByteArray::fromStdString(hours->toJson()),
             QByteArray(R"({"zone":"callee","fri":["09:00-12:00","13:00-14:00"]})"));
}

void CallingHoursTest::whatIsNotExpectedIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const char *text, const char *pointer) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(pointer);
    };
    row("nothing", "", "#");
    row("not JSON", "9-18", "#");
    row("a list", "[]", "#");
    row("a string", "\"callee\"", "#");
    row("null", "null", "#");
    row("two texts", R"({"zone":"callee","mon":["09:00-18:00"]}{})", "#");
    row("a comma too many", R"({"zone":"callee","mon":["09:00-18:00"],})", "#");
    row("a comment", R"({"zone":"callee",/**/"mon":["09:00-18:00"]})", "#");
    row("a byte order mark", "\xEF\xBB\xBF{\"zone\":\"callee\",\"mon\":[\"09:00-18:00\"]}", "#");
    row("no UTF-8", "{\"zone\":\"\xFF\",\"mon\":[\"09:00-18:00\"]}", "#");

    row("no zone", R"({"mon":["09:00-18:00"]})", "#");
    row("an empty zone", R"({"zone":"","mon":["09:00-18:00"]})", "#/zone");
    row("an unknown zone", R"({"zone":"Europe/Springfield","mon":["09:00-18:00"]})", "#/zone");
    row("an abbreviation", R"({"zone":"IST","mon":["09:00-18:00"]})", "#/zone");
    row("the callee, spelt otherwise", R"({"zone":"Callee","mon":["09:00-18:00"]})", "#/zone");
    row("a zone of null", R"({"zone":null,"mon":["09:00-18:00"]})", "#/zone");
    row("a list of zones", R"({"zone":["callee"],"mon":["09:00-18:00"]})", "#/zone");
    row("the zone twice", R"({"zone":"callee","mon":["09:00-18:00"],"zone":"callee"})", "#/zone");

    row("a member nobody knows", R"({"zone":"callee","mon":["09:00-18:00"],"holidays":[]})", "#");
    row("a day in full", R"({"zone":"callee","monday":["09:00-18:00"]})", "#");
    row("a day in capitals", R"({"zone":"callee","Mon":["09:00-18:00"]})", "#");
    row("a day twice", R"({"zone":"callee","mon":["09:00-18:00"],"mon":["10:00-11:00"]})", "#/mon");
    row("a day that is no list", R"({"zone":"callee","mon":"09:00-18:00"})", "#/mon");
    row("a day of null", R"({"zone":"callee","mon":null})", "#/mon");
    row("a day of an object", R"({"zone":"callee","mon":{"from":"09:00"}})", "#/mon");
    row("a list in a list", R"({"zone":"callee","mon":[["09:00-18:00"]]})", "#/mon/0");
    row("a number", R"({"zone":"callee","mon":[540]})", "#/mon/0");
    row("true", R"({"zone":"callee","mon":["09:00-18:00",true]})", "#/mon/1");

    row("no minutes", R"({"zone":"callee","mon":["9-18"]})", "#/mon/0");
    row("one digit", R"({"zone":"callee","mon":["9:00-18:00"]})", "#/mon/0");
    row("a space", R"({"zone":"callee","mon":["09:00 - 18:00"]})", "#/mon/0");
    row("a long dash", R"({"zone":"callee","mon":["09:00–18:00"]})", "#/mon/0");
    row("minute 60", R"({"zone":"callee","mon":["09:60-18:00"]})", "#/mon/0");
    row("hour 25", R"({"zone":"callee","mon":["09:00-25:00"]})", "#/mon/0");
    row("after 24:00", R"({"zone":"callee","mon":["09:00-24:01"]})", "#/mon/0");
    row("a sign", R"({"zone":"callee","mon":["+9:00-18:00"]})", "#/mon/0");
    row("over midnight", R"({"zone":"callee","mon":["09:00-10:00","22:00-06:00"]})", "#/mon/1");
    row("of no length", R"({"zone":"callee","tue":["09:00-09:00"]})", "#/tue/0");
    row("from 24:00", R"({"zone":"callee","tue":["24:00-24:00"]})", "#/tue/0");
    row("no window at all", R"({"zone":"callee"})", "#");
    row("only empty days", R"({"zone":"callee","mon":[],"tue":[]})", "#");

    row("30 February", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":["2026-02-30"]})", "#/closed_on/0");
    row("no leap year", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":["2027-02-29"]})", "#/closed_on/0");
    row("year 0", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":["0000-01-01"]})", "#/closed_on/0");
    row("a date without dashes", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":["20261225"]})",
        "#/closed_on/0");
    row("a date and a time", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":["2026-12-25T00:00"]})",
        "#/closed_on/0");
    row("one date, no list", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":"2026-12-25"})", "#/closed_on");
    row("a window among dates", R"({"zone":"callee","mon":["09:00-18:00"],"closed_on":["2026-12-25","09:00-18:00"]})",
        "#/closed_on/1");
}

void CallingHoursTest::whatIsNotExpectedIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, pointer);
    const auto hours = CallingHours::parse(text.toStdString());
    QVERIFY(!hours.ok());
    QCOMPARE(hours.error().code, ErrorCode::InvalidInput);
    QCOMPARE(hours.error().pointer, pointer);
    const QString member = pointer.section(u'/', 1, 1);
    QVERIFY2(hours.error().message.contains(member), qPrintable(hours.error().message));
}

void CallingHoursTest::aTextThatEndsAnywhereIsRefused()
{
    for (std::size_t length = 0; length < officeHours.size(); ++length) {
        QVERIFY(!CallingHours::parse(officeHours.substr(0, length)).ok());
    }
}

void CallingHoursTest::aTextBeyondTheLimitsIsRefused()
{
    std::string windows = R"("00:00-00:01")";
    for (std::size_t i = 0; i < CallingHours::mostWindows; ++i) {
        windows += R"(,"00:00-00:01")";
    }
    const auto hours = CallingHours::parse(R"({"zone":"callee","mon":[)" + windows + "]}");
    QVERIFY(!hours.ok());
    QCOMPARE(hours.error().pointer, QStringLiteral("#/mon"));
    QVERIFY(!CallingHours::parse(std::string(officeHours) + std::string(CallingHours::mostBytes, ' ')).ok());
    QVERIFY(!CallingHours::parse(std::string(10'000, '[')).ok());
    QVERIFY(!CallingHours::parse(R"({"zone":"callee","mon":)" + std::string(10'000, '[')).ok());

    CallingHours many = mondays({{0, 1}});
    for (int i = 0; i <= static_cast<int>(CallingHours::mostDates); ++i) {
        many.closedOn.push_back(QDate(2026, 1, 1).addDays(i));
    }
    QVERIFY(!CallingHours::checked(many).ok());
    many.closedOn.pop_back();
    const auto most = CallingHours::checked(many);
    QVERIFY(most.ok());
    QVERIFY(CallingHours::parse(most->toJson()).ok());
}

void CallingHoursTest::windowsThatTouchAreJoined()
{
    const auto hours = CallingHours::checked(mondays({{600, 700}, {100, 200}, {650, 660}, {200, 250}, {690, 800}}));
    QVERIFY(hours.ok());
    QCOMPARE(hours->days[0], (std::vector<DailyWindow>{{100, 250}, {600, 800}}));
}

void CallingHoursTest::datesAreSortedAndKeptOnce()
{
    CallingHours hours = mondays({{0, 1}});
    hours.closedOn = {QDate(2027, 1, 1), QDate(2026, 12, 25), QDate(2027, 1, 1)};
    const auto checked = CallingHours::checked(hours);
    QVERIFY(checked.ok());
    QCOMPARE(checked->closedOn, (std::vector<QDate>{QDate(2026, 12, 25), QDate(2027, 1, 1)}));
}

void CallingHoursTest::valuesOutOfRangeAreRefused_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("before the day") << -1 << 10;
    QTest::newRow("after the day") << 10 << 1'441;
    QTest::newRow("far after the day") << 100'000 << 100'001;
    QTest::newRow("backwards") << 20 << 10;
    QTest::newRow("empty") << 10 << 10;
}

void CallingHoursTest::valuesOutOfRangeAreRefused()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    const auto hours = CallingHours::checked(mondays({{0, 5}, {from, to}}));
    QVERIFY(!hours.ok());
    QCOMPARE(hours.error().pointer, QStringLiteral("#/mon/1"));
}

void CallingHoursTest::theWordsSayWhenAndWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("office hours") << QByteArray(officeHours.data(), static_cast<qsizetype>(officeHours.size()))
                                  << QStringLiteral("Mon–Fri 9:00–18:00 in the callee's zone");
    QTest::newRow("a pause, other days, a date")
        << QByteArray(R"({"zone":"Europe/Berlin","mon":["09:00-12:00","13:00-18:00"],"wed":["09:00-12:00",)"
                      R"("13:00-18:00"],"thu":["09:00-12:00","13:00-18:00"],"sat":["10:05-14:00"],)"
                      R"("closed_on":["2026-12-25"]})")
        << QStringLiteral("Mon, Wed, Thu 9:00–12:00 and 13:00–18:00, Sat 10:05–14:00 in Europe/Berlin; "
                          "closed on 2026-12-25");
    QTest::newRow("several dates")
        << QByteArray(R"({"zone":"callee","sun":["00:00-24:00"],"closed_on":["2026-12-25","2026-12-26"]})")
        << QStringLiteral("Sun 0:00–24:00 in the callee's zone; closed on 2 dates");
}

void CallingHoursTest::theWordsSayWhenAndWhere()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, words);
    const auto hours = CallingHours::parse(text.toStdString());
    QVERIFY(hours.ok());
    QCOMPARE(hours->inWords(), words);
}

QTEST_GUILESS_MAIN(CallingHoursTest)
#include "calling_hours_test.moc"
