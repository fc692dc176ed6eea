// What a choice on the import page changes.

#include "mapping_hands.h"

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class ImportChoicesTest : public QObject, private MappingHands {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysThatAColumnWasChosen();
    void looksForTheCallingCodeOfAChosenColumn();
    void showsHowLettersReadInAChosenEncoding();
    void readsNumbersInTheirOwnCountry();
    void guessesInTheCountryOfTheCallerId();
    void forgetsTheChoicesForTheListBefore();
    void passesRowsAboveTheHeaderOver();
    void goesOnToTheNextStepAfterAnAnswer();
};

void ImportChoicesTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
}

void ImportChoicesTest::cleanup()
{
    m_sheet.reset();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void ImportChoicesTest::saysThatAColumnWasChosen()
{
    m_sheet->open();
    ImportSheet::choose(roles().roleBox(1), static_cast<int>(ColumnRole::Name));
    QCOMPARE(roles().roleBox(1)->accessibleDescription(), u"your choice"_s);
}

/// Else the first number would ring in Virginia.
void ImportChoicesTest::looksForTheCallingCodeOfAChosenColumn()
{
    CsvPreview &list = imports().shown;
    list.mapping.columns = {column(u"prefix"_s, ColumnRole::Variable, RoleReason::Default),
                            column(u"Number"_s, ColumnRole::Variable, RoleReason::Default, 100)};
    list.rows = {{1, {u"prefix"_s, u"Number"_s}, {}},
                 {2, {u"44"_s, u"7575123456"_s}, {}},
                 {3, {u"44"_s, u"7911123456"_s}, {}},
                 {4, {u"44"_s, u"7400123456"_s}, {}}};
    list.estimatedRows = 3;
    m_sheet->open();
    const auto role = [this](int column) { return roles().roleBox(column)->currentData().toInt(); };
    ImportSheet::choose(roles().roleBox(1), static_cast<int>(ColumnRole::Number));
    QCOMPARE(role(0), static_cast<int>(ColumnRole::Country));
    readAnew(static_cast<int>(TextEncoding::Windows1251));
    QCOMPARE(role(0), static_cast<int>(ColumnRole::Country));
    ImportSheet::choose(roles().roleBox(0), static_cast<int>(ColumnRole::Variable)); // the user knows better
    readAnew(static_cast<int>(TextEncoding::Utf8));
    QCOMPARE(role(0), static_cast<int>(ColumnRole::Variable));
    QCOMPARE(role(1), static_cast<int>(ColumnRole::Number));
}

void ImportChoicesTest::showsHowLettersReadInAChosenEncoding()
{
    m_sheet->open();
    imports().shown.encoding = TextEncoding::Windows1251;
    imports().shown.evidence = EncodingEvidence::Declared;
    imports().shown.rows[1].fields[1] = u"Анна \uFFFD"_s;
    readAnew(static_cast<int>(TextEncoding::Windows1251));
    QVERIFY2(hint("encodingDoubt").contains(u"spelt right in the encoding you chose: Анна"_s),
             qPrintable(hint("encodingDoubt")));
    QVERIFY(hint("encodingDoubt").contains(u"1 character(s) of the first rows cannot be read in this encoding"_s));
}

void ImportChoicesTest::readsNumbersInTheirOwnCountry()
{
    imports().shown = germanNumbers();
    mapping().columns[2].role = ColumnRole::Country;
    imports().shown.rows[1].fields[2] = u"Germany"_s;
    imports().shown.rows[2].fields[2] = QString();
    m_sheet->open();
    QVERIFY(hint("numberHint").startsWith(u"1 of the rows shown would be rejected: 491711234573"_s));
    ImportSheet::choose(roles().roleBox(2), static_cast<int>(ColumnRole::Variable));
    QCOMPARE(hint("numberHint"), QString()); // the country does not count any more
}

void ImportChoicesTest::guessesInTheCountryOfTheCallerId()
{
    CampaignOverview &german = m_sheet->backend.campaigns.add(u"Umfrage"_s, CampaignStatus::Draft, 0);
    german.from = E164{493023125000};
    const CampaignId id = german.campaign.id;
    m_sheet->open();
    QCOMPARE(imports().regions.back(), u"US"_s);
    QCOMPARE(m_sheet->find("region")->currentText(), u"the caller ID's country (US)"_s);
    m_sheet->page->open(u"/lists/kunden.csv"_s, id);
    QTRY_COMPARE(imports().regions.back(), u"DE"_s);
    QTRY_VERIFY(import()->isEnabled());
    m_sheet->press("import");
    QTRY_VERIFY(imports().request.has_value());
    QCOMPARE(imports().request->defaultRegion, QString()); // the backend knows it, too
}

void ImportChoicesTest::forgetsTheChoicesForTheListBefore()
{
    imports().shown = germanNumbers();
    m_sheet->open();
    m_sheet->choose("region", u"DE"_s);
    m_sheet->choose("numberReading", static_cast<int>(NumberReading::WithCallingCode));
    m_sheet->choose("encoding", static_cast<int>(TextEncoding::Windows1252));
    ImportSheet::choose(roles().roleBox(1), static_cast<int>(ColumnRole::Name));
    QTRY_VERIFY(import()->isEnabled());
    m_sheet->page->open(u"/lists/others.csv"_s, {});
    QCOMPARE(imports().regions.back(), u"US"_s);
    QVERIFY(imports().chosen.back() == CsvChoices());
    QTRY_VERIFY(m_sheet->shows<MappingView>());
    QTRY_VERIFY(import()->isEnabled());
    QCOMPARE(roles().roleBox(1)->currentData().toInt(), static_cast<int>(ColumnRole::Variable));
    QCoreApplication::processEvents();
    m_sheet->press("import");
    QTRY_VERIFY(imports().request.has_value());
    QCOMPARE(imports().request->path, u"/lists/others.csv"_s);
    QCOMPARE(imports().request->defaultRegion, QString());
    QCOMPARE(imports().request->reading, NumberReading::Ask);
}

void ImportChoicesTest::passesRowsAboveTheHeaderOver()
{
    imports().shown = report();
    mapping().question = ColumnQuestion{ColumnQuestion::Kind::PeopleAbove, {}};
    m_sheet->open();
    QCOMPARE(answers()[1]->text(), u"Pass over the 3 row(s) above the header"_s);
    answers()[1]->click();
    QVERIFY(import()->isEnabled());
    QVERIFY(answers().empty());
    readAnew(static_cast<int>(TextEncoding::Windows1252)); // the answer holds for the same rows
    QVERIFY(import()->isEnabled());
    mapping().preambleRows = 2;
    readAnew({});
    QVERIFY(!import()->isEnabled()); // and for no other
    mapping().preambleRows = 3;
    readAnew(static_cast<int>(TextEncoding::Windows1252));
    m_sheet->press("import");
    QTRY_VERIFY(imports().request.has_value());
    QCOMPARE(imports().request->mapping->preambleRows, 3);
    QVERIFY(!imports().request->mapping->question);
}

void ImportChoicesTest::goesOnToTheNextStepAfterAnAnswer()
{
    mapping().columns[0].role = ColumnRole::Variable;
    mapping().columns[0].variableKey = "Phone";
    mapping().question = whichColumn({{0, u"Phone"_s, 80, 60}, {2, u"Town"_s, 90, 70}});
    m_sheet->open();
    m_sheet->page->activateWindow();
    answers()[1]->setFocus();
    QTRY_VERIFY(answers()[1]->hasFocus());
    QTest::keyClick(answers()[1], Qt::Key_Space);
    QVERIFY(import()->hasFocus());
    QTest::keyClick(import(), Qt::Key_Space);
    QTRY_VERIFY(imports().request.has_value());
    QCOMPARE(imports().request->mapping->indexOf(ColumnRole::Number), 2);
}

QTEST_MAIN(ImportChoicesTest)
#include "import_choices_test.moc"
