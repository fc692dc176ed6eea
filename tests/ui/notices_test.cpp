// What the window announces, once and in one place, and what it asks before it closes.

#include "console_window.h"

#include "calls/calls_page.h"
#include "calls/cut_off_dialog.h"
#include "campaigns/campaigns_page.h"
#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/elided_label.h"
#include "common/page_widget.h"
#include "common/state_chip.h"
#include "common/words.h"
#include "frame/engine_bar.h"
#include "frame/help_dialogs.h"
#include "frame/sidebar.h"
#include "frame/sidebar_delegate.h"
#include "live/live_page.h"

#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QSignalSpy>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class NoticesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_console = std::make_unique<ConsoleWindow>(); }
    void cleanup() { m_console.reset(); }
    void announcesACompletion();
    void announcesAPauseUntilItIsResumed();
    void tellsTheDesktopOnlyInTheBackground();
    void countsInTheSidebarWhatNeedsEyes();
    void tellsStopAllOnceAndByOneWord();
    void aCampaignAtItsOwnLimitIsActive();
    void offersNoStartWithoutTargets();
    void asksBeforeItClosesBetweenTwoCalls();
    void closesWithoutAQuestionWhenNothingRuns();
    void tellsTheCallsThatWereCutOff();
    void saysNothingWhereNoCallWasCutOff();
    void aFailureGoesWhenTheSameThingSucceeds();
    void barsDoNotMoveThePage();
    void showsNoLibraryToOperators();
    void keysActOnWhatIsSeen();
    void ctrlShiftSStopsNothing();
    void f1ExplainsEveryPage();

private:
    CampaignOverview &add(CampaignStatus status) { return m_console->backend.campaigns.add(u"July"_s, status, 5); }
    /// The campaigns page, with the campaign that is first in the list.
    void showCampaigns();
    [[nodiscard]] QString badge(const QString &title) const;
    [[nodiscard]] QString stateShown() const;
    void press(const QKeySequence &keys) const;

    std::unique_ptr<ConsoleWindow> m_console;
};

void NoticesTest::showCampaigns()
{
    m_console->show();
    m_console->window->showPage(CampaignsPage::key);
    QTRY_VERIFY(m_console->window->findChild<CampaignsPage *>()->chosen());
}

QString NoticesTest::badge(const QString &title) const
{
    const auto *sidebar = m_console->window->findChild<Sidebar *>();
    for (int row = 0; row < sidebar->count(); ++row) {
        if (sidebar->item(row)->data(SidebarDelegate::titleRole).toString() == title) {
            return sidebar->item(row)->data(SidebarDelegate::badgeRole).toString();
        }
    }
    return u"no such page"_s;
}

QString NoticesTest::stateShown() const
{
    return m_console->window->findChild<CampaignsPage *>()->findChild<StateChip *>()->accessibleName();
}

/// Presses a shortcut of the menu: does nothing when its action is not enabled.
void NoticesTest::press(const QKeySequence &keys) const
{
    QTest::keySequence(m_console->window.get(), keys);
}

void NoticesTest::announcesACompletion()
{
    const CampaignId id = add(CampaignStatus::Active).campaign.id;
    showCampaigns();
    m_console->window->showPage(CallsPage::key);
    CampaignOverview *overview = m_console->backend.campaigns.find(id);
    overview->campaign.status = CampaignStatus::Completed;
    overview->stats.byStatus = {0, 0, 5, 0, 0};
    m_console->publish();
    QTRY_VERIFY(m_console->tells(u"“July” is completed."_s));
    auto *show = m_console->bars(u"is completed"_s).front()->findChild<ActionButton *>();
    show->click();
    QVERIFY(m_console->window->findChild<CampaignsPage *>()->isVisible());
    QVERIFY(!m_console->tells(u"is completed"_s));
}

void NoticesTest::announcesAPauseUntilItIsResumed()
{
    const CampaignId id = add(CampaignStatus::Active).campaign.id;
    showCampaigns();
    CampaignOverview *overview = m_console->backend.campaigns.find(id);
    overview->campaign.status = CampaignStatus::Paused;
    overview->campaign.pauseReason = {PauseReason::Code::ShareOfFailures, 26, 50, {}};
    m_console->publish();
    QTRY_VERIFY(m_console->tells(u"“July” has paused itself."_s));
    QVERIFY(m_console->tells(u"26 of the last 50 calls failed"_s));
    overview->campaign.status = CampaignStatus::Active;
    overview->campaign.pauseReason = {};
    m_console->publish();
    QTRY_VERIFY(!m_console->tells(u"has paused itself"_s));
}

