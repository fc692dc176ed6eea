#include "fakes.h"
#include "settings_sandbox.h"

#include "campaigns/campaign_list_model.h"
#include "campaigns/campaigns_page.h"
#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/elided_label.h"
#include "common/filter_chip.h"
#include "common/filter_chips.h"
#include "common/job_bar.h"
#include "common/message_bar.h"
#include "common/search_field.h"
#include "common/segments.h"
#include "common/words.h"
#include "frame/main_window.h"
#include "imports/import_page.h"
#include "imports/mapping_view.h"
#include "live/live_page.h"
#include "targets/export_dialog.h"
#include "theme/action_button.h"
#include "theme/theme.h"
#include "welcome/welcome_page.h"

#include <QAbstractItemModel>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPointer>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <iterator>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

Call liveCall(qint64 id)
{
    Call call;
    call.id = AttemptId{id};
    call.to = E164{14155550142};
    call.targetName = u"Ada Moreno"_s;
    call.state = AttemptState::Ringing;
    call.dialledAt = {QDateTime::currentMSecsSinceEpoch() - 7'000};
    return call;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheFirstRunPageInAnEmptyWorkspace();
    void goesFromTheFirstRunPageToTheSampleCampaign();
    void offersOnlyWhatIsPossible_data();
    void offersOnlyWhatIsPossible();
    void asksBeforeStartingAndThenStarts();
    void leavesACampaignAloneWhenTheQuestionIsDeclined();
    void saysWhyACampaignWasNotStarted();
    void takesACsvDroppedOnAnyField();
    void leavesOtherDropsAlone();
    void tellsAndReleasesStopAll();
    void saysWhatACampaignWaitsForAndUntilWhen();
    void filtersTargetsByTextAndState();
    void keepsFilterAndSelectionOverChanges();
    void countsNobodyAsDoneWhoStillTalks();
    void skipsChosenTargetsWithDelete();
    void skipsAllThatMatchAndNotOnlyWhatIsLoaded();
    void namesThoseWhoWereFilteredByState();
    void exportsAllThatMatch();
    void putsCampaignsInOrderAndKeepsTheChosenOne();
    void endsALiveCall();
    void namesEveryIconOnlyButton();

private:
    void show();
    template<class Widget>
    Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }
    ActionButton *button(const char *name) const { return find<ActionButton>(name); }
    void answer(const char *name)
    {
        QTRY_VERIFY(m_window->findChild<ConfirmDialog *>());
        QPointer<ConfirmDialog> dialog = m_window->findChild<ConfirmDialog *>();
        dialog->findChild<ActionButton *>(QString::fromLatin1(name))->click();
        QTRY_VERIFY(!dialog);
    }
    /// Filters the targets by the segment that has this state, and answers all of its states.
    TargetStates chooseSegmentOf(TargetState state) const
    {
        const std::vector<Segment> segments = targetSegments();
        const auto segment =
            std::ranges::find_if(segments, [state](const Segment &each) { return each.states.contains(state); });
        m_window->findChild<CampaignsPage *>()
            ->findChild<FilterChips *>()
            ->chip(static_cast<int>(std::distance(segments.begin(), segment)))
            ->click();
        return segment->states;
    }
    bool tells(const QString &text) const
    {
        const auto bars = m_window->findChildren<MessageBar *>();
        return std::any_of(bars.begin(), bars.end(),
                           [&](const MessageBar *bar) { return bar->isVisible() && bar->text().contains(text); });
    }

    SettingsSandbox m_sandbox;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void WindowTest::init()
{
    QSettings().clear();
    m_theme = std::make_unique<Theme>();
    m_backend = std::make_unique<FakeBackend>();
    m_backend->setup.addBasics();
}

void WindowTest::cleanup()
{
    m_window.reset();
    QCoreApplication::processEvents(); // replies that were on their way
    m_backend.reset();
    m_theme.reset();
}

void WindowTest::show()
{
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    m_window->show();
}

void WindowTest::showsTheFirstRunPageInAnEmptyWorkspace()
{
    m_backend->setup.setup = {};
    show();
    QTRY_VERIFY(m_window->findChild<WelcomePage *>()->isVisible());
    QVERIFY(button("createSample")->isVisible());
}

void WindowTest::goesFromTheFirstRunPageToTheSampleCampaign()
{
    m_backend->setup.setup = {};
    show();
    QTRY_VERIFY(m_window->findChild<WelcomePage *>()->isVisible());
    m_backend->setup.sample = m_backend->campaigns.add(u"Sample"_s, CampaignStatus::Draft, 200).campaign.id;
    button("createSample")->click();
    QTRY_VERIFY(m_window->findChild<CampaignsPage *>()->isVisible());
    QCOMPARE(m_backend->setup.samplesMade, 1);
    QTRY_VERIFY(button("start")->isVisible());
    QTRY_COMPARE(m_window->windowTitle(), u"Sample — Campaigns"_s);
}

void WindowTest::offersOnlyWhatIsPossible_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("offered");
    const auto row = [](const char *name, CampaignStatus status, const QStringList &offered) {
        QTest::newRow(name) << static_cast<int>(status) << offered;
    };
    row("draft", CampaignStatus::Draft, {u"start"_s, u"cancel"_s, u"addTargets"_s});
    row("active", CampaignStatus::Active, {u"pause"_s, u"cancel"_s, u"addTargets"_s});
    row("paused", CampaignStatus::Paused, {u"resume"_s, u"cancel"_s, u"addTargets"_s});
    row("completed", CampaignStatus::Completed, {});
    row("cancelled", CampaignStatus::Cancelled, {});
}

