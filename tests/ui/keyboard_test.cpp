// Return, Enter and Space press the button that has the focus, and no other: in every dialog, and beside them.

#include "console_window.h"

#include "calls/cut_off_dialog.h"
#include "campaigns/campaigns_page.h"
#include "campaigns/edit_draft_dialog.h"
#include "campaigns/new_campaign_dialog.h"
#include "common/confirm_dialog.h"
#include "frame/data_problem_dialog.h"
#include "frame/help_dialogs.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>

#include <functional>
#include <map>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class KeyboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_console = std::make_unique<ConsoleWindow>(); }
    void cleanup() { m_console.reset(); }
    void pressesTheButtonThatHasTheFocus_data();
    void pressesTheButtonThatHasTheFocus();
    void leavesACampaignAloneAfterTabToNotNow();
    void returnInAFieldPressesTheDefaultButton();
    void aKeyThatIsHeldDownAnswersNoQuestion();
    void pressesButtonsOfPages();

private:
    void open(const QString &which);
    [[nodiscard]] QList<QAbstractButton *> buttons() const;
    [[nodiscard]] QDialog *shown() const { return m_own ? m_own.get() : m_console->dialog(); }
    void pressAlone(const QString &which, int place, Qt::Key key);

    std::unique_ptr<ConsoleWindow> m_console;
    std::unique_ptr<QDialog> m_own; // a dialog that belongs to no window
};

namespace {

Question question(bool destructive, const QString &other)
{
    return {u"Start “Renewals”?"_s,
            u"5 targets will be called."_s,
            {{u"Rate"_s, u"30 per minute"_s}},
            u"Start campaign"_s,
            u"Not now"_s,
            destructive,
            other};
}

} // namespace

void KeyboardTest::open(const QString &which)
{
    m_own.reset();
    m_console = std::make_unique<ConsoleWindow>();
    m_console->backend.campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5);
    m_console->show();
    QWidget *window = m_console->window.get();
    const std::map<QString, std::function<void()>> dialogs = {
        {u"question"_s, [=] { ConfirmDialog::ask(window, question(false, {}), [] {}); }},
        {u"destructive question"_s, [=] { ConfirmDialog::ask(window, question(true, {}), [] {}); }},
        {u"question with another way"_s, [=] { ConfirmDialog::ask(window, question(false, u"Another way"_s), [] {}); }},
        {u"new campaign"_s, [=, this] { (new NewCampaignDialog(m_console->backend.services(), window))->open(); }},
        {u"edit draft"_s,
         [=, this] { (new EditDraftDialog(m_console->backend.services(), Campaign{}, window))->open(); }},
        {u"help"_s, [=] { showPageHelp(window, u"Calls"_s, u"Every call that was dialled."_s); }},
        {u"shortcuts"_s, [=] { showShortcuts(window); }},
        {u"about"_s, [=, this] { showAbout(window, m_console->backend.engine.now); }},
        {u"cut-off calls"_s,
         [=, this] { (new CutOffDialog(m_console->backend.services(), {AttemptId{1}}, window))->open(); }},
        {u"message box"_s,
         [=] {
             (new QMessageBox(QMessageBox::Question, {}, u"?"_s, QMessageBox::Yes | QMessageBox::No, window))->open();
         }},
        {u"directory in use"_s,
         [this] {
             m_own = std::make_unique<DataProblemDialog>(Error{ErrorCode::StorageBusy, u"locked"_s, {}}, u"/data"_s);
         }},
        {u"damaged database"_s,
         [this] {
             m_own =
                 std::make_unique<DataProblemDialog>(Error{ErrorCode::StorageCorrupt, u"malformed"_s, {}}, u"/data"_s);
         }},
        {u"newer database"_s,
         [this] {
             m_own = std::make_unique<DataProblemDialog>(Error{ErrorCode::StorageNewer, {}, {}}, u"/data"_s);
         }},
    };
    dialogs.at(which)();
    if (m_own) {
        m_own->show();
    }
    QTRY_VERIFY(shown());
    QVERIFY(QTest::qWaitForWindowActive(shown()));
}

