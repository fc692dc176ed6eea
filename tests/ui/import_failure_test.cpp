// How an import ends that brings nobody: it is refused, cancelled, or goes wrong.

#include "import_sheet.h"

#include "common/empty_state.h"
#include "common/message_bar.h"
#include "imports/import_progress_view.h"
#include "imports/import_summary_view.h"

#include <QSignalSpy>
#include <QSpinBox>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class ImportFailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void cancelsBeforeTheCampaignIsThere();
    void takesBackAChoiceThatCannotBeRead();
    void saysWhatIsWrongWithAFile();
    void readsAFileItTookForSomethingElse();
    void saysARefusedNameBesideTheField();
    void cancelLeavesTheSheetAsItWas();
    void saysWhenNoNumberWasInAKnownForm();
    void saysAtOnceThatItIsCancelled();
    void refusesZeroAttempts();
    void saysWhatAFailedImportLeft();
    void saysNothingIsLeftWhenNothingIs();

private:
    void open() { m_sheet->open(); }
    void press(const char *button) { m_sheet->press(button); }
    void choose(const char *box, const QVariant &data) { m_sheet->choose(box, data); }
    QComboBox *box(const char *name) { return m_sheet->find(name); }
    [[nodiscard]] bool says(const QString &text) const { return m_sheet->says(text); }
    template<class View>
    [[nodiscard]] bool shows() const
    {
        return m_sheet->shows<View>();
    }

    std::unique_ptr<ImportSheet> m_sheet;
    FakeBackend *m_backend = nullptr; // of the sheet, as is the page
    ImportPage *m_page = nullptr;
};

void ImportFailureTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
    m_backend = &m_sheet->backend;
    m_page = m_sheet->page.get();
}

void ImportFailureTest::cleanup()
{
    m_sheet.reset();
}

/// There is nothing to cancel at that moment, and nothing may come of it.
void ImportFailureTest::cancelsBeforeTheCampaignIsThere()
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

void ImportFailureTest::takesBackAChoiceThatCannotBeRead()
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

void ImportFailureTest::saysWhatIsWrongWithAFile()
{
    m_backend->imports.fileProblem = Error{ErrorCode::InvalidInput, {}, {}, ErrorRule::EmptyFile, {u"“empty.csv”"_s}};
    m_page->open(u"/lists/empty.csv"_s, {});
    const auto states = m_page->findChildren<EmptyState *>();
    QTRY_VERIFY(std::any_of(states.begin(), states.end(), [](const EmptyState *state) {
        return state->isVisible() && state->detail() == u"“empty.csv” is empty. Export the list again."_s;
    }));
}

void ImportFailureTest::readsAFileItTookForSomethingElse()
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

void ImportFailureTest::saysARefusedNameBesideTheField()
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

void ImportFailureTest::cancelLeavesTheSheetAsItWas()
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

void ImportFailureTest::saysWhenNoNumberWasInAKnownForm()
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

/// What went in is taken out in seconds when the list is long. Somebody who sees nothing meanwhile would press again.
void ImportFailureTest::saysAtOnceThatItIsCancelled()
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
void ImportFailureTest::refusesZeroAttempts()
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
void ImportFailureTest::saysWhatAFailedImportLeft()
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

void ImportFailureTest::saysNothingIsLeftWhenNothingIs()
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

QTEST_MAIN(ImportFailureTest)
#include "import_failure_test.moc"
