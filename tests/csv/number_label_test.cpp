// Columns that say what the numbers beside them are: which they are, which numbers they are about, and what their cells
// say.

#include "csv/csv_preview.h"
#include "csv/number_label.h"

#include <QTest>

using namespace campanile;
using namespace Qt::StringLiterals;

namespace {

ColumnMapping mappingOf(std::string_view text, const QString &column = {})
{
    CsvChoices choices;
    if (!column.isEmpty()) {
        choices.numberColumn = column;
    }
    auto source = CsvSource::fromBytes(text);
    return previewCsv(std::move(source.value()), choices, "US")->mapping;
}

/// Each label column with the column it is about: "1>2 3>4".
QString labelsOf(const ColumnMapping &mapping)
{
    QStringList labels;
    for (const int label : mapping.indexesOf(ColumnRole::NumberLabel)) {
        labels += u"%1>%2"_s.arg(label).arg(labelledColumn(mapping, label));
    }
    return labels.join(u' ');
}

} // namespace

class NumberLabelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheLabelsAndTheirNumbers_data();
    void findsTheLabelsAndTheirNumbers();
    void aLabelStaysWithItsColumnWhenAnotherIsChosen();
    void aChoiceOfTheUserStays();
    void tellsWhyAColumnIsALabel();
    void readsLabelsOfManyLanguages_data();
    void readsLabelsOfManyLanguages();
};

void NumberLabelTest::findsTheLabelsAndTheirNumbers_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("labels");
    const auto row = [](const char *name, const char *list, const char *labels) {
        QTest::newRow(name) << QByteArray(list) << QString::fromUtf8(labels);
    };
    row("an address book",
        "First Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
        "Ada,Mobile,+14155550142,Home Fax,+14155550143\n",
        "1>2 3>4");
    row("types behind their numbers",
        "Name,Phone,Phone Type,Mobile,Mobile Type\nAda,+14155550142,Home,+14155550143,x\n", "2>1 4>3");
    row("headed alike and far away", "Home Phone Type,Name,Work Phone,Home Phone\nFax,Ada,+14155550142,+14155550143\n",
        "0>3");
    row("plain types before their numbers", "Type,Phone,Type,Phone 2\nFax,+14155550142,Mobile,+14155550143\n",
        "0>1 2>3");
    row("plain types behind their numbers", "Phone,Type,Phone 2,Type\n+14155550142,Fax,+14155550143,Mobile\n",
        "1>0 3>2");
    row("kinds that are called Phone", "Name,Phone,Number\nAda,Mobile,+14155550142\nBo,Fax,+14155550143\n", "1>2");
    row("no header", "Ada,Mobile,+14155550142\nBo,Fax,+14155550143\n", "1>2");
    row("beside an order number", "Order ID,Type,Phone\n2025550101,Fax,+14155550142\n", "1>2");
    row("another language", "Nombre;Tipo de tel\u00e9fono;Tel\u00e9fono\nAda;Fax;+14155550142\n", "1>2");
    row("one word", "Name;Telefontyp;Telefon\nAda;Fax;+14155550142\n", "1>2");
    row("types of something else", "Name,Type,Phone\nAda,Customer,+14155550142\nBo,Partner,+14155550143\n", "");
    row("types of something else, far away", "Type,Name,Phone\nFax,Ada,+14155550142\n", "");
    row("a type of customer", "Name,Customer Type,Phone\nAda,Home,+14155550142\n", "");
}

void NumberLabelTest::findsTheLabelsAndTheirNumbers()
{
    QFETCH(QByteArray, list);
    QFETCH(QString, labels);
    const ColumnMapping mapping = mappingOf(list.toStdString());
    QVERIFY(mapping.check().ok());
    QCOMPARE(labelsOf(mapping), labels);
}

