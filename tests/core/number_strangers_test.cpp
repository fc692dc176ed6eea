// What a stranger's list may hold in its number column besides whole numbers of the region: hidden digits, days,
// numbers without their area code, with an extension behind them, and those of other countries without '+'. Nobody else
// is ever called.

#include "core/number_examples.h"
#include "core/number_parser.h"

#include <QDate>
#include <QTest>

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace campanile;

namespace {

/// Whether telephones at home and mobile ones of a region have the same number of digits.
bool hasOneLength(const std::string &region)
{
    std::set<std::size_t> lengths;
    for (const auto type : {PhoneNumberUtil::FIXED_LINE, PhoneNumberUtil::MOBILE}) {
        PhoneNumber number;
        if (PhoneNumberUtil::GetInstance()->GetExampleNumberForType(region, type, &number)) {
            lengths.insert(formatted(number, PhoneNumberUtil::E164).size());
        }
    }
    return lengths.size() == 1;
}

} // namespace

class NumberStrangersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverReadsHiddenDigits();
    void neverReadsADayOrATime();
    void neverRingsInAnotherTown();
    void asksWhetherThePlusIsMissing();
    void neverDialsAnEmergency();
    void neverDialsAnExtension();
};

void NumberStrangersTest::neverReadsHiddenDigits()
{
    for (const Example &example : examples()) {
        for (const char *const mask :
             {"\u2022\u2022", "\u2022\u2022\u2022", "...", " .. ", "---", "***", "xxx", "____", "###"}) {
            const std::string &e164 = example.e164;
            const std::size_t half = e164.size() / 2;
            for (const std::string &text : {e164.substr(0, half) + mask + e164.substr(half + 2), e164 + mask,
                                            mask + example.national, example.national + mask}) {
                const ParsedNumber parsed = NumberParser(example.region).parse(text);
                QVERIFY2(!parsed.ok(), qPrintable(QString::fromStdString(text) + u' ' + described(parsed)));
            }
        }
    }
}

void NumberStrangersTest::neverReadsADayOrATime()
{
    std::set<std::string> regions;
    for (const Example &example : examples()) {
        regions.insert(example.region);
    }
    const QStringList formats{
        QStringLiteral("%1-%2-%3"),       QStringLiteral("%3.%2.%1"),       QStringLiteral("%3. %2. %1"),
        QStringLiteral("%3.%2. %1"),      QStringLiteral("%3/%2/%1"),       QStringLiteral("%3/%2-%1"),
        QStringLiteral("%2/%3/%1"),       QStringLiteral("%1 %2 %3"),       QStringLiteral("%3 %2 %1"),
        QStringLiteral("%1-%2-%3 10:30"), QStringLiteral("%1-%2-%3 10.30"), QStringLiteral("%3.%2.%1 10.30.15")};
    for (const std::string &region : regions) {
        const NumberParser parser(region);
        for (int day = 1; day <= 365; day += 7) {
            const QDate date = QDate(1985 + day % 50, 1, 1).addDays(day);
            for (const QString &format : formats) {
                const QString text = format.arg(date.year())
                                         .arg(date.month(), 2, 10, QLatin1Char('0'))
                                         .arg(date.day(), 2, 10, QLatin1Char('0'));
                const ParsedNumber parsed = parser.parse(text.toStdString());
                QVERIFY2(!parsed.ok(), qPrintable(text + u' ' + described(parsed)));
            }
        }
        for (int hour = 0; hour < 24; ++hour) {
            for (const char *const format : {"%1.00-%2.30", "%1.00 - %2.30", "%1:00-%2:30", "%1.00\u2013%2.00"}) {
                const QString text = QString::fromUtf8(format).arg(hour).arg(hour / 2 + 10);
                QVERIFY2(!parser.parse(text.toStdString()).ok(), qPrintable(text));
            }
        }
    }
}

