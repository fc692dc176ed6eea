#include "import_sheet.h"

#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/empty_state.h"
#include "common/message_bar.h"
#include "common/words.h"
#include "imports/import_progress_view.h"
#include "imports/import_summary_view.h"
#include "imports/rejects_export.h"
#include "imports/role_header.h"

#include <QFile>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class ImportSheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void importsIntoANewCampaignAndAddsUp();
    void importsIntoAnExistingCampaign();
    void asksWhichColumnIsTheNumber();
    void offersTheAnswersToAQuestion();
    void asksAboutKnownPeople();
    void asksAboutKnownPeopleAgainAfterACancelledImport();
    void saysWhereKnownPeopleAreFrom();
    void takesEverybodyWhenToldTo();
    void asksWhetherAKnownListIsCalledAgain();
    void keepsToItsListWhileItAsks();
    void cancelsTheSearchForKnownPeople();
    void cancelsBeforeTheCampaignIsThere();
    void readsAnewWhileItImports();
    void saysHowTheFileIsReadAndReadsItAnew();
    void showsTheLastReadingOnly();
    void keepsMeaningsWhileTheFileIsReadAnew();
    void takesBackAChoiceThatCannotBeRead();
    void saysWhatIsWrongWithAFile();
    void readsAFileItTookForSomethingElse();
    void saysARefusedNameBesideTheField();
    void cancelLeavesTheSheetAsItWas();
    void saysWhenNoNumberWasInAKnownForm();
    void exportsAllRejects();
    void offersNoTerminalCampaign();
    void saysAtOnceThatItIsCancelled();
    void refusesZeroAttempts();
    void saysWhatAFailedImportLeft();
    void saysNothingIsLeftWhenNothingIs();

private:
    void open() { m_sheet->open(); }
    void choose(const char *box, const QVariant &data) { m_sheet->choose(box, data); }
    QComboBox *box(const char *name) { return m_sheet->find(name); }
    QString cell(int column);
    /// Presses Import and waits for the question about known people.
    void importUntilAsked();
    ConfirmDialog *question() { return m_page->findChild<ConfirmDialog *>(); }
    QString factOf(const QString &name);
    void press(const char *button) { m_sheet->press(button); }
    /// Whether a text that one sees contains this.
    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    template<class View>
    [[nodiscard]] bool shows() const
    {
        return m_sheet->shows<View>();
    }

    std::unique_ptr<ImportSheet> m_sheet;
    FakeBackend *m_backend = nullptr; // of the sheet, as is the page
    ImportPage *m_page = nullptr;
};

void ImportSheetTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
    m_backend = &m_sheet->backend;
    m_page = m_sheet->page.get();
}

void ImportSheetTest::cleanup()
{
    m_sheet.reset();
}

QString ImportSheetTest::cell(int column)
{
    return m_page->findChild<ConsoleTable *>(u"import-preview"_s)->model()->index(0, column).data().toString();
}

void ImportSheetTest::importsIntoANewCampaignAndAddsUp()
{
    open();
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QCOMPARE(m_backend->campaigns.asked, std::vector<QString>{u"create leads"_s});
    QVERIFY(shows<ImportProgressView>());
    m_backend->imports.progress({50, 100, 5, 4, 1, 0});
    QTRY_COMPARE(m_page->findChild<ImportProgressView *>()->findChild<QProgressBar *>()->value(), 500);
    m_backend->campaigns.overviews.front().stats.byStatus[0] = 9;
    m_backend->imports.reply(summaryOf(9, 1, {{7, u"1.4E+10"_s, u"A spreadsheet rounded it."_s, u"1.4E+10,Bo"_s}}));
    QTRY_VERIFY(shows<ImportSummaryView>());
    QCOMPARE(m_page->findChild<ImportSummaryView *>()->equation(),
             u"9 new + 1 duplicate + 1 rejected + 0 skipped + 0 header = 11 rows read"_s);
    const auto *rejects = m_page->findChild<ConsoleTable *>(u"rejects"_s);
    QCOMPARE(rejects->model()->index(0, 1).data().toString(), u"1.4E+10"_s);
    const QSignalSpy started(m_page, &ImportPage::startWanted);
    press("startImported");
    QCOMPARE(started.size(), qsizetype{1});
}