void WindowTest::offersOnlyWhatIsPossible()
{
    QFETCH(int, status);
    QFETCH(QStringList, offered);
    m_backend->campaigns.add(u"Renewals"_s, static_cast<CampaignStatus>(status), 5);
    show();
    QTRY_COMPARE(m_window->windowTitle(), u"Renewals — Campaigns"_s);
    for (const char *name : {"start", "pause", "resume", "cancel", "addTargets"}) {
        QCOMPARE(button(name)->isVisible(), offered.contains(QString::fromLatin1(name)));
    }
}

void WindowTest::asksBeforeStartingAndThenStarts()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5);
    show();
    QTRY_VERIFY(button("start")->isVisible());
    button("start")->click();
    QVERIFY(m_backend->campaigns.asked.empty());
    answer("doIt");
    QCOMPARE(m_backend->campaigns.asked, std::vector<QString>{u"start"_s});
    QTRY_VERIFY(button("pause")->isVisible());
    button("pause")->click(); // undone by Resume, so not asked
    QTRY_VERIFY(button("resume")->isVisible());
}

void WindowTest::leavesACampaignAloneWhenTheQuestionIsDeclined()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5);
    show();
    QTRY_VERIFY(button("cancel")->isVisible());
    button("cancel")->click();
    answer("leaveIt");
    QVERIFY(m_backend->campaigns.asked.empty());
}

void WindowTest::saysWhyACampaignWasNotStarted()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5);
    show();
    QTRY_VERIFY(button("start")->isVisible());
    m_backend->campaigns.refusal = Error{ErrorCode::StorageFull, u"The disk is full."_s, {}};
    button("start")->click();
    answer("doIt");
    QTRY_VERIFY(tells(u"The campaign was not started. The disk is full."_s));
}

