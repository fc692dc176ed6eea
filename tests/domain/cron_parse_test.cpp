// CronExpression::parse: what is read, what is refused, and that the message points at the field.

#include "core/random.h"
#include "domain/cron.h"

#include <QTest>

using namespace campanile;

namespace {

std::uint64_t bits(std::initializer_list<int> values)
{
    std::uint64_t result = 0;
    for (const int value : values) {
        result |= std::uint64_t{1} << value;
    }
    return result;
}

CronExpression parsed(const char *text)
{
    Result<CronExpression> cron = CronExpression::parse(QString::fromUtf8(text));
    if (!cron) {
        qFatal("%s", qPrintable(cron.error().message));
    }
    return std::move(cron).value();
}

} // namespace

class CronParseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField();
    void sundayIsZeroAndSeven();
    void namesAndNumbersMeanTheSame_data();
    void namesAndNumbersMeanTheSame();
    void spacesDoNotMatter();
    void tellsFixedFromRepeating_data();
    void tellsFixedFromRepeating();
    void tellsWhichDaysAreRestricted_data();
    void tellsWhichDaysAreRestricted();
    void pointsAtTheWrongField_data();
    void pointsAtTheWrongField();
    void refusesWhatIsNoSchedule_data();
    void refusesWhatIsNoSchedule();
    void refusesDatesThatNeverCome_data();
    void refusesDatesThatNeverCome();
    void acceptsRareDates();
    void readsAnyRubbishWithoutHarm();
};

void CronParseTest::readsEveryField()
{
    const CronExpression cron = parsed("0,30 9-11 1,15 */4 MON-FRI");
    QCOMPARE(cron.minutes(), bits({0, 30}));
    QCOMPARE(std::uint64_t{cron.hours()}, bits({9, 10, 11}));
    QCOMPARE(std::uint64_t{cron.daysOfMonth()}, bits({1, 15}));
    QCOMPARE(std::uint64_t{cron.months()}, bits({1, 5, 9}));
    QCOMPARE(std::uint64_t{cron.weekdays()}, bits({1, 2, 3, 4, 5}));
    const CronExpression steps = parsed("50/3 10-20/5 */10 3-12/9 2/2");
    QCOMPARE(steps.minutes(), bits({50, 53, 56, 59}));
    QCOMPARE(std::uint64_t{steps.hours()}, bits({10, 15, 20}));
    QCOMPARE(std::uint64_t{steps.daysOfMonth()}, bits({1, 11, 21, 31}));
    QCOMPARE(std::uint64_t{steps.months()}, bits({3, 12}));
    QCOMPARE(std::uint64_t{steps.weekdays()}, bits({2, 4, 6}));
}

void CronParseTest::sundayIsZeroAndSeven()
{
    QCOMPARE(std::uint64_t{parsed("0 0 * * 0").weekdays()}, bits({0}));
    QCOMPARE(std::uint64_t{parsed("0 0 * * 7").weekdays()}, bits({0}));
    QCOMPARE(std::uint64_t{parsed("0 0 * * 5-7").weekdays()}, bits({5, 6, 0}));
    QCOMPARE(std::uint64_t{parsed("0 0 * * FRI-SUN").weekdays()}, bits({5, 6, 0}));
    QCOMPARE(std::uint64_t{parsed("0 0 * * 0-7").weekdays()}, bits({0, 1, 2, 3, 4, 5, 6}));
    QCOMPARE(std::uint64_t{parsed("0 0 * * SUN-TUE").weekdays()}, bits({0, 1, 2}));
    QCOMPARE(std::uint64_t{parsed("0 0 * * 7/2").weekdays()}, bits({0}));
}

void CronParseTest::namesAndNumbersMeanTheSame_data()
{
    QTest::addColumn<QString>("other");
    QTest::newRow("0 9 * JAN-MAR mon-Fri") << QStringLiteral("0 9 * 1-3 1-5");
    QTest::newRow("0 9 * jan,Dec SAT") << QStringLiteral("0 9 * 1,12 6");
    QTest::newRow("09 09 01 01 01") << QStringLiteral("9 9 1 1 1");
    QTest::newRow("@hourly") << QStringLiteral("0 * * * *");
    QTest::newRow("@daily") << QStringLiteral("0 0 * * *");
    QTest::newRow("@Midnight") << QStringLiteral("0 0 * * *");
    QTest::newRow("@weekly") << QStringLiteral("0 0 * * SUN");
    QTest::newRow("@monthly") << QStringLiteral("0 0 1 * *");
    QTest::newRow("@yearly") << QStringLiteral("0 0 1 1 *");
    QTest::newRow(" @annually ") << QStringLiteral("0 0 1 JAN *");
}