void NoticesTest::tellsTheDesktopOnlyInTheBackground()
{
    const CampaignId first = add(CampaignStatus::Active).campaign.id;
    const CampaignId second = add(CampaignStatus::Active).campaign.id;
    showCampaigns();
    QSignalSpy announced(m_console->window.get(), &MainWindow::announced);
    m_console->backend.campaigns.find(first)->campaign.status = CampaignStatus::Completed;
    m_console->publish();
    QTRY_VERIFY(m_console->tells(u"is completed"_s));
    QCOMPARE(announced.count(), 0);
    QWidget another; // of another program
    another.show();
    another.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&another));
    m_console->backend.campaigns.find(second)->campaign.status = CampaignStatus::Completed;
    m_console->publish();
    QTRY_COMPARE(announced.count(), 1);
    QVERIFY(announced.front().front().toString().contains(u"July"_s));
}

void NoticesTest::countsInTheSidebarWhatNeedsEyes()
{
    const CampaignId id = add(CampaignStatus::Active).campaign.id;
    showCampaigns();
    m_console->window->showPage(CallsPage::key);
    QCOMPARE(badge(CampaignsPage::title()), QString());
    m_console->backend.campaigns.find(id)->campaign.status = CampaignStatus::Completed;
    m_console->publish();
    QTRY_COMPARE(badge(CampaignsPage::title()), u"1"_s);
    m_console->window->showPage(CampaignsPage::key);
    QTRY_COMPARE(badge(CampaignsPage::title()), QString()); // it has been seen
    CampaignOverview *overview = m_console->backend.campaigns.find(id);
    overview->campaign.status = CampaignStatus::Paused;
    overview->campaign.pauseReason = {PauseReason::Code::FailuresInARow, 20, 20, {}};
    m_console->publish();
    QTRY_COMPARE(badge(CampaignsPage::title()), u"1"_s); // until somebody does something about it
}

void NoticesTest::tellsStopAllOnceAndByOneWord()
{
    const CampaignId id = add(CampaignStatus::Active).campaign.id;
    showCampaigns();
    m_console->backend.engine.now.stoppedByHand = true;
    m_console->backend.campaigns.find(id)->hold.reason = HoldReason::Stopped;
    m_console->publish();
    QTRY_COMPARE(m_console->bars(u"nothing new is dialled"_s).size(), std::size_t{1});
    QTRY_COMPARE(stateShown(), u"Stopped"_s);
    QCOMPARE(m_console->bars(u"Stop all"_s).size(), std::size_t{1});
    const auto labels = m_console->window->findChild<EngineBar *>()->findChildren<QLabel *>();
    QVERIFY(
        std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == u"Stopped"_s; }));
}

void NoticesTest::aCampaignAtItsOwnLimitIsActive()
{
    const CampaignId id = add(CampaignStatus::Active).campaign.id;
    CampaignOverview *overview = m_console->backend.campaigns.find(id);
    overview->campaign.maxConcurrent = 5;
    overview->stats.inFlight = 5;
    overview->hold.reason = HoldReason::CampaignBusy;
    showCampaigns();
    QTRY_COMPARE(stateShown(), u"Active"_s);
    QCOMPARE(badge(CampaignsPage::title()), QString());
    QVERIFY(!m_console->tells(u"calls are in progress"_s));
    const auto labels = m_console->window->findChild<CampaignsPage *>()->findChildren<ElidedLabel *>();
    const auto told = [](const ElidedLabel *label) { return label->text().contains(u"at its limit: 5 of 5 calls"_s); };
    QVERIFY(std::any_of(labels.begin(), labels.end(), told));
}

