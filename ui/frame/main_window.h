#pragma once

#include "campaigns/campaign_news.h"
#include "common/notice.h"
#include "services/services.h"

#include <QMainWindow>
#include <QPointer>

class QStackedWidget;
class QVBoxLayout;

namespace campanile {

class CampaignsPage;
class ConfirmDialog;
class EngineBar;
class EngineWatch;
class ImportPage;
class LivePage;
class MessageBar;
class PageWidget;
class Pages;
class Sidebar;
class Theme;
class WindowMenu;

/// The operator's window: sidebar, pages, messages, and at the foot the state of the engine, with Stop all always in
/// reach. It sees of the backend only the doors that it is given. Keeps its geometry, splitters and page in QSettings.
/// Thread: main. Borrows everything behind `services` and `theme`, which outlive it.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const OwnServices &services, Theme &theme, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens the import sheet on a file, as if the file had been dropped on the window: for the campaign that is chosen
    /// while it has no targets and invites to drop a list, else for one that the user chooses.
    void openCsv(const QString &path);
    /// Brings the window to the front, for a second start of the program.
    void raiseFromOutside();
    /// Shows the page of that key, such as CallsPage::key.
    void showPage(QLatin1StringView key);

Q_SIGNALS:
    /// Something has happened that has to be told outside of the window, because it is in the background.
    void announced(const QString &title, const QString &text);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildFrame();
    void buildFoot();
    void buildPages();
    void connectPage(PageWidget *page);
    void connectPages();
    void connectMenu();
    void connectCalling();
    void connectEngine();
    void readSetup();
    void onSetup(const Result<Setup> &setup);
    void onPageShown();
    void onEngineStatus(const EngineStatus &status);
    void onNews(const std::vector<CampaignNews> &news);
    void tellCutOff(const std::vector<AttemptId> &calls);
    void updateActions();
    void showHelp();
    void askToQuit(int calls, int campaigns, bool isActing);
    void onCampaignWanted(CampaignId campaign);
    void onImportWanted(CampaignId campaign);
    [[nodiscard]] CampaignId invitingCampaign() const;
    void closeImport();
    void newCampaign();
    void updateTitle();
    void restoreState();
    void saveState();

    const OwnServices m_services;
    EngineWatch *m_engine;
    WindowMenu *m_menu;
    QVBoxLayout *m_column = nullptr; // of the window: sidebar and page, then the foot
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_stack = nullptr;
    MessageBar *m_cutOff = nullptr;
    MessageBar *m_stopped = nullptr;
    MessageBar *m_problem = nullptr;
    MessageBar *m_messages = nullptr;
    EngineBar *m_engineBar = nullptr;
    Pages *m_pages = nullptr;
    CampaignsPage *m_campaigns = nullptr;
    ImportPage *m_import = nullptr;
    LivePage *m_live = nullptr;
    QPointer<ConfirmDialog> m_quitQuestion;
    bool m_toldCutOff = false;
    bool m_mayClose = false;
};

} // namespace campanile
