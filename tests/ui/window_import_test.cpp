// What the window shows of a campaign while a list goes into it, and into which campaign a list goes.

#include "import_sheet.h"

#include "campaigns/campaigns_page.h"
#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/message_bar.h"
#include "common/state_chip.h"
#include "frame/main_window.h"
#include "imports/import_summary_view.h"
#include "theme/theme.h"

#include <QLabel>
#include <QSettings>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class WindowImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void givesAListToTheDraftThatInvites();
    void leavesTheChoiceWhereNoDraftInvites_data();
    void leavesTheChoiceWhereNoDraftInvites();
    void givesTheNextFileToTheCampaignThatAskedForOne();
    void showsThatAListGoesIn();
    void saysAfterARestartThatAnImportFailed();
    void undoesAFailedImport();
    void importsAgainAfterAFailure();
    void saysThatACancelledImportIsTakenOut();
    void offersStartOnlyForWhatIsWhole();
    void offersNoStartWithoutTargets();
    void duplicatesACampaign();
    void saysWhyACampaignWasNotDuplicated();

private:
    void show();
    /// Opens a list, presses Import and waits until the backend was asked.
    void importList();
    void showCampaigns();
    void publish(CampaignId campaign);
    /// As the backend tells of an import of which that many targets are in the campaign.
    void setImport(CampaignId campaign, CampaignImport::State state, qint64 targets);
    [[nodiscard]] ActionButton *button(const char *name) const
    {
        return m_window->findChild<ActionButton *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString state() const
    {
        return m_window->findChild<CampaignsPage *>()->findChild<StateChip *>()->word();
    }
    [[nodiscard]] QString listed(int column) const
    {
        return m_window->findChild<ConsoleTable *>(u"campaigns"_s)->model()->index(0, column).data().toString();
    }
    [[nodiscard]] bool tells(const QString &text) const
    {
        const auto bars = m_window->findChildren<MessageBar *>();
        return std::any_of(bars.begin(), bars.end(),
                           [&](const MessageBar *bar) { return bar->isVisible() && bar->text().contains(text); });
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = m_window->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    SettingsSandbox m_sandbox;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void WindowImportTest::init()
{
    QSettings().clear();
    m_theme = std::make_unique<Theme>();
    m_backend = std::make_unique<FakeBackend>();
    m_backend->setup.addBasics();
    m_backend->imports.shown = leads();
}

void WindowImportTest::cleanup()
{
    m_window.reset();
    QCoreApplication::processEvents(); // replies that were on their way
    m_backend.reset();
    m_theme.reset();
}

void WindowImportTest::show()
{
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    m_window->show();
    m_window->showPage(CampaignsPage::key);
    QTRY_VERIFY(m_window->findChild<ConsoleTable *>(u"campaigns"_s)->model()->rowCount() > 0);
}

void WindowImportTest::importList()
{
    m_window->openCsv(u"/lists/leads.csv"_s);
    QTRY_VERIFY(m_window->findChild<MappingView *>()->isVisible());
    QTRY_VERIFY(!m_backend->imports.regions.back().isEmpty());
    QTRY_VERIFY(button("import")->isEnabled());
    QCoreApplication::processEvents();
    button("import")->click();
    QTRY_VERIFY(m_backend->imports.request.has_value());
}

void WindowImportTest::showCampaigns()
{
    m_window->showPage(CampaignsPage::key);
}

void WindowImportTest::publish(CampaignId campaign)
{
    ChangeSet changes;
    changes.campaigns.insert(campaign);
    m_backend->changes.publish(changes);
}

void WindowImportTest::givesAListToTheDraftThatInvites()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    importList();
    QCOMPARE(m_backend->imports.request->campaign, draft);
    QVERIFY(m_backend->campaigns.asked.empty()); // no other campaign was made
}

void WindowImportTest::leavesTheChoiceWhereNoDraftInvites_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("targets");
    QTest::newRow("has targets") << static_cast<int>(CampaignStatus::Draft) << 5;
    QTest::newRow("is over") << static_cast<int>(CampaignStatus::Cancelled) << 0;
}

