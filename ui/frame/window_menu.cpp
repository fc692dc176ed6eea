#include "frame/window_menu.h"

#include "theme/icons.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <array>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

WindowMenu::WindowMenu(QMainWindow *window, Theme &theme)
    : QObject(window)
    , m_window(window)
    , m_theme(theme)
{
    buildFile();
    buildCalling();
    buildView();
    buildHelp();
}

void WindowMenu::buildFile()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&File"));
    menu->addAction(roleIcon("list-add"_L1), tr("&New campaign…"), QKeySequence(u"Ctrl+N"_s), this,
                    &WindowMenu::newCampaignTriggered);
    menu->addAction(roleIcon("document-import"_L1), tr("&Import a CSV…"), QKeySequence(u"Ctrl+O"_s), this,
                    &WindowMenu::importTriggered);
    menu->addSeparator();
    m_edit = menu->addAction(roleIcon("document-edit"_L1), tr("&Edit draft…"), QKeySequence(u"Ctrl+E"_s), this,
                             &WindowMenu::editTriggered);
    m_duplicate =
        menu->addAction(roleIcon("edit-copy"_L1), tr("D&uplicate campaign"), this, &WindowMenu::duplicateTriggered);
    m_delete = menu->addAction(roleIcon("edit-delete"_L1), tr("&Delete draft…"), this, &WindowMenu::deleteTriggered);
    menu->addSeparator();
    menu->addAction(roleIcon("application-exit"_L1), tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), this,
                    &WindowMenu::quitTriggered);
}

void WindowMenu::buildCalling()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Calling"));
    m_start = menu->addAction(roleIcon("media-playback-start"_L1), QString(), QKeySequence(u"Ctrl+Shift+G"_s), this,
                              &WindowMenu::onStart);
    m_pause = menu->addAction(roleIcon("media-playback-pause"_L1), tr("&Pause campaign"),
                              QKeySequence(u"Ctrl+Shift+P"_s), this, &WindowMenu::pauseTriggered);
    m_hangUp = menu->addAction(roleIcon("call-stop"_L1), tr("&Hang up…"), QKeySequence(u"Ctrl+Shift+H"_s), this,
                               &WindowMenu::hangUpTriggered);
    menu->addSeparator();
    m_stopAll = menu->addAction(roleIcon("media-playback-stop"_L1), tr("S&top all"), QKeySequence(u"Ctrl+Shift+X"_s),
                                this, &WindowMenu::stopAllTriggered);
    m_release = menu->addAction(roleIcon("media-playback-start"_L1), tr("&Release"), QKeySequence(u"Ctrl+Shift+L"_s),
                                this, &WindowMenu::releaseTriggered);
    setPossible({});
}

void WindowMenu::onStart()
{
    if (m_startResumes) {
        Q_EMIT resumeTriggered();
    } else {
        Q_EMIT startTriggered();
    }
}

void WindowMenu::setPossible(const PossibleActions &possible)
{
    m_startResumes = possible.resume;
    m_start->setText(possible.resume ? tr("Re&sume campaign") : tr("&Start campaign…"));
    m_start->setEnabled(possible.start || possible.resume);
    m_pause->setEnabled(possible.pause);
    m_edit->setEnabled(possible.edit);
    m_duplicate->setEnabled(possible.duplicate);
    m_delete->setEnabled(possible.remove);
    m_hangUp->setEnabled(possible.hangUp);
    m_stopAll->setEnabled(possible.stopAll);
    m_release->setEnabled(!possible.stopAll);
}

void WindowMenu::buildView()
{
    m_pages = m_window->menuBar()->addMenu(tr("&View"));
    m_afterPages = m_pages->addSeparator();
    m_pages->addAction(roleIcon("edit-find"_L1), tr("&Filter"), QKeySequence(u"Ctrl+F"_s), this,
                       &WindowMenu::filterTriggered);
    m_pages->addAction(roleIcon("edit-clear"_L1), tr("&Clear filter"), QKeySequence(Qt::Key_Escape), this,
                       &WindowMenu::clearFilterTriggered);
    m_pages->addAction(roleIcon("view-refresh"_L1), tr("&Refresh"), QKeySequence(Qt::Key_F5), this,
                       &WindowMenu::refreshTriggered);
    m_pages->addSeparator();
    buildTheme(m_pages);
}

void WindowMenu::buildTheme(QMenu *view)
{
    QMenu *menu = view->addMenu(roleIcon("contrast"_L1), tr("&Theme"));
    auto *group = new QActionGroup(menu);
    const auto choices = std::to_array<std::pair<ThemeChoice, QString>>({
        {ThemeChoice::System, tr("As the &desktop")},
        {ThemeChoice::Light, tr("&Light")},
        {ThemeChoice::Dark, tr("D&ark")},
    });
    for (const auto &[choice, word] : choices) {
        QAction *action = group->addAction(menu->addAction(word));
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        connect(action, &QAction::triggered, &m_theme, [this, wanted = choice] { m_theme.choose(wanted); });
    }
}

void WindowMenu::buildHelp()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Help"));
    menu->addAction(roleIcon("help-contents"_L1), tr("&Help on this page"), QKeySequence(Qt::Key_F1), this,
                    &WindowMenu::helpTriggered);
    menu->addAction(roleIcon("input-keyboard"_L1), tr("&Keyboard shortcuts"), QKeySequence(u"Ctrl+?"_s), this,
                    &WindowMenu::shortcutsTriggered);
    menu->addAction(productIcon(), tr("&About Campanile"), this, &WindowMenu::aboutTriggered);
}

void WindowMenu::addPage(const QString &title, std::function<void()> show)
{
    auto *action = new QAction(title, m_pages);
    action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(++m_pageCount)));
    connect(action, &QAction::triggered, this, std::move(show));
    m_pages->insertAction(m_afterPages, action);
}

} // namespace campanile
