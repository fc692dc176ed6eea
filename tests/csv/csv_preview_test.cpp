// previewCsv: what the import dialog shows of a file before anything is imported.

#include "csv/csv_preview.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace campanile;
using namespace Qt::StringLiterals;

namespace {

Result<CsvPreview> preview(std::string_view text, const CsvChoices &choices = {}, int maxRows = 100)
{
    auto source = CsvSource::fromBytes(text, choices.encoding);
    return source ? previewCsv(std::move(source.value()), choices, {}, maxRows) : source.error();
}

} // namespace

class CsvPreviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheFirstRows();
    void countsTheRowsOfAFile();
    void reckonsTheRowsOfALongFile();
    void followsTheUsersChoices();
    void showsRowsThatCannotBeRead();
    void letsTheUserMapAFileWithoutNumberColumn();
    void refusesAFileWithoutRows();
    void tellsWhyAFileCannotBeRead();
    void asksForTheEncodingOfHeadingsThatMayBeMisread_data();
    void asksForTheEncodingOfHeadingsThatMayBeMisread();
    void takesHeadingsThatSayTheSameInEachEncoding();
    void namesTheHeadingWhoseCellsAreNoNumbers();
};

void CsvPreviewTest::showsTheFirstRows()
{
    const auto found = preview("phone;name\r\n\r\n+33123456789;Zo\xEB\r\n+33123456780;\"two\nlines\"\r\n");
    QVERIFY(found.ok());
    QVERIFY(found->encoding == TextEncoding::Windows1252);
    QVERIFY(found->evidence == EncodingEvidence::Assumed);
    QCOMPARE(found->dialect.delimiter, ';');
    QVERIFY(found->mapping.hasHeader);
    QVERIFY(!found->mappingError);
    QCOMPARE(found->rows.size(), 3U);
    QCOMPARE(found->rows[1].line, 3);
    QCOMPARE(found->rows[1].fields[1], u"Zoë"_s);
    QCOMPARE(found->rows[2].fields[1], u"two\nlines"_s);
    QCOMPARE(found->estimatedRows, 2);
}

void CsvPreviewTest::asksForTheEncodingOfHeadingsThatMayBeMisread_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("encoding");
    // "Имя;Телефон;Не звонить"
    QTest::newRow("Windows-1251") << QByteArray("\xc8\xec\xff;\xd2\xe5\xeb\xe5\xf4\xee\xed;\xcd\xe5 \xe7\xe2\xee\xed"
                                                "\xe8\xf2\xfc\nAda;+79123456789;\xe4\xe0\nBo;+79123456788;\n")
                                  << QByteArray("windows-1251");
    // "Phone;Не звонить": the number column is understood, the other one is not
    QTest::newRow("in part") << QByteArray("Phone;\xcd\xe5 \xe7\xe2\xee\xed\xe8\xf2\xfc\n+79123456789;\xe4\xe0\n"
                                           "+79123456788;\n")
                             << QByteArray("windows-1251");
    // "Telefon;Nie dzwonić"
    QTest::newRow("Windows-1250") << QByteArray("Telefon;Nie dzwoni\xe6\n+48512345678;tak\n+48512345679;\n")
                                  << QByteArray("windows-1250");
    // "姓名,传真,城市"
    QTest::newRow("GBK") << QByteArray("\xd0\xd5\xc3\xfb,\xb4\xab\xd5\xe6,\xb3\xc7\xca\xd0\nAda,+861062345678,Bern\n")
                         << QByteArray("gbk");
}

void CsvPreviewTest::asksForTheEncodingOfHeadingsThatMayBeMisread()
{
    QFETCH(const QByteArray, list);
    QFETCH(const QByteArray, encoding);
    const std::string text = list.toStdString();
    auto found = preview(text);
    QVERIFY(found.ok());
    QVERIFY(found->evidence == EncodingEvidence::Assumed);
    QVERIFY(found->mappingError && found->mappingError->rule == ErrorRule::WhichEncoding);
    found->mapping.setNumberColumn(0); // answers another question
    QVERIFY(!found->mapping.check());
    for (const QString &name : {QString::fromLatin1(encoding), u"windows-1252"_s}) {
        const auto named =
            preview(text, {.encoding = *encodingFromName(name), .delimiter = {}, .hasHeader = {}, .numberColumn = {}});
        QVERIFY(named.ok());
        QVERIFY(!named->mappingError || named->mappingError->rule != ErrorRule::WhichEncoding);
    }
}

