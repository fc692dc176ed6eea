// No control lies over another or outside of what holds it, and no text is cut: on every page and in every dialog, at
// 1024 × 768, at the smallest size, and at 200 % as the window opens there (layout_at_200_percent_test), in a language
// whose words are half as long again as the English ones.

#include "fakes.h"
#include "import_sheet.h"
#include "layout_finder.h"
#include "longer_translation.h"
#include "settings_sandbox.h"

#include "calls/calls_page.h"
#include "campaigns/campaigns_page.h"
#include "common/console_table.h"
#include "frame/main_window.h"
#include "imports/import_page.h"
#include "imports/import_summary_view.h"
#include "live/live_page.h"
#include "theme/theme.h"
#include "welcome/welcome_page.h"

#include <QAbstractButton>
#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QScreen>
#include <QTest>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answered, refused and going on, to people with names of every length.
std::vector<Call> someCalls()
{
    std::vector<Call> calls;
    for (qint64 id = 1; id <= 12; ++id) {
        Call call;
        call.id = AttemptId{id};
        call.to = E164{14155550100 + id};
        call.targetName = u"Ada Moreno-Whitfield of the Northern Branch "_s.repeated(static_cast<int>(id % 3));
        call.campaign = CampaignId{101};
        call.campaignName = u"Renewals of the third quarter"_s;
        call.state = id > 8 ? AttemptState::Answered : AttemptState::Ended;
        if (id <= 8) {
            call.endReason = id > 4 ? EndReason::NoAnswer : EndReason::CalleeHangup;
        }
        call.dialledAt = {1'785'317'400'000};
        call.answeredAt = {1'785'317'405'000};
        call.endedAt = {id > 8 ? 0 : 1'785'317'430'000};
        calls.push_back(call);
    }
    return calls;
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theWindowOpensOnTheScreen();
    void emptyPagesFit_data() { sizes(); }
    void emptyPagesFit();
    void campaignsFit_data() { sizes(); }
    void campaignsFit();
    void messagesFit_data() { sizes(); }
    void messagesFit();
    void callsFit_data() { sizes(); }
    void callsFit();
    void importsFit_data() { sizes(); }
    void importsFit();
    void dialogsFit_data() { sizes(); }
    void dialogsFit();

private:
    static void sizes();
    void show(QLatin1StringView page);
    void look(const QString &stage);
    void lookAtDialog(const QString &stage);
    void openDialog(const QString &stage, const char *button);
    void isClean();
    [[nodiscard]] bool isThere(const char *name) const;
    template<class Widget>
    Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }
    void click(const char *name);
    CampaignOverview &addCampaign(CampaignStatus status);
    void importFully();

    SettingsSandbox m_sandbox;
    LongerTranslator m_translator;
    LayoutFinder m_finder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void LayoutTest::sizes()
{
    QTest::addColumn<QSize>("size");
    if (qGuiApp->devicePixelRatio() > 1) {
        QTest::newRow("as it opens") << QSize();
        return;
    }
    QTest::newRow("1024 x 768") << QSize(1024, 768);
    QTest::newRow("900 x 600") << QSize(900, 600);
}

void LayoutTest::initTestCase()
{
    QVERIFY(QCoreApplication::installTranslator(&m_translator));
}

void LayoutTest::init()
{
    QSettings().clear();
    m_finder = {};
    m_theme = std::make_unique<Theme>();
    m_backend = std::make_unique<FakeBackend>();
    m_backend->setup.addBasics();
}

void LayoutTest::cleanup()
{
    m_window.reset();
    QCoreApplication::processEvents(); // replies that were on their way
    m_backend.reset();
    m_theme.reset();
}

void LayoutTest::show(QLatin1StringView page)
{
    QFETCH(QSize, size);
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    if (size.isValid()) {
        m_window->resize(size);
    }
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY2(!size.isValid() || m_window->size() == size, "the window cannot be made so small");
    m_window->showPage(page);
}

/// Looks at the window when everything that was under way has been laid out.
void LayoutTest::look(const QString &stage)
{
    constexpr int rounds = 20; // an answer brings a layout, and that one of what is around it, up to the page
    for (int i = 0; i < rounds; ++i) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
    m_finder.look(*m_window, stage);
}

