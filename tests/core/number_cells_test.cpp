// Cells of number columns as real exports have them: no other number comes out than the one a person reads.

#include "core/number_parser.h"

#include <QDate>
#include <QFile>
#include <QTest>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace campanile;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

const std::map<QString, NumberProblem> problemNames{
    {QStringLiteral("NotANumber"), NumberProblem::NotANumber},
    {QStringLiteral("Letters"), NumberProblem::Letters},
    {QStringLiteral("HasExtension"), NumberProblem::HasExtension},
    {QStringLiteral("LocalOnly"), NumberProblem::LocalOnly},
    {QStringLiteral("TwoNumbers"), NumberProblem::TwoNumbers},
    {QStringLiteral("TwoReadings"), NumberProblem::TwoReadings},
    {QStringLiteral("Doubtful"), NumberProblem::Doubtful},
    {QStringLiteral("MadeUp"), NumberProblem::MadeUp},
    {QStringLiteral("NoSuchArea"), NumberProblem::NoSuchArea},
    {QStringLiteral("WrongLength"), NumberProblem::WrongLength},
};

/// \uXXXX, \n and \t.
QString unescaped(const QString &cell)
{
    QString result;
    for (qsizetype i = 0; i < cell.size(); ++i) {
        if (cell[i] != u'\\') {
            result += cell[i];
        } else if (cell[++i] == u'u') {
            result += QChar(cell.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            result += cell[i] == u'n' ? u'\n' : u'\t';
        }
    }
    return result;
}

bool isWanted(const ParsedNumber &parsed, const QString &wanted)
{
    const QStringList alternatives = wanted.split(u'|');
    return std::ranges::any_of(alternatives, [&parsed](const QString &one) {
        if (one == QStringLiteral("reject")) {
            return !parsed.ok();
        }
        const auto problem = problemNames.find(one);
        return problem != problemNames.end() ? parsed.problem == problem->second
                                             : parsed.ok() && parsed.number.toString() == u'+' + one;
    });
}

QString described(const ParsedNumber &parsed)
{
    return parsed.ok() ? parsed.number.toString() : problemText(parsed);
}

std::string formatted(const PhoneNumber &number, PhoneNumberUtil::PhoneNumberFormat format)
{
    std::string text;
    PhoneNumberUtil::GetInstance()->Format(number, format, &text);
    return text;
}

/// A number that libphonenumber gives as an example, and the notations people use for it.
struct Example {
    std::string region;
    std::string code;
    std::string national; // digits
    std::string e164;
    std::vector<std::string> notations;
    std::vector<std::string> next; // the next number, in the same notations
};

Example exampleOf(const std::string &region, const PhoneNumber &number)
{
    Example example;
    example.region = region;
    example.code = std::to_string(number.country_code());
    PhoneNumberUtil::GetInstance()->GetNationalSignificantNumber(number, &example.national);
    example.e164 = formatted(number, PhoneNumberUtil::E164);
    PhoneNumber next = number;
    next.set_national_number(number.national_number() + 1);
    for (const auto format : {PhoneNumberUtil::E164, PhoneNumberUtil::INTERNATIONAL, PhoneNumberUtil::NATIONAL}) {
        example.notations.push_back(formatted(number, format));
        example.next.push_back(formatted(next, format));
    }
    example.notations.push_back(example.national);
    example.next.push_back(formatted(next, PhoneNumberUtil::E164).substr(1 + example.code.size()));
    return example;
}

/// Of each region and type of number.
const std::vector<Example> &examples()
{
    static const std::vector<Example> all = [] {
        const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
        std::set<std::string> regions;
        library.GetSupportedRegions(&regions);
        std::vector<Example> found;
        for (const std::string &region : regions) {
            std::set<std::string> seen;
            for (int type = PhoneNumberUtil::FIXED_LINE; type <= PhoneNumberUtil::VOICEMAIL; ++type) {
                PhoneNumber number;
                if (library.GetExampleNumberForType(region, static_cast<PhoneNumberUtil::PhoneNumberType>(type),
                                                    &number)) {
                    Example example = exampleOf(region, number);
                    if (seen.insert(example.e164).second) {
                        found.push_back(std::move(example));
                    }
                }
            }
        }
        return found;
    }();
    return all;
}

/// Fails when a text becomes another number than the example.
void neverAnother(const Example &example, const std::string &text)
{
    const ParsedNumber parsed = NumberParser(example.region).parse(text);
    QVERIFY2(!parsed.ok() || parsed.number.toStdString() == example.e164,
             qPrintable(QStringLiteral("\"%1\" in %2: %3 instead of %4")
                            .arg(QString::fromStdString(text), QString::fromStdString(example.region),
                                 described(parsed), QString::fromStdString(example.e164))));
}

/// Fails when a text is not read as `plain` is.
void sameAs(const Example &example, const std::string &plain, const std::string &text)
{
    const NumberParser parser(example.region);
    const ParsedNumber expected = parser.parse(plain);
    const ParsedNumber parsed = parser.parse(text);
    QVERIFY2(!expected.ok() || parsed == expected,
             qPrintable(QStringLiteral("\"%1\" in %2: %3 instead of %4")
                            .arg(QString::fromStdString(text), QString::fromStdString(example.region),
                                 described(parsed), described(expected))));
}

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

std::string withDigits(const std::string &text, char32_t zero)
{
    QString result;
    for (const char c : text) {
        const char32_t translated =
            c >= '0' && c <= '9' ? zero + static_cast<char32_t>(c - '0') : static_cast<char32_t>(c);
        result += QString::fromUcs4(&translated, 1);
    }
    return result.toStdString();
}

/// `mark` behind every second digit.
std::string interspersed(const std::string &digits, char32_t mark)
{
    const std::string between = QString::fromUcs4(&mark, 1).toStdString();
    std::string result;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        result += digits[i];
        if (i > 0 && i % 2 == 0 && i + 2 < digits.size()) {
            result += between;
        }
    }
    return result;
}

} // namespace

class NumberCellsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsCellsAsAPersonDoes_data();
    void readsCellsAsAPersonDoes();
    void acceptsEveryExample();
    void cutsDecimalsOrRefuses();
    void refusesTwoNumbersInACell();
    void neverReadsPartOfARange();
    void readsTheCallingCodeInAnyNotationOrRefuses();
    void readsEverySpaceDashAndMark();
    void readsDigitsOfAnyScript();
    void readsLabelsAndDecoration();
    void neverReadsHiddenDigits();
    void neverReadsADayOrATime();
    void neverRingsInAnotherTown();
    void asksWhetherThePlusIsMissing();
    void neverDialsAnEmergency();
    void namesBothReadingsAndLetsOneBeChosen();
    void countsDigitsOfWhatLooksLikeANumber_data();
    void countsDigitsOfWhatLooksLikeANumber();
};

void NumberCellsTest::readsCellsAsAPersonDoes_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("wanted");
    QFile file(QStringLiteral(CAMPANILE_TEST_DATA "/numbers.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).remove(u'\n');
        const QStringList fields = line.split(u'\t');
        if (!line.startsWith(u'#')) {
            QCOMPARE(fields.size(), 4);
            QTest::newRow(qPrintable(fields[0] + u' ' + fields[1] + u' ' + fields[2]))
                << fields[1] << unescaped(fields[2]) << fields[3];
        }
    }
}

void NumberCellsTest::readsCellsAsAPersonDoes()
{
    QFETCH(QString, region);
    QFETCH(QString, cell);
    QFETCH(QString, wanted);
    const ParsedNumber parsed = NumberParser(region.toStdString()).parse(cell.toStdString());
    QVERIFY2(isWanted(parsed, wanted), qPrintable(described(parsed)));
}

void NumberCellsTest::acceptsEveryExample()
{
    QVERIFY(examples().size() > 900);
    std::size_t accepted = 0;
    std::size_t assigned = 0;
    for (const Example &example : examples()) {
        const ParsedNumber parsed = NumberParser().parse(example.e164);
        // Some examples are sequences such as +43 1234567890, and some are only possible within their area.
        QVERIFY2(parsed.ok() || parsed.problem == NumberProblem::MadeUp || parsed.problem == NumberProblem::TooShort ||
                     parsed.problem == NumberProblem::LocalOnly,
                 qPrintable(QString::fromStdString(example.e164) + u' ' + described(parsed)));
        assigned += parsed.ok() ? 1 : 0;
        for (const std::string &notation : example.notations) {
            neverAnother(example, notation);
            accepted += NumberParser(example.region).parse(notation).ok() ? 1 : 0;
        }
    }
    const std::size_t all = 4 * examples().size();
    qInfo("%zu of %zu notations are accepted", accepted, all);
    QVERIFY(assigned + 20 >= examples().size());
    QVERIFY(accepted * 100 >= all * 97);
}

void NumberCellsTest::cutsDecimalsOrRefuses()
{
    std::size_t accepted = 0;
    for (const Example &example : examples()) {
        for (const std::string &notation : example.notations) {
            for (const char *const decimals : {".0", ",0", ".00", ",00", ".000", ".5", ",50"}) {
                neverAnother(example, notation + decimals);
            }
            accepted += NumberParser(example.region).parse(notation + ".0").ok() ? 1 : 0;
        }
    }
    QVERIFY(accepted > 3 * examples().size());
}

