// NumberParser: what it accepts and refuses and why, and that its table agrees with libphonenumber.
// Usage: number_parser_test [--numbers N] [QtTest options]; N random numbers are compared, 1,000,000 unless told.

#include "core/number_parser.h"

#include <QTest>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <cstdlib>
#include <new>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace campanile;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

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

std::int64_t numbersToCompare = 1'000'000;

/// What the header promises, in libphonenumber's own words: possible, no extension, no emergency number, not only
/// zeros.
E164 byLibraryAlone(const std::string &text, const std::string &region)
{
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    static const ShortNumberInfo shortNumbers;
    PhoneNumber number;
    if (library.Parse(text, region.empty() ? "ZZ" : region, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
        library.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE || number.has_extension() ||
        number.national_number() == 0 || (!region.empty() && shortNumbers.IsEmergencyNumber(text, region))) {
        return {};
    }
    std::string e164;
    library.Format(number, PhoneNumberUtil::E164, &e164);
    return E164::parse(std::string_view(e164)).value_or(E164{});
}

/// Numbers in many notations, most of them nearly right: what decides is at the edges.
class NumberMaker {
public:
    NumberMaker()
    {
        const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
        library.GetSupportedRegions(&m_regionSet);
        std::set<int> codes;
        library.GetSupportedCallingCodes(&codes);
        m_regions.assign(m_regionSet.begin(), m_regionSet.end());
        for (const int code : codes) {
            m_codes.push_back(std::to_string(code));
        }
    }
    std::string region()
    {
        static const std::vector<std::string> common{"",   "US", "CA", "IN", "GB", "DE",
                                                     "IT", "AR", "BR", "MX", "RU", "AG"};
        return chance(50) ? common[below(common.size())] : m_regions[below(m_regions.size())];
    }
    std::string text(const std::string &region) { return punctuated(plain(region)); }

private:
    std::string plain(const std::string &region)
    {
        static const std::vector<std::string> prefixes{"",   "",   "",    "0", "1",    "8",  "9", "15",
                                                       "06", "00", "011", "+", "0011", "44", "91"};
        switch (below(8)) {
        case 0:
        case 1:
        case 2:
            return '+' + m_codes[below(m_codes.size())] + prefixes[below(chance(50) ? 3 : 8)] + digits(4 + below(11));
        case 3:
            return '+' + digits(1 + below(16));
        case 4:
            return '+' + example(m_regions[below(m_regions.size())], true);
        case 5:
            return region.empty() ? digits(10)
                                  : prefixes[below(chance(50) ? 3 : prefixes.size())] + example(region, false);
        default:
            return prefixes[below(prefixes.size())] + digits(below(16));
        }
    }
    /// A real number of the region with its last digits changed, cut or lengthened.
    std::string example(const std::string &region, bool international)
    {
        PhoneNumber number;
        if (!PhoneNumberUtil::GetInstance()->GetExampleNumberForType(
                region, static_cast<PhoneNumberUtil::PhoneNumberType>(below(3)), &number)) {
            return digits(9);
        }
        std::string national;
        PhoneNumberUtil::GetInstance()->GetNationalSignificantNumber(number, &national);
        for (std::size_t i = 1 + below(national.size()); i < national.size(); ++i) {
            national[i] = static_cast<char>('0' + below(10));
        }
        if (chance(10)) {
            national.pop_back();
        } else if (chance(10)) {
            national += digits(1);
        }
        return international ? std::to_string(number.country_code()) + national : national;
    }
    std::string punctuated(const std::string &plain)
    {
        static const std::vector<std::string> marks{" ",      "-",  ".", "(", ")",      "/",
                                                    "\u00A0", ") ", "[", "~", "\u2013", "\t"};
        if (chance(40)) {
            return plain;
        }
        std::string result;
        for (const char c : plain) {
            result += c;
            if (chance(20)) {
                result += marks[below(chance(95) ? 8 : marks.size())];
            }
        }
        return result.size() > 40 ? plain : result;
    }
    std::string digits(std::size_t count)
    {
        std::string result;
        for (std::size_t i = 0; i < count; ++i) {
            result += static_cast<char>('0' + below(10));
        }
        return result;
    }
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    bool chance(unsigned percent) { return m_random() % 100 < percent; }

    std::mt19937 m_random{4711};
    std::set<std::string> m_regionSet;
    std::vector<std::string> m_regions;
    std::vector<std::string> m_codes;
};

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
    row("two numbers", "4155550142 / 4155550143", "US", TooLong);
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
    for (int i = 0; i <= static_cast<int>(NumberProblem::Emergency); ++i) {
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
    const std::int64_t before = allocations;
    bool ok = true;
    for (const std::string_view text :
         {"+14155550142", "+44 7911 123456", "(415) 555-0142", "1-415-555-0142", "'+33 6 12 34 56 78"}) {
        ok = ok && american.parse(text).ok();
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
        const E164 expected = byLibraryAlone(text, region);
        const ParsedNumber found = NumberParser(region).parse(text);
        accepted += found.ok() ? 1 : 0;
        if (found.number != expected || found.ok() == expected.isNull()) {
            QFAIL(qPrintable(QStringLiteral("\"%1\" in \"%2\": %3, libphonenumber says %4")
                                 .arg(QString::fromStdString(text), QString::fromStdString(region),
                                      found.number.toString(), expected.toString())));
        }
    }
    // A mix that is nearly all accepted or nearly all refused would prove little.
    QVERIFY2(accepted * 100 > numbersToCompare * 30 && accepted * 100 < numbersToCompare * 80,
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