void WindowImportTest::leavesTheChoiceWhereNoDraftInvites()
{
    QFETCH(int, status);
    QFETCH(int, targets);
    m_backend->campaigns.add(u"Renewals"_s, static_cast<CampaignStatus>(status), targets);
    show();
    importList();
    QCOMPARE(m_backend->campaigns.asked, std::vector<QString>{u"create leads"_s});
}

/// The first file was the wrong one, and the page is still about that campaign.
void WindowImportTest::givesTheNextFileToTheCampaignThatAskedForOne()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    m_backend->imports.fileProblem = Error{ErrorCode::InvalidInput, u"This is a picture."_s, {}};
    m_window->openCsv(u"/lists/cat.csv"_s);
    QTRY_VERIFY(button("tryAgain")->isVisible());
    m_backend->imports.fileProblem.reset();
    importList();
    QCOMPARE(m_backend->imports.request->campaign, draft);
}

void WindowImportTest::setImport(CampaignId campaign, CampaignImport::State state, qint64 targets)
{
    CampaignOverview *overview = m_backend->campaigns.find(campaign);
    overview->import = {.state = state, .id = ImportId{9}, .source = u"leads.csv"_s, .targets = targets};
    overview->stats.byStatus[0] = targets;
    publish(campaign);
}

void WindowImportTest::showsThatAListGoesIn()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    importList();
    showCampaigns();
    setImport(draft, CampaignImport::State::Running, 40);
    QTRY_COMPARE(state(), u"Importing"_s);
    QCOMPARE(listed(1), u"Importing"_s);
    QTRY_VERIFY(says(u"40 target(s) of the list so far"_s));
    QVERIFY(tells(u"Nobody on it is called before all of it is in."_s));
    QVERIFY(!button("start")->isVisible());
    QVERIFY(!button("addTargets")->isVisible());
    QVERIFY(!button("undoImport")->isVisible());
    setImport(draft, CampaignImport::State::None, 40);
    m_backend->imports.reply(summaryOf(40, 1, {}));
    QTRY_COMPARE(state(), u"Draft"_s);
    QTRY_COMPARE(listed(1), u"Draft"_s);
    QTRY_VERIFY(button("start")->isVisible());
    QVERIFY(!tells(u"Nobody on it is called"_s));
}

/// The window has just been opened, and knows of no import but what the backend says.
void WindowImportTest::saysAfterARestartThatAnImportFailed()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    setImport(draft, CampaignImport::State::Failed, 40);
    show();
    QTRY_COMPARE(state(), u"Import failed"_s);
    QCOMPARE(listed(1), u"Import failed"_s);
    QVERIFY(tells(u"“leads.csv” was not imported. 40 target(s) of it are still here"_s));
    QVERIFY(tells(u"The campaign can be started once the import is undone."_s));
    QVERIFY(says(u"40 target(s) of a list that was not imported"_s));
    QVERIFY(!button("start")->isVisible());
    QVERIFY(!button("addTargets")->isVisible());
    QTest::keySequence(m_window.get(), QKeySequence(u"Ctrl+Shift+G"_s)); // nor by its key
    QVERIFY(m_window->findChild<ConfirmDialog *>() == nullptr);
}

void WindowImportTest::undoesAFailedImport()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    setImport(draft, CampaignImport::State::Failed, 40);
    m_backend->imports.onUndo = [this](CampaignId id) { setImport(id, CampaignImport::State::None, 0); };
    m_backend->imports.undoRefusal = Error{ErrorCode::StorageFull, u"The disk is full."_s, {}};
    show();
    QTRY_VERIFY(button("undoImport")->isVisible());
    button("undoImport")->click();
    QTRY_VERIFY(tells(u"The import was not undone. The disk is full."_s));
    QCOMPARE(state(), u"Import failed"_s);
    button("undoImport")->click();
    QTRY_COMPARE(state(), u"Draft"_s);
    QTRY_VERIFY(!tells(u"The import was not undone."_s));
    QVERIFY(!tells(u"still here"_s));
    QVERIFY(!button("undoImport")->isVisible());
    QVERIFY(button("start")->isVisible());
    QVERIFY(button("addTargets")->isVisible());
}