void NumberCellsTest::refusesTwoNumbersInACell()
{
    for (const Example &example : examples()) {
        for (std::size_t i = 0; i < example.notations.size(); ++i) {
            for (const char *const between : {";", "; ", ",", ", ", " or ", " oder ", " ::: ", "\n", "\r\n", " | ",
                                              " & ", "\t;\t", "\u3001", "\uFF1B", "\u2028"}) {
                const std::string text = example.notations[i] + between + example.next[i];
                const ParsedNumber parsed = NumberParser(example.region).parse(text);
                const bool isTiny = example.national.size() < 5; // some have four digits, like a time of the day
                QVERIFY2(isTiny ? !parsed.ok() : parsed.problem == NumberProblem::TwoNumbers,
                         qPrintable(QString::fromStdString(text) + u' ' + described(parsed)));
            }
            for (const char *const between : {"/", " / ", " - ", " ", "+", " +", "(", "~"}) {
                neverAnother(example, example.notations[i] + between + example.next[i]);
            }
        }
    }
}

void NumberCellsTest::neverReadsPartOfARange()
{
    for (const Example &example : examples()) {
        for (const std::string &notation : example.notations) {
            for (const char *const end :
                 {"/12",      " / 34", "/1",       "/5",       "-12",    " - 34", "-1",  "\u201312",
                  "\u2013 9", "~9",    "\uFF5E12", "\u301C12", " (12)",  ";1",    ", 2", "&3",
                  ":4",       " x12",  " ext. 12", "#12",      "/12/13", "|5",    "\\6"}) {
                neverAnother(example, notation + end);
            }
        }
    }
}

void NumberCellsTest::readsTheCallingCodeInAnyNotationOrRefuses()
{
    std::size_t accepted = 0;
    std::size_t all = 0;
    for (const Example &example : examples()) {
        const std::string &code = example.code;
        const std::string &number = example.national;
        std::vector<std::string> texts{code + number,
                                       code + ' ' + number,
                                       code + '-' + number,
                                       '(' + code + ')' + number,
                                       "00" + code + number,
                                       "00 " + code + ' ' + number,
                                       "00" + code + ' ' + number,
                                       '0' + code + number,
                                       '0' + code + ' ' + number,
                                       '+' + code + " (0) " + number,
                                       '+' + code + "(0)" + number,
                                       '+' + code + " [0] " + number,
                                       '+' + code + " 0 " + number,
                                       "00" + code + " (0) " + number,
                                       "00 " + code + "(0)" + number,
                                       code + " (0) " + number,
                                       code + "(0)" + number,
                                       '0' + code + " (0) " + number};
        for (const std::string &text : texts) {
            // "046 812 34 56" in Sweden is written with an area code that has the digits of the calling code.
            if (text == '0' + code + ' ' + number && (example.region == "SE" || example.region == "BR")) {
                continue;
            }
            neverAnother(example, text);
            accepted += NumberParser(example.region).parse(text).ok() ? 1 : 0;
            ++all;
        }
    }
    qInfo("%zu of %zu notations are accepted", accepted, all);
    QVERIFY(accepted * 100 > all * 70);
}

void NumberCellsTest::readsEverySpaceDashAndMark()
{
    std::vector<char32_t> marks;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
        const QChar::Category category = QChar::category(c);
        const bool isRange = c == 0x301C || c == 0x3030; // wave dashes stand for "to"
        if (category == QChar::Separator_Space || category == QChar::Other_Format ||
            (category == QChar::Punctuation_Dash && !isRange)) {
            marks.push_back(c);
        }
    }
    for (const char32_t c : {U'\t', U'\u2212', U'\u30FC', U'\uFF70', U'\u00B7', U'\u2022', U'\uFE0F'}) {
        marks.push_back(c);
    }
    QVERIFY(marks.size() > 60);
    std::size_t next = 0;
    for (const Example &example : examples()) {
        for (int i = 0; i < 12; ++i) {
            const char32_t mark = marks[next++ % marks.size()];
            if (!example.national.starts_with('0')) { // a group "0" would be a trunk prefix
                sameAs(example, example.e164, '+' + interspersed(example.e164.substr(1), mark));
            }
            neverAnother(example, interspersed(example.national, mark));
        }
    }
}