void ImportSheetTest::importsIntoAnExistingCampaign()
{
    const CampaignId existing = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5).campaign.id;
    m_page->open(u"/lists/leads.csv"_s, existing);
    QTRY_VERIFY(shows<MappingView>());
    QTRY_VERIFY(!m_page->findChild<CampaignForm *>()->isVisible());
    QTRY_VERIFY(m_page->findChild<ActionButton *>(u"import"_s)->isEnabled());
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QCOMPARE(m_backend->imports.request->campaign, existing);
    QVERIFY(m_backend->campaigns.asked.empty());
}

void ImportSheetTest::asksWhichColumnIsTheNumber()
{
    m_backend->imports.shown.mapping.columns[0].role = ColumnRole::Variable;
    m_backend->imports.shown.mapping.columns[0].variableKey = "Phone";
    open();
    auto *import = m_page->findChild<ActionButton *>(u"import"_s);
    QVERIFY(!import->isEnabled());
    QVERIFY(m_page->findChild<MappingView *>()->findChild<MessageBar *>()->isShowing());
    QComboBox *role = m_page->findChild<MappingView *>()->roles().roleBox(0);
    role->setCurrentIndex(role->findData(static_cast<int>(ColumnRole::Number)));
    Q_EMIT role->activated(role->currentIndex());
    QVERIFY(import->isEnabled());
    QVERIFY(!m_page->findChild<MappingView *>()->findChild<MessageBar *>()->isShowing());
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QCOMPARE(m_backend->imports.request->mapping->indexOf(ColumnRole::Number), 0);
}

void ImportSheetTest::offersTheAnswersToAQuestion()
{
    ColumnMapping &mapping = m_backend->imports.shown.mapping;
    mapping.columns[0].role = ColumnRole::Variable;
    mapping.columns[0].variableKey = "Phone";
    mapping.question =
        ColumnQuestion{ColumnQuestion::Kind::WhichColumn, {{0, u"Phone"_s, 80, 60}, {2, u"Town"_s, 90, 70}}};
    open();
    auto *import = m_page->findChild<ActionButton *>(u"import"_s);
    QVERIFY(!import->isEnabled());
    QCOMPARE(m_page->findChildren<ActionButton *>(u"columnAnswer"_s).size(), qsizetype{2});
    m_page->findChildren<ActionButton *>(u"columnAnswer"_s).back()->click();
    QVERIFY(import->isEnabled());
    QVERIFY(m_page->findChildren<ActionButton *>(u"columnAnswer"_s).empty());
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QCOMPARE(m_backend->imports.request->mapping->indexOf(ColumnRole::Number), 2);
}

void ImportSheetTest::asksAboutKnownPeople()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 3;
    open();
    press("import");
    QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() != nullptr);
    QVERIFY(m_backend->campaigns.asked.empty()); // nothing is made before the answer
    m_page->findChild<ConfirmDialog *>()->findChild<ActionButton *>(u"leaveIt"_s)->click();
    QTRY_VERIFY(shows<MappingView>());
    QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() == nullptr);
    press("import");
    QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() != nullptr);
    m_page->findChild<ConfirmDialog *>()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(m_backend->imports.request->skipCalledSince == std::optional(WallTime{}));
}

/// The campaign is there by then, and takes everybody when nothing is said.
void ImportSheetTest::asksAboutKnownPeopleAgainAfterACancelledImport()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 3;
    open();
    for (int i = 0; i < 2; ++i) {
        m_backend->imports.request.reset();
        press("import");
        QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() != nullptr);
        m_page->findChild<ConfirmDialog *>()->findChild<ActionButton *>(u"doIt"_s)->click();
        QTRY_VERIFY(m_backend->imports.request.has_value());
        QVERIFY(m_backend->imports.request->skipCalledSince == std::optional(WallTime{}));
        m_backend->imports.reply(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
        QTRY_VERIFY(shows<MappingView>());
        QTRY_VERIFY(m_page->findChild<ConfirmDialog *>() == nullptr);
    }
    QCOMPARE(m_backend->campaigns.asked.size(), std::size_t{1});
}

void ImportSheetTest::importUntilAsked()
{
    press("import");
    QTRY_VERIFY(question() != nullptr);
}

QString ImportSheetTest::factOf(const QString &name)
{
    for (const QFormLayout *form : question()->findChildren<QFormLayout *>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const auto text = [form, row](QFormLayout::ItemRole role) {
                return qobject_cast<QLabel *>(form->itemAt(row, role)->widget())->text();
            };
            if (text(QFormLayout::LabelRole) == name) {
                return text(QFormLayout::FieldRole);
            }
        }
    }
    return {};
}

