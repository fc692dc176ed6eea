// The import page from the file to what came of it.

#include "import_sheet.h"

#include "common/console_table.h"
#include "common/message_bar.h"
#include "imports/import_progress_view.h"
#include "imports/import_summary_view.h"
#include "imports/rejects_export.h"
#include "imports/role_header.h"

#include <QFile>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>

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
    void readsAnewWhileItImports();
    void saysHowTheFileIsReadAndReadsItAnew();
    void showsTheLastReadingOnly();
    void keepsMeaningsWhileTheFileIsReadAnew();
    void exportsAllRejects();
    void offersNoTerminalCampaign();

private:
    void open() { m_sheet->open(); }
    void press(const char *button) { m_sheet->press(button); }
    void choose(const char *box, const QVariant &data) { m_sheet->choose(box, data); }
    QComboBox *box(const char *name) { return m_sheet->find(name); }
    QString cell(int column);
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

QTEST_MAIN(ImportSheetTest)
#include "import_sheet_test.moc"