/// The label of a number that is not called any more says nothing of the one that is.
void NumberLabelTest::aLabelStaysWithItsColumnWhenAnotherIsChosen()
{
    const std::string_view alike = "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
                                   "Fax,+14155550142,Mobile,+14155550143\n";
    QCOMPARE(labelsOf(mappingOf(alike, u"Phone 2 - Value"_s)), u"0>1 2>3"_s);
    const std::string_view plain = "Phone,Type,Phone 2,Type\n+14155550142,Fax,+14155550143,Mobile\n";
    QCOMPARE(labelsOf(mappingOf(plain, u"Phone 2"_s)), u"1>0 3>2"_s);
    // Which column holds the numbers was not clear before, and so not what stands beside them.
    const std::string_view asked = "Alpha,Type,Beta\n4155550142,Fax,4155550143\n4155550144,Mobile,4155550145\n";
    QVERIFY(!mappingOf(asked).check().ok());
    QCOMPARE(labelsOf(mappingOf(asked, u"Beta"_s)), u"1>2"_s);
}

void NumberLabelTest::aChoiceOfTheUserStays()
{
    auto source = CsvSource::fromBytes("Phone Type,Phone,Note\nFax,+14155550142,Mobile\n");
    Result<CsvPreview> found = previewCsv(std::move(source.value()), {}, "US");
    QVERIFY(found.ok());
    found->mapping.setRole(0, ColumnRole::Variable);
    found->mapping.setRole(2, ColumnRole::NumberLabel);
    guessAroundNumbers(*found, "US");
    QCOMPARE(labelsOf(found->mapping), u"2>1"_s);
    QVERIFY(found->mapping.columns[0].role == ColumnRole::Variable);
    QVERIFY(found->mapping.check().ok());
}

void NumberLabelTest::tellsWhyAColumnIsALabel()
{
    const ColumnMapping mapping = mappingOf("Phone Type,Phone,Type\nHome,+14155550142,Fax\n");
    QCOMPARE(labelsOf(mapping), u"0>1 2>1"_s);
    QVERIFY(mapping.columns[0].reason == RoleReason::Heading);
    QVERIFY(mapping.columns[2].reason == RoleReason::Content);
    QCOMPARE(mapping.columns[0].variableKey, std::string("phone_type")); // the agent still knows it
}

void NumberLabelTest::readsLabelsOfManyLanguages_data()
{
    QTest::addColumn<bool>("refuses");
    for (const char *fax : {"Fax",
                            "Home Fax",
                            "* Work Fax",
                            "Fax (work)",
                            "telefax",
                            "Telefaxnummer",
                            "Pager",
                            "PAGER",
                            "Beeper",
                            "Faks",
                            "T\u00e9l\u00e9copie",
                            "Fax domicile",
                            "Faxnummer gesch\u00e4ftlich",
                            "Personens\u00f6kare pager",
                            "Persons\u00f6kare",
                            "Buscapersonas",
                            "Cercapersone",
                            "\u0424\u0430\u043a\u0441",
                            "\u041f\u0435\u0439\u0434\u0436\u0435\u0440",
                            "\u30d5\u30a1\u30c3\u30af\u30b9",
                            "\u4f20\u771f",
                            "\u5bfb\u547c\u673a",
                            "\ud329\uc2a4",
                            "\ud638\ucd9c\uae30",
                            "\u0641\u0627\u0643\u0633",
                            "TTY/TDD",
                            "Assistant",
                            "Old",
                            "Emergency contact",
                            "Do not call"}) {
        QTest::newRow(fax) << true;
    }
    for (const char *voice :
         {"", "Mobile", "* Mobile", "Home", "Work", "Main", "Other", "Phone", "iPhone", "Gesch\u00e4ftlich", "Privat",
          "M\u00f3vil", "\u0414\u043e\u043c\u0430\u0448\u043d\u0438\u0439", "\u643a\u5e2f", "Summer house", "1"}) {
        QTest::newRow(*voice == '\0' ? "nothing" : voice) << false;
    }
}

void NumberLabelTest::readsLabelsOfManyLanguages()
{
    QFETCH(bool, refuses);
    const std::string_view cell = QTest::currentDataTag();
    QCOMPARE(isNotToBeCalled(cell == "nothing" ? std::string_view() : cell), refuses);
}

QTEST_APPLESS_MAIN(NumberLabelTest)
#include "number_label_test.moc"
