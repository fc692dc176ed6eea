#pragma once

#include "theme/theme.h"

#include <QObject>

#include <functional>

class QAction;
class QMainWindow;
class QMenu;

namespace campanile {

/// The menu bar holds every action of the window with its shortcut, so that all of them can be found and reached
/// without a mouse.
class WindowMenu final : public QObject {
    Q_OBJECT

public:
    WindowMenu(QMainWindow *window, Theme &theme);

    /// Adds a page under the next of Ctrl+1, Ctrl+2 …
    void addPage(const QString &title, std::function<void()> show);

Q_SIGNALS:
    void newCampaignTriggered();
    void importTriggered();
    void quitTriggered();
    void filterTriggered();
    void clearFilterTriggered();
    void refreshTriggered();
    void stopAllTriggered();
    void shortcutsTriggered();
    void aboutTriggered();

private:
    void buildFile();
    void buildView();
    void buildTheme(QMenu *view);
    void buildHelp();

    QMainWindow *m_window;
    Theme &m_theme;
    QMenu *m_pages = nullptr;
    QAction *m_afterPages = nullptr;
    int m_pageCount = 0;
};

} // namespace campanile
