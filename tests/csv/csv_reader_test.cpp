// CsvReader: records as RFC 4180 and spreadsheets write them, and damage that stays where it is.

#include "csv/read_records.h"

#include <QTest>

#include <algorithm>
#include <utility>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::StringLiterals;
using namespace std::string_literals;

class CsvReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsRecordsAndFields_data();
    void splitsRecordsAndFields();
    void numbersLinesAndRecords();
    void numbersLinesWhereALineEndCrossesBlocks();
    void keepsTheTextOfARecord();
    void skipsTheLineThatNamesTheSeparator();
    void doesNotCopyUnquotedFields();
    void losesOnlyTheLineOfAnUnclosedQuote_data();
    void losesOnlyTheLineOfAnUnclosedQuote();
    void refusesARecordWithNul();
    void reportsProgress();
    void reportsAFileThatFails();
    void readsUtf16AsUtf8();
};

void CsvReaderTest::splitsRecordsAndFields_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QChar>("delimiter");
    const auto row = [](const char *name, const char *text, const char *expected, char delimiter = ',') {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected) << QChar(QLatin1Char(delimiter));
    };
    row("LF", "a,b\nc,d\n", "a|b / c|d");
    row("CRLF", "a,b\r\nc,d\r\n", "a|b / c|d");
    row("CR", "a,b\rc,d\r", "a|b / c|d");
    row("mixed", "a\nb\r\nc\rd\n\re", "a / b / c / d / e");
    row("no line end at the end", "a,b\nc,d", "a|b / c|d");
    row("semicolon", "a;b,c\n", "a|b,c", ';');
    row("tab", "a\tb\n", "a|b", '\t');
    row("pipe", "a|\"b|c\"\n", "a|b|c", '|');
    row("empty fields", "a,,b,\n,x\n", "a||b| / |x");
    row("trailing delimiter at the end", "a,", "a|");
    row("ragged", "a,b,c\nd\ne,f\n", "a|b|c / d / e|f");
    row("blank lines", "\n\na\n\r\n \t \nb\n\n", "a / b");
    row("rows of delimiters only", "a,b\n,\n , \n\"\",\"\"\nc,d\n", "a|b / c|d");
    row("quoted", "\"a\",\"b c\"\n", "a|b c");
    row("quoted empty", "x,\"\"\n", "x|");
    row("delimiter in quotes", "\"a,b\",c\n", "a,b|c");
    row("line ends in quotes", "\"a\nb\r\nc\rd\",e\n", "a\nb\r\nc\rd|e");
    row("doubled quotes", "\"a \"\"b\"\" c\",\"\"\"\",\"\"\"x\"\n", "a \"b\" c|\"|\"x");
    row("quote within an unquoted field", "a\"b\"c,5\" pipe\n", "a\"b\"c|5\" pipe");
    row("space before a quote", "a, \"b\"\n", "a| \"b\"");
    row("text behind the closing quote", "\"a\"b,\"c\" ,d\n", "ab|c |d");
    row("quotes behind the closing quote", "\"a\"\"b\"c\"d\",e\n", "a\"bc\"d\"|e");
    row("quoted at the end", "a,\"b\"", "a|b");
    row("accents", "Zoë,\"Ça, oui\"\n", "Zoë|Ça, oui");
    row("longer than one block of 64 bytes",
        "0123456789012345678901234567890123456789,0123456789012345678901234567890123456789\nx,y\n",
        "0123456789012345678901234567890123456789|0123456789012345678901234567890123456789 / x|y");
}

void CsvReaderTest::splitsRecordsAndFields()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QFETCH(QChar, delimiter);
    QCOMPARE(joined(readText(text.toStdString(), {.delimiter = delimiter.toLatin1()})), expected);
}

void CsvReaderTest::numbersLinesAndRecords()
{
    const auto records = readText("h\n\n\"a\nb\r\nc\"\r\nd\re\n \n\"f\rg\"\nh");
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for (const Read &record : records) {
        found.emplace_back(record.number, record.line);
    }
    const std::vector<std::pair<std::int64_t, std::int64_t>> expected{{1, 1}, {2, 3}, {3, 6}, {4, 7}, {5, 9}, {6, 11}};
    QVERIFY(found == expected);
}

/// A file is read in blocks: where the CR of a line end is the last byte of one and its LF the first of the next, it is
/// one line end all the same.
void CsvReaderTest::numbersLinesWhereALineEndCrossesBlocks()
{
    constexpr std::size_t block = 262'144;
    for (const std::size_t shift : {0U, 1U, 2U, 3U}) {
        std::string text;
        while (text.size() < block * 2 + 1'000) {
            // Each block's last byte comes within a row, or is one of its line end's two.
            const std::size_t left = block - (text.size() + 2 + shift) % block;
            text += std::string(left <= 40 ? left : 14, 'x') + ",1\r\n";
        }
        const std::vector<Read> inBlocks = readFile(text);
        QCOMPARE(inBlocks.back().line, static_cast<std::int64_t>(inBlocks.size()));
        QCOMPARE(inBlocks, readText(text));
    }
}

void CsvReaderTest::keepsTheTextOfARecord()
{
    const auto records = readText("a,\"b\"\"\nc\"\r\n\"open,x\nlast");
    QCOMPARE(records.size(), 3U);
    QCOMPARE(records[0].raw, "a,\"b\"\"\nc\""s);
    QCOMPARE(records[1].raw, "\"open,x"s);
    QCOMPARE(records[2].raw, "last"s);
}

