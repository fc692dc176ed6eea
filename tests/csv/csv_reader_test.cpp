// CsvReader: records as RFC 4180 and spreadsheets write them, limits, and damage that stays where it is.

#include "csv/csv_reader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <string>
#include <vector>

using namespace campanile;
using namespace Qt::StringLiterals;
using namespace std::string_literals;

Q_DECLARE_METATYPE(campanile::CsvProblem)

namespace {

struct Read {
    std::vector<std::string> fields;
    std::int64_t number = 0;
    std::int64_t line = 0;
    CsvProblem problem = CsvProblem::None;
    std::int64_t problemLine = 0;
    std::string raw;

    friend bool operator==(const Read &, const Read &) = default;
};

std::vector<Read> readAll(CsvReader &reader)
{
    std::vector<Read> records;
    CsvRecord record;
    std::int64_t consumed = 0;
    while (reader.next(record) == CsvReader::Step::Record) {
        records.push_back({{record.fields.begin(), record.fields.end()},
                           record.number,
                           record.line,
                           record.problem,
                           record.problemLine,
                           std::string(record.raw)});
        Q_ASSERT(reader.bytesConsumed() >= consumed);
        consumed = reader.bytesConsumed();
    }
    return records;
}

std::vector<Read> readText(std::string_view text, CsvDialect dialect = {})
{
    auto source = CsvSource::fromBytes(text);
    if (!source) {
        return {};
    }
    CsvReader reader(std::move(source.value()), dialect);
    return readAll(reader);
}

/// Fields as one line that is easy to compare: "a|b / c" are two records.
QString joined(const std::vector<Read> &records)
{
    QStringList lines;
    for (const Read &record : records) {
        QStringList fields;
        for (const std::string &field : record.fields) {
            fields += QString::fromStdString(field);
        }
        lines += record.problem == CsvProblem::None ? fields.join(u'|') : u"!"_s;
    }
    return lines.join(u" / "_s);
}

/// The highest resident set size of this process so far, in KiB.
std::int64_t peakMemoryKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:")) {
                return line.mid(6).trimmed().split(' ').first().toLongLong();
            }
        }
    }
    return 0;
}

/// The same grammar read one character at a time, without a thought for speed; limits are left out.
class PlainReader {
public:
    explicit PlainReader(std::string_view text)
        : m_text(text)
    {
    }
    std::vector<Read> all()
    {
        std::vector<Read> records;
        while (m_at < m_text.size()) {
            Read record = next();
            const bool blank =
                record.problem == CsvProblem::None && std::ranges::all_of(record.fields, [](const std::string &field) {
                    return field.find_first_not_of(" \t") == std::string::npos;
                });
            if (!blank) {
                record.number = static_cast<std::int64_t>(records.size()) + 1;
                records.push_back(std::move(record));
            }
        }
        return records;
    }

private:
    Read next()
    {
        Read record;
        record.line = m_line;
        record.problemLine = m_line;
        const std::size_t begin = m_at;
        for (;;) {
            std::string field;
            if (peek() == '"' && !quoted(field)) { // the position is still at the quote
                record = {{}, 0, record.line, CsvProblem::UnclosedQuote, m_line, {}};
                while (m_at < m_text.size() && peek() != '\n' && peek() != '\r') {
                    ++m_at;
                }
                record.raw = m_text.substr(begin, m_at - begin);
                lineEnd();
                return record;
            }
            while (m_at < m_text.size() && peek() != ',' && peek() != '\n' && peek() != '\r') {
                field += m_text[m_at++];
            }
            record.fields.push_back(field);
            if (peek() != ',' || m_at == m_text.size()) {
                record.raw = m_text.substr(begin, m_at - begin);
                lineEnd();
                return record;
            }
            ++m_at;
        }
    }
    bool quoted(std::string &field)
    {
        const std::size_t begin = m_at;
        const std::int64_t line = m_line;
        for (++m_at; m_at < m_text.size();) {
            if (peek() == '"') {
                ++m_at;
                if (peek() != '"') {
                    const bool proper = m_at == m_text.size() || peek() == ',' || peek() == '\n' || peek() == '\r';
                    if (proper || m_line == line) {
                        return true;
                    }
                    break;
                }
                field += m_text[m_at++];
            } else if (peek() == '\n' || peek() == '\r') {
                const std::size_t from = m_at;
                lineEnd(m_text.substr(0, m_text.find('"', m_at)).size());
                field += m_text.substr(from, m_at - from);
            } else {
                field += m_text[m_at++];
            }
        }
        m_at = begin;
        m_line = line;
        return false;
    }
    void lineEnd(std::size_t limit = std::string_view::npos)
    {
        if (m_at < m_text.size()) {
            m_at += peek() == '\r' && m_at + 1 < std::min(limit, m_text.size()) && m_text[m_at + 1] == '\n' ? 2 : 1;
            ++m_line;
        }
    }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
};

} // namespace

class CsvReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsRecordsAndFields_data();
    void splitsRecordsAndFields();
    void numbersLinesAndRecords();
    void keepsTheTextOfARecord();
    void skipsTheLineThatNamesTheSeparator();
    void doesNotCopyUnquotedFields();
    void losesOnlyTheLineOfAnUnclosedQuote_data();
    void losesOnlyTheLineOfAnUnclosedQuote();
    void keepsLimits_data();
    void keepsLimits();
    void goesOnBehindARecordBeyondItsLimits_data();
    void goesOnBehindARecordBeyondItsLimits();
    void refusesARecordWithNul();
    void memoryStaysBoundedOnAnUnclosedQuote();
    void memoryStaysBoundedOnALineOfAGigabyte();
    void reportsProgress();
    void reportsAFileThatFails();
    void readsUtf16AsUtf8();
    void agreesWithAPlainReaderOnRandomText();

private:
    QString write(std::string_view bytes)
    {
        QFile file(m_directory.filePath(u"list.csv"_s));
        const auto size = static_cast<qint64>(bytes.size());
        return file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size ? file.fileName() : QString();
    }
    std::vector<Read> readFile(std::string_view bytes)
    {
        auto source = CsvSource::openFile(write(bytes));
        if (!source) {
            return {};
        }
        CsvReader reader(std::move(source.value()), {});
        return readAll(reader);
    }
    QTemporaryDir m_directory;
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