void ImportSheetTest::saysWhereKnownPeopleAreFrom()
{
    KnownPeople &people = m_backend->imports.knownPeople;
    people.people = 9;
    people.called = 3;
    people.waiting = 4;
    people.lastCall = WallTime{1'785'317'400'000};
    people.same = m_backend->campaigns.add(u"Spring"_s, CampaignStatus::Completed, 0).campaign.id;
    people.waitsIn = m_backend->campaigns.add(u"Autumn"_s, CampaignStatus::Paused, 4).campaign.id;
    open();
    importUntilAsked();
    QCOMPARE(question()->windowTitle(), u"Some people on this list are known"_s);
    QCOMPARE(factOf(u"People on the list"_s), u"9"_s);
    QCOMPARE(factOf(u"Called before by this agent from this caller ID"_s), u"3"_s);
    QCOMPARE(factOf(u"The last of these calls"_s), Words::moment(people.lastCall));
    QCOMPARE(factOf(u"Waiting in another campaign"_s), u"4, for example in “Autumn”"_s);
    QCOMPARE(factOf(u"The same people as in the campaign"_s), u"Spring"_s);
    QCOMPARE(question()->findChild<ActionButton *>(u"doIt"_s)->text(), u"Import 2 new person(s)"_s);
}

void ImportSheetTest::takesEverybodyWhenToldTo()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.waiting = 3;
    open();
    importUntilAsked();
    QTest::keyClick(question()->findChild<ActionButton *>(u"otherWay"_s), Qt::Key_Space);
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(!m_backend->imports.request->skipCalledSince);
}

void ImportSheetTest::asksWhetherAKnownListIsCalledAgain()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 5;
    open();
    importUntilAsked();
    QCOMPARE(question()->windowTitle(), u"Everybody on this list is known"_s);
    QVERIFY(question()->findChild<ActionButton *>(u"otherWay"_s) == nullptr);
    QTest::keyClick(question(), Qt::Key_Escape); // nobody is called by it
    QTRY_VERIFY(shows<MappingView>());
    QTRY_VERIFY(question() == nullptr);
    QVERIFY(!m_backend->imports.request.has_value());
    importUntilAsked();
    QCOMPARE(question()->findChild<ActionButton *>(u"doIt"_s)->text(), u"Import everybody again"_s);
    question()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QVERIFY(!m_backend->imports.request->skipCalledSince);
}

/// The answer is about the list that was asked about, whatever is dropped on the window meanwhile.
void ImportSheetTest::keepsToItsListWhileItAsks()
{
    m_backend->imports.knownPeople.people = 5;
    m_backend->imports.knownPeople.called = 3;
    open();
    importUntilAsked();
    QVERIFY(m_page->isImporting());
    const QSignalSpy noticed(m_page, &PageWidget::noticeRaised);
    m_page->open(u"/lists/others.csv"_s, {});
    QCOMPARE(noticed.size(), qsizetype{1});
    question()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
    QCOMPARE(m_backend->imports.request->path, u"/lists/leads.csv"_s);
    QCOMPARE(m_backend->imports.request->sourceName, u"leads.csv"_s);
}

void ImportSheetTest::cancelsTheSearchForKnownPeople()
{
    FakeImports &imports = m_backend->imports;
    imports.holdKnown = true;
    open();
    press("import");
    QTRY_VERIFY(imports.knownJob != nullptr);
    m_page->findChild<ImportProgressView *>()->findChild<ActionButton *>()->click();
    QVERIFY(imports.knownJob->cancelled);
    imports.heldKnown(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QVERIFY(m_backend->campaigns.asked.empty());
}

/// There is nothing to cancel at that moment, and nothing may come of it.
void ImportSheetTest::cancelsBeforeTheCampaignIsThere()
{
    const CampaignId existing = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5).campaign.id;
    m_sheet->open(existing);
    press("import");
    QVERIFY(m_page->isImporting());
    m_page->findChild<ImportProgressView *>()->findChild<ActionButton *>()->click();
    QTRY_VERIFY(shows<MappingView>());
    QCoreApplication::processEvents();
    QVERIFY(m_backend->imports.knownJob == nullptr);
    QVERIFY(!m_backend->imports.request.has_value());
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
}

