// What the import page says and asks about a list that was guessed, before anybody is on it.

#include "mapping_hands.h"

#include <QHeaderView>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class ImportMappingTest : public QObject, private MappingHands {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhyEachColumnHasItsMeaning();
    void showsTheRowsAboveTheHeader();
    void saysWhenNoRowNamesTheColumns();
    void showsTheDoubtfulLettersOfAGuess();
    void doubtsNothingThatIsEvident();
    void offersBothReadingsOfANumber();
    void namesTheCandidates();
    void offersFourCandidatesInShort();
    void asksWhetherRowsAboveTheHeaderArePeople();
    void namesColumnsWithoutAHeading();
    void refusesAHeaderWithoutRows();
    void showsAThousandColumns();
    void saysHowManyRowsThereAre();
};

void ImportMappingTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
}

void ImportMappingTest::cleanup()
{
    m_sheet.reset();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void ImportMappingTest::saysWhyEachColumnHasItsMeaning()
{
    imports().shown = reasons();
    m_sheet->open();
    const auto why = [this](int column) { return roles().roleBox(column)->accessibleDescription(); };
    QCOMPARE(why(0), u"heading, 92 % numbers"_s);
    QVERIFY(why(1).startsWith(u"heading, 40 % numbers\nNumber 2 of a person"_s));
    QCOMPARE(why(2), u"heading"_s);
    QVERIFY(why(3).startsWith(u"heading: another thing\n"_s));
    QVERIFY(why(4).startsWith(u"holds no numbers\n"_s));
    QVERIFY(why(5).startsWith(u"Handed to the agent"_s));
    QCOMPARE(rows().headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString(), u"Mobile\nheading, 92 % numbers"_s);
    // The same words stand between the drop-down and the name of the column.
    QCOMPARE(roles().reason(0), u"heading, 92 % numbers"_s);
    QCOMPARE(roles().reason(3), u"heading: another thing"_s);
    QCOMPARE(roles().reason(5), QString()); // there is nothing to say
}

void ImportMappingTest::showsTheRowsAboveTheHeader()
{
    imports().shown = report();
    m_sheet->open();
    QCOMPARE(headerFacts(), u"Named in line 4 · 3 row(s) above it are passed over"_s);
    QCOMPARE(rows().rowCount(), 4);
    const auto line = [this](int row) { return rows().headerData(row, Qt::Vertical).toString(); };
    QCOMPARE((QStringList{line(0), line(1), line(2), line(3)}), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"5"_s}));
    QVERIFY(m_sheet->find<ConsoleTable>("import-preview")->verticalHeader()->isVisible());
    const QModelIndex title = rows().index(0, 0);
    QCOMPARE(title.data().toString(), u"Contacts report"_s);
    QVERIFY(title.data(Qt::FontRole).value<QFont>().italic());
    QCOMPARE(title.data(Qt::AccessibleTextRole).toString(),
             u"Contacts report. Stands above the header and is passed over"_s);
    const QModelIndex person = rows().index(3, 0);
    QCOMPARE(person.data().toString(), u"+14155550142"_s);
    QVERIFY(!person.data(Qt::FontRole).isValid());
    QCOMPARE(person.data(Qt::AccessibleTextRole).toString(), u"+14155550142"_s);
}

void ImportMappingTest::saysWhenNoRowNamesTheColumns()
{
    mapping().hasHeader = false;
    for (MappedColumn &column : mapping().columns) {
        column.header.clear();
    }
    imports().shown.rows.erase(imports().shown.rows.begin());
    imports().shown.headerLine = 0;
    m_sheet->open();
    QCOMPARE(headerFacts(), u"No row names them: the first row is a target"_s);
    QCOMPARE(rows().rowCount(), 1);
    QCOMPARE(rows().headerData(1, Qt::Horizontal).toString(), u"Column 2"_s);
    QCOMPARE(roles().roleBox(1)->accessibleName(), u"Meaning of column 2"_s);
}

