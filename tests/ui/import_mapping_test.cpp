// What the import page says and asks about a list before anybody is on it.

#include "import_sheet.h"

#include "common/console_table.h"
#include "common/hint_line.h"
#include "common/message_bar.h"
#include "imports/import_progress_view.h"
#include "imports/role_header.h"

#include <QAccessible>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

#include <set>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

namespace {

MappedColumn column(const QString &header, ColumnRole role, RoleReason reason, int numberShare = 0, int priority = 0)
{
    MappedColumn column{header, role, role == ColumnRole::Number ? std::string() : header.toStdString(), priority};
    column.reason = reason;
    column.numberShare = numberShare;
    return column;
}

/// A list whose columns have their meaning for every reason there is.
CsvPreview reasons()
{
    CsvPreview preview = leads();
    preview.mapping.columns = {column(u"Mobile"_s, ColumnRole::Number, RoleReason::Heading, 92, 1),
                               column(u"Home"_s, ColumnRole::FurtherNumber, RoleReason::Heading, 40, 2),
                               column(u"Name"_s, ColumnRole::Name, RoleReason::Heading),
                               column(u"Fax"_s, ColumnRole::Variable, RoleReason::OtherThing, 100),
                               column(u"Phone 3"_s, ColumnRole::Variable, RoleReason::NoNumbers),
                               column(u"Note"_s, ColumnRole::Variable, RoleReason::Default)};
    return preview;
}

/// A title, a date and an empty row above the header, then one person.
CsvPreview report()
{
    CsvPreview preview = leads();
    preview.rows.insert(
        preview.rows.begin(),
        {{1, {u"Contacts report"_s, {}, {}}, {}}, {2, {u"Generated 2026-11-29"_s, {}, {}}, {}}, {3, {{}, {}, {}}, {}}});
    preview.rows[3].line = 4;
    preview.rows[4].line = 5;
    preview.headerLine = 4;
    preview.mapping.preambleRows = 3;
    return preview;
}

/// A German list: one number may lack its +, the other begins with 0.
CsvPreview germanNumbers()
{
    CsvPreview preview = leads();
    preview.rows[1].fields[0] = u"491711234573"_s;
    preview.rows.push_back({3, {u"0171 1234574"_s, u"Bo"_s, u"Ulm"_s}, {}});
    preview.estimatedRows = 2;
    return preview;
}

ColumnQuestion whichColumn(std::vector<ColumnCandidate> candidates)
{
    return {ColumnQuestion::Kind::WhichColumn, std::move(candidates)};
}

} // namespace

class ImportMappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhyEachColumnHasItsMeaning();
    void saysThatAColumnWasChosen();
    void looksForTheCallingCodeOfAChosenColumn();
    void showsTheRowsAboveTheHeader();
    void saysWhenNoRowNamesTheColumns();
    void showsTheDoubtfulLettersOfAGuess();
    void showsHowLettersReadInAChosenEncoding();
    void doubtsNothingThatIsEvident();
    void offersBothReadingsOfANumber();
    void readsNumbersInTheirOwnCountry();
    void guessesInTheCountryOfTheCallerId();
    void forgetsTheChoicesForTheListBefore();
    void namesTheCandidates();
    void offersFourCandidatesInShort();
    void asksWhetherRowsAboveTheHeaderArePeople();
    void passesRowsAboveTheHeaderOver();
    void namesColumnsWithoutAHeading();
    void refusesAHeaderWithoutRows();
    void reachesEverythingByTab_data();
    void reachesEverythingByTab();
    void goesOnToTheNextStepAfterAnAnswer();
    void namesEveryControl();
    void hasNoMnemonicTwice();
    void scrollsADropDownIntoSight_data();
    void scrollsADropDownIntoSight();
    void ignoresTheWheel();
    void showsAThousandColumns();
    void offersMeaningsToScreenReaders();
    void standsOverItsColumns_data();
    void standsOverItsColumns();
    void saysHowManyRowsThereAre();

private:
    FakeImports &imports() { return m_sheet->backend.imports; }
    ColumnMapping &mapping() { return imports().shown.mapping; }
    [[nodiscard]] RoleHeader &roles() const { return m_sheet->page->findChild<MappingView *>()->roles(); }
    [[nodiscard]] ActionButton *import() const { return m_sheet->find<ActionButton>("import"); }
    [[nodiscard]] QString hint(const char *name) const;
    [[nodiscard]] QString headerFacts() const { return m_sheet->find<QLabel>("headerFacts")->text(); }
    [[nodiscard]] QString problem() const
    {
        const auto *bar = m_sheet->page->findChild<MappingView *>()->findChild<MessageBar *>();
        return bar->isShowing() ? bar->text() : QString();
    }
    [[nodiscard]] QList<ActionButton *> answers() const
    {
        return m_sheet->page->findChildren<ActionButton *>(u"columnAnswer"_s);
    }
    [[nodiscard]] QAbstractItemModel &rows() const { return *m_sheet->find<ConsoleTable>("import-preview")->model(); }
    /// The controls of the page in the order of the tab key.
    [[nodiscard]] std::vector<QWidget *> tabOrder() const;
    void readAnew(const QVariant &encoding);

    std::unique_ptr<ImportSheet> m_sheet;
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