/// The caller ID's country may become known after Import was pressed: the sheet stays where it is, and goes on later.
void ImportSheetTest::readsAnewWhileItImports()
{
    m_backend->imports.holdKnown = true;
    open();
    press("import");
    QTRY_VERIFY(m_backend->imports.knownJob != nullptr);
    choose("region", u"DE"_s);
    QCOMPARE(m_backend->imports.regions.back(), u"DE"_s);
    QCoreApplication::processEvents();
    QVERIFY(m_page->isImporting());
    m_backend->imports.heldKnown(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QVERIFY(m_page->findChild<ActionButton *>(u"import"_s)->isEnabled());
}

void ImportSheetTest::saysHowTheFileIsReadAndReadsItAnew()
{
    open();
    QCOMPARE(box("encoding")->currentText(), u"UTF-8 (automatic)"_s);
    QCOMPARE(box("delimiter")->currentText(), u"comma (automatic)"_s);
    QCOMPARE(box("firstRow")->currentText(), u"column names (automatic)"_s);
    m_page->findChild<CampaignForm *>()->setName(u"Mine"_s);
    auto *import = m_page->findChild<ActionButton *>(u"import"_s);

    FakeImports &imports = m_backend->imports;
    imports.hold = true;
    choose("encoding", static_cast<int>(TextEncoding::Windows1252));
    QVERIFY(!import->isEnabled()); // what is shown is not what would be imported
    QVERIFY(shows<MappingView>());
    imports.shown.encoding = TextEncoding::Windows1252;
    imports.shown.rows[1].fields[1] = u"Zoë"_s;
    imports.held.back()(imports.shown);
    QTRY_VERIFY(import->isEnabled());
    QCOMPARE(cell(1), u"Zoë"_s);
    QCOMPARE(box("encoding")->itemText(0), u"UTF-8 (automatic)"_s);
    QCOMPARE(m_page->findChild<CampaignForm *>()->campaign().name, u"Mine"_s);

    choose("firstRow", static_cast<int>(false));
    imports.shown.mapping.hasHeader = false;
    imports.held.back()(imports.shown);
    QTRY_VERIFY(import->isEnabled());
    press("import");
    QTRY_VERIFY(imports.request.has_value());
    const CsvChoices expected{
        .encoding = TextEncoding::Windows1252, .delimiter = {}, .hasHeader = false, .numberColumn = {}};
    QVERIFY(imports.chosen.back() == expected);
    QVERIFY(imports.request->choices == expected);
    QVERIFY(!imports.request->mapping->hasHeader);
}

void ImportSheetTest::showsTheLastReadingOnly()
{
    open();
    FakeImports &imports = m_backend->imports;
    imports.hold = true;
    choose("delimiter", static_cast<int>(';'));
    choose("delimiter", static_cast<int>('\t'));
    QCOMPARE(imports.held.size(), std::size_t{2});
    CsvPreview tabs = leads();
    tabs.rows[1].fields[1] = u"by tabs"_s;
    imports.held[1](tabs);
    imports.held[0](leads());
    QTRY_COMPARE(cell(1), u"by tabs"_s);
    QCoreApplication::processEvents();
    QCOMPARE(cell(1), u"by tabs"_s);
}

void ImportSheetTest::keepsMeaningsWhileTheFileIsReadAnew()
{
    open();
    RoleHeader &roles = m_page->findChild<MappingView *>()->roles();
    Q_EMIT roles.roleChosen(1, ColumnRole::Name);
    choose("encoding", static_cast<int>(TextEncoding::Windows1252));
    QTRY_VERIFY(m_page->findChild<ActionButton *>(u"import"_s)->isEnabled());
    QCOMPARE(roles.roleBox(1)->currentData().toInt(), static_cast<int>(ColumnRole::Name));
    m_backend->imports.shown.mapping.columns.pop_back(); // other columns: nothing is known about them
    choose("delimiter", static_cast<int>(';'));
    QTRY_VERIFY(m_page->findChild<ActionButton *>(u"import"_s)->isEnabled());
    QCOMPARE(roles.roleBox(1)->currentData().toInt(), static_cast<int>(ColumnRole::Variable));
}

void ImportSheetTest::takesBackAChoiceThatCannotBeRead()
{
    open();
    auto *import = m_page->findChild<ActionButton *>(u"import"_s);
    m_backend->imports.fileProblem = Error{ErrorCode::InvalidInput, {}, {}, ErrorRule::NotText, {u"“leads.csv”"_s}};
    choose("encoding", static_cast<int>(TextEncoding::Utf8));
    auto *problem = m_page->findChild<MappingView *>()->findChild<MessageBar *>();
    QTRY_VERIFY(problem->isShowing());
    QVERIFY(problem->text().contains(u"“leads.csv” is not a text file."_s));
    QVERIFY(!import->isEnabled());
    m_backend->imports.fileProblem.reset();
    choose("encoding", {});
    QTRY_VERIFY(import->isEnabled());
    QVERIFY(!problem->isShowing());
}

void ImportSheetTest::saysWhatIsWrongWithAFile()
{
    m_backend->imports.fileProblem = Error{ErrorCode::InvalidInput, {}, {}, ErrorRule::EmptyFile, {u"“empty.csv”"_s}};
    m_page->open(u"/lists/empty.csv"_s, {});
    const auto states = m_page->findChildren<EmptyState *>();
    QTRY_VERIFY(std::any_of(states.begin(), states.end(), [](const EmptyState *state) {
        return state->isVisible() && state->detail() == u"“empty.csv” is empty. Export the list again."_s;
    }));
}

void ImportSheetTest::readsAFileItTookForSomethingElse()
{
    m_backend->imports.fileProblem = Error{ErrorCode::FileNotReadable, u"There is no such file."_s, {}};
    m_page->open(u"/lists/odd.csv"_s, {});
    auto *anotherWay = m_page->findChild<ActionButton *>(u"anotherWay"_s);
    QTRY_VERIFY(m_page->findChild<ActionButton *>(u"tryAgain"_s)->isVisible());
    QVERIFY(!anotherWay->isVisible()); // no choice helps here
    m_backend->imports.fileProblem->code = ErrorCode::InvalidInput;
    press("tryAgain");
    QTRY_VERIFY(anotherWay->isVisible());
    anotherWay->click();
    QVERIFY(shows<MappingView>());
    auto *import = m_page->findChild<ActionButton *>(u"import"_s);
    QVERIFY(!import->isEnabled());
    m_backend->imports.fileProblem.reset();
    choose("encoding", static_cast<int>(TextEncoding::Utf16Le));
    QTRY_VERIFY(import->isEnabled());
}

void ImportSheetTest::saysARefusedNameBesideTheField()
{
    open();
    m_backend->campaigns.refusal =
        Error{ErrorCode::InvalidInput, {}, u"#/name"_s, ErrorRule::Length, {u"1"_s, u"200"_s}};
    press("import");
    QTRY_VERIFY(shows<MappingView>());
    const auto labels = m_page->findChild<CampaignForm *>()->findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text() == u"It must have 1 to 200 characters."_s;
    }));
    QVERIFY(!m_backend->imports.request.has_value());
}