void CsvReaderTest::keepsLimits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<CsvProblem>("problem");
    const auto row = [](const char *name, const std::string &text, CsvProblem problem) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << problem;
    };
    const std::size_t field = CsvLimits::fieldBytes;
    row("field at the limit", std::string(field, 'x'), CsvProblem::None);
    row("field beyond", std::string(field + 1, 'x'), CsvProblem::FieldTooLong);
    row("quoted field at the limit", '"' + std::string(field, '\n') + '"', CsvProblem::None);
    row("quoted field beyond", '"' + std::string(field + 1, '\n') + '"', CsvProblem::FieldTooLong);
    std::string doubled;
    for (std::size_t i = 0; i < field; ++i) {
        doubled += "\"\"";
    }
    row("doubled quotes at the limit", '"' + doubled + '"', CsvProblem::None);
    row("doubled quotes beyond", '"' + doubled + "\"\"\"", CsvProblem::FieldTooLong);
    row("columns at the limit", 'x' + std::string(CsvLimits::columns - 1, ','), CsvProblem::None);
    row("columns beyond", 'x' + std::string(CsvLimits::columns, ','), CsvProblem::TooManyColumns);
    row("a hundred thousand columns", 'x' + std::string(100'000, ','), CsvProblem::TooManyColumns);
    std::string record;
    while (record.size() + 60'000 < CsvLimits::recordBytes) {
        record += std::string(59'999, 'x') + ',';
    }
    record += std::string(CsvLimits::recordBytes - record.size(), 'y');
    row("record at the limit", record, CsvProblem::None);
    row("record beyond", record + 'y', CsvProblem::RecordTooLong);
    row("a million columns", 'x' + std::string(2'000'000, ','), CsvProblem::RecordTooLong);
    const std::string quotedRecord = record.substr(0, record.rfind(',') + 1) + '"' +
                                     std::string(CsvLimits::recordBytes - record.rfind(',') - 3, 'y') + '"';
    row("record with a quoted field at the limit", quotedRecord, CsvProblem::None);
    row("record with a quoted field beyond", quotedRecord + 'y', CsvProblem::RecordTooLong);
    row("quoted field of two megabytes", '"' + std::string(2'000'000, 'x') + '"', CsvProblem::UnclosedQuote);
}

void CsvReaderTest::keepsLimits()
{
    QFETCH(QByteArray, text);
    QFETCH(CsvProblem, problem);
    for (const char *const end : {"\n", "\r\n", "\r", ""}) {
        const std::string whole = "first\n" + text.toStdString() + end + (*end == '\0' ? "" : "last,one");
        auto records = readText(whole);
        QCOMPARE(records.size(), *end == '\0' ? 2U : 3U);
        QCOMPARE(static_cast<int>(records[1].problem), static_cast<int>(problem));
        QVERIFY(records[1].fields.empty() == (problem != CsvProblem::None));
        QVERIFY(problem == CsvProblem::None || records[1].raw.size() <= 1024);
        QCOMPARE(records[0].fields[0], "first"s);
        QVERIFY(records.size() == 2 || records[2].fields == (std::vector<std::string>{"last", "one"}));
        QVERIFY(readFile(whole) == records);
    }
}

void CsvReaderTest::goesOnBehindARecordBeyondItsLimits_data()
{
    QTest::addColumn<bool>("file");
    QTest::newRow("memory") << false;
    QTest::newRow("file") << true;
}

void CsvReaderTest::goesOnBehindARecordBeyondItsLimits()
{
    QFETCH(bool, file);
    std::string text;
    const std::string tooLong = std::string(CsvLimits::fieldBytes + 1, 'x');
    for (int i = 0; i < 20; ++i) {
        text += "a,b\r\n" + tooLong + "\r\n\"two\nlines\",\"" + tooLong + "\"\r\n";
    }
    const auto records = file ? readFile(text) : readText(text);
    QCOMPARE(records.size(), 60U);
    QCOMPARE(records[57].line, 77); // four lines in each of the 19 rounds before
    for (std::size_t i = 0; i < records.size(); ++i) {
        QCOMPARE(records[i].problem == CsvProblem::None, i % 3 == 0);
    }
}

void CsvReaderTest::refusesARecordWithNul()
{
    const std::string text = std::string(400'000, '\n') + "a,b\nc\0d,e\nf,g\n"s;
    const auto records = readText(text);
    QCOMPARE(joined(records), u"a|b / ! / f|g"_s);
    QVERIFY(records[1].problem == CsvProblem::NulByte);
    QCOMPARE(records[1].problemLine, 400'002);
}

void CsvReaderTest::memoryStaysBoundedOnAnUnclosedQuote()
{
    // A stray quote in front of a sparse gigabyte: the file takes no room, but every byte of it is read.
    const QString path = write("phone,note\n+14155550142,\"" + std::string(300'000, 'x') + "\n+14155550143,y\n");
    QVERIFY(QFile::resize(path, std::int64_t{1} << 30));
    auto source = CsvSource::openFile(path);
    QVERIFY(source.ok());
    CsvReader reader(std::move(source.value()), {});
    const std::int64_t before = peakMemoryKiB();
    const auto records = readAll(reader);
    QVERIFY2(peakMemoryKiB() - before < 16 * 1024, qPrintable(QString::number(peakMemoryKiB() - before)));
    QCOMPARE(records.size(), 4U);
    QVERIFY(records[1].problem == CsvProblem::UnclosedQuote);
    QCOMPARE(records[1].problemLine, 2);
    QCOMPARE(records[2].fields[0], "+14155550143"s);
    QVERIFY(records[3].problem == CsvProblem::RecordTooLong);
    QCOMPARE(reader.bytesConsumed(), reader.bytesTotal());
}

void CsvReaderTest::memoryStaysBoundedOnALineOfAGigabyte()
{
    const QString path = write("phone\n" + std::string(300'000, 'x'));
    QVERIFY(QFile::resize(path, std::int64_t{1} << 30));
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n+14155550143\n");
    file.close();
    auto source = CsvSource::openFile(path);
    QVERIFY(source.ok());
    CsvReader reader(std::move(source.value()), {});
    const std::int64_t before = peakMemoryKiB();
    const auto records = readAll(reader);
    QVERIFY2(peakMemoryKiB() - before < 16 * 1024, qPrintable(QString::number(peakMemoryKiB() - before)));
    QCOMPARE(records.size(), 3U);
    QVERIFY(records[1].problem == CsvProblem::RecordTooLong);
    QCOMPARE(records[2].fields[0], "+14155550143"s);
    QCOMPARE(records[2].line, 3);
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
    const QString path = write(text);
    auto source = CsvSource::openFile(path);
    QVERIFY(source.ok());
    CsvReader reader(std::move(source.value()), {});
    QVERIFY(QFile::resize(path, 500'000));
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

void CsvReaderTest::agreesWithAPlainReaderOnRandomText()
{
    std::mt19937 random(20260101);
    const std::string_view alphabets[] = {"ab,\"\n", "a,\"\n\r \t", "abcdefgh,\"\n\r;", "\",\"\"\n"};
    for (int round = 0; round < 4000; ++round) {
        const std::string_view alphabet = alphabets[round % 4];
        // Now and then longer than the blocks that a file is read in.
        const std::size_t size = round % 200 == 0 ? 600'000 : random() % 300;
        std::string text;
        for (std::size_t i = 0; i < size; ++i) {
            text += alphabet[random() % alphabet.size()];
            if (size > 1000 && i % 97 == 0) { // an unclosed quote must not make the plain reader quadratic
                text += "\"\n";
            }
        }
        const auto expected = PlainReader(text).all();
        const auto found = readText(text);
        if (!text.empty() && found != expected) {
            const auto differs = std::ranges::mismatch(found, expected);
            QFAIL(qPrintable(QStringLiteral("round %1, record %2 of %3 (expected %4), text %5")
                                 .arg(round)
                                 .arg(differs.in1 - found.begin())
                                 .arg(found.size())
                                 .arg(expected.size())
                                 .arg(QString::fromStdString(text.substr(0, 300)))));
        }
        if (size > 1000) {
            QVERIFY(readFile(text) == found);
        }
    }
}

QTEST_APPLESS_MAIN(CsvReaderTest)
#include "csv_reader_test.moc"
