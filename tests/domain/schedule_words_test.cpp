// Schedules in words: short where that is exact, field by field otherwise; and the presets.

#include "domain/schedule_words.h"

#include <QTest>

#include <set>

using namespace campanile;

class ScheduleWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysItInWords_data();
    void saysItInWords();
    void namesTheZone();
    void presetsAreSchedules();
};

void ScheduleWordsTest::saysItInWords_data()
{
    QTest::addColumn<QString>("words");
    const auto row = [](const char *cron, const char *words) { QTest::newRow(cron) << QString::fromLatin1(words); };
    row("0 9 * * 1-5", "Weekdays at 9:00");
    row("0 9 * * MON,TUE,WED,THU,FRI", "Weekdays at 9:00");
    row("0 12 * * 6,0", "Weekends at 12:00");
    row("0 10 * * *", "Every day at 10:00");
    row("0 0,12 * * *", "Every day at 0:00 and 12:00");
    row("0 10,14 * * TUE", "Tuesdays at 10:00 and 14:00");
    row("0 9 * * 1,3,5", "Mondays, Wednesdays and Fridays at 9:00");
    row("0 9 * * 5-7", "Friday to Sunday at 9:00");
    row("0 9 * * 0-3", "Mondays, Tuesdays, Wednesdays and Sundays at 9:00");
    row("* * * * *", "Every minute");
    row("*/15 * * * *", "Every 15 minutes");
    row("0,15,30,45 * * * *", "Every 15 minutes");
    row("0 * * * *", "Every hour");
    row("5 * * * *", "Every hour, 5 minutes past the hour");
    row("0 */2 * * *", "Every 2 hours");
    row("15 */6 * * *", "Every 6 hours from 0:15");
    row("0 */5 * * *", "Every day at 0:00, 5:00, 10:00, 15:00 and 20:00");
    row("0 9-17 * * *", "Every hour from 9:00 to 17:00");
    row("30 9-17 * * 1-5", "Every hour from 9:30 to 17:30, on weekdays");
    row("*/10 9-17 * * 1-5", "Every 10 minutes from 9:00 to 17:50, on weekdays");
    row("* 2 * * *", "Every minute from 2:00 to 2:59");
    row("*/5 9,11 * * *", "Every 5 minutes of the hours 9 and 11");
    row("*/7 9-17 * * *", "Every day at the minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of the hours 9 to 17");
    row("1,7 * * 1,3 *", "Every day in January and March at the minutes 1 and 7 of every hour");
    row("0 10 1 * *", "On day 1 of the month at 10:00");
    row("30 9,14 1,15 * *", "On days 1 and 15 of the month at 9:30 and 14:30");
    row("0 10 1 1,7 *", "On day 1 of January and July at 10:00");
    row("0 9 * 6-8 *", "Every day in June to August at 9:00");
    row("0 9 31 * *", "On day 31 of the month (where the month has it) at 9:00");
    row("0 9 28-30 1-3 *", "On days 28 to 30 of January to March (where the month has them) at 9:00");
    row("0 9 29 2 *", "On day 29 of February (leap years only) at 9:00");
    row("0 9 13 * 5", "On day 13 of the month and also on Fridays at 9:00");
    row("0 9 */15 * 1", "On days 1, 16 and 31 of the month (where the month has them), but only on Mondays at 9:00");
    row("0 9 1-31 * 1", "Every day at 9:00");
    row("*/20 * 24-31 12 0", "Every 20 minutes, on days 24 to 31 of December and also on Sundays in December");
    row("@daily", "Every day at 0:00");
    row("@weekly", "Sundays at 0:00");
    row("@yearly", "On day 1 of January at 0:00");
}

void ScheduleWordsTest::saysItInWords()
{
    QFETCH(QString, words);
    const Result<CronExpression> cron = CronExpression::parse(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(cron.ok());
    QCOMPARE(scheduleWords(*cron), words);
}

void ScheduleWordsTest::namesTheZone()
{
    const Result<CronExpression> cron = CronExpression::parse(u"0 9 * * MON-FRI");
    const Result<TimeZone> zone = TimeZone::find(QStringLiteral("Asia/Kolkata"));
    QVERIFY(cron.ok() && zone.ok());
    QCOMPARE(scheduleWords(*cron, *zone), QStringLiteral("Weekdays at 9:00, Asia/Kolkata"));
}

void ScheduleWordsTest::presetsAreSchedules()
{
    std::set<QString> names;
    for (const SchedulePreset &preset : schedulePresets()) {
        QVERIFY2(CronExpression::parse(preset.cron).ok(), qPrintable(preset.cron));
        QVERIFY2(names.insert(preset.name).second, qPrintable(preset.name));
    }
    QVERIFY(names.size() >= 6);
}

QTEST_GUILESS_MAIN(ScheduleWordsTest)
#include "schedule_words_test.moc"
