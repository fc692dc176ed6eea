#include "common/message_bar.h"
#include "theme/action_button.h"

#include <QGraphicsEffect>
#include <QLabel>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace campanile;

class MessageBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesNoRoomWithoutAMessage();
    void offersTheWayOut();
    void canShowAnotherMessageFromItsAction();
    void fadesInAndThenPaintsPlainly();
    void staysWhenOnlyItsOwnerMayCloseIt();
    void goesWithItsCause();
    void goesWithThePageWhenItOnlyInforms();
};

void MessageBarTest::takesNoRoomWithoutAMessage()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *bar = new MessageBar(&window);
    column->addWidget(bar);
    column->addWidget(new QLabel(&window));
    window.show();
    const int before = window.sizeHint().height();
    bar->show({Notice::Severity::Failure, QStringLiteral("It failed."), {}, {}});
    QVERIFY(window.sizeHint().height() > before);
    QCOMPARE(bar->accessibleName(), QStringLiteral("It failed."));
    bar->findChild<QToolButton *>()->click();
    QVERIFY(!bar->isShowing());
    QCOMPARE(window.sizeHint().height(), before);
}

void MessageBarTest::offersTheWayOut()
{
    MessageBar bar;
    int tried = 0;
    bar.show({Notice::Severity::Failure, QStringLiteral("It failed."), QStringLiteral("Try again"), [&] { ++tried; }});
    QVERIFY(bar.findChild<ActionButton *>()->isVisible());
    bar.findChild<ActionButton *>()->click();
    QCOMPARE(tried, 1);
    QVERIFY(!bar.isShowing());
    bar.show({Notice::Severity::Information, QStringLiteral("Nothing to do."), {}, {}});
    QVERIFY(!bar.findChild<ActionButton *>()->isVisible());
}

void MessageBarTest::canShowAnotherMessageFromItsAction()
{
    MessageBar bar;
    bar.show({Notice::Severity::Failure, QStringLiteral("First"), QStringLiteral("Go on"), [&] {
                  bar.show({Notice::Severity::Success, QStringLiteral("Second"), {}, {}});
              }});
    bar.findChild<ActionButton *>()->click();
    QVERIFY(bar.isShowing());
    QCOMPARE(bar.text(), QStringLiteral("Second"));
}

void MessageBarTest::fadesInAndThenPaintsPlainly()
{
    MessageBar bar;
    bar.show({Notice::Severity::Warning, QStringLiteral("Held."), {}, {}});
    QVERIFY(bar.graphicsEffect()->isEnabled());
    QTRY_VERIFY(!bar.graphicsEffect()->isEnabled());
}

void MessageBarTest::staysWhenOnlyItsOwnerMayCloseIt()
{
    MessageBar bar(nullptr, MessageBar::Closing::ByOwner);
    bar.show({Notice::Severity::Warning, QStringLiteral("Held."), {}, {}});
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(bar.isShowing());
    QVERIFY(!bar.findChild<QToolButton *>()->isVisible());
    bar.dismiss();
    QVERIFY(!bar.isShowing());
}

void MessageBarTest::goesWithItsCause()
{
    MessageBar bar;
    bar.withdraw(QLatin1StringView("calls/read")); // nothing is shown
    bar.show({Notice::Severity::Failure,
              QStringLiteral("The calls could not be read."),
              {},
              {},
              QLatin1StringView("calls/read")});
    bar.withdraw(QLatin1StringView("campaigns/read"));
    QVERIFY(bar.isShowing());
    bar.withdraw(QLatin1StringView("calls/read"));
    QVERIFY(!bar.isShowing());
    bar.show({Notice::Severity::Failure, QStringLiteral("It failed."), {}, {}});
    bar.withdraw({});
    QVERIFY(bar.isShowing()); // without a cause it is the person's to dismiss
}

void MessageBarTest::goesWithThePageWhenItOnlyInforms()
{
    MessageBar bar;
    bar.show({Notice::Severity::Success, QStringLiteral("3 rows written."), {}, {}});
    bar.dismissInformation();
    QVERIFY(!bar.isShowing());
    bar.show({Notice::Severity::Failure, QStringLiteral("It failed."), {}, {}});
    bar.dismissInformation();
    QVERIFY(bar.isShowing());
}

QTEST_MAIN(MessageBarTest)
#include "message_bar_test.moc"
