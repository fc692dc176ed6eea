// Every drop-down list opens with entries of one line that can be chosen by mouse.

#include "console_window.h"
#include "import_sheet.h"

#include "calls/calls_page.h"
#include "campaigns/campaigns_page.h"
#include "campaigns/new_campaign_dialog.h"
#include "live/live_page.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QMenu>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class PopupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesOfListsAreOneLineHigh();
    void entriesOfListsOfTheImportAreOneLineHigh();
    void entriesOfMenusAreOneLineHigh();
    void allEntriesAreInSight();

private:
    static bool isOneLine(int height, const QWidget *widget);
    static void check(QComboBox *box);
    static int checkAll(const QWidget *root);
};

/// Between the height of the text and twice as much, whatever the font.
bool PopupsTest::isOneLine(int height, const QWidget *widget)
{
    const int line = widget->fontMetrics().height();
    return height >= line && height <= 2 * line + 8;
}

void PopupsTest::check(QComboBox *box)
{
    box->showPopup();
    QAbstractItemView *view = box->view();
    QTRY_VERIFY(view->isVisible());
    for (int row = 0; row < box->count(); ++row) {
        const int height = view->visualRect(box->model()->index(row, box->modelColumn())).height();
        QVERIFY2(isOneLine(height, view), qPrintable(u"%1: %2 px"_s.arg(box->itemText(row)).arg(height)));
    }
    box->hidePopup();
    QTRY_VERIFY(!view->isVisible());
}

int PopupsTest::checkAll(const QWidget *root)
{
    int checked = 0;
    for (QComboBox *box : root->findChildren<QComboBox *>()) {
        if (box->isVisible() && box->count() > 0) {
            check(box);
            ++checked;
        }
    }
    return checked;
}

void PopupsTest::entriesOfListsAreOneLineHigh()
{
    ConsoleWindow console;
    console.backend.campaigns.add(u"Renewals"_s, CampaignStatus::Draft, 5);
    console.show();
    int checked = 0;
    for (const QLatin1StringView page : {CampaignsPage::key, LivePage::key, CallsPage::key}) {
        console.window->showPage(page);
        QCoreApplication::processEvents();
        checked += checkAll(console.window.get());
    }
    auto *dialog = new NewCampaignDialog(console.backend.services(), console.window.get());
    dialog->open();
    QTRY_VERIFY(dialog->findChild<QComboBox *>()->count() > 0);
    checked += checkAll(dialog);
    QVERIFY(checked >= 3); // campaign of the calls, agent, caller ID
}

void PopupsTest::entriesOfListsOfTheImportAreOneLineHigh()
{
    const Theme theme;
    ImportSheet sheet;
    sheet.open();
    QVERIFY(checkAll(sheet.page.get()) >= 3); // a meaning for each column
}

void PopupsTest::entriesOfMenusAreOneLineHigh()
{
    ConsoleWindow console;
    console.show();
    int checked = 0;
    for (QMenu *menu : console.window->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (!action->isSeparator()) {
                const int height = menu->actionGeometry(action).height();
                QVERIFY2(isOneLine(height, menu), qPrintable(u"%1: %2 px"_s.arg(action->text()).arg(height)));
                ++checked;
            }
        }
    }
    QVERIFY(checked >= 15);
}

void PopupsTest::allEntriesAreInSight()
{
    const Theme theme;
    QComboBox box;
    box.addItems({u"One"_s, u"Two"_s, u"Three"_s});
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    box.showPopup();
    QAbstractItemView *view = box.view();
    QTRY_VERIFY(view->isVisible());
    for (int row = 0; row < box.count(); ++row) { // where the mouse reaches them
        QVERIFY(view->viewport()->rect().contains(view->visualRect(box.model()->index(row, 0)).center()));
    }
    box.hidePopup();
}

QTEST_MAIN(PopupsTest)
#include "popups_test.moc"