/// The buttons that the keyboard can reach.
QList<QAbstractButton *> KeyboardTest::buttons() const
{
    QList<QAbstractButton *> found;
    for (QAbstractButton *button : shown()->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->isEnabled() && (button->focusPolicy() & Qt::TabFocus) != 0) {
            found.append(button);
        }
    }
    return found;
}

void KeyboardTest::pressesTheButtonThatHasTheFocus_data()
{
    QTest::addColumn<int>("least"); // buttons
    QTest::newRow("question") << 2;
    QTest::newRow("destructive question") << 2;
    QTest::newRow("question with another way") << 3;
    QTest::newRow("new campaign") << 2;
    QTest::newRow("edit draft") << 2;
    QTest::newRow("help") << 1;
    QTest::newRow("shortcuts") << 1;
    QTest::newRow("about") << 1;
    QTest::newRow("cut-off calls") << 1;
    QTest::newRow("message box") << 2;
    QTest::newRow("directory in use") << 4;
    QTest::newRow("damaged database") << 5;
    QTest::newRow("newer database") << 2;
}

void KeyboardTest::pressAlone(const QString &which, int place, Qt::Key key)
{
    open(which);
    QStringList pressed;
    const QList<QAbstractButton *> all = buttons();
    for (QAbstractButton *button : all) {
        connect(button, &QAbstractButton::clicked, this, [&pressed, text = button->text()] { pressed.append(text); });
    }
    QAbstractButton *focused = all.at(place);
    const QString text = focused->text();
    focused->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(focused->hasFocus());
    QTest::keyClick(focused, key);
    QCOMPARE(pressed, QStringList{text});
}

void KeyboardTest::pressesTheButtonThatHasTheFocus()
{
    QFETCH(const int, least);
    const QString which = QString::fromLatin1(QTest::currentDataTag());
    open(which);
    const auto count = static_cast<int>(buttons().size());
    QVERIFY2(count >= least, qPrintable(QString::number(count)));
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        for (int place = 0; place < count; ++place) {
            pressAlone(which, place, key);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
    }
    m_own.reset();
}

void KeyboardTest::leavesACampaignAloneAfterTabToNotNow()
{
    m_console->backend.campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5);
    m_console->show();
    QTRY_VERIFY(m_console->find("start")->isVisible());
    m_console->find("start")->click();
    QTRY_VERIFY(m_console->dialog());
    QPointer<QDialog> dialog = m_console->dialog();
    dialog->activateWindow(); // the offscreen platform may leave the window active that is still being shown
    QTRY_COMPARE(QApplication::activeWindow(), dialog.data());
    auto *leave = dialog->findChild<ActionButton *>(u"leaveIt"_s);
    for (int tabs = 0; tabs < 10 && !leave->hasFocus(); ++tabs) {
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(leave->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QVERIFY(m_console->backend.campaigns.asked.empty());
}

void KeyboardTest::returnInAFieldPressesTheDefaultButton()
{
    open(u"new campaign"_s);
    auto *name = shown()->findChild<QLineEdit *>();
    QTRY_VERIFY(shown()->findChild<QComboBox *>()->count() > 0);
    name->setFocus();
    QTest::keyClicks(name, u"July"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(m_console->backend.campaigns.asked, std::vector<QString>{u"create July"_s});
}

void KeyboardTest::aKeyThatIsHeldDownAnswersNoQuestion()
{
    open(u"question"_s);
    QPointer<QDialog> dialog = shown();
    auto *doIt = dialog->findChild<ActionButton *>(u"doIt"_s);
    QTRY_VERIFY(doIt->hasFocus());
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
    QCoreApplication::sendEvent(doIt, &held);
    QCoreApplication::processEvents();
    QVERIFY(dialog && dialog->isVisible());
}

void KeyboardTest::pressesButtonsOfPages()
{
    m_console->backend.campaigns.add(u"Renewals"_s, CampaignStatus::Active, 5);
    m_console->show();
    m_console->window->showPage(CampaignsPage::key);
    auto *pause = m_console->find("pause");
    QTRY_VERIFY(pause->isVisible());
    pause->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(pause->hasFocus());
    QTest::keyClick(pause, Qt::Key_Return);
    QTRY_COMPARE(m_console->backend.campaigns.asked, std::vector<QString>{u"pause"_s});
}

QTEST_MAIN(KeyboardTest)
#include "keyboard_test.moc"
