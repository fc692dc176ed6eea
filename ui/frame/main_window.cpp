#include "frame/main_window.h"

#include "calls/calls_page.h"
#include "campaigns/campaign_actions.h"
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
#include "frame/sidebar.h"
#include "frame/window_menu.h"
#include "imports/import_page.h"
#include "live/live_page.h"
#include "theme/spacing.h"
#include "welcome/welcome_page.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize firstSize(1240, 800);
constexpr QSize smallest(900, 600);

} // namespace

MainWindow::MainWindow(const Services &services, Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_engine(new EngineWatch(services, this))
    , m_menu(new WindowMenu(this, theme))
{
    buildFrame();
    buildPages();
    connectMenu();
    connectEngine();
    auto *drop = new CsvDrop(this);
    connect(drop, &CsvDrop::dropped, this, &MainWindow::openCsv);
    restoreState();
    readSetup();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame()
{
    setMinimumSize(smallest);
    auto *centre = new QWidget(this);
    m_sidebar = new Sidebar(centre);
    m_stack = new QStackedWidget(centre);
    m_stopped = new MessageBar(centre, MessageBar::Closing::ByOwner);
    m_problem = new MessageBar(centre, MessageBar::Closing::ByOwner);
    m_messages = new MessageBar(centre);
    m_engineBar = new EngineBar(centre);
    auto *bars = new QVBoxLayout;
    bars->setContentsMargins(space::margin, space::unit, space::margin, 0);
    bars->setSpacing(space::unit);
    for (MessageBar *bar : {m_stopped, m_problem, m_messages}) {
        bars->addWidget(bar);
    }
    auto *content = new QVBoxLayout;
    content->setSpacing(0);
    content->addLayout(bars);
    content->addWidget(m_stack, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addLayout(content, 1);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, space::control, 0, 0);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addWidget(m_engineBar);
    setCentralWidget(centre);
}

void MainWindow::buildPages()
{
    // In the order of PageIndex: the place in the list is the page's index everywhere.
    addPage(m_live = new LivePage(m_services, this));
    addPage(m_campaigns = new CampaignsPage(m_services, this));
    addPage(m_calls = new CallsPage(m_services, this));
    addPage(m_import = new ImportPage(m_services, this));
    addPage(m_welcome = new WelcomePage(m_services, this));
    for (const int index : {Live, Campaigns, Calls}) {
        m_menu->addPage(m_pages[static_cast<std::size_t>(index)]->title(), [this, index] { showPage(index); });
    }
    m_sidebar->setDestinationVisible(Import, false);
    m_sidebar->setDestinationVisible(Welcome, false);
    connectPages();
}

int MainWindow::addPage(PageWidget *page)
{
    const int index = m_sidebar->addDestination(page->icon(), page->title());
    m_stack->addWidget(page);
    m_pages.push_back(page);
    connectPage(page, index);
    return index;
}

void MainWindow::connectPage(PageWidget *page, int index)
{
    connect(page, &PageWidget::badgeChanged, this, [this, index](qint64 count) { m_sidebar->setBadge(index, count); });
    connect(page, &PageWidget::noticeRaised, m_messages, &MessageBar::show);
    connect(page, &PageWidget::campaignWanted, this, &MainWindow::onCampaignWanted);
    connect(page, &PageWidget::importWanted, this, &MainWindow::onImportWanted);
    connect(page, &PageWidget::newCampaignWanted, this, &MainWindow::newCampaign);
}

void MainWindow::connectPages()
{
    connect(m_sidebar, &Sidebar::chosen, this, &MainWindow::onPageChosen);
    connect(m_campaigns, &CampaignsPage::chosenNameChanged, this, [this](const QString &name) {
        m_chosenCampaign = name;
        updateTitle();
    });
    connect(m_import, &ImportPage::closed, this, &MainWindow::closeImport);
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
    connect(m_menu, &WindowMenu::filterTriggered, this, [this] { currentPage()->focusFilter(); });
    connect(m_menu, &WindowMenu::clearFilterTriggered, this, [this] { currentPage()->clearFilter(); });
    connect(m_menu, &WindowMenu::refreshTriggered, this, [this] {
        currentPage()->refresh();
        m_engine->refresh();
    });
    connect(m_menu, &WindowMenu::stopAllTriggered, m_engine, &EngineWatch::stopAll);
    connect(m_menu, &WindowMenu::shortcutsTriggered, this, [this] { showShortcuts(this); });
    connect(m_menu, &WindowMenu::aboutTriggered, this, [this] { showAbout(this); });
}

void MainWindow::connectEngine()
{
    connect(m_engineBar, &EngineBar::stopAllClicked, m_engine, &EngineWatch::stopAll);
    connect(m_engine, &EngineWatch::statusChanged, this, &MainWindow::onEngineStatus);
    connect(m_engine, &EngineWatch::noticeRaised, m_messages, &MessageBar::show);
}

void MainWindow::onEngineStatus(const EngineStatus &status)
{
    m_engineBar->setStatus(status);
    m_live->setEngine(status);
    if (status.stoppedByHand) {
        m_stopped->show({Notice::Severity::Warning,
                         tr("Nothing new is dialled: Stop all is in force. Calls in progress finish."), tr("Release"),
                         [this] { m_engine->release(); }});
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

PageWidget *MainWindow::currentPage() const
{
    return m_pages[static_cast<std::size_t>(m_stack->currentIndex())];
}

void MainWindow::showPage(int index)
{
    if (index == Import || index == Welcome) {
        m_sidebar->setDestinationVisible(index, true);
    }
    m_sidebar->choose(index);
}

void MainWindow::onPageChosen(int index)
{
    m_stack->setCurrentIndex(index);
    if (index != Welcome) {
        m_sidebar->setDestinationVisible(Welcome, false);
    }
    updateTitle();
}

void MainWindow::updateTitle()
{
    const QString page = currentPage()->title();
    const bool named = m_stack->currentIndex() == Campaigns && !m_chosenCampaign.isEmpty();
    setWindowTitle(named ? u"%1 — %2"_s.arg(m_chosenCampaign, page) : page);
}

void MainWindow::readSetup()
{
    m_services.setup.read(deliverTo<Setup>(this, [this](const Result<Setup> &setup) { onSetup(setup); }));
}

void MainWindow::onSetup(const Result<Setup> &setup)
{
    if (!setup.ok()) {
        m_messages->show(failureNotice(tr("The workspace could not be read."), setup.error(), tr("Try again"),
                                       [this] { readSetup(); }));
    } else if (setup->isEmpty() && m_stack->currentIndex() != Import) {
        showPage(Welcome);
    }
}

void MainWindow::onCampaignWanted(CampaignId campaign)
{
    m_campaigns->choose(campaign);
    if (m_stack->currentIndex() == Import && !m_import->isImporting()) {
        m_sidebar->setDestinationVisible(Import, false);
    }
    showPage(Campaigns);
}

void MainWindow::onImportWanted(CampaignId campaign)
{
    showPage(Import);
    if (!m_import->isImporting()) {
        m_import->invite(campaign);
        m_import->chooseFile();
    }
}

void MainWindow::openCsv(const QString &path)
{
    showPage(Import);
    m_import->open(path, {});
}

void MainWindow::closeImport()
{
    m_sidebar->choose(Campaigns);
    m_sidebar->setDestinationVisible(Import, false);
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
        resize(firstSize);
    }
    for (QSplitter *splitter : findChildren<QSplitter *>()) {
        splitter->restoreState(settings.value("splitters/"_L1 + splitter->objectName()).toByteArray());
    }
    showPage(std::clamp(settings.value("window/page"_L1, int{Campaigns}).toInt(), int{Live}, int{Calls}));
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/page"_L1, m_stack->currentIndex());
    for (const QSplitter *splitter : findChildren<QSplitter *>()) {
        settings.setValue("splitters/"_L1 + splitter->objectName(), splitter->saveState());
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    const auto calls = static_cast<int>(m_engine->status().liveCalls);
    if (calls == 0 || m_mayClose) {
        event->accept();
        return;
    }
    event->ignore();
    ConfirmDialog::ask(this,
                       {tr("Quit while %Ln call(s) are in progress?", nullptr, calls),
                        tr("Calling happens in this program: when it ends, nothing is dialled until it is started "
                           "again. Stop all lets the calls in progress finish first."),
                        {},
                        tr("Quit"),
                        tr("Keep running"),
                        true},
                       [this] {
                           m_mayClose = true;
                           close();
                       });
}

} // namespace campanile