void WindowImportTest::importsAgainAfterAFailure()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    setImport(draft, CampaignImport::State::Failed, 40);
    m_backend->imports.onUndo = [this](CampaignId id) { setImport(id, CampaignImport::State::None, 0); };
    show();
    QTRY_VERIFY(button("importAgain")->isVisible());
    button("importAgain")->click();
    QTRY_VERIFY(m_window->findChild<ImportPage *>()->isVisible()); // and asks for a file
    QCOMPARE(m_window->findChild<ImportPage *>()->invited(), draft);
    QTRY_COMPARE(state(), u"Draft"_s);
}

/// Its targets go by themselves, and there is nothing to press.
void WindowImportTest::saysThatACancelledImportIsTakenOut()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    setImport(draft, CampaignImport::State::Failed, 40);
    m_backend->campaigns.find(draft)->import.failure = Error{ErrorCode::Cancelled, u"Cancelled."_s, {}};
    publish(draft);
    QTRY_COMPARE(state(), u"Undoing the import"_s);
    QVERIFY(tells(u"its targets are being taken out again"_s));
    QVERIFY(!button("undoImport")->isVisible());
    QVERIFY(!button("start")->isVisible());
}

void WindowImportTest::offersStartOnlyForWhatIsWhole()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    importList();
    setImport(draft, CampaignImport::State::Failed, 40);
    m_backend->campaigns.find(draft)->import.failure = Error{ErrorCode::StorageFull, u"The disk is full."_s, {}};
    m_backend->imports.reply(Error{ErrorCode::StorageFull, u"The disk is full."_s, {}});
    QTRY_VERIFY(m_window->findChild<MappingView *>()->isVisible());
    showCampaigns();
    QTRY_COMPARE(state(), u"Import failed"_s);
    QTRY_VERIFY(tells(u"“leads.csv” was not imported. The disk is full."_s));
    QVERIFY(tells(u"40 target(s) of it are still here"_s));
    QVERIFY(!button("start")->isVisible());
    setImport(draft, CampaignImport::State::None, 0); // there is room again
    QTRY_COMPARE(state(), u"Draft"_s);
    QVERIFY(button("start")->isVisible());
    QVERIFY(!tells(u"still here"_s));
}

void WindowImportTest::offersNoStartWithoutTargets()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    QTRY_VERIFY(button("start")->isVisible());
    QVERIFY(!button("start")->isEnabled());
    QCOMPARE(button("start")->toolTip(), u"Nobody is on the list yet. Add targets first."_s);
    m_backend->campaigns.find(draft)->stats.byStatus[0] = 1;
    publish(draft);
    QTRY_VERIFY(button("start")->isEnabled());
    QVERIFY(button("start")->toolTip().isEmpty());
}

void WindowImportTest::duplicatesACampaign()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Completed, 0);
    show();
    QTRY_VERIFY(button("duplicate")->isVisible());
    button("duplicate")->click();
    QTRY_COMPARE(m_window->windowTitle(), u"Renewals (copy) — Campaigns"_s); // it is the chosen one
    QCOMPARE(m_backend->campaigns.asked, std::vector<QString>{u"duplicate"_s});
    QCOMPARE(state(), u"Draft"_s);
}

void WindowImportTest::saysWhyACampaignWasNotDuplicated()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Completed, 0);
    show();
    QTRY_VERIFY(button("duplicate")->isVisible());
    m_backend->campaigns.refusal = Error{ErrorCode::StorageFull, u"The disk is full."_s, {}};
    button("duplicate")->click();
    QTRY_VERIFY(tells(u"The campaign was not duplicated. The disk is full."_s));
}

QTEST_MAIN(WindowImportTest)
#include "window_import_test.moc"
