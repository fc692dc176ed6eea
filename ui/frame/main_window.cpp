#include "frame/main_window.h"

#include "calls/cut_off_dialog.h"
#include "campaigns/campaign_actions.h"
#include "campaigns/campaign_state.h"
#include "campaigns/campaigns_page.h"
#include "campaigns/new_campaign_dialog.h"
#include "common/confirm_dialog.h"
#include "common/message_bar.h"
#include "common/reasons.h"
#include "core/deliver.h"
#include "frame/csv_drop.h"
#include "frame/engine_bar.h"
#include "frame/engine_watch.h"
#include "frame/help_dialogs.h"
#include "frame/pages.h"
#include "frame/sidebar.h"
#include "frame/window_menu.h"
#include "frame/window_size.h"
#include "imports/import_page.h"
#include "live/live_page.h"
#include "theme/spacing.h"
#include "welcome/welcome_page.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize firstSize(1240, 800);
constexpr QSize smallest(900, 600);
constexpr QLatin1StringView setupCause{"window/setup"};

} // namespace

MainWindow::MainWindow(const OwnServices &services, Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_engine(new EngineWatch(services, this))
    , m_menu(new WindowMenu(this, theme))
{
    buildFrame();
    buildPages();
    buildFoot();
    connectMenu();
    connectCalling();
    connectEngine();
    auto *drop = new CsvDrop(this);
    connect(drop, &CsvDrop::dropped, this, &MainWindow::openCsv);
    restoreState();
    readSetup();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame()
{
    setMinimumSize(fittingOnScreen(smallest, *this));
    auto *centre = new QWidget(this);
    m_sidebar = new Sidebar(centre);
    m_stack = new QStackedWidget(centre);
    m_cutOff = new MessageBar(centre);
    m_stopped = new MessageBar(centre, MessageBar::Closing::ByOwner);
    m_problem = new MessageBar(centre, MessageBar::Closing::ByOwner);
    m_messages = new MessageBar(centre);
    auto *bars = new QVBoxLayout; // below the page, which does not move when they come and go
    bars->setContentsMargins(space::margin, 0, space::margin, space::unit);
    bars->setSpacing(space::unit);
    for (MessageBar *bar : {m_cutOff, m_stopped, m_problem, m_messages}) {
        bars->addWidget(bar);
    }
    auto *content = new QVBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_stack, 1);
    content->addLayout(bars);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addLayout(content, 1);
    m_column = new QVBoxLayout(centre);
    m_column->setContentsMargins(0, space::control, 0, 0);
    m_column->setSpacing(0);
    m_column->addLayout(middle, 1);
    setCentralWidget(centre);
}

/// After the pages, since the tab key goes through widgets in the order in which they are made: Stop all is the last,
/// and nobody comes across it on the way to a page.
void MainWindow::buildFoot()
{
    m_engineBar = new EngineBar(centralWidget());
    m_column->addWidget(m_engineBar);
}

void MainWindow::buildPages()
{
    m_pages = new Pages(m_sidebar, m_stack, this);
    for (const PageEntry &entry : registeredPages()) {
        connectPage(m_pages->add(entry, m_services));
        if (entry.listed == PageEntry::Listed::Always) {
            m_menu->addPage(entry.title, [this, key = entry.key] { showPage(key); });
        }
    }
    m_campaigns = m_stack->findChild<CampaignsPage *>();
    m_import = m_stack->findChild<ImportPage *>();
    m_live = m_stack->findChild<LivePage *>();
    connectPages();
}

void MainWindow::connectPage(PageWidget *page)
{
    connect(page, &PageWidget::noticeRaised, m_messages, &MessageBar::show);
    connect(page, &PageWidget::noticeWithdrawn, m_messages, &MessageBar::withdraw);
    connect(page, &PageWidget::campaignWanted, this, &MainWindow::onCampaignWanted);
    connect(page, &PageWidget::importWanted, this, &MainWindow::onImportWanted);
    connect(page, &PageWidget::newCampaignWanted, this, &MainWindow::newCampaign);
}

void MainWindow::connectPages()
{
    connect(m_pages, &Pages::shown, this, &MainWindow::onPageShown);
    connect(m_campaigns, &CampaignsPage::chosenChanged, this, [this] {
        updateTitle();
        updateActions();
    });
    connect(m_campaigns, &CampaignsPage::newsFound, this, &MainWindow::onNews);
    connect(m_live, &LivePage::hangUpPossibleChanged, this, &MainWindow::updateActions);
    connect(m_import, &ImportPage::closed, this, &MainWindow::closeImport);
    connect(m_import, &ImportPage::importEnded, m_campaigns, &CampaignsPage::refresh);
    connect(m_import, &ImportPage::startWanted, this, [this](const CampaignOverview &overview) {
        onCampaignWanted(overview.campaign.id);
        m_campaigns->actions().start(overview);
    });
}

void MainWindow::connectMenu()
{
    connect(m_menu, &WindowMenu::newCampaignTriggered, this, &MainWindow::newCampaign);
    connect(m_menu, &WindowMenu::importTriggered, this, [this] { onImportWanted({}); });
    connect(m_menu, &WindowMenu::quitTriggered, this, &QWidget::close);
    connect(m_menu, &WindowMenu::filterTriggered, this, [this] { m_pages->currentPage()->focusFilter(); });
    connect(m_menu, &WindowMenu::clearFilterTriggered, this, [this] { m_pages->currentPage()->clearFilter(); });
    connect(m_menu, &WindowMenu::refreshTriggered, this, [this] {
        m_pages->currentPage()->refresh();
        m_engine->refresh();
    });
    connect(m_menu, &WindowMenu::helpTriggered, this, &MainWindow::showHelp);
    connect(m_menu, &WindowMenu::shortcutsTriggered, this, [this] { showShortcuts(this); });
    connect(m_menu, &WindowMenu::aboutTriggered, this, [this] { showAbout(this, m_engine->status()); });
}

void MainWindow::connectCalling()
{
    connect(m_menu, &WindowMenu::stopAllTriggered, m_engine, &EngineWatch::stopAll);
    connect(m_menu, &WindowMenu::releaseTriggered, m_engine, &EngineWatch::release);
    connect(m_menu, &WindowMenu::hangUpTriggered, m_live, &LivePage::askToHangUp);
    connect(m_menu, &WindowMenu::startTriggered, this,
            [this] { m_campaigns->actions().start(*m_campaigns->chosen()); });
    connect(m_menu, &WindowMenu::resumeTriggered, this,
            [this] { m_campaigns->actions().resume(m_campaigns->chosen()->campaign.id); });
    connect(m_menu, &WindowMenu::pauseTriggered, this,
            [this] { m_campaigns->actions().pause(m_campaigns->chosen()->campaign.id); });
    connect(m_menu, &WindowMenu::editTriggered, this,
            [this] { m_campaigns->actions().edit(m_campaigns->chosen()->campaign); });
    connect(m_menu, &WindowMenu::duplicateTriggered, this,
            [this] { m_campaigns->actions().duplicate(m_campaigns->chosen()->campaign.id); });
    connect(m_menu, &WindowMenu::deleteTriggered, this,
            [this] { m_campaigns->actions().remove(*m_campaigns->chosen()); });
}

/// Only what one sees can be acted on: a shortcut never starts a campaign that another page hides.
void MainWindow::updateActions()
{
    PossibleActions possible;
    const CampaignOverview *chosen = m_pages->isCurrent(CampaignsPage::key) ? m_campaigns->chosen() : nullptr;
    if (chosen) {
        possible.start = CampaignState::canStart(*chosen);
        possible.resume = chosen->campaign.status == CampaignStatus::Paused;
        possible.pause = canMove(chosen->campaign.status, CampaignStatus::Paused);
        possible.edit = chosen->campaign.status == CampaignStatus::Draft;
        possible.remove = CampaignState::canDelete(*chosen);
        possible.duplicate = true;
    }
    possible.hangUp = m_pages->isCurrent(LivePage::key) && m_live->canHangUp();
    possible.stopAll = !m_engine->status().stoppedByHand;
    m_menu->setPossible(possible);
}

void MainWindow::showHelp()
{
    const QString help = m_pages->currentPage()->help();
    if (help.isEmpty()) {
        showShortcuts(this);
    } else {
        showPageHelp(this, m_pages->current().title, help);
    }
}

void MainWindow::onNews(const std::vector<CampaignNews> &news)
{
    m_messages->show(CampaignNewsFinder::noticeOf(news, [this](CampaignId id) { onCampaignWanted(id); }));
    if (!isActiveWindow()) {
        QApplication::alert(this);
        for (const CampaignNews &one : news) {
            Q_EMIT announced(one.title(), one.text());
        }
    }
}

void MainWindow::connectEngine()
{
    connect(m_engineBar, &EngineBar::stopAllClicked, m_engine, &EngineWatch::stopAll);
    connect(m_engine, &EngineWatch::statusChanged, this, &MainWindow::onEngineStatus);
    connect(m_engine, &EngineWatch::noticeRaised, m_messages, &MessageBar::show);
    connect(m_engine, &EngineWatch::noticeWithdrawn, m_messages, &MessageBar::withdraw);
}

void MainWindow::onEngineStatus(const EngineStatus &status)
{
    m_engineBar->setStatus(status);
    m_pages->setEngine(status);
    updateActions();
    tellCutOff(status.cutOff);
    if (status.stoppedByHand) {
        m_stopped->show({Notice::Severity::Warning,
                         tr("Stopped: nothing new is dialled until Stop all is released. Calls in progress finish."),
                         tr("Release"), [this] { m_engine->release(); }});
    } else {
        m_stopped->dismiss();
    }
    if (!status.problem.isNone() && !status.stoppedByHand) {
        m_problem->show({Notice::Severity::Failure, Reasons::inWords(status.problem), {}, {}});
    } else if (!status.advice.isNone()) {
        m_problem->show({Notice::Severity::Warning, Reasons::inWords(status.advice), {}, {}});
    } else {
        m_problem->dismiss();
    }
}

/// Once after a start: these calls stay what they were.
void MainWindow::tellCutOff(const std::vector<AttemptId> &calls)
{
    if (calls.empty() || std::exchange(m_toldCutOff, true)) {
        return;
    }
    m_cutOff->show({Notice::Severity::Warning,
                    tr("%Ln call(s) were cut off when Campanile last ended. The carrier is asked what became of them.",
                       nullptr, static_cast<int>(calls.size())),
                    tr("Show these calls…"), [this, calls] { (new CutOffDialog(m_services, calls, this))->open(); }});
}

void MainWindow::showPage(QLatin1StringView key)
{
    m_pages->show(key);
}

void MainWindow::onPageShown()
{
    if (!m_pages->isCurrent(WelcomePage::key)) {
        m_pages->putAway(WelcomePage::key);
    }
    m_messages->dismissInformation();
    updateTitle();
    updateActions();
}

void MainWindow::updateTitle()
{
    const QString page = m_pages->current().title;
    const CampaignOverview *chosen = m_pages->isCurrent(CampaignsPage::key) ? m_campaigns->chosen() : nullptr;
    setWindowTitle(chosen ? u"%1 — %2"_s.arg(chosen->campaign.name, page) : page);
}

void MainWindow::readSetup()
{
    m_services.workspaces.read(m_services.caller,
                               deliverTo<Setup>(this, [this](const Result<Setup> &setup) { onSetup(setup); }));
}

void MainWindow::onSetup(const Result<Setup> &setup)
{
    if (!setup.ok()) {
        m_messages->show(failureNotice(
            tr("The workspace could not be read."), setup.error(), tr("Try again"), [this] { readSetup(); },
            setupCause));
        return;
    }
    m_messages->withdraw(setupCause);
    if (setup->isEmpty() && !m_pages->isCurrent(ImportPage::key)) {
        showPage(WelcomePage::key);
    }
}

void MainWindow::onCampaignWanted(CampaignId campaign)
{
    m_campaigns->choose(campaign);
    if (m_pages->isCurrent(ImportPage::key) && !m_import->isImporting()) {
        m_pages->putAway(ImportPage::key);
    }
    showPage(CampaignsPage::key);
}

void MainWindow::onImportWanted(CampaignId campaign)
{
    const CampaignId into = campaign.isNull() ? invitingCampaign() : campaign; // before another page is shown
    showPage(ImportPage::key);
    if (!m_import->isImporting()) {
        m_import->invite(into);
        m_import->chooseFile();
    }
}

/// The campaign that asks for a list where a file is dropped now; null: none does.
CampaignId MainWindow::invitingCampaign() const
{
    if (m_pages->isCurrent(ImportPage::key)) {
        return m_import->invited();
    }
    return m_pages->isCurrent(CampaignsPage::key) ? m_campaigns->inviting() : CampaignId{};
}

void MainWindow::openCsv(const QString &path)
{
    const CampaignId campaign = invitingCampaign(); // before another page is shown
    showPage(ImportPage::key);
    m_import->open(path, campaign);
}

void MainWindow::closeImport()
{
    showPage(CampaignsPage::key);
    m_pages->putAway(ImportPage::key);
    readSetup(); // a first start that was interrupted goes back to its beginning
}

void MainWindow::newCampaign()
{
    auto *dialog = new NewCampaignDialog(m_services, this);
    connect(dialog, &NewCampaignDialog::created, this, &MainWindow::onCampaignWanted);
    dialog->open();
}

void MainWindow::raiseFromOutside()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::restoreState()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value("window/geometry"_L1).toByteArray())) {
        resize(fittingOnScreen(firstSize, *this));
    }
    for (QSplitter *splitter : findChildren<QSplitter *>()) {
        splitter->restoreState(settings.value("splitters/"_L1 + splitter->objectName()).toByteArray());
    }
    const PageEntry *last = m_pages->listed(settings.value("window/page"_L1).toString());
    showPage(last ? last->key : CampaignsPage::key);
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/page"_L1, QString(m_pages->current().key));
    for (const QSplitter *splitter : findChildren<QSplitter *>()) {
        settings.setValue("splitters/"_L1 + splitter->objectName(), splitter->saveState());
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    const auto calls = static_cast<int>(m_engine->status().liveCalls);
    const int campaigns = m_campaigns->activeCount(); // between two calls, too
    const bool isActing = m_campaigns->isActingOnTargets();
    if ((calls == 0 && campaigns == 0 && !isActing) || m_mayClose) {
        event->accept();
        return;
    }
    event->ignore();
    if (!m_quitQuestion) {
        askToQuit(calls, campaigns, isActing);
    }
}

void MainWindow::askToQuit(int calls, int campaigns, bool isActing)
{
    QStringList details;
    Question question;
    if (calls > 0) {
        question.title = tr("Quit while %Ln call(s) are in progress?", nullptr, calls);
    } else if (campaigns > 0) {
        question.title = tr("Quit while %Ln campaign(s) are active?", nullptr, campaigns);
    } else {
        question.title = tr("Quit while targets are being skipped or exported?");
    }
    if (calls > 0 || campaigns > 0) {
        details << tr("Calling happens in this program: when it ends, nothing is dialled until it is started again.");
    }
    if (calls > 0) {
        details << tr("Stop all lets the calls in progress finish first.");
    }
    if (isActing) {
        details << tr(
            "Whoever has not been skipped yet stays on the list and may be called. An export leaves no file.");
    }
    question.detail = details.join(u' ');
    question.doIt = tr("Quit");
    question.leaveIt = tr("Keep running");
    question.destructive = true;
    m_quitQuestion = ConfirmDialog::ask(this, question, [this] {
        m_mayClose = true;
        close();
    });
}

} // namespace campanile
