// sniffDialect: the delimiter is found in what people send, not only in tidy files.

#include "csv/csv_dialect.h"

#include <QTest>

using namespace campanile;
using namespace Qt::StringLiterals;

class CsvDialectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheDelimiter_data();
    void findsTheDelimiter();
    void ignoresARecordThatTheSampleCuts();
    void lineNamingTheSeparatorDecides();
    void userDecides();
};

void CsvDialectTest::findsTheDelimiter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *what, const char *text, QLatin1StringView name) {
        QTest::newRow(what) << QByteArray(text) << QString(name);
    };
    row("comma", "phone,name\n+14155550142,Kim\n", "comma"_L1);
    row("semicolon", "phone;name\n+14155550142;Kim\n", "semicolon"_L1);
    row("tab", "phone\tname\n+14155550142\tKim\n", "tab"_L1);
    row("pipe", "phone|name\n+14155550142|Kim\n", "pipe"_L1);
    row("decimal comma", "phone;amount\n+4930901820;1,50\n+4930901821;2,75\n", "semicolon"_L1);
    row("decimal comma without header", "+4930901820;1,50;a\n+4930901821;2,75;b\n", "semicolon"_L1);
    row("last, first without quotes", "+4930901820;Doe, Jane\n+4930901821;Roe, Max\n", "semicolon"_L1);
    row("delimiters within quotes", "phone,name\n+14155550142,\"a;b;c\"\n+14155550143,\"d;e;f\"\n", "comma"_L1);
    row("line ends within quotes", "phone;note\n1;\"a,b\nc,d\ne,f\"\n2;\"g,h\ni,j\"\n", "semicolon"_L1);
    row("ragged rows", "phone,name,city\n+14155550142,Kim\n+14155550143,Lee,Oslo\n+14155550144\n", "comma"_L1);
    row("most rows have only a number", "phone;note\n+14155550142\n+14155550143;a,b\n+14155550144\n", "semicolon"_L1);
    row("one column", "+14155550142\n+14155550143\n", "comma"_L1);
    row("one column with a header", "phone\n+14155550142\n", "comma"_L1);
    row("one column of punctuated numbers", "(415) 555-0142\n(415) 555-0143\n", "comma"_L1);
    row("carriage returns", "phone;name\r+14155550142;Kim\r", "semicolon"_L1);
    row("nothing", "", "comma"_L1);
    row("only a header", "phone;name", "semicolon"_L1);
}

void CsvDialectTest::findsTheDelimiter()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const CsvDialect dialect = sniffDialect({text.constData(), static_cast<std::size_t>(text.size())}, true);
    QCOMPARE(delimiterName(dialect.delimiter), name);
    QVERIFY(!dialect.hasSeparatorLine);
}

void CsvDialectTest::ignoresARecordThatTheSampleCuts()
{
    QCOMPARE(sniffDialect("a;b\n1;2\n3;\"x,y,z,,,,\n", false).delimiter, ';');
}

void CsvDialectTest::lineNamingTheSeparatorDecides()
{
    const CsvDialect dialect = sniffDialect("sep=|\r\na,b|c\r\n", true);
    QCOMPARE(dialect.delimiter, '|');
    QVERIFY(dialect.hasSeparatorLine);
    QVERIFY(sniffDialect("SEP=;\na;b\n", true).hasSeparatorLine);
    QVERIFY(!sniffDialect("sep=;;\na;b\n", true).hasSeparatorLine);
}

void CsvDialectTest::userDecides()
{
    const CsvDialect dialect = sniffDialect("sep=;\na;b,c\n", true, ',');
    QCOMPARE(dialect.delimiter, ',');
    QVERIFY(dialect.hasSeparatorLine); // still no record
}

QTEST_APPLESS_MAIN(CsvDialectTest)
#include "csv_dialect_test.moc"
