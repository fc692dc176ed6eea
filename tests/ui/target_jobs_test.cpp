// An action on many targets: it says whose targets they are, is cancelled by keyboard without harm, and is not cut off
// by closing the window without a question.

#include "fakes.h"
#include "settings_sandbox.h"

#include "common/confirm_dialog.h"
#include "common/console_table.h"
#include "common/elided_label.h"
#include "common/job_bar.h"
#include "common/message_bar.h"
#include "frame/main_window.h"
#include "targets/export_dialog.h"
#include "theme/action_button.h"
#include "theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QPointer>
#include <QSettings>
#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

class TargetJobsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhoseTargetsTheyAre();
    void keepsTheKeyboardWhenItIsCancelled();
    void asksBeforeTheWindowClosesInTheMiddle();
    void offersTheHeadOfATableToTheKeyboard();
    void saysWhyAFileWasNotWritten_data();
    void saysWhyAFileWasNotWritten();

private:
    /// Begins to skip all targets of the only campaign.
    void beginToSkip();
    [[nodiscard]] JobBar *bar() const { return m_window->findChild<JobBar *>(); }
    [[nodiscard]] ConsoleTable *table() const { return m_window->findChild<ConsoleTable *>(u"targets"_s); }
    [[nodiscard]] bool tells(const QString &text) const
    {
        const auto bars = m_window->findChildren<MessageBar *>();
        return std::any_of(bars.begin(), bars.end(),
                           [&](const MessageBar *each) { return each->isVisible() && each->text().contains(text); });
    }

    SettingsSandbox m_sandbox;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void TargetJobsTest::init()
{
    QSettings().clear();
    m_theme = std::make_unique<Theme>();
    m_backend = std::make_unique<FakeBackend>();
    m_backend->setup.addBasics();
    m_backend->campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 50);
    m_backend->targets.fill(50);
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    m_window->show();
    m_window->activateWindow();
    QTRY_COMPARE(table()->model()->rowCount(), 50);
}

void TargetJobsTest::cleanup()
{
    m_window.reset();
    QCoreApplication::processEvents(); // replies that were on their way
    m_backend.reset();
    m_theme.reset();
}

void TargetJobsTest::beginToSkip()
{
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_VERIFY(m_window->findChild<ConfirmDialog *>());
    QPointer<ConfirmDialog> dialog = m_window->findChild<ConfirmDialog *>();
    dialog->findChild<ActionButton *>(u"doIt"_s)->click();
    QTRY_VERIFY(!dialog);
    QTRY_VERIFY(bar()->isVisible());
}

/// By the time that it ends, another campaign may be shown.
void TargetJobsTest::saysWhoseTargetsTheyAre()
{
    beginToSkip();
    QVERIFY(bar()->findChild<ElidedLabel *>()->text().contains(u"Renewals"_s));
    m_backend->targets.heldSkip(SkipAccount{.chosen = 50, .skipped = 50});
    QTRY_VERIFY(!bar()->isVisible());
    QTRY_VERIFY(tells(u"Renewals"_s));
}

/// Whoever presses Enter twice presses Cancel twice, and not what comes behind it.
void TargetJobsTest::keepsTheKeyboardWhenItIsCancelled()
{
    beginToSkip();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto *cancel = bar()->findChild<ActionButton *>();
    cancel->setFocus();
    QTRY_VERIFY(cancel->hasFocus());
    QTest::keyClick(cancel, Qt::Key_Space);
    QVERIFY(m_backend->targets.job->isCancelled);
    QVERIFY(cancel->hasFocus());
    const QString said = bar()->findChild<ElidedLabel *>()->text();
    QVERIFY2(said.contains(u"cancelled"_s), qPrintable(said));
    m_backend->targets.skipProgress({10, 50}); // was on its way
    QTest::keyClick(cancel, Qt::Key_Space);
    QCoreApplication::processEvents();
    QCOMPARE(bar()->findChild<ElidedLabel *>()->text(), said);
    m_backend->targets.heldSkip(SkipAccount{
        .chosen = 50, .skipped = 10, .notReached = 40, .stopped = Error{ErrorCode::Cancelled, u"Cancelled."_s}});
    QTRY_VERIFY(!bar()->isVisible());
    QVERIFY(table()->hasFocus());
}

void TargetJobsTest::asksBeforeTheWindowClosesInTheMiddle()
{
    beginToSkip();
    QVERIFY(!m_window->close());
    QTRY_VERIFY(m_window->findChild<ConfirmDialog *>());
    QPointer<ConfirmDialog> dialog = m_window->findChild<ConfirmDialog *>();
    dialog->reject();
    QTRY_VERIFY(!dialog);
    QVERIFY(m_window->isVisible());
    m_backend->targets.heldSkip(SkipAccount{.chosen = 50, .skipped = 50});
    QTRY_VERIFY(!bar()->isVisible());
    QVERIFY(m_window->close()); // nothing is cut off any more
}

void TargetJobsTest::offersTheHeadOfATableToTheKeyboard()
{
    auto *campaigns = m_window->findChild<ConsoleTable *>(u"campaigns"_s);
    for (ConsoleTable *each : {table(), campaigns}) {
        QVERIFY(each);
        QContextMenuEvent pressed(QContextMenuEvent::Keyboard, QPoint(5, 5), each->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(each, &pressed);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QStringList entries;
        for (const QAction *action : QApplication::activePopupWidget()->actions()) {
            entries << action->text();
        }
        QVERIFY2(entries.contains(u"Sort by"_s) && entries.contains(u"Columns"_s), qPrintable(entries.join(u", ")));
        QApplication::activePopupWidget()->close();
    }
}

void TargetJobsTest::saysWhyAFileWasNotWritten_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such folder") << ErrorCode::InvalidInput << u"cannot be written"_s;
    QTest::newRow("full disk") << ErrorCode::StorageFull << u"no room"_s;
}

/// It names the file, and what can be done, and does not speak of the data directory.
void TargetJobsTest::saysWhyAFileWasNotWritten()
{
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, words);
    m_backend->targets.exportProblem = Error{code, u"Not written."_s, u"#/path"_s};
    m_window->findChild<ActionButton *>(u"export"_s)->click();
    QTRY_VERIFY(m_window->findChild<ExportDialog *>());
    const QPointer<ExportDialog> dialog = m_window->findChild<ExportDialog *>();
    Q_EMIT dialog->chosen(u"/nowhere/renewals.csv"_s, true, u"UTC"_s);
    dialog->accept();
    QTRY_VERIFY(tells(u"/nowhere/renewals.csv"_s));
    QVERIFY(tells(words));
    QVERIFY(!bar()->isVisible());
}

QTEST_MAIN(TargetJobsTest)
#include "target_jobs_test.moc"