void CsvReaderTest::skipsTheLineThatNamesTheSeparator()
{
    const auto records = readText("sep=;\r\na;b\r\n", {.delimiter = ';', .hasSeparatorLine = true});
    QCOMPARE(joined(records), u"a|b"_s);
    QCOMPARE(records[0].line, 2);
    QCOMPARE(records[0].number, 1);
    QVERIFY(readText("sep=;", {.delimiter = ';', .hasSeparatorLine = true}).empty());
}

void CsvReaderTest::doesNotCopyUnquotedFields()
{
    const std::string text = "abc,\"def\"\n";
    CsvReader reader(CsvSource::fromBytes(text).value(), {});
    CsvRecord record;
    QVERIFY(reader.next(record) == CsvReader::Step::Record);
    QVERIFY(record.fields[0].data() == text.data());
    QVERIFY(record.fields[1].data() == text.data() + 5);
}

void CsvReaderTest::losesOnlyTheLineOfAnUnclosedQuote_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("problemLine");
    QTest::newRow("to the end") << u"a,b\n1,\"x\n2,y\n3,z\n"_s << u"a|b / ! / 2|y / 3|z"_s << 2;
    QTest::newRow("on the last line") << u"a,b\n1,\"x"_s << u"a|b / !"_s << 2;
    QTest::newRow("a quote alone") << u"\""_s << u"!"_s << 1;
    QTest::newRow("up to another field's quote")
        << u"1,\"x\n2,y\n3,\"Doe, Jane\"\n"_s << u"! / 2|y / 3|Doe, Jane"_s << 1;
    QTest::newRow("behind a field of two lines") << u"\"a\nb\",\"x\nc\n"_s << u"! / c"_s << 2;
    QTest::newRow("line ends CR") << u"1,\"x\r2,y\r"_s << u"! / 2|y"_s << 1;
    QTest::newRow("line ends CRLF") << u"1,\"x\r\n2,y\r\n"_s << u"! / 2|y"_s << 1;
}

void CsvReaderTest::losesOnlyTheLineOfAnUnclosedQuote()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QFETCH(int, problemLine);
    const auto records = readText(text.toStdString());
    QCOMPARE(joined(records), expected);
    const auto bad = std::ranges::find(records, CsvProblem::UnclosedQuote, &Read::problem);
    QVERIFY(bad != records.end());
    QCOMPARE(bad->problemLine, problemLine);
    CsvRecord record;
    record.problem = bad->problem;
    record.problemLine = bad->problemLine;
    QVERIFY(problemText(record).contains(QStringLiteral("line %1 ").arg(problemLine)));
    QVERIFY(readFile(text.toStdString()) == records);
}

void CsvReaderTest::refusesARecordWithNul()
{
    const std::string text = std::string(400'000, '\n') + "a,b\nc\0d,e\nf,g\n"s;
    const auto records = readText(text);
    QCOMPARE(joined(records), u"a|b / ! / f|g"_s);
    QVERIFY(records[1].problem == CsvProblem::NulByte);
    QCOMPARE(records[1].problemLine, 400'002);
}

void CsvReaderTest::reportsProgress()
{
    const std::string text = "a,b\nc,d\n\n";
    CsvReader reader(CsvSource::fromBytes(text).value(), {});
    CsvRecord record;
    QCOMPARE(reader.bytesConsumed(), 0);
    QCOMPARE(reader.bytesTotal(), 9);
    QVERIFY(reader.next(record) == CsvReader::Step::Record);
    QCOMPARE(reader.bytesConsumed(), 4);
    QVERIFY(reader.next(record) == CsvReader::Step::Record);
    QVERIFY(reader.next(record) == CsvReader::Step::End);
    QVERIFY(reader.next(record) == CsvReader::Step::End);
    QCOMPARE(reader.bytesConsumed(), 9);
    QCOMPARE(reader.blankRecords(), 1);
}

void CsvReaderTest::reportsAFileThatFails()
{
    std::string text;
    for (int i = 0; i < 100'000; ++i) {
        text += "+14155550142,Kim\n";
    }
    const ListFile list(text);
    auto source = CsvSource::openFile(list.path);
    QVERIFY(source.ok());
    CsvReader reader(std::move(source.value()), {});
    QVERIFY(QFile::resize(list.path, 500'000));
    CsvRecord record;
    CsvReader::Step step = CsvReader::Step::Record;
    while ((step = reader.next(record)) == CsvReader::Step::Record) {
    }
    QVERIFY(step == CsvReader::Step::Failed);
    QVERIFY(reader.error().has_value());
    QVERIFY(reader.error()->code == ErrorCode::FileNotReadable);
    QVERIFY(reader.next(record) == CsvReader::Step::Failed);
}

void CsvReaderTest::readsUtf16AsUtf8()
{
    const std::u16string text = u"\uFEFFname,note\r\nZoë,\"a\nb\"\r\n";
    const std::string_view bytes(reinterpret_cast<const char *>(text.data()), text.size() * sizeof(char16_t));
    QCOMPARE(joined(readText(bytes)), u"name|note / Zoë|a\nb"_s);
}

QTEST_APPLESS_MAIN(CsvReaderTest)
#include "csv_reader_test.moc"
