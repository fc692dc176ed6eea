#pragma once

#include "theme/theme.h"

#include <QObject>

#include <functional>

class QAction;
class QMainWindow;
class QMenu;

namespace campanile {

/// What can be done now to calls and campaigns.
struct PossibleActions {
    bool start = false;     ///< the chosen campaign is a draft with somebody to call
    bool resume = false;    ///< it is paused
    bool pause = false;     ///< it is active
    bool hangUp = false;    ///< a call in progress is chosen
    bool stopAll = true;    ///< Stop all is not in force
    bool edit = false;      ///< the chosen campaign is a draft
    bool remove = false;    ///< it is a draft that can be deleted
    bool duplicate = false; ///< there is a chosen campaign
};

/// The menu bar holds every action of the window with its shortcut, so that all of them can be found and reached
/// without a mouse. What acts on calls has Ctrl+Shift, and a letter that means nothing dangerous elsewhere.
class WindowMenu final : public QObject {
    Q_OBJECT

public:
    WindowMenu(QMainWindow *window, Theme &theme);

    /// Adds a page under the next of Ctrl+1, Ctrl+2 …
    void addPage(const QString &title, std::function<void()> show);
    /// Enables what can be done now; a shortcut of anything else does nothing.
    void setPossible(const PossibleActions &possible);

Q_SIGNALS:
    void newCampaignTriggered();
    void importTriggered();
    void editTriggered();
    void duplicateTriggered();
    void deleteTriggered();
    void quitTriggered();
    void filterTriggered();
    void clearFilterTriggered();
    void refreshTriggered();
    void startTriggered();
    void resumeTriggered();
    void pauseTriggered();
    void hangUpTriggered();
    void stopAllTriggered();
    void releaseTriggered();
    void helpTriggered();
    void shortcutsTriggered();
    void aboutTriggered();

private:
    void buildFile();
    void buildCalling();
    void buildView();
    void buildTheme(QMenu *view);
    void buildHelp();
    void onStart();

    QMainWindow *m_window;
    Theme &m_theme;
    QAction *m_edit = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_start = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_hangUp = nullptr;
    QAction *m_stopAll = nullptr;
    QAction *m_release = nullptr;
    bool m_startResumes = false; ///< what is started was paused
    QMenu *m_pages = nullptr;
    QAction *m_afterPages = nullptr;
    int m_pageCount = 0;
};

} // namespace campanile