void ImportSheetTest::cancelLeavesTheSheetAsItWas()
{
    open();
    press("import");
    QTRY_VERIFY(m_backend->imports.job != nullptr);
    m_page->findChild<ImportProgressView *>()->findChild<ActionButton *>()->click();
    QVERIFY(m_backend->imports.job->cancelled);
    m_backend->imports.reply(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QVERIFY(!m_page->isImporting());
    // The campaign that was made for it is used again instead of making a second one.
    press("import");
    QTRY_VERIFY(m_page->isImporting());
    QCOMPARE(m_backend->campaigns.asked.size(), std::size_t{1});
}

void ImportSheetTest::saysWhenNoNumberWasInAKnownForm()
{
    open();
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    m_backend->imports.reply(summaryOf(0, 0, {{2, u"142"_s, u"Too short."_s, u"142"_s}}));
    QTRY_VERIFY(shows<ImportSummaryView>());
    auto *bar = m_page->findChild<ImportSummaryView *>()->findChild<MessageBar *>();
    QVERIFY(bar->isShowing());
    QVERIFY(!m_page->findChild<ActionButton *>(u"startImported"_s)->isVisible());
    bar->findChild<ActionButton *>()->click();
    QTRY_VERIFY(shows<MappingView>());
}

void ImportSheetTest::exportsAllRejects()
{
    for (qint64 row = 1; row <= 12'000; ++row) {
        m_backend->imports.allRejects.push_back({row, u"x"_s, u"No \"number\"."_s, u"x,y"_s});
    }
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"rejects.csv"_s);
    auto *job =
        new RejectsExport(m_backend->imports, m_backend->services().caller, ImportId{3}, RowFate::Rejected, path, this);
    const QSignalSpy finished(job, &RejectsExport::finished);
    job->start();
    QTRY_COMPARE(finished.size(), qsizetype{1});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), qsizetype{12'001});
    QCOMPARE(lines.at(1).trimmed(), QByteArray("1,x,\"No \"\"number\"\".\",\"x,y\""));
}