void NumberCellsTest::readsDigitsOfAnyScript()
{
    for (const Example &example : examples()) {
        for (const char32_t zero : {U'\uFF10', U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0E50'}) {
            for (const std::string &notation : example.notations) {
                sameAs(example, notation, withDigits(notation, zero));
            }
        }
    }
}

void NumberCellsTest::readsLabelsAndDecoration()
{
    for (const Example &example : examples()) {
        for (const std::string &notation : example.notations) {
            for (const char *const label : {"tel:", "p:", "whatsapp:", "callto:", "Mobile: ", "Tel.: ", "Phone: ",
                                            "TEL ", "M\u00F3vil: ", "Telefon: ", "\u7535\u8BDD\uFF1A", "'", "\u2019"}) {
                if (std::string_view(label) != "TEL ") {
                    sameAs(example, notation, label + notation);
                } else {
                    neverAnother(example, label + notation);
                }
            }
            sameAs(example, notation, "=\"" + notation + '"');
            sameAs(example, notation, notation + " (mobile)");
            for (const char *const label : {"Fax: ", "Order: ", "DNC: ", "Not: "}) {
                QVERIFY(!NumberParser(example.region).parse(label + notation).ok());
            }
        }
    }
}

void NumberCellsTest::neverReadsHiddenDigits()
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

void NumberCellsTest::neverReadsADayOrATime()
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
void NumberCellsTest::neverRingsInAnotherTown()
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
void NumberCellsTest::asksWhetherThePlusIsMissing()
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

void NumberCellsTest::neverDialsAnEmergency()
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

void NumberCellsTest::namesBothReadingsAndLetsOneBeChosen()
{
    const std::string text = "491711234573";
    const ParsedNumber asked = NumberParser("DE").parse(text);
    QVERIFY(asked.problem == NumberProblem::TwoReadings);
    QCOMPARE(asked.readings[0].toString(), QStringLiteral("+49491711234573"));
    QCOMPARE(asked.readings[1].toString(), QStringLiteral("+491711234573"));
    QVERIFY(problemText(asked).contains(asked.readings[0].toString()));
    QVERIFY(problemText(asked).contains(asked.readings[1].toString()));
    QVERIFY(NumberParser("DE", NumberReading::AsWritten).parse(text).number == asked.readings[0]);
    QVERIFY(NumberParser("DE", NumberReading::WithCallingCode).parse(text).number == asked.readings[1]);

    const std::string doubtful = "+49 30 1234567-12";
    for (const NumberReading reading : {NumberReading::Ask, NumberReading::AsWritten, NumberReading::WithCallingCode}) {
        const ParsedNumber parsed = NumberParser("DE", reading).parse(doubtful);
        QVERIFY(parsed.problem == NumberProblem::Doubtful);
        QCOMPARE(parsed.readings[0].toString(), QStringLiteral("+4930123456712"));
        QCOMPARE(parsed.readings[1].toString(), QStringLiteral("+49301234567"));
        QVERIFY(problemText(parsed).contains(QStringLiteral("+4930123456712")));
        // A choice changes nothing where there is only one reading.
        QCOMPARE(NumberParser("DE", reading).parse("0171 1234573").number.toString(), QStringLiteral("+491711234573"));
    }
    std::size_t several = 0;
    for (const Example &example : examples()) {
        const ParsedNumber parsed = NumberParser(example.region).parse(example.code + example.national);
        if (parsed.problem == NumberProblem::TwoReadings) {
            ++several;
            const NumberParser chosen(example.region, NumberReading::WithCallingCode);
            neverAnother(example, example.code + example.national);
            QCOMPARE(chosen.parse(example.code + example.national).number.toStdString(), example.e164);
        }
    }
    QVERIFY(several > 5);
}

void NumberCellsTest::countsDigitsOfWhatLooksLikeANumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("digits");
    QTest::newRow("number") << QStringLiteral("(415) 555-0142") << 10;
    QTest::newRow("dashes of any kind") << QStringLiteral("415\u2013555\u20130142") << 10;
    QTest::newRow("label") << QStringLiteral("tel:+14155550142") << 11;
    QTest::newRow("label behind") << QStringLiteral("415-555-0142 (mobile)") << 10;
    QTest::newRow("two numbers") << QStringLiteral("4155550142;4155550143") << 20;
    QTest::newRow("extension") << QStringLiteral("415-555-0142 x12") << 12;
    QTest::newRow("word") << QStringLiteral("Phone") << 0;
    QTest::newRow("date") << QStringLiteral("2026-11-29") << 0;
    QTest::newRow("amount") << QStringLiteral("12345.67") << 0;
    QTest::newRow("address") << QStringLiteral("kim1234567@example.com") << 0;
    QTest::newRow("empty") << QString() << 0;
}

void NumberCellsTest::countsDigitsOfWhatLooksLikeANumber()
{
    QFETCH(QString, text);
    QTEST(telephoneDigits(text.toStdString()), "digits");
}

QTEST_APPLESS_MAIN(NumberCellsTest)
#include "number_cells_test.moc"
