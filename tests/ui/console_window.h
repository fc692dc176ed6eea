#pragma once

#include "fakes.h"
#include "settings_sandbox.h"

#include "common/message_bar.h"
#include "frame/main_window.h"
#include "theme/action_button.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QSettings>
#include <QTest>

#include <algorithm>
#include <memory>

namespace campanile::test {

/// The window over fakes, as an operator has it before them. Fill `backend`, then `show`.
class ConsoleWindow {
public:
    ConsoleWindow()
    {
        QSettings().clear();
        theme = std::make_unique<Theme>();
        backend.setup.addBasics();
    }
    ~ConsoleWindow()
    {
        window.reset();
        QCoreApplication::processEvents(); // replies that were on their way
    }
    Q_DISABLE_COPY_MOVE(ConsoleWindow)

    void show()
    {
        window = std::make_unique<MainWindow>(backend.services(), *theme);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    template<class Widget = ActionButton>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }
    /// The dialog that is open; null when there is none.
    [[nodiscard]] QDialog *dialog() const
    {
        const auto dialogs = window->findChildren<QDialog *>();
        const auto open = std::find_if(dialogs.begin(), dialogs.end(), [](const QDialog *d) { return d->isVisible(); });
        return open == dialogs.end() ? nullptr : *open;
    }
    /// The message bars that say this.
    [[nodiscard]] std::vector<MessageBar *> bars(const QString &text) const
    {
        std::vector<MessageBar *> found;
        for (MessageBar *bar : window->findChildren<MessageBar *>()) {
            if (bar->isVisible() && bar->text().contains(text, Qt::CaseInsensitive)) {
                found.push_back(bar);
            }
        }
        return found;
    }
    [[nodiscard]] bool tells(const QString &text) const { return !bars(text).empty(); }
    /// Tells the window that campaigns have changed, as the backend does.
    void publish()
    {
        ChangeSet changes;
        changes.setup = true;
        changes.engine = true;
        changes.calls = true;
        backend.changes.publish(changes);
    }

private:
    SettingsSandbox m_sandbox;

public:
    FakeBackend backend;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<MainWindow> window;
};

} // namespace campanile::test