void CronParseTest::namesAndNumbersMeanTheSame()
{
    QFETCH(QString, other);
    const CronExpression a = parsed(QTest::currentDataTag());
    const CronExpression b = parsed(other.toLatin1());
    QCOMPARE(a.minutes(), b.minutes());
    QCOMPARE(a.hours(), b.hours());
    QCOMPARE(a.daysOfMonth(), b.daysOfMonth());
    QCOMPARE(a.months(), b.months());
    QCOMPARE(a.weekdays(), b.weekdays());
    QCOMPARE(a.eitherDay(), b.eitherDay());
    QCOMPARE(a.isRepeating(), b.isRepeating());
}

void CronParseTest::spacesDoNotMatter()
{
    QCOMPARE(parsed("  0\t9  *   *\u00A0MON-FRI \n"), parsed("0 9 * * MON-FRI"));
    QCOMPARE(parsed("  0   9 * * 1 ").text(), QStringLiteral("0 9 * * 1"));
    QCOMPARE(parsed(" @daily ").text(), QStringLiteral("@daily"));
}

void CronParseTest::tellsFixedFromRepeating_data()
{
    QTest::addColumn<bool>("repeating");
    for (const char *fixed : {"30 2 * * *", "0,30 2 * * *", "0-30 2,3 */2 * *", "0 0-23 * * *", "@daily", "@weekly"}) {
        QTest::newRow(fixed) << false;
    }
    for (const char *repeating : {"*/15 * * * *", "*/15 2 * * *", "30 * * * *", "0 */2 * * *", "0-30/10 2 * * *",
                                  "5/20 2 * * *", "0 1,*/6 * * *", "@hourly"}) {
        QTest::newRow(repeating) << true;
    }
}

void CronParseTest::tellsFixedFromRepeating()
{
    QFETCH(bool, repeating);
    QCOMPARE(parsed(QTest::currentDataTag()).isRepeating(), repeating);
}

void CronParseTest::tellsWhichDaysAreRestricted_data()
{
    QTest::addColumn<bool>("either");
    QTest::newRow("0 0 13 * 5") << true;
    QTest::newRow("0 0 1-31 * 5") << true;
    QTest::newRow("0 0 * * 5") << false;
    QTest::newRow("0 0 13 * *") << false;
    QTest::newRow("0 0 */2 * 5") << false;
    QTest::newRow("0 0 13 * */2") << false;
    QTest::newRow("0 0 1,*/2 * 5") << true;
}

void CronParseTest::tellsWhichDaysAreRestricted()
{
    QFETCH(bool, either);
    QCOMPARE(parsed(QTest::currentDataTag()).eitherDay(), either);
}

void CronParseTest::pointsAtTheWrongField_data()
{
    QTest::addColumn<QString>("message");
    const auto row = [](const char *text, const char *message) { QTest::newRow(text) << QString::fromUtf8(message); };
    row("60 9 * * *", "minute (field 1, \"60\" at character 1) is wrong: 60 is out of range. Allowed are 0 to 59");
    row("0  0,24 * * *", "hour (field 2, \"24\" at character 6) is wrong: 24 is out of range. Allowed are 0 to 23");
    row("0 9 0 * *",
        "day of the month (field 3, \"0\" at character 5) is wrong: 0 is out of range. Allowed are 1 to 31");
    row("0 9 * 13 *",
        "month (field 4, \"13\" at character 7) is wrong: 13 is out of range. Allowed are 1 to 12 or JAN");
    row("0 9 * * 8", "weekday (field 5, \"8\" at character 9) is wrong: 8 is out of range. Allowed are 0 to 7 or SUN");
    row("0 9 * * MO", "\"MO\" is no value of it");
    row("0 9 * * JAN", "\"JAN\" is no value of it");
    row("0 9 * MON *", "\"MON\" is no value of it");
    row("0 17-9 * * *", "the range \"17-9\" runs backwards; write it as two");
    row("0 9 * * FRI-MON", "the range \"FRI-MON\" runs backwards");
    row("*/0 * * * *", "the step after \"/\" has to be a number from 1 to 60");
    row("*/61 * * * *", "the step after \"/\" has to be a number from 1 to 60");
    row("*/x * * * *", "the step after \"/\" has to be a number from 1 to 60");
    row("1/2/3 * * * *", "the step after \"/\"");
    row("1, * * * *", "field 1, \"\" at character 3) is wrong: a value is missing");
    row("0 -5 * * *", "a value is missing");
    row("0 1-2-3 * * *", "\"2-3\" is no value of it");
    row("0 *5 * * *", "\"*5\" is no value of it");
    row("0 9 ? * 1", "\"?\" is not known here; write * for any");
    row("0 9 L * *", "\"L\" is no value of it");
    row("0 9 * * 5#2", "\"5#2\" is no value of it");
    row("0 9 15W * *", "\"15W\" is no value of it");
    row("0 %1%2 * * *", "\"%1%2\" is no value of it");
    row("0 \u0669 * * *", "is no value of it"); // an Arabic nine
    row("99999999999 9 * * *", "is no value of it");
    row("+5 9 * * *", "\"+5\" is no value of it");
}