void ImportMappingTest::showsTheDoubtfulLettersOfAGuess()
{
    imports().shown.encoding = TextEncoding::Windows1252;
    imports().shown.evidence = EncodingEvidence::Assumed;
    m_sheet->open();
    QCOMPARE(hint("encodingDoubt"),
             u"The encoding is a guess, and no letter of the first rows shows whether it is right. "
             "Choose it if you know it."_s);
    imports().shown.rows[1].fields = {u"+14155550142"_s, u"Jörg Köln"_s, u"Zoë, München"_s};
    readAnew({});
    readAnew(static_cast<int>(TextEncoding::Windows1252));
    readAnew({});
    // A word that brings no new letter is left out.
    QCOMPARE(
        hint("encodingDoubt"),
        u"The encoding is a guess. See whether this is spelt right, or choose another one: Jörg · Zoë, · München"_s);
    QCOMPARE(m_sheet->find("encoding")->accessibleDescription(), hint("encodingDoubt"));
    QVERIFY(import()->isEnabled());
}

void ImportMappingTest::doubtsNothingThatIsEvident()
{
    imports().shown.rows[1].fields[1] = u"Zoë"_s; // in UTF-8
    m_sheet->open();
    QCOMPARE(hint("encodingDoubt"), QString());
    QCOMPARE(m_sheet->find("encoding")->accessibleDescription(), QString());
}

void ImportMappingTest::offersBothReadingsOfANumber()
{
    imports().shown = germanNumbers();
    m_sheet->open();
    QCOMPARE(hint("numberHint"), QString()); // in the United States it has one
    m_sheet->choose("region", u"DE"_s);
    QTRY_COMPARE(imports().regions.back(), u"DE"_s);
    QTRY_VERIFY(import()->isEnabled());
    QCOMPARE(hint("numberHint"),
             u"1 of the rows shown would be rejected: 491711234573 may be +49 491 711234573 or, with "
             "its calling code, +49 171 1234573."_s);
    const QComboBox *box = m_sheet->find("numberReading");
    QCOMPARE(box->itemText(1), u"read as they are written: +49 491 711234573"_s);
    QCOMPARE(box->itemText(2), u"read with the calling code: +49 171 1234573"_s);
    m_sheet->choose("numberReading", static_cast<int>(NumberReading::WithCallingCode));
    QCOMPARE(hint("numberHint"),
             u"491711234573 is read as +49 171 1234573. See whether this is the person's number."_s);
    m_sheet->press("import");
    QTRY_VERIFY(imports().request.has_value());
    QCOMPARE(imports().request->reading, NumberReading::WithCallingCode);
    QCOMPARE(imports().request->defaultRegion, u"DE"_s);
}

void ImportMappingTest::namesTheCandidates()
{
    mapping().columns[0] = column(u"R&D desk"_s, ColumnRole::Variable, RoleReason::Default, 80);
    mapping().question = whichColumn({{0, u"R&D desk"_s, 80, 60}, {2, {}, 90, 70}});
    m_sheet->open();
    QCOMPARE(problem(), u"It is not clear which column holds the telephone numbers to call: “R&D desk”, column 3. "
                        "Choose the number column."_s);
    QCOMPARE(answers().size(), qsizetype{2});
    QCOMPARE(answers()[0]->text(), u"Call “R&&D desk” (80 % numbers)"_s); // shown with one &
    QCOMPARE(answers()[0]->accessibleName(), u"Call “R&D desk” (80 % numbers)"_s);
    QCOMPARE(answers()[1]->text(), u"Call column 3 (90 % numbers)"_s);
    QVERIFY(!import()->isEnabled());
}

void ImportMappingTest::offersFourCandidatesInShort()
{
    mapping().columns.clear();
    std::vector<ColumnCandidate> candidates;
    for (int i = 0; i < 6; ++i) {
        const QString heading = u"Number of whoever is to be called in place %1"_s.arg(i) + QString(200, u'!');
        mapping().columns.push_back(column(heading, ColumnRole::Variable, RoleReason::Default, 100));
        candidates.push_back({i, heading, 100, 100});
    }
    mapping().question = whichColumn(candidates);
    m_sheet->open();
    QCOMPARE(answers().size(), qsizetype{4});
    QVERIFY(answers()[0]->text().contains(u"Number of whoever is to be called in pl…"_s));
    QVERIFY(m_sheet->page->minimumSizeHint().width() < 1100); // long headings do not widen the window
}