void LayoutTest::lookAtDialog(const QString &stage)
{
    const auto isShown = [this] {
        const auto dialogs = m_window->findChildren<QDialog *>();
        const auto shown =
            std::find_if(dialogs.begin(), dialogs.end(), [](const QDialog *d) { return d->isVisible(); });
        return shown == dialogs.end() ? nullptr : *shown;
    };
    QTRY_VERIFY2(isShown(), qPrintable(stage));
    QPointer<QDialog> dialog = isShown();
    QCoreApplication::processEvents();
    m_finder.look(*dialog, stage);
    dialog->reject();
    QTRY_VERIFY(!dialog || !dialog->isVisible());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void LayoutTest::openDialog(const QString &stage, const char *button)
{
    click(button);
    lookAtDialog(stage);
}

void LayoutTest::isClean()
{
    QVERIFY2(m_finder.seen() > 50, "hardly anything was looked at");
    const QString count = u"%1 faults:\n"_s.arg(m_finder.found().size());
    QVERIFY2(m_finder.found().isEmpty(), qPrintable(count + m_finder.found().join(u'\n')));
}

bool LayoutTest::isThere(const char *name) const
{
    const auto *widget = find<QWidget>(name);
    return widget && widget->isVisible() && widget->isEnabled();
}

void LayoutTest::click(const char *name)
{
    QTRY_VERIFY2(isThere(name), name);
    find<QAbstractButton>(name)->click();
}

CampaignOverview &LayoutTest::addCampaign(CampaignStatus status)
{
    CampaignOverview &overview = m_backend->campaigns.add(u"Renewals of the third quarter"_s, status, 1'234);
    overview.campaign.maxConcurrent = 10;
    for (std::size_t i = 0; i < overview.stats.byStatus.size(); ++i) {
        overview.stats.byStatus[i] = 123'456 + static_cast<qint64>(i);
    }
    qint64 n = 1'000;
    for (const EndReason reason : allEndReasons) {
        overview.stats.byOutcome[reason] = ++n;
    }
    overview.stats.inFlight = 10;
    overview.expectedEnd = {1'785'417'400'000};
    return overview;
}

void LayoutTest::theWindowOpensOnTheScreen()
{
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    const QSize screen = m_window->screen()->availableSize();
    QVERIFY2(m_window->width() <= screen.width() && m_window->height() <= screen.height(),
             qPrintable(u"the window opens with %1 × %2 on a screen of %3 × %4"_s.arg(m_window->width())
                            .arg(m_window->height())
                            .arg(screen.width())
                            .arg(screen.height())));
}

void LayoutTest::emptyPagesFit()
{
    m_backend->setup.setup = {};
    show(WelcomePage::key);
    look(u"welcome"_s);
    for (const auto page : {CampaignsPage::key, LivePage::key, CallsPage::key, ImportPage::key}) {
        m_window->showPage(page);
        look(u"empty "_s + page);
    }
    isClean();
}

void LayoutTest::campaignsFit()
{
    for (const CampaignStatus status : allCampaignStatuses) {
        addCampaign(status);
    }
    m_backend->targets.fill(40);
    for (qint64 id = 1; id <= 40; ++id) {
        const auto n = static_cast<std::size_t>(id);
        m_backend->targets.statuses[id] = allTargetStatuses[n % allTargetStatuses.size()];
        m_backend->targets.outcomes[id] = allEndReasons[n % allEndReasons.size()];
    }
    show(CampaignsPage::key);
    auto *table = find<ConsoleTable>("campaigns");
    QTRY_COMPARE(table->model()->rowCount(), static_cast<int>(allCampaignStatuses.size()));
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        table->chooseRow(row);
        look(u"campaign that is "_s + table->model()->index(row, 1).data().toString());
    }
    isClean();
}

void LayoutTest::messagesFit()
{
    CampaignOverview &overview = addCampaign(CampaignStatus::Active);
    overview.hold = {HoldReason::OutsideHours, WallTime{4'102'444'800'000}};
    m_backend->engine.now.stoppedByHand = true;
    m_backend->engine.now.advice = {EngineAdvice::Code::ManyOneOffCalls, 120};
    m_backend->engine.now.queued = 123'456;
    show(CampaignsPage::key);
    QTRY_VERIFY(isThere("pause"));
    m_backend->campaigns.refusal = Error{ErrorCode::StorageFull, u"The disk is full."_s, {}};
    click("pause");
    look(u"Stop all, advice, a hold and a failure at once"_s);
    isClean();
}

void LayoutTest::callsFit()
{
    addCampaign(CampaignStatus::Active);
    m_backend->calls.history = someCalls();
    show(LivePage::key);
    QTRY_COMPARE(find<ConsoleTable>("live")->model()->rowCount(), 4);
    look(u"calls in progress"_s);
    m_window->showPage(CallsPage::key);
    auto *table = find<ConsoleTable>("calls");
    QTRY_COMPARE(table->model()->rowCount(), 12);
    look(u"calls"_s);
    for (const int row : {0, 6, 11}) {
        table->chooseRow(row);
        look(u"call in detail, %1"_s.arg(row));
    }
    isClean();
}

void LayoutTest::importFully()
{
    FakeImports &imports = m_backend->imports;
    click("import");
    QTRY_VERIFY(imports.request.has_value());
    imports.progress({50, 100, 5, 2, 1, 1, 1, 1, 3});
    look(u"import under way"_s);
    ImportSummary summary = summaryOf(123'456, 1'234, {});
    summary.rejected = 2;
    summary.firstRejects = {
        {3, u"12"_s, u"It is too short."_s, u"12,Ada"_s, ErrorRule::RowUnreadable, {u"5"_s, u"4"_s}},
        {4, u"13"_s, u"It is too short."_s, u"13,Bo"_s, ErrorRule::RowUnreadable, {u"5"_s, u"4"_s}}};
    imports.reply(summary);
    QTRY_VERIFY(m_window->findChild<ImportSummaryView *>()->isVisible());
    look(u"what came of an import"_s);
}

void LayoutTest::importsFit()
{
    FakeImports &imports = m_backend->imports;
    show(ImportPage::key);
    imports.fileProblem = Error{ErrorCode::FileNotReadable, u"No such file."_s, {}, ErrorRule::None, {}};
    m_window->openCsv(u"/nowhere/leads.csv"_s);
    QTRY_VERIFY(isThere("tryAgain"));
    look(u"list that cannot be read"_s);
    imports.fileProblem.reset();
    imports.shown = leads();
    imports.shown.evidence = EncodingEvidence::Assumed;
    m_window->openCsv(u"/leads.csv"_s);
    QTRY_VERIFY(isThere("import"));
    look(u"columns of a list"_s);
    importFully();
    isClean();
}

void LayoutTest::dialogsFit()
{
    addCampaign(CampaignStatus::Active);
    addCampaign(CampaignStatus::Draft);
    m_backend->engine.now.liveCalls = 3;
    m_backend->targets.fill(5);
    m_backend->calls.history = someCalls();
    show(CampaignsPage::key);
    openDialog(u"question whether to start"_s, "start");
    openDialog(u"question whether to cancel"_s, "cancel");
    openDialog(u"question whether to delete"_s, "deleteDraft");
    openDialog(u"settings of a draft"_s, "editDraft");
    auto *targets = find<ConsoleTable>("targets");
    QTRY_COMPARE(targets->model()->rowCount(), 5);
    targets->selectAll();
    QTest::keyClick(targets, Qt::Key_Delete);
    lookAtDialog(u"question whether to skip"_s);
    m_window->showPage(LivePage::key);
    auto *live = find<ConsoleTable>("live");
    QTRY_COMPARE(live->model()->rowCount(), 4);
    live->chooseRow(1);
    QTest::keyClick(live, Qt::Key_Delete);
    lookAtDialog(u"question whether to hang up"_s);
    for (const QAction *menu : m_window->menuBar()->actions()) {
        for (QAction *action : menu->menu()->actions()) {
            const QKeySequence key = action->shortcut();
            if (key == QKeySequence(u"Ctrl+N"_s) || menu == m_window->menuBar()->actions().constLast()) {
                const QString stage = action->text();
                action->trigger();
                lookAtDialog(u"dialog of "_s + stage);
            }
        }
    }
    m_window->close();
    lookAtDialog(u"question whether to quit"_s);
    isClean();
}

QTEST_MAIN(LayoutTest)
#include "layout_test.moc"
