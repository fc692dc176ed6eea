// NumberParser: what it accepts and refuses and why, and that its fast way agrees with its slow one, and both with
// libphonenumber.
// Usage: number_parser_test [--numbers N] [QtTest options]; N random numbers are compared, 300,000 unless told.

#include "core/number_maker.h"
#include "core/number_notation.h"
#include "core/number_parser.h"
#include "core/number_plan.h"

#include <QTest>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstdlib>
#include <new>
#include <set>
#include <string>
#include <vector>

using namespace campanile;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

Q_DECLARE_METATYPE(campanile::NumberProblem)

namespace {

std::int64_t allocations = 0;

} // namespace

// Counts, and otherwise does what the standard one does.
void *operator new(std::size_t size)
{
    ++allocations;
    if (void *const memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

std::int64_t numbersToCompare = 300'000;

/// What libphonenumber alone makes of a text; null when it is not possible.
E164 byLibraryAlone(const std::string &text, const std::string &region)
{
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (library.Parse(text, region.empty() ? "ZZ" : region, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
        library.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE || number.has_extension()) {
        return {};
    }
    std::string e164;
    library.Format(number, PhoneNumberUtil::E164, &e164);
    return E164::parse(std::string_view(e164)).value_or(E164{});
}

/// Whether libphonenumber reads the number from the digits as they stand, or from a part of them behind a '+', with or
/// without one zero behind the calling code.
bool isAReadingOf(E164 number, const NumberNotation &notation, const std::string &region)
{
    std::string digits;
    for (int i = 0; i < notation.count; ++i) {
        digits += static_cast<char>('0' + notation.digits[static_cast<std::size_t>(i)]);
    }
    const bool mayBeNational = !notation.plus || digits.starts_with('8'); // Russia's prefix with a plus before it
    if (mayBeNational && byLibraryAlone(digits, region) == number) {
        return true;
    }
    for (std::size_t length = 1; length <= 3 && 2 * length < digits.size(); ++length) { // "+91 91 98765 43210"
        if (digits.substr(length).starts_with(digits.substr(0, length)) &&
            byLibraryAlone('+' + digits.substr(length), {}) == number) {
            return true;
        }
    }
    const int code = PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(region.empty() ? "ZZ" : region);
    for (std::size_t from = 0; from < 7 && from + 2 < digits.size() && (from == 0 || !notation.plus); ++from) {
        std::vector<std::string> texts{'+' + digits.substr(from)};
        if (from < 2 && code > 0 && !notation.plus) {
            texts.push_back('+' + std::to_string(code) + digits.substr(from));
        }
        for (std::size_t zero = from + 1; zero < from + 4 && zero < digits.size(); ++zero) {
            if (digits[zero] == '0') {
                texts.push_back('+' + digits.substr(from, zero - from) + digits.substr(zero + 1));
            }
        }
        for (const std::string &text : texts) {
            if (byLibraryAlone(text, {}) == number) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

class NumberParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbersAsPeopleWriteThem_data();
    void readsNumbersAsPeopleWriteThem();
    void refusesWhatCannotBeDialled_data();
    void refusesWhatCannotBeDialled();
    void wordsEveryProblem();
    void acceptsFortyBytesAndNoMore();
    void readsInternationalNumbersOnlyWithoutARegion();
    void tellsTheRegionOfANumber_data();
    void tellsTheRegionOfANumber();
    void allocatesNothingForUsualNotations();
    void agreesWithLibphonenumber();
};

void NumberParserTest::readsNumbersAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *region, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(region) << QString::fromLatin1(expected);
    };
    row("E.164", "+14155550142", "", "+14155550142");
    row("spaces around", "  +14155550142\t", "", "+14155550142");
    row("no-break spaces", "\u00A0+1\u00A0415\u00A0555\u00A00142", "", "+14155550142");
    row("dashes", "+1-415-555-0142", "", "+14155550142");
    row("dots", "+1.415.555.0142", "", "+14155550142");
    row("parentheses", "(415) 555-0142", "US", "+14155550142");
    row("plus in parentheses", "(+1) 415 555 0142", "", "+14155550142");
    row("slashes", "030/901820", "DE", "+4930901820");
    row("bare", "4155550142", "US", "+14155550142");
    row("trunk one", "1 415 555 0142", "US", "+14155550142");
    row("trunk one, Canada", "14165550142", "CA", "+14165550142");
    row("bare, Jamaica", "8765550142", "JM", "+18765550142");
    row("bare, India", "9876543210", "IN", "+919876543210");
    row("bare, India, begins like its own calling code", "9112345678", "IN", "+919112345678");
    row("calling code without plus", "919876543210", "IN", "+919876543210");
    row("international prefix", "011 44 20 7946 0958", "US", "+442079460958");
    row("00 in Germany", "0044 20 7946 0958", "DE", "+442079460958");
    row("national prefix", "020 7946 0958", "GB", "+442079460958");
    row("national prefix behind the plus", "+44 (0)20 7946 0958", "", "+442079460958");
    row("Italian leading zero", "+39 06 6982", "", "+39066982");
    row("Italian leading zero, bare", "06 6982", "IT", "+39066982");
    row("Russian 8", "8 (495) 123-45-67", "RU", "+74951234567");
    row("Mexican 1", "+52 1 55 1234 5678", "", "+525512345678");
    row("Argentine 15", "011 15-2345-6789", "AR", "+5491123456789");
    row("Ivory Coast keeps its zero", "+225 0708091011", "", "+2250708091011");
    row("freephone of no country", "+800 1234 5678", "", "+80012345678");
    row("last digits behind a hyphen", "030 1234-567", "DE", "+49301234567");
    row("switchboard", "01 58858-0", "AT", "+431588580");
    row("spreadsheet's apostrophe", "'+14155550142", "", "+14155550142");
    row("spreadsheet's apostrophe, bare", "'4155550142", "US", "+14155550142");
    row("tel URI", "tel:+1-415-555-0142", "", "+14155550142");
    row("full width", "\uFF0B\uFF11\uFF14\uFF11\uFF15\uFF15\uFF15\uFF15\uFF10\uFF11\uFF14\uFF12", "", "+14155550142");
    row("Arabic-Indic digits", "\u0664\u0661\u0665\u0665\u0665\u0665\u0660\u0661\u0664\u0662", "US", "+14155550142");
    row("direction marks", "\u202A+1 415\u200E 555 0142\u202C", "", "+14155550142");
    row("other region than the default", "+81 3-1234-5678", "US", "+81312345678");
}

void NumberParserTest::readsNumbersAsPeopleWriteThem()
{
    QFETCH(QString, text);
    QFETCH(QString, region);
    QFETCH(QString, expected);
    const ParsedNumber parsed = NumberParser(region.toStdString()).parse(text.toStdString());
    QVERIFY2(parsed.ok(), qUtf8Printable(problemText(parsed.problem)));
    QCOMPARE(parsed.number.toString(), expected);
}

void NumberParserTest::refusesWhatCannotBeDialled_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("region");
    QTest::addColumn<NumberProblem>("problem");
    const auto row = [](const char *name, const char *text, const char *region, NumberProblem problem) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(region) << problem;
    };
    using enum NumberProblem;
    row("empty", "", "US", Empty);
    row("spaces", " \t\u00A0 ", "US", Empty);
    row("apostrophe alone", "'", "US", Empty);
    row("n/a", "n/a", "US", NotANumber);
    row("a word", "unknown", "US", NotANumber);
    row("spreadsheet error", "#N/A", "US", NotANumber);
    row("dash", "-", "US", NotANumber);
    row("plus alone", "+", "US", NotANumber);
    row("an address", "kim@example.com", "US", NotANumber);
    row("bytes that are not UTF-8 are no letters", "\uFFFD\uFFFD", "US", NotANumber);
    row("zeros", "000-000-0000", "US", PlaceHolder);
    row("zeros behind a calling code", "+49 000 0000", "", PlaceHolder);
    row("vanity", "1-800-FLOWERS", "US", Letters);
    row("a word before", "Home 415 555 0142", "US", Letters);
    row("a Russian word before", "\u0442\u0435\u043B. +7 495 123 45 67", "", Letters);
    row("extension x", "415-555-0142 x12", "US", HasExtension);
    row("extension in words", "415-555-0142 ext. 12", "US", HasExtension);
    row("extension of a URI", "tel:+14155550142;ext=12", "", HasExtension);
    row("extension behind a hyphen", "02 9876 5432-123", "AU", HasExtension);
    row("extension behind a space", "050 123 4567 12", "SA", HasExtension);
    row("one digit more", "(11) 3456-7890 1", "BR", Doubtful);
    row("more digits than any number has", "415-555-0142-123", "US", HasExtension);
    row("extension behind #", "+1 415 555 0142 #12", "", HasExtension);
    row("scientific", "1.41556E+10", "US", ScientificNotation);
    row("scientific, decimal comma", "1,41556E+10", "DE", ScientificNotation);
    row("scientific, lower case", "4.4e11", "", ScientificNotation);
    row("no country", "4155550142", "", MissingCountry);
    row("unknown calling code", "+999 1234567", "", UnknownCallingCode);
    row("calling code zero", "+0 1234567", "", UnknownCallingCode);
    row("too short", "12345", "US", TooShort);
    row("one digit", "5", "US", TooShort);
    row("too short behind +1", "+1555", "", TooShort);
    row("too long", "+1 415 555 01420", "", TooLong);
    row("two numbers", "4155550142 / 4155550143", "US", TwoNumbers);
    row("Katakana middle dot", "03-1234-5678\u30FB5679", "JP", TwoNumbers);
    row("half-width Katakana middle dot", "03-1234-5678\uFF655679", "JP", TwoNumbers);
    row("Katakana middle dot and one digit", "03-1234-5678\u30FB9", "JP", TwoNumbers);
    row("possible in Germany, but beyond E.164", "+49 12345678901234", "", TooLong);
    row("between two lengths", "+354 12345678", "", WrongLength);
    row("seven digits in the United States", "555-0142", "US", LocalOnly);
    row("seven digits behind +1", "+1 555 0142", "", LocalOnly);
    row("service number", "611", "US", ShortCode);
    row("emergency", "911", "US", Emergency);
    row("emergency with dashes", "9-1-1", "US", Emergency);
    row("emergency in Europe", "112", "DE", Emergency);
    row("emergency in Britain", "999", "GB", Emergency);
}

void NumberParserTest::refusesWhatCannotBeDialled()
{
    QFETCH(QString, text);
    QFETCH(QString, region);
    QFETCH(NumberProblem, problem);
    const ParsedNumber parsed = NumberParser(region.toStdString()).parse(text.toStdString());
    QVERIFY2(!parsed.ok(), qUtf8Printable(parsed.number.toString()));
    QVERIFY(parsed.number.isNull());
    QCOMPARE(problemText(parsed.problem), problemText(problem));
}

void NumberParserTest::wordsEveryProblem()
{
    std::set<QString> texts;
    for (int i = 0; i <= static_cast<int>(NumberProblem::NoSuchArea); ++i) {
        const QString text = problemText(static_cast<NumberProblem>(i));
        QVERIFY(text.endsWith(u'.'));
        QVERIFY2(texts.insert(text).second, qUtf8Printable(text));
    }
}

void NumberParserTest::acceptsFortyBytesAndNoMore()
{
    const NumberParser parser;
    const std::string digits = "+14155550142";
    const std::string atLimit = digits.substr(0, 2) + std::string(40 - digits.size(), ' ') + digits.substr(2);
    QCOMPARE(atLimit.size(), 40U);
    QVERIFY(parser.parse(atLimit).ok());
    QVERIFY(parser.parse("   " + atLimit + "   ").ok()); // space around does not count
    QVERIFY(parser.parse(digits.substr(0, 2) + ' ' + atLimit.substr(2)).problem == NumberProblem::TooLong);
    QVERIFY(parser.parse(std::string(100'000, 'x')).problem == NumberProblem::NotANumber);
    QVERIFY(parser.parse(std::string(100'000, '1')).problem == NumberProblem::TooLong);
}

void NumberParserTest::readsInternationalNumbersOnlyWithoutARegion()
{
    QVERIFY(NumberParser::isKnownRegion("US"));
    QVERIFY(!NumberParser::isKnownRegion("XX"));
    QVERIFY(!NumberParser::isKnownRegion(""));
    for (const char *const region : {"", "XX", "us", "001"}) {
        const NumberParser parser(region);
        QVERIFY(parser.defaultRegion().empty());
        QVERIFY(parser.parse("+14155550142").ok());
        QVERIFY(parser.parse("4155550142").problem == NumberProblem::MissingCountry);
    }
}

void NumberParserTest::tellsTheRegionOfANumber_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("region");
    QTest::newRow("California") << QStringLiteral("+14155550142") << QStringLiteral("US");
    QTest::newRow("Toronto") << QStringLiteral("+14165550142") << QStringLiteral("CA");
    QTest::newRow("London") << QStringLiteral("+442079460958") << QStringLiteral("GB");
    QTest::newRow("Milan") << QStringLiteral("+390212345678") << QStringLiteral("IT");
    QTest::newRow("an unassigned range") << QStringLiteral("+11115550142") << QStringLiteral("US");
    QTest::newRow("freephone of no country") << QStringLiteral("+80012345678") << QStringLiteral("001");
    QTest::newRow("no calling code") << QStringLiteral("+9991234567") << QString();
}

void NumberParserTest::tellsTheRegionOfANumber()
{
    QFETCH(QString, number);
    QFETCH(QString, region);
    QCOMPARE(regionOf(E164::parse(number).value()), region);
}

void NumberParserTest::allocatesNothingForUsualNotations()
{
    const NumberParser american("US");
    const NumberParser indian("IN");
    const NumberParser german("DE");
    const std::int64_t before = allocations;
    bool ok = true;
    for (const std::string_view text :
         {"+14155550142", "+44 7911 123456", "(415) 555-0142", "1-415-555-0142", "'+33 6 12 34 56 78",
          "+7 495 123-45-67", "+61 2 9876 5432", "+81 3-1234-5678"}) {
        ok = ok && american.parse(text).ok();
    }
    for (const std::string_view text :
         {"030 / 12345", "0171-1234573", "0171\u202F1234573", "0049 (0) 171 1234573", "\uFF0B49 171\u20131234573",
          "030 1234-567", "(0221) 123 4567", "0163-123 4567"}) {
        ok = ok && german.parse(text).ok();
    }
    ok = ok && indian.parse("98765 43210").ok() && american.parse(" ").problem == NumberProblem::Empty;
    const std::int64_t after = allocations;
    QVERIFY(ok);
    QCOMPARE(after, before);
    QVERIFY(american.parse("011 44 7911 123456").ok());
    QVERIFY(allocations > before); // the counter counts
}

void NumberParserTest::agreesWithLibphonenumber()
{
    NumberMaker maker;
    std::int64_t accepted = 0;
    for (std::int64_t i = 0; i < numbersToCompare; ++i) {
        const std::string region = maker.region();
        const std::string text = maker.text(region);
        const ParsedNumber found = NumberParser(region).parse(text);
        const NumberNotation notation = readNotation(text);
        accepted += found.ok() ? 1 : 0;
        const auto describe = [&](const QString &other) {
            return QStringLiteral("\"%1\" in \"%2\": %3 %4, but %5")
                .arg(QString::fromStdString(text), QString::fromStdString(region), found.number.toString(),
                     problemText(found), other);
        };
        if (notation.problem != NumberProblem::None) {
            QVERIFY2(found.problem == notation.problem, qPrintable(describe(problemText(notation.problem))));
            continue;
        }
        const ParsedNumber slow =
            readByPlan(notation, findPlanRegion(region), NumberReading::Ask, PlanWay::LibraryOnly);
        QVERIFY2(found == slow, qPrintable(describe(slow.number.toString() + problemText(slow))));
        QVERIFY2(!found.ok() || notation.doubtful > 0 || isAReadingOf(found.number, notation, region),
                 qPrintable(describe(QStringLiteral("libphonenumber never"))));
    }
    qInfo("%lld of %lld are accepted", static_cast<long long>(accepted), static_cast<long long>(numbersToCompare));
    // A mix that is nearly all accepted or nearly all refused would prove little.
    QVERIFY2(accepted * 100 > numbersToCompare * 20 && accepted * 100 < numbersToCompare * 80,
             qPrintable(QString::number(accepted)));
}

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        if (qstrcmp(argv[i], "--numbers") == 0 && i + 1 < argc) {
            numbersToCompare = QByteArray(argv[++i]).toLongLong();
            qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // QtTest's own five minutes are too few for ten million
        } else {
            arguments += QString::fromLocal8Bit(argv[i]);
        }
    }
    NumberParserTest test;
    return QTest::qExec(&test, arguments);
}

#include "number_parser_test.moc"
