// One way to write times, numbers and telephone numbers, whatever the locale.

#include "common/words.h"

#include <QApplication>
#include <QDateTime>
#include <QLocale>
#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void showsTheHourInOneWay_data();
    void showsTheHourInOneWay();
    void usesTheDigitsOfTheLocaleAlone_data();
    void usesTheDigitsOfTheLocaleAlone();
    void keepsTelephoneNumbersInAsciiAndLeftToRight();
    void groupsTelephoneNumbers();
    void showsTheSameNumberAgain();

private:
    static WallTime today(int hour, int minute, int second);
};

void WordsTest::cleanup()
{
    QLocale::setDefault(QLocale(QLocale::C));
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

WallTime WordsTest::today(int hour, int minute, int second)
{
    return {QDateTime(QDate::currentDate(), QTime(hour, minute, second)).toMSecsSinceEpoch()};
}

void WordsTest::showsTheHourInOneWay_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("hour"); // of half past one in the afternoon
    QTest::addColumn<bool>("halfOfDay");
    QTest::newRow("United States") << u"en_US"_s << u"1"_s << true;
    QTest::newRow("Great Britain") << u"en_GB"_s << u"13"_s << false;
    QTest::newRow("Germany") << u"de_DE"_s << u"13"_s << false;
    QTest::newRow("Finland") << u"fi_FI"_s << u"13"_s << false;
}

void WordsTest::showsTheHourInOneWay()
{
    QFETCH(const QString, locale);
    QFETCH(const QString, hour);
    QFETCH(const bool, halfOfDay);
    QLocale::setDefault(QLocale(locale));
    const WallTime time = today(13, 30, 25);
    for (const QString &shown : {Words::moment(time), Words::exactMoment(time)}) {
        QVERIFY2(shown.startsWith(hour), qPrintable(shown));
        QCOMPARE(shown.contains(QLocale().pmText()), halfOfDay);
    }
    const QString separator = locale == u"fi_FI"_s ? u"."_s : u":"_s;
    QVERIFY(Words::exactMoment(time).startsWith(hour + separator + u"30"_s + separator + u"25"_s));
}

void WordsTest::usesTheDigitsOfTheLocaleAlone_data()
{
    QTest::addColumn<QString>("locale");
    QTest::newRow("Egypt") << u"ar_EG"_s;
    QTest::newRow("Iran") << u"fa_IR"_s;
    QTest::newRow("Germany") << u"de_DE"_s;
}

void WordsTest::usesTheDigitsOfTheLocaleAlone()
{
    QFETCH(const QString, locale);
    QLocale::setDefault(QLocale(locale));
    const ushort zero = QLocale().zeroDigit().front().unicode();
    const WallTime time = today(13, 30, 25);
    for (const QString &shown :
         {Words::count(4158), Words::doneOf(7, 1200), Words::ticking(3723), Words::ticking(65), Words::length(45),
          Words::length(1500), Words::length(12'000), Words::length(200'000), Words::moment(time),
          Words::exactMoment(time), Words::moment({4'102'444'800'000}), Words::rate(30), Words::atOnce(5)}) {
        for (const QChar c : shown) {
            const bool isOfLocale = c.unicode() >= zero && c.unicode() <= zero + 9;
            QVERIFY2(!c.isDigit() || isOfLocale, qPrintable(shown));
        }
        QVERIFY2(std::any_of(shown.begin(), shown.end(), [](QChar c) { return c.isDigit(); }), qPrintable(shown));
    }
}

void WordsTest::keepsTelephoneNumbersInAsciiAndLeftToRight()
{
    QLocale::setDefault(QLocale(u"ar_EG"_s));
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const QString shown = Words::number(E164{14155550142});
    QVERIFY2(shown.contains(u"+1 415 555 0142"_s), qPrintable(shown));
    QCOMPARE(shown.front(), QChar(0x2068)); // an isolate, so that the text around it cannot turn it round
    QCOMPARE(shown.back(), QChar(0x2069));
}

void WordsTest::groupsTelephoneNumbers()
{
    QCOMPARE(Words::number(E164{14155550142}), u"+1 415 555 0142"_s);
    QCOMPARE(Words::number(E164{442079460123}), u"+44 20 7946 0123"_s);
    QCOMPARE(Words::number(E164{}), QString());
}

void WordsTest::showsTheSameNumberAgain()
{
    for (int round = 0; round < 2; ++round) { // more numbers than are remembered
        for (qint64 number = 12025550000; number < 12025556000; ++number) {
            const QString digits = QString::number(number);
            QCOMPARE(Words::number(E164{number}), u"+1 202 555 %1"_s.arg(digits.right(4)));
        }
    }
}

QTEST_MAIN(WordsTest)
#include "words_test.moc"