void WindowTest::takesACsvDroppedOnAnyField()
{
    show();
    QTRY_VERIFY(m_window->findChild<SearchField *>());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/lists/leads.csv"_s)});
    auto *field = m_window->findChild<CampaignsPage *>()->findChild<SearchField *>();
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(field, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(field, &drop);
    QVERIFY(drop.isAccepted());
    QVERIFY(field->text().isEmpty());
    QTRY_VERIFY(m_window->findChild<ImportPage *>()->isVisible());
    QTRY_VERIFY(m_window->findChild<MappingView *>()->isVisible());
}

void WindowTest::leavesOtherDropsAlone()
{
    show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/pictures/cat.png"_s)});
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(!m_window->findChild<ImportPage *>()->isVisible());
}

void WindowTest::tellsAndReleasesStopAll()
{
    show();
    QTRY_VERIFY(button("stopAll")->isEnabled());
    button("stopAll")->click();
    QVERIFY(tells(u"nothing new is dialled"_s)); // at once, before any answer
    QVERIFY(!button("stopAll")->isEnabled());
    const auto bars = m_window->findChildren<MessageBar *>();
    for (MessageBar *bar : bars) {
        if (bar->isVisible()) {
            bar->findChild<ActionButton *>()->click();
        }
    }
    QTRY_VERIFY(button("stopAll")->isEnabled());
    QTRY_VERIFY(!tells(u"nothing new is dialled"_s));
}

void WindowTest::saysWhatACampaignWaitsForAndUntilWhen()
{
    constexpr WallTime until{4'102'444'800'000}; // 2100
    const CampaignId id = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5).campaign.id;
    show();
    m_window->showPage(CampaignsPage::key);
    QTRY_VERIFY(button("pause")->isVisible());
    const std::map<HoldReason, QString> reasons{
        {HoldReason::NumberLedger, u"The numbers now due were called too recently."_s},
        {HoldReason::RetryDelay, u"Everybody who is left waits for the next attempt"_s},
        {HoldReason::OutsideHours, u"It is outside the calling hours."_s},
        {HoldReason::TrunkThrottled, u"The caller ID's trunk takes no more calls"_s},
        {HoldReason::WorkspaceRate, u"The workspace's calls per minute are used up."_s},
        {HoldReason::NumberRate, u"The caller ID's calls per minute are used up."_s}};
    for (const auto &[reason, why] : reasons) {
        m_backend->campaigns.find(id)->hold = {reason, until};
        ChangeSet changes;
        changes.campaigns.insert(id);
        m_backend->changes.publish(changes);
        QTRY_VERIFY2(tells(why), qPrintable(why));
        QVERIFY2(tells(Words::moment(until)), qPrintable(why));
    }
}

void WindowTest::filtersTargetsByTextAndState()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5);
    m_backend->targets.fill(5);
    show();
    const auto *table = find<ConsoleTable>("targets");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    auto *search = m_window->findChild<CampaignsPage *>()->findChild<SearchField *>();
    QTest::keyClicks(search, u"mor"_s);
    QTRY_COMPARE(m_backend->targets.filters.back().text, u"mor"_s);
    const TargetStates failed = chooseSegmentOf(TargetState::Failed);
    QTRY_COMPARE(m_backend->targets.filters.back().states, failed);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QTRY_COMPARE(m_backend->targets.filters.back(), TargetFilter{});
    QVERIFY(search->text().isEmpty());
}

void WindowTest::keepsFilterAndSelectionOverChanges()
{
    const CampaignId id = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 50).campaign.id;
    m_backend->targets.fill(50);
    show();
    auto *table = find<ConsoleTable>("targets");
    QTRY_COMPARE(table->model()->rowCount(), 50);
    table->chooseRow(20);
    m_backend->targets.statuses[21] = TargetStatus::Failed;
    ChangeSet changes;
    changes.targets.insert(id);
    changes.campaigns.insert(id);
    m_backend->changes.publish(changes);
    QTRY_COMPARE(table->model()->index(20, 2).data().toString(), u"Failed"_s);
    QCOMPARE(table->chosenRows(5), std::vector<int>{20});
}

void WindowTest::countsNobodyAsDoneWhoStillTalks()
{
    CampaignOverview &overview = m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5);
    overview.stats.byStatus[static_cast<std::size_t>(TargetStatus::Dispatched)] = 3;
    overview.states.add(TargetState::Answered, 1);
    overview.states.add(TargetState::Talking, 2);
    overview.stats.inFlight = 2;
    show();
    auto *table = find<ConsoleTable>("campaigns");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, CampaignListModel::Done).data().toString(), Words::doneOf(1, 8));
    const auto labels = m_window->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().startsWith(Words::doneOf(1, 8) + u" done"_s);
    }));
}

