// Cells of number columns as real exports have them: no other number comes out than the one a person reads.

#include "core/number_examples.h"
#include "core/number_parser.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace campanile;

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
            // A group "0" would be a trunk prefix, and the end of a voice mail box may be an extension.
            if (!example.national.starts_with('0') && example.isTelephone) {
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
    QTest::newRow("negative amount") << QStringLiteral("-9876543119") << 0;
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