void CronParseTest::pointsAtTheWrongField()
{
    QFETCH(QString, message);
    const Result<CronExpression> cron = CronExpression::parse(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(!cron.ok());
    QCOMPARE(cron.error().code, ErrorCode::InvalidInput);
    QCOMPARE(cron.error().pointer, QStringLiteral("#/cron"));
    QVERIFY2(cron.error().message.contains(message), qPrintable(cron.error().message));
}

void CronParseTest::refusesWhatIsNoSchedule_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const QString &text, const char *message) {
        QTest::addRow("%s", message) << text << QString::fromUtf8(message);
    };
    row(QString(), "The schedule is empty.");
    row(QStringLiteral(" \t "), "The schedule is empty.");
    row(QStringLiteral("0 9 * *"), "has 4 fields in place of five");
    row(QStringLiteral("0"), "has 1 field in place of five");
    row(QStringLiteral("0 0 9 * * *"), "has 6 fields in place of five");
    row(QStringLiteral("0 9 * * * 2026"), "Seconds and years are not part of it.");
    row(QStringLiteral("@reboot"), "There is no schedule \"@reboot\".");
    row(QStringLiteral("@daily 5"), "There is no schedule \"@daily 5\".");
    row(QStringLiteral("0,").repeated(300), "at most 500 are read");
}

void CronParseTest::refusesWhatIsNoSchedule()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const Result<CronExpression> cron = CronExpression::parse(text);
    QVERIFY(!cron.ok());
    QCOMPARE(cron.error().code, ErrorCode::InvalidInput);
    QVERIFY2(cron.error().message.contains(message), qPrintable(cron.error().message));
}

void CronParseTest::refusesDatesThatNeverCome_data()
{
    QTest::addColumn<int>("day");
    QTest::newRow("0 9 31 2 *") << 31;
    QTest::newRow("0 9 30,31 FEB *") << 30;
    QTest::newRow("0 9 31 4 *") << 31;
    QTest::newRow("0 9 31 2,4,6,9,11 *") << 31;
    QTest::newRow("0 9 31 4 */2") << 31;
}

void CronParseTest::refusesDatesThatNeverCome()
{
    QFETCH(int, day);
    const Result<CronExpression> cron = CronExpression::parse(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(!cron.ok());
    const QString expected = QStringLiteral("The schedule would never fire: day %1 (field 3) does not exist").arg(day);
    QVERIFY2(cron.error().message.startsWith(expected), qPrintable(cron.error().message));
}

void CronParseTest::acceptsRareDates()
{
    for (const char *text : {"0 9 29 2 *", "0 9 31 1,2 *", "0 9 30 4 *", "0 9 31 2 MON"}) {
        QVERIFY2(CronExpression::parse(QString::fromLatin1(text)).ok(), text);
    }
}

void CronParseTest::readsAnyRubbishWithoutHarm()
{
    // What is accepted has a next firing, whatever it is; what is refused says so in a sentence.
    constexpr std::string_view alphabet = "0123456789*/-,, \tMONFEBjan@?#";
    Random random(3);
    int accepted = 0;
    for (int i = 0; i < 100'000; ++i) {
        QString text;
        for (int field = 0; field < 5; ++field) {
            text += QStringLiteral("* ");
            if (random.below(2) == 0) {
                text.chop(static_cast<int>(random.below(3)));
                for (std::uint64_t k = random.below(4); k > 0; --k) {
                    text += QLatin1Char(alphabet[random.below(alphabet.size())]);
                }
                text += u' ';
            }
        }
        const Result<CronExpression> cron = CronExpression::parse(text);
        if (!cron) {
            QVERIFY(cron.error().message.endsWith(u'.'));
            continue;
        }
        ++accepted;
        const WallTime after{static_cast<std::int64_t>(random.below(4'000'000'000'000ULL))};
        QVERIFY(cron->next(after, TimeZone()).at > after);
    }
    QVERIFY(accepted > 100);
}

QTEST_GUILESS_MAIN(CronParseTest)
#include "cron_parse_test.moc"