void WindowTest::skipsChosenTargetsWithDelete()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5'000);
    m_backend->targets.fill(5'000);
    show();
    auto *table = find<ConsoleTable>("targets");
    QTRY_COMPARE(table->model()->rowCount(), 5'000);
    table->chooseRow(3);
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_VERIFY(m_window->findChild<ConfirmDialog *>());
    const QString asked = m_window->findChild<ConfirmDialog *>()->windowTitle(); // of one person, by name and number
    QVERIFY2(asked.contains(table->model()->index(3, 0).data().toString()), qPrintable(asked));
    QVERIFY2(asked.contains(table->model()->index(3, 1).data().toString()), qPrintable(asked));
    answer("doIt");
    QCOMPARE(m_backend->targets.skips.size(), std::size_t{1});
    QCOMPARE(m_backend->targets.skips.back().only, std::optional(std::vector{TargetId{4}}));
    auto *bar = m_window->findChild<JobBar *>();
    QTRY_VERIFY(bar->isVisible());
    m_backend->targets.heldSkip(SkipAccount{.chosen = 1, .onTheLine = 1});
    QTRY_VERIFY(!bar->isVisible());
    QTRY_VERIFY(tells(u"on the line"_s));
}

void WindowTest::skipsAllThatMatchAndNotOnlyWhatIsLoaded()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5'000);
    m_backend->targets.fill(5'000);
    show();
    auto *table = find<ConsoleTable>("targets");
    QTRY_COMPARE(table->model()->rowCount(), 5'000);
    table->selectAll();
    QTest::keyClick(table, Qt::Key_Delete);
    answer("doIt");
    const TargetSelection all = m_backend->targets.skips.back();
    QVERIFY(!all.only);
    QVERIFY(all.except.empty());
    QCOMPARE(all.filter, TargetFilter{});
    QCOMPARE(all.newest, TargetId{5'000}); // nobody whom the table does not have
    m_backend->targets.skipProgress({1'000, 5'000});
    auto *bar = m_window->findChild<JobBar *>();
    QTRY_VERIFY(bar->findChild<ElidedLabel *>()->text().contains(Words::doneOf(1'000, 5'000)));
    bar->findChild<ActionButton *>()->click();
    QVERIFY(m_backend->targets.job->isCancelled);
    m_backend->targets.heldSkip(SkipAccount{.chosen = 5'000,
                                            .skipped = 1'000,
                                            .notReached = 4'000,
                                            .stopped = Error{ErrorCode::Cancelled, u"Cancelled."_s}});
    QTRY_VERIFY(tells(u"not looked at"_s));

    // All but one: the one is named, and not the others.
    table->selectAll();
    table->selectionModel()->select(table->model()->index(7, 0),
                                    QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    QTest::keyClick(table, Qt::Key_Delete);
    answer("doIt");
    QCOMPARE(m_backend->targets.skips.back().except, std::vector{TargetId{8}});
    m_backend->targets.heldSkip(SkipAccount{.chosen = 4'999, .skipped = 4'999});
}

void WindowTest::namesThoseWhoWereFilteredByState()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 50);
    m_backend->targets.fill(50);
    show();
    auto *table = find<ConsoleTable>("targets");
    QTRY_COMPARE(table->model()->rowCount(), 50);
    chooseSegmentOf(TargetState::Waiting);
    QTRY_VERIFY(m_backend->targets.filters.back().states.contains(TargetState::Waiting));
    QTRY_VERIFY(find<QLabel>("matches")->isVisible());
    QTRY_VERIFY(find<QLabel>("matches")->text().contains(u"50"_s));
    table->selectAll();
    QTest::keyClick(table, Qt::Key_Delete);
    answer("doIt");
    QVERIFY(m_backend->targets.skips.back().only.has_value()); // who is on the line by now was chosen all the same
    QCOMPARE(m_backend->targets.skips.back().only->size(), std::size_t{50});
    m_backend->targets.heldSkip(SkipAccount{.chosen = 50, .skipped = 50});
}

void WindowTest::exportsAllThatMatch()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 50);
    m_backend->targets.fill(50);
    show();
    QTRY_COMPARE(find<ConsoleTable>("targets")->model()->rowCount(), 50);
    auto *search = m_window->findChild<CampaignsPage *>()->findChild<SearchField *>();
    QTest::keyClicks(search, u"mor"_s);
    QTRY_COMPARE(m_backend->targets.filters.back().text, u"mor"_s);
    button("export")->click();
    QTRY_VERIFY(m_window->findChild<ExportDialog *>());
    const QPointer<ExportDialog> dialog = m_window->findChild<ExportDialog *>();
    Q_EMIT dialog->chosen(u"/tmp/renewals.csv"_s, false, u"Asia/Kolkata"_s);
    dialog->accept();
    QTRY_VERIFY(!dialog);
    QVERIFY(m_backend->targets.exported);
    QCOMPARE(m_backend->targets.exported->path, u"/tmp/renewals.csv"_s);
    QCOMPARE(m_backend->targets.exported->zone, u"Asia/Kolkata"_s);
    QCOMPARE(m_backend->targets.exported->spreadsheetSafe, false);
    QCOMPARE(m_backend->targets.exported->selection.filter.text, u"mor"_s);
    QVERIFY(!m_backend->targets.exported->selection.only);
    QTRY_VERIFY(tells(u"/tmp/renewals.csv"_s));
}

void WindowTest::putsCampaignsInOrderAndKeepsTheChosenOne()
{
    m_backend->campaigns.add(u"Zürich"_s, CampaignStatus::Draft, 5);
    m_backend->campaigns.add(u"anna"_s, CampaignStatus::Active, 5);
    m_backend->campaigns.add(u"Éva"_s, CampaignStatus::Draft, 5); // the newest, and so the first
    show();
    auto *table = find<ConsoleTable>("campaigns");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    const auto names = [table] {
        QStringList listed;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            listed << table->model()->index(row, 0).data().toString();
        }
        return listed.join(u',');
    };
    QCOMPARE(names(), u"Éva,anna,Zürich"_s);
    table->chooseRow(2);
    table->sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(names(), u"anna,Éva,Zürich"_s);
    table->sortByColumn(0, Qt::DescendingOrder);
    QCOMPARE(names(), u"Zürich,Éva,anna"_s);
    QCOMPARE(table->currentRow(), 0);
    QCOMPARE(table->chosenRows(5), std::vector<int>{0});
    table->sortByColumn(-1, Qt::AscendingOrder);
    QCOMPARE(names(), u"Éva,anna,Zürich"_s);
    QCOMPARE(table->chosenRows(5), std::vector<int>{2});
}

void WindowTest::endsALiveCall()
{
    m_backend->calls.history = {liveCall(2), liveCall(1)};
    show();
    m_window->showPage(LivePage::key);
    auto *table = find<ConsoleTable>("live");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, 3).data().toString(), u"0:07"_s);
    table->chooseRow(1);
    QTest::keyClick(table, Qt::Key_Delete);
    answer("doIt");
    QCOMPARE(m_backend->calls.hungUp, std::vector<AttemptId>{AttemptId{2}});
}

void WindowTest::namesEveryIconOnlyButton()
{
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5);
    show();
    for (const QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
        const bool ownedByQt = button->objectName().startsWith(u"qt_"_s) || qobject_cast<QLineEdit *>(button->parent());
        if (!ownedByQt && button->isVisible()) {
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     button->metaObject()->className());
        }
    }
    for (const auto *table : m_window->findChildren<QTableView *>()) {
        QVERIFY(!table->accessibleName().isEmpty());
    }
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
