// CsvReader: what is too long is a problem of its record alone, and memory stays bounded whatever comes.

#include "csv/read_records.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::StringLiterals;
using namespace std::string_literals;

Q_DECLARE_METATYPE(campanile::CsvProblem)

namespace {

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

} // namespace

class CsvLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsLimits_data();
    void keepsLimits();
    void goesOnBehindARecordBeyondItsLimits_data();
    void goesOnBehindARecordBeyondItsLimits();
    void memoryStaysBoundedOnAnUnclosedQuote();
    void memoryStaysBoundedOnALineOfAGigabyte();
};

void CsvLimitsTest::keepsLimits_data()
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

void CsvLimitsTest::keepsLimits()
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

void CsvLimitsTest::goesOnBehindARecordBeyondItsLimits_data()
{
    QTest::addColumn<bool>("file");
    QTest::newRow("memory") << false;
    QTest::newRow("file") << true;
}

void CsvLimitsTest::goesOnBehindARecordBeyondItsLimits()
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

void CsvLimitsTest::memoryStaysBoundedOnAnUnclosedQuote()
{
    // A stray quote in front of a sparse gigabyte: the file takes no room, but every byte of it is read.
    const ListFile list("phone,note\n+14155550142,\"" + std::string(300'000, 'x') + "\n+14155550143,y\n");
    QVERIFY(QFile::resize(list.path, std::int64_t{1} << 30));
    auto source = CsvSource::openFile(list.path);
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

void CsvLimitsTest::memoryStaysBoundedOnALineOfAGigabyte()
{
    const ListFile list("phone\n" + std::string(300'000, 'x'));
    QVERIFY(QFile::resize(list.path, std::int64_t{1} << 30));
    QFile file(list.path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n+14155550143\n");
    file.close();
    auto source = CsvSource::openFile(list.path);
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

QTEST_APPLESS_MAIN(CsvLimitsTest)
#include "csv_limits_test.moc"