void NoticesTest::offersNoStartWithoutTargets()
{
    const CampaignId id = add(CampaignStatus::Draft).campaign.id;
    m_console->backend.campaigns.find(id)->stats = {};
    showCampaigns();
    QTRY_VERIFY(m_console->find("start")->isVisible());
    QVERIFY(!m_console->find("start")->isEnabled());
    QVERIFY(!m_console->find("start")->toolTip().isEmpty()); // and it says why
    press(QKeySequence(u"Ctrl+Shift+G"_s));
    QVERIFY(!m_console->dialog());
    m_console->backend.campaigns.find(id)->stats.byStatus[static_cast<std::size_t>(TargetStatus::Pending)] = 1;
    m_console->publish();
    QTRY_VERIFY(m_console->find("start")->isEnabled());
}

void NoticesTest::asksBeforeItClosesBetweenTwoCalls()
{
    add(CampaignStatus::Active);
    showCampaigns();
    QCOMPARE(m_console->backend.engine.now.liveCalls, 0);
    m_console->window->close();
    QTRY_VERIFY(m_console->dialog());
    QVERIFY(m_console->window->isVisible());
    m_console->window->close(); // asked once
    QCOMPARE(m_console->window->findChildren<ConfirmDialog *>().size(), 1);
    QPointer<QDialog> question = m_console->dialog();
    question->findChild<ActionButton *>(u"leaveIt"_s)->click();
    QTRY_VERIFY(!question);
    QVERIFY(m_console->window->isVisible());
    m_console->window->close();
    QTRY_VERIFY(m_console->dialog());
    m_console->dialog()->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(!m_console->window->isVisible());
}

void NoticesTest::closesWithoutAQuestionWhenNothingRuns()
{
    add(CampaignStatus::Paused);
    showCampaigns();
    QVERIFY(m_console->window->close());
    QVERIFY(!m_console->dialog());
}

void NoticesTest::tellsTheCallsThatWereCutOff()
{
    Call call;
    call.id = AttemptId{7};
    call.to = E164{14155550142};
    call.state = AttemptState::Resolving;
    call.dialledAt = {1'785'317'400'000};
    m_console->backend.calls.history = {call};
    m_console->backend.engine.now.cutOff = {AttemptId{7}};
    m_console->show();
    QTRY_VERIFY(m_console->tells(u"cut off when Campanile last ended"_s));
    MessageBar *bar = m_console->bars(u"cut off"_s).front();
    QVERIFY(bar->text().contains(u"1"_s));
    bar->findChild<ActionButton *>()->click();
    QTRY_VERIFY(m_console->dialog());
    const auto *table = m_console->dialog()->findChild<ConsoleTable *>();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"+1 415 555 0142"_s);
    // What becomes of it is seen, and it is not told again.
    m_console->backend.calls.history.front().state = AttemptState::Ended;
    m_console->backend.calls.history.front().endReason = EndReason::OutcomeUnknown;
    m_console->publish();
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), Words::look(EndReason::OutcomeUnknown).word);
    QVERIFY(!m_console->tells(u"cut off"_s));
}

void NoticesTest::saysNothingWhereNoCallWasCutOff()
{
    add(CampaignStatus::Draft);
    showCampaigns();
    QTRY_VERIFY(m_console->find("stopAll")->isEnabled());
    QVERIFY(!m_console->tells(u"cut off"_s));
}

void NoticesTest::aFailureGoesWhenTheSameThingSucceeds()
{
    add(CampaignStatus::Active);
    showCampaigns();
    m_console->backend.campaigns.refusal = Error{ErrorCode::StorageBusy, {}, {}};
    m_console->find("pause")->click();
    QTRY_VERIFY(m_console->tells(u"The campaign was not paused."_s));
    m_console->find("pause")->click();
    QTRY_VERIFY(!m_console->tells(u"The campaign was not paused."_s));
}

void NoticesTest::barsDoNotMoveThePage()
{
    const CampaignId id = add(CampaignStatus::Active).campaign.id;
    m_console->backend.targets.fill(5);
    showCampaigns();
    m_console->window->resize(1'100, 1'000); // on a low one the splitter gives way
    const auto *page = m_console->window->findChild<CampaignsPage *>();
    const auto *table = m_console->find<ConsoleTable>("targets");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    const auto place = [&] {
        return std::pair(page->mapTo(m_console->window.get(), QPoint()),
                         table->mapTo(m_console->window.get(), QPoint()));
    };
    const auto before = place();
    m_console->find("stopAll")->click();
    m_console->backend.campaigns.find(id)->hold.reason = HoldReason::OutsideHours;
    m_console->publish();
    QTRY_VERIFY(m_console->tells(u"outside the calling hours"_s));
    QVERIFY(m_console->tells(u"nothing new is dialled"_s));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(place(), before);
}