QString ImportMappingTest::hint(const char *name) const
{
    const auto *line = m_sheet->find<HintLine>(name);
    return line->isVisible() ? line->text() : QString();
}

void ImportMappingTest::readAnew(const QVariant &encoding)
{
    m_sheet->choose("encoding", encoding);
    QCoreApplication::processEvents();
}

std::vector<QWidget *> ImportMappingTest::tabOrder() const
{
    std::vector<QWidget *> order;
    const QWidget *view = m_sheet->page->findChild<MappingView *>();
    QWidget *const first = m_sheet->find("encoding");
    QWidget *next = first;
    do {
        if (next->isVisible() && view->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) != 0 &&
            next->isEnabled() && !next->focusProxy()) {
            order.push_back(next);
        }
        next = next->nextInFocusChain();
    } while (next != first);
    return order;
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

void ImportMappingTest::saysThatAColumnWasChosen()
{
    m_sheet->open();
    ImportSheet::choose(roles().roleBox(1), static_cast<int>(ColumnRole::Name));
    QCOMPARE(roles().roleBox(1)->accessibleDescription(), u"your choice"_s);
}

/// Else the first number would ring in Virginia.
void ImportMappingTest::looksForTheCallingCodeOfAChosenColumn()
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

void ImportMappingTest::showsHowLettersReadInAChosenEncoding()
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

void ImportMappingTest::readsNumbersInTheirOwnCountry()
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

void ImportMappingTest::guessesInTheCountryOfTheCallerId()
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

void ImportMappingTest::forgetsTheChoicesForTheListBefore()
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

void ImportMappingTest::passesRowsAboveTheHeaderOver()
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

void ImportMappingTest::reachesEverythingByTab_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void ImportMappingTest::reachesEverythingByTab()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    mapping().columns[0].role = ColumnRole::Variable;
    mapping().columns[0].variableKey = "Phone";
    mapping().question = whichColumn({{0, u"Phone"_s, 80, 60}, {2, u"Town"_s, 90, 70}});
    m_sheet->open();
    std::vector<QWidget *> wanted{m_sheet->find("region"), m_sheet->find("numberReading"), answers()[0], answers()[1]};
    for (int column = 0; column < 3; ++column) {
        wanted.push_back(roles().roleBox(column));
    }
    wanted.push_back(m_sheet->find<ConsoleTable>("import-preview"));
    const std::vector<QWidget *> order = tabOrder();
    const auto at = std::search(order.begin(), order.end(), wanted.begin(), wanted.end());
    QVERIFY2(at != order.end(), "the tab key does not go through the choices and answers as one reads them");
    answers()[1]->click(); // Town
    std::vector<QWidget *> answered{m_sheet->find("numberReading"), roles().roleBox(0)};
    const std::vector<QWidget *> after = tabOrder();
    QVERIFY(std::search(after.begin(), after.end(), answered.begin(), answered.end()) != after.end());
    QCOMPARE(after.back(), static_cast<QWidget *>(import()));
}

void ImportMappingTest::goesOnToTheNextStepAfterAnAnswer()
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

/// A screen reader says the name of a control; of a combo box, that of the label which belongs to it.
void ImportMappingTest::namesEveryControl()
{
    mapping().columns[1].header = u"R&D"_s;
    mapping().question = whichColumn({{0, u"Phone"_s, 80, 60}, {2, u"Town"_s, 90, 70}});
    m_sheet->open();
    const auto spoken = [](QWidget *widget) {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!qobject_cast<QComboBox *>(widget)) {
            return accessible->text(QAccessible::Name);
        }
        const auto labels = accessible->relations(QAccessible::Label);
        return labels.isEmpty() ? QString() : labels.front().first->text(QAccessible::Name);
    };
    const std::vector<QWidget *> order = tabOrder();
    QVERIFY(order.size() > 15);
    for (QWidget *widget : order) {
        QVERIFY2(!spoken(widget).isEmpty(), widget->metaObject()->className());
    }
    QCOMPARE(spoken(roles().roleBox(1)), u"Meaning of “R&D”"_s);
    QCOMPARE(spoken(m_sheet->find("region")), u"Numbers without + are from"_s);
}