void ImportSheetTest::offersNoTerminalCampaign()
{
    m_backend->campaigns.add(u"Over"_s, CampaignStatus::Completed, 0);
    m_backend->campaigns.add(u"Open"_s, CampaignStatus::Draft, 0);
    open();
    const auto boxes = m_page->findChild<MappingView *>()->findChildren<QComboBox *>();
    const auto offers = [&boxes](const QString &name) {
        return std::any_of(boxes.begin(), boxes.end(), [&](const QComboBox *box) { return box->findText(name) >= 0; });
    };
    QTRY_VERIFY(offers(u"Open"_s));
    QVERIFY(!offers(u"Over"_s));
}

/// What went in is taken out in seconds when the list is long. Somebody who sees nothing meanwhile would press again.
void ImportSheetTest::saysAtOnceThatItIsCancelled()
{
    open();
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    const QSignalSpy ended(m_page, &ImportPage::importEnded);
    m_backend->imports.progress({50, 100, 7, 7});
    QTRY_VERIFY(says(u"7 rows read"_s));
    m_page->findChild<ImportProgressView *>()->findChild<ActionButton *>()->click();
    QVERIFY(m_backend->imports.job->cancelled);
    QVERIFY(says(u"Cancelling the import of leads.csv…"_s));
    QVERIFY(says(u"7 target(s) that went in are being taken out again."_s));
    m_backend->imports.progress({60, 100, 9, 9}); // was on its way
    QTRY_VERIFY(says(u"9 target(s) that went in are being taken out again."_s));
    m_backend->imports.reply(Error{ErrorCode::Cancelled, u"Cancelled."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QCOMPARE(ended.size(), qsizetype{1});
    press("import"); // nothing of it is left on the page
    QTRY_VERIFY(shows<ImportProgressView>());
    QVERIFY(!says(u"Cancelling the import"_s));
}

/// It must not become the usual 3 without a word.
void ImportSheetTest::refusesZeroAttempts()
{
    open();
    auto *form = m_page->findChild<CampaignForm *>();
    const auto boxes = form->findChildren<QSpinBox *>();
    const auto attempts = std::find_if(boxes.begin(), boxes.end(), [](const QSpinBox *box) {
        return box->accessibleName() == u"Attempts per target"_s;
    });
    QVERIFY(attempts != boxes.end());
    (*attempts)->selectAll();
    QTest::keyClicks(*attempts, u"0"_s);
    QTest::keyClick(*attempts, Qt::Key_Tab);
    QCOMPARE((*attempts)->value(), 0);
    press("import");
    QVERIFY(says(u"With 0 attempts nobody is called."_s));
    QCOMPARE((*attempts)->accessibleDescription(), u"With 0 attempts nobody is called. Allow at least 1."_s);
    QCoreApplication::processEvents();
    QVERIFY(shows<MappingView>());
    QVERIFY(m_backend->campaigns.asked.empty());
    (*attempts)->setValue(2);
    QVERIFY(!says(u"With 0 attempts"_s));
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
}

/// Where the disk is full, targets of a list that failed are there until they can be removed.
void ImportSheetTest::saysWhatAFailedImportLeft()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5).campaign.id;
    m_sheet->open(draft);
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    CampaignImport &import = m_backend->campaigns.find(draft)->import;
    import.state = CampaignImport::State::Failed;
    import.targets = 7;
    m_backend->imports.reply(Error{ErrorCode::StorageFull, u"The disk is full."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QVERIFY(says(u"The list was not imported."_s));
    QVERIFY(says(u"7 target(s) of it are in the campaign all the same."_s));
}

void ImportSheetTest::saysNothingIsLeftWhenNothingIs()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5).campaign.id;
    m_sheet->open(draft);
    press("import");
    QTRY_VERIFY(m_backend->imports.request.has_value());
    m_backend->imports.reply(Error{ErrorCode::StorageFull, u"The disk is full."_s, {}});
    QTRY_VERIFY(shows<MappingView>());
    QVERIFY(says(u"The list was not imported."_s));
    QVERIFY(!says(u"in the campaign all the same"_s));
}

QTEST_MAIN(ImportSheetTest)
#include "import_sheet_test.moc"