void NoticesTest::showsNoLibraryToOperators()
{
    m_console->backend.engine.now.dataDirectory = u"/data"_s;
    m_console->show();
    QTRY_VERIFY(m_console->find("stopAll")->isEnabled());
    for (const QLabel *label : m_console->window->findChildren<QLabel *>()) {
        QVERIFY2(!label->text().contains(u"SQLite"_s), qPrintable(label->text()));
    }
    showAbout(m_console->window.get(), m_console->backend.engine.now);
    QTRY_VERIFY(m_console->dialog());
    const auto labels = m_console->dialog()->findChildren<QLabel *>();
    const auto says = [&labels](const QString &text) {
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) { return l->text().contains(text); });
    };
    QVERIFY(says(u"SQLite"_s)); // for those who help
    QVERIFY(says(u"/data"_s));
}

void NoticesTest::keysActOnWhatIsSeen()
{
    const CampaignId id = add(CampaignStatus::Draft).campaign.id;
    showCampaigns();
    press(QKeySequence(u"Ctrl+Shift+G"_s));
    QTRY_VERIFY(m_console->dialog()); // asked, as by the button
    QPointer<QDialog> question = m_console->dialog();
    question->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(!question);
    QCOMPARE(m_console->backend.campaigns.asked, std::vector<QString>{u"start"_s});
    QTRY_VERIFY(m_console->find("pause")->isVisible());
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    press(QKeySequence(u"Ctrl+Shift+P"_s));
    QTRY_COMPARE(m_console->backend.campaigns.asked.back(), u"pause"_s);
    QTRY_VERIFY(m_console->find("resume")->isVisible());
    m_console->window->showPage(CallsPage::key); // nobody sees the campaign now
    press(QKeySequence(u"Ctrl+Shift+G"_s));
    QCOMPARE(m_console->backend.campaigns.find(id)->campaign.status, CampaignStatus::Paused);
    m_console->window->showPage(CampaignsPage::key);
    press(QKeySequence(u"Ctrl+Shift+G"_s));
    QTRY_COMPARE(m_console->backend.campaigns.asked.back(), u"resume"_s);
    press(QKeySequence(u"Ctrl+Shift+X"_s));
    QTRY_VERIFY(m_console->backend.engine.now.stoppedByHand);
    QTRY_VERIFY(m_console->tells(u"nothing new is dialled"_s));
    press(QKeySequence(u"Ctrl+Shift+L"_s));
    QTRY_VERIFY(!m_console->backend.engine.now.stoppedByHand);
}

void NoticesTest::ctrlShiftSStopsNothing()
{
    add(CampaignStatus::Active);
    showCampaigns();
    press(QKeySequence(u"Ctrl+Shift+S"_s)); // "save as" elsewhere
    QCoreApplication::processEvents();
    QVERIFY(!m_console->backend.engine.now.stoppedByHand);
    for (const QAction *action : m_console->window->findChildren<QAction *>()) {
        QVERIFY2(action->shortcut() != QKeySequence(u"Ctrl+Shift+S"_s), qPrintable(action->text()));
    }
}

void NoticesTest::f1ExplainsEveryPage()
{
    add(CampaignStatus::Active);
    showCampaigns();
    const auto pages = m_console->window->findChildren<PageWidget *>();
    QVERIFY(pages.size() >= 5);
    for (const PageWidget *page : pages) {
        QVERIFY2(!page->help().isEmpty(), page->metaObject()->className());
    }
    press(QKeySequence(Qt::Key_F1));
    QTRY_VERIFY(m_console->dialog());
    const auto labels = m_console->dialog()->findChildren<QLabel *>();
    const QString help = m_console->window->findChild<CampaignsPage *>()->help();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == help; }));
}

QTEST_MAIN(NoticesTest)
#include "notices_test.moc"