void ImportMappingTest::hasNoMnemonicTwice()
{
    m_sheet->open();
    std::set<QKeySequence> seen{QKeySequence(u"Alt+F"_s), QKeySequence(u"Alt+V"_s), QKeySequence(u"Alt+H"_s)}; // menus
    int labels = 0;
    for (const QLabel *label : m_sheet->page->findChild<MappingView *>()->findChildren<QLabel *>()) {
        if (label->buddy() && label->isVisible()) {
            ++labels;
            QVERIFY2(seen.insert(QKeySequence::mnemonic(label->text())).second, qPrintable(label->text()));
        }
    }
    QCOMPARE(labels, 12);
}

void ImportMappingTest::scrollsADropDownIntoSight_data()
{
    reachesEverythingByTab_data();
}

void ImportMappingTest::scrollsADropDownIntoSight()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    for (int i = 0; i < 12; ++i) {
        mapping().columns.push_back(column(u"More %1"_s.arg(i), ColumnRole::Variable, RoleReason::Default));
    }
    m_sheet->open();
    m_sheet->page->activateWindow();
    const auto isInSight = [this](int column) {
        const QComboBox *box = roles().roleBox(column);
        return box->visibleRegion().boundingRect() == box->rect();
    };
    QVERIFY(isInSight(0));
    QVERIFY(!isInSight(14));
    roles().roleBox(14)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(isInSight(14));
    QVERIFY(!isInSight(0));
    roles().roleBox(0)->setFocus(Qt::BacktabFocusReason);
    QTRY_VERIFY(isInSight(0));
}

void ImportMappingTest::ignoresTheWheel()
{
    m_sheet->open();
    const auto turn = [](QWidget *box) {
        const QPointF at(5, 5);
        QWheelEvent event(at, box->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(box, &event);
    };
    QComboBox *role = roles().roleBox(0);
    QComboBox *reading = m_sheet->find("numberReading");
    for (QComboBox *box : {role, reading, m_sheet->find("encoding")}) {
        const int before = box->currentIndex();
        box->setFocus();
        turn(box);
        QCOMPARE(box->currentIndex(), before);
    }
    QCOMPARE(imports().shown.mapping.indexOf(ColumnRole::Number), 0);
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

/// Whoever walks down from the page comes to each of them. Controls within the head of a table cannot be found so.
void ImportMappingTest::offersMeaningsToScreenReaders()
{
    m_sheet->open();
    std::vector<QObject *> found;
    std::vector<QAccessibleInterface *> rest{QAccessible::queryAccessibleInterface(m_sheet->page.get())};
    while (!rest.empty()) {
        QAccessibleInterface *next = rest.back();
        rest.pop_back();
        found.push_back(next->object());
        for (int child = 0; next->role() != QAccessible::Table && child < next->childCount(); ++child) {
            if (QAccessibleInterface *inner = next->child(child)) {
                rest.push_back(inner);
            }
        }
    }
    for (int column = 0; column < 3; ++column) {
        QComboBox *box = roles().roleBox(column);
        QVERIFY2(std::find(found.begin(), found.end(), box) != found.end(), qPrintable(box->accessibleName()));
        QCOMPARE(QAccessible::queryAccessibleInterface(box)->role(), QAccessible::ComboBox);
    }
}

void ImportMappingTest::standsOverItsColumns_data()
{
    reachesEverythingByTab_data();
}

void ImportMappingTest::standsOverItsColumns()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    for (int i = 0; i < 12; ++i) {
        mapping().columns.push_back(column(u"More %1"_s.arg(i), ColumnRole::Variable, RoleReason::Default));
    }
    m_sheet->open();
    auto *table = m_sheet->find<ConsoleTable>("import-preview");
    const auto isOver = [this, table](int column) {
        const QHeaderView *head = table->horizontalHeader();
        const QComboBox *box = roles().roleBox(column);
        const int begin = head->viewport()->mapToGlobal(QPoint(head->sectionViewportPosition(column), 0)).x();
        const int left = box->mapToGlobal(QPoint(0, 0)).x();
        return left >= begin && left + box->width() <= begin + head->sectionSize(column);
    };
    for (const int scrolled : {0, 300, table->horizontalScrollBar()->maximum()}) {
        table->horizontalScrollBar()->setValue(scrolled);
        for (int column = 0; column < 15; ++column) {
            QVERIFY2(isOver(column), qPrintable(u"column %1 at %2"_s.arg(column).arg(scrolled)));
        }
    }
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
