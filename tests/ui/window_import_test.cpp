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

void WindowImportTest::showsThatAListGoesIn()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    importList();
    showCampaigns();
    QCOMPARE(state(), u"Importing"_s);
    QCOMPARE(listed(1), u"Importing"_s);
    m_backend->campaigns.find(draft)->stats.byStatus[0] = 40;
    m_backend->imports.progress({50, 100, 41, 40, 1});
    publish(draft);
    QTRY_VERIFY(says(u"40 target(s) of the list so far"_s));
    QVERIFY(tells(u"Nobody on it is called before all of it is in."_s));
    QVERIFY(!button("start")->isVisible());
    QVERIFY(!button("addTargets")->isVisible());
    m_backend->imports.reply(summaryOf(40, 1, {}));
    QTRY_COMPARE(state(), u"Draft"_s);
    QTRY_COMPARE(listed(1), u"Draft"_s);
    QTRY_VERIFY(button("start")->isVisible());
    QVERIFY(!tells(u"Nobody on it is called"_s));
}

void WindowImportTest::offersStartOnlyForWhatIsWhole()
{
    const CampaignId draft = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 0).campaign.id;
    show();
    importList();
    m_backend->campaigns.find(draft)->stats.byStatus[0] = 40;
    m_backend->imports.reply(Error{ErrorCode::StorageFull, u"The disk is full."_s, {}});
    QTRY_VERIFY(m_window->findChild<MappingView *>()->isVisible());
    showCampaigns();
    publish(draft);
    QTRY_COMPARE(state(), u"Import failed"_s);
    QTRY_VERIFY(tells(u"40 target(s) of it are still here."_s));
    QVERIFY(!button("start")->isVisible());
    m_backend->campaigns.find(draft)->stats.byStatus[0] = 0; // there is room again
    publish(draft);
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
