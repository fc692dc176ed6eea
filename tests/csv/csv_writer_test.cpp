// CsvWriter: RFC 4180, and no field that a spreadsheet would run.

#include "csv/csv_reader.h"
#include "csv/csv_writer.h"

#include <QTest>

#include <string>
#include <vector>

using namespace campanile;

class CsvWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quotesOnlyWhereNeeded();
    void guardsFormulas_data();
    void guardsFormulas();
    void writesFieldsAsTheyAreWithoutGuard();
    void readerGivesBackWhatWasWritten();
};

void CsvWriterTest::quotesOnlyWhereNeeded()
{
    std::string out;
    CsvWriter writer(out);
    writer.field("phone").field("name").field("").endRow();
    writer.field("+14155550142").field("Doe, \"Jane\"").field("two\r\nlines").endRow();
    QCOMPARE(out, std::string("phone,name,\r\n+14155550142,\"Doe, \"\"Jane\"\"\",\"two\r\nlines\"\r\n"));
}

void CsvWriterTest::guardsFormulas_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char *name, const QByteArray &field, const QByteArray &written) {
        QTest::newRow(name) << field << written;
    };
    row("equals", "=1+1", "'=1+1");
    row("plus", "+1+1", "'+1+1");
    row("minus", "-12.50", "'-12.50");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\tx", "'\tx");
    row("carriage return", "\rx", "\"'\rx\"");
    row("NUL", QByteArray("\0x", 2), QByteArray("'\0x", 3));
    row("quoted formula", "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    row("number", "+14155550142", "+14155550142");
    row("shortest number", "+12", "+12");
    row("one digit is no number", "+1", "'+1");
    row("15 digits", "+123456789012345", "+123456789012345");
    row("16 digits", "+1234567890123456", "'+1234567890123456");
    row("leading zero", "+0123", "'+0123");
    row("number with more behind it", "+14155550142\n=1", "\"'+14155550142\n=1\"");
    row("apostrophe before a formula", "'=1", "''=1");
    row("apostrophe before a word", "'tis", "'tis");
    row("equals inside", "a=1", "a=1");
    row("empty", "", "");
}

void CsvWriterTest::guardsFormulas()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, written);
    std::string out;
    CsvWriter(out).field(field.toStdString());
    QCOMPARE(QByteArray::fromStdString(out), written);
}

void CsvWriterTest::writesFieldsAsTheyAreWithoutGuard()
{
    std::string out;
    CsvWriter(out, FormulaGuard::Off).field("=1").field("-2").field("@x").endRow();
    QCOMPARE(out, std::string("=1,-2,@x\r\n"));
}

void CsvWriterTest::readerGivesBackWhatWasWritten()
{
    const std::vector<std::string> fields{"+14155550142", "=1+1", "'=1+1", "''+x", "'quoted'", "a\"b\"\"c", "\r\n,;\t|",
                                          " space ",      "Zoë",  "-",     "",     "'",        "\"",        "\tx"};
    std::string out;
    CsvWriter writer(out);
    for (const std::string &field : fields) {
        writer.field(field);
    }
    writer.endRow();
    auto source = CsvSource::fromBytes(out);
    QVERIFY(source.ok());
    CsvReader reader(std::move(source.value()), {});
    CsvRecord record;
    QVERIFY(reader.next(record) == CsvReader::Step::Record);
    QCOMPARE(record.fields.size(), fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        QCOMPARE(std::string(withoutFormulaGuard(record.fields[i])), fields[i]);
    }
}

QTEST_APPLESS_MAIN(CsvWriterTest)
#include "csv_writer_test.moc"