void CsvPreviewTest::namesTheHeadingWhoseCellsAreNoNumbers()
{
    const auto found = preview("Name,Phone\nAda,see the file\nBo,unknown\n");
    QVERIFY(found.ok());
    QVERIFY(found->mappingError && found->mappingError->rule == ErrorRule::NoNumberColumn);
    QCOMPARE(found->mappingError->values.value(1), u"“Phone”"_s);
    QVERIFY(found->mappingError->message.contains(u"By its heading “Phone” should"_s));
}

void CsvPreviewTest::takesHeadingsThatSayTheSameInEachEncoding()
{
    // "Größe", "Località", "Situação", "Språk", "Beløp", "Pièce", "Compañía"
    for (const char *heading : {"Gr\xf6\xdf"
                                "e",
                                "Localit\xe0", "Situa\xe7\xe3o", "Spr\xe5k", "Bel\xf8p",
                                "Pi\xe8"
                                "ce",
                                "Compa\xf1\xed"
                                "a"}) {
        const auto found = preview(std::string("Telefon;") + heading + "\n+491711234567;3\n");
        QVERIFY(found.ok());
        QVERIFY(found->evidence == EncodingEvidence::Assumed);
        QVERIFY2(!found->mappingError, heading);
    }
}

/// The first rows are shorter than the others, as where numbers of places or ids grow.
void CsvPreviewTest::countsTheRowsOfAFile()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"list.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("phone,name\n" + QByteArray("+14155550142,Kim\n").repeated(60'000) +
               QByteArray("+14155550142,Kimberly Anne\n\n").repeated(40'000));
    file.close();
    const auto found = previewCsvFile(file.fileName());
    QVERIFY(found.ok());
    QCOMPARE(found->estimatedRows, 100'000);
    QVERIFY(found->rowsAreCounted);
}

void CsvPreviewTest::reckonsTheRowsOfALongFile()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"long.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("phone,name\n" + QByteArray("+14155550142,Kim\n").repeated(2'500'000)); // 42 MB
    file.close();
    const auto found = previewCsvFile(file.fileName(), {}, {}, 50);
    QVERIFY(found.ok());
    QCOMPARE(found->rows.size(), 50U);
    QVERIFY(!found->rowsAreCounted);
    QVERIFY(found->estimatedRows > 2'490'000 && found->estimatedRows < 2'510'000);
    QCOMPARE(found->bytesTotal, file.size());
}

void CsvPreviewTest::followsTheUsersChoices()
{
    const auto found =
        preview("4155550142;Kim,x\n",
                {.encoding = TextEncoding::Utf8, .delimiter = ',', .hasHeader = true, .numberColumn = {}});
    QVERIFY(found.ok());
    QCOMPARE(found->rows[0].fields.size(), 2U);
    QCOMPARE(found->rows[0].fields[0], u"4155550142;Kim"_s);
    QVERIFY(found->mapping.hasHeader);
    QVERIFY(found->evidence == EncodingEvidence::Declared);
    QCOMPARE(found->estimatedRows, 0);
}

void CsvPreviewTest::showsRowsThatCannotBeRead()
{
    const auto found = preview("phone,name\n+14155550142,\"open\n+14155550143,Lee\n");
    QVERIFY(found.ok());
    QCOMPARE(found->rows.size(), 3U);
    QVERIFY(found->rows[1].problem != CsvProblem::None);
    QCOMPARE(found->rows[1].problemLine, 2);
    QVERIFY(found->rows[2].problem == CsvProblem::None);
}

void CsvPreviewTest::letsTheUserMapAFileWithoutNumberColumn()
{
    const auto found = preview("Firma,Ort\nAcme,Oslo\n");
    QVERIFY(found.ok());
    QVERIFY(found->mappingError.has_value());
    QCOMPARE(found->rows.size(), 2U);
}

void CsvPreviewTest::refusesAFileWithoutRows()
{
    const auto found = preview("\r\n \r\n,,,\r\n");
    QVERIFY(!found);
    QVERIFY(found.error().code == ErrorCode::InvalidInput);
}

void CsvPreviewTest::tellsWhyAFileCannotBeRead()
{
    const auto found = previewCsvFile(u"/nowhere/list.csv"_s);
    QVERIFY(!found);
    QVERIFY(found.error().code == ErrorCode::FileNotReadable);
}

QTEST_APPLESS_MAIN(CsvPreviewTest)
#include "csv_preview_test.moc"