/// Numbers at home as neighbours write them, without the area code.
void NumberStrangersTest::neverRingsInAnotherTown()
{
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    int refused = 0;
    for (const Example &example : examples()) {
        PhoneNumber number;
        QCOMPARE(library.Parse(example.e164, "ZZ", &number), PhoneNumberUtil::NO_PARSING_ERROR);
        const int area = library.GetLengthOfGeographicalAreaCode(number);
        const std::string local = example.national.substr(static_cast<std::size_t>(area));
        if (area > 0 && local.size() < 9) { // longer ones are few, and could as well have lost their zero
            neverAnother(example, local);
            neverAnother(example, local.substr(0, local.size() / 2) + ' ' + local.substr(local.size() / 2));
            ++refused;
        }
    }
    QVERIFY(refused > 100);
}

/// Every region's telephones in the lists of every other region, with calling code and without '+'. Where all numbers
/// have one length, a person counts the digits; elsewhere the number of the region would be a guess.
void NumberStrangersTest::asksWhetherThePlusIsMissing()
{
    std::map<std::string, std::string> codes;
    std::vector<const Example *> guests;
    for (const Example &example : examples()) {
        codes.emplace(example.region, example.code);
        if (NumberParser().parse(example.e164).ok()) {
            guests.push_back(&example);
        }
    }
    int asked = 0;
    for (const auto &[region, code] : codes) {
        const NumberParser parser(region);
        const NumberParser withCode(region, NumberReading::WithCallingCode);
        for (const Example *const guest : guests) {
            const std::string text = guest->code + guest->national;
            const ParsedNumber parsed = parser.parse(text);
            if (parsed.problem == NumberProblem::TwoReadings && guest->code != code) {
                ++asked;
                QVERIFY(parsed.readings[1].toStdString() == guest->e164);
                QVERIFY(withCode.parse(text).number == parsed.readings[1]);
            }
            QVERIFY2(!parsed.ok() || parsed.number.toStdString() == guest->e164 || isAssigned(parsed.number) ||
                         hasOneLength(region),
                     qPrintable(QString::fromStdString(guest->e164 + " in " + region) + u' ' + described(parsed)));
        }
    }
    qInfo("%d were asked about", asked);
    QVERIFY(asked > 10'000);
}

void NumberStrangersTest::neverDialsAnEmergency()
{
    for (const Example &example : examples()) {
        const NumberParser parser(example.region);
        for (const char *const digits :
             {"110", "111", "112", "113", "115", "117", "118", "119", "120", "122", "133", "144", "190",
              "192", "193", "199", "911", "933", "999", "000", "100", "101", "102", "103", "104", "108"}) {
            const std::string number = digits;
            for (const std::string &text :
                 {number, '0' + number, '+' + example.code + number, "00" + example.code + number,
                  '+' + example.code + " (0) " + number, number.substr(0, 1) + '-' + number.substr(1)}) {
                const ParsedNumber parsed = parser.parse(text);
                QVERIFY2(!parsed.ok(),
                         qPrintable(QString::fromStdString(example.region + ' ' + text) + u' ' + described(parsed)));
            }
        }
    }
}

/// Digits behind a hyphen or a space that are no part of the number. Some countries have such long numbers; these may
/// be the number that is meant.
void NumberStrangersTest::neverDialsAnExtension()
{
    std::size_t refused = 0;
    std::size_t all = 0;
    for (const Example &example : examples()) {
        if (!example.isTelephone) {
            continue;
        }
        const NumberParser parser(example.region);
        for (const std::string &notation : example.notations) {
            for (const char *const end : {"-1", "-0", "-12", "-00", "-123", "-801", "-1234", "-5679", " 1", " 7", " 12",
                                          " 90", " 123", ".1234"}) {
                const ParsedNumber parsed = parser.parse(notation + end);
                QVERIFY2(!parsed.ok() || parsed.number.toStdString() == example.e164 || isAssigned(parsed.number),
                         qPrintable(QString::fromStdString(notation + end + " in " + example.region) + u' ' +
                                    described(parsed)));
                refused += parsed.ok() ? 0 : 1;
                ++all;
            }
        }
    }
    qInfo("%zu of %zu are refused", refused, all);
    QVERIFY(refused * 100 > all * 80);
}

QTEST_APPLESS_MAIN(NumberStrangersTest)
#include "number_strangers_test.moc"