void ImportMappingTest::asksWhetherRowsAboveTheHeaderArePeople()
{
    imports().shown = report();
    mapping().question = ColumnQuestion{ColumnQuestion::Kind::PeopleAbove, {}};
    m_sheet->open();
    QVERIFY(!import()->isEnabled());
    QCOMPARE(answers().size(), qsizetype{2});
    answers()[0]->click();
    QTRY_COMPARE(imports().chosen.back().hasHeader, std::optional(false));
}

void ImportMappingTest::namesColumnsWithoutAHeading()
{
    mapping().hasHeader = false;
    mapping().columns = {column({}, ColumnRole::Variable, RoleReason::Default),
                         column({}, ColumnRole::Variable, RoleReason::Default)};
    mapping().columns[0].variableKey = "column_1";
    mapping().columns[1].variableKey = "column_2";
    m_sheet->open();
    QVERIFY2(problem().contains(u"The columns are column 1, column 2."_s), qPrintable(problem()));
}

void ImportMappingTest::refusesAHeaderWithoutRows()
{
    imports().shown.rows.pop_back();
    imports().shown.estimatedRows = 0;
    m_sheet->open();
    QVERIFY(!import()->isEnabled());
    QVERIFY(problem().contains(u"no row below it"_s));
}

/// An export of a questionnaire has as many. Its first columns are shown, and the last can be reached.
void ImportMappingTest::showsAThousandColumns()
{
    constexpr int columns = 1000;
    CsvPreview &list = imports().shown;
    for (int i = 3; i < columns; ++i) {
        mapping().columns.push_back(column(u"Answer %1"_s.arg(i), ColumnRole::Variable, RoleReason::Default));
        list.rows[0].fields.push_back(u"Answer %1"_s.arg(i));
        list.rows[1].fields.push_back(u"Yes %1"_s.arg(i));
    }
    m_sheet->open();
    m_sheet->page->activateWindow();
    QCOMPARE(rows().columnCount(), columns);
    QCOMPARE(rows().index(0, 0).data().toString(), u"+14155550142"_s);
    QCOMPARE(rows().index(0, columns - 1).data().toString(), u"Yes 999"_s);
    const auto isInSight = [this](int column) {
        const QComboBox *box = roles().roleBox(column);
        return box->visibleRegion().boundingRect() == box->rect();
    };
    QVERIFY(isInSight(0));
    QVERIFY(!isInSight(columns - 1));
    roles().roleBox(columns - 1)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(isInSight(columns - 1));
    QVERIFY(import()->isEnabled());
}

void ImportMappingTest::saysHowManyRowsThereAre()
{
    imports().shown.estimatedRows = 100'000;
    m_sheet->open();
    const auto saysFacts = [this](const QString &text) {
        const auto labels = m_sheet->page->findChild<MappingView *>()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->text().startsWith(text); });
    };
    QCOMPARE(import()->text(), u"Import %1 row(s)"_s.arg(QLocale().toString(100'000)));
    QVERIFY(saysFacts(u"%1 row(s) · "_s.arg(QLocale().toString(100'000))));
    imports().shown.estimatedRows = 1'234'567;
    imports().shown.rowsAreCounted = false;
    readAnew(static_cast<int>(TextEncoding::Windows1251));
    QCOMPARE(import()->text(), u"Import about %1 row(s)"_s.arg(QLocale().toString(1'230'000)));
    QVERIFY(saysFacts(u"about %1 row(s) · "_s.arg(QLocale().toString(1'230'000))));
}

QTEST_MAIN(ImportMappingTest)
#include "import_mapping_test.moc"
