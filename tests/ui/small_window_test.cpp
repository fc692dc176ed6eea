// The window fits on a small screen and at a scale of 200 %: nothing lies off the screen, and nothing overlaps.

#include "fakes.h"
#include "settings_sandbox.h"

#include "calls/calls_page.h"
#include "campaigns/campaign_form.h"
#include "campaigns/campaign_form_dialog.h"
#include "campaigns/campaigns_page.h"
#include "common/console_table.h"
#include "common/filter_chip.h"
#include "common/filter_chips.h"
#include "common/flow_layout.h"
#include "common/page_scroll.h"
#include "common/wrapped_label.h"
#include "frame/main_window.h"
#include "frame/sidebar.h"
#include "frame/window_size.h"
#include "live/live_page.h"
#include "theme/action_button.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScreen>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The children of a widget that one sees, as places in it.
std::vector<QRect> shownPlaces(const QWidget &widget)
{
    std::vector<QRect> places;
    for (const QWidget *child : widget.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child->isVisible()) {
            places.push_back(child->geometry());
        }
    }
    return places;
}

bool anyOverlap(const std::vector<QRect> &places)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t k = i + 1; k < places.size(); ++k) {
            if (places[i].intersects(places[k])) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

class SmallWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isNeverLargerThanTheScreen_data();
    void isNeverLargerThanTheScreen();
    void opensWithinTheScreen();
    void keepsStopAllInSight();
    void wrapsFilters_data();
    void wrapsFilters();
    void laysLinesOutFromTheSideThatItIsTold_data();
    void laysLinesOutFromTheSideThatItIsTold();
    void passesHiddenWidgetsOver();
    void scrollsAPageThatIsHigherThanItsPlace();
    void scrollsTheFocusIntoSight();
    void leavesFieldsTheirHeightBesideAProblem();
    void bringsAProblemIntoSight();
    void showsAllOfALongText();
    void reachesStopAllLast_data();
    void reachesStopAllLast();

private:
    void show();

    SettingsSandbox m_sandbox;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void SmallWindowTest::init()
{
    QSettings().clear();
    m_theme = std::make_unique<Theme>();
    m_backend = std::make_unique<FakeBackend>();
    m_backend->setup.addBasics();
}

void SmallWindowTest::cleanup()
{
    m_window.reset();
    QCoreApplication::processEvents(); // replies that were on their way
    m_backend.reset();
    m_theme.reset();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void SmallWindowTest::show()
{
    m_backend->campaigns.add(u"Renewals of the customers in the north and in the south"_s, CampaignStatus::Active, 5);
    m_backend->targets.fill(5);
    m_window = std::make_unique<MainWindow>(m_backend->services(), *m_theme);
    m_window->show();
    m_window->showPage(CampaignsPage::key);
    QTRY_VERIFY(m_window->findChild<ActionButton *>(u"pause"_s)->isVisible());
}

void SmallWindowTest::isNeverLargerThanTheScreen_data()
{
    QTest::addColumn<QSize>("screen");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1440 x 900") << QSize(1440, 900) << QSize(1240, 800);
    QTest::newRow("1024 x 768") << QSize(1024, 768) << QSize(1012, 728);
    QTest::newRow("1440 x 900 at 150 %") << QSize(960, 600) << QSize(948, 560);
    QTest::newRow("1440 x 900 at 200 %") << QSize(720, 450) << QSize(708, 410);
}

void SmallWindowTest::isNeverLargerThanTheScreen()
{
    QFETCH(QSize, screen);
    QFETCH(QSize, size);
    QCOMPARE(fittingIn(QSize(1240, 800), screen), size);
}

void SmallWindowTest::opensWithinTheScreen()
{
    show();
    const QSize room = m_window->screen()->availableGeometry().size();
    QVERIFY(m_window->width() <= room.width());
    QVERIFY(m_window->height() <= room.height());
    QVERIFY(m_window->minimumWidth() <= room.width());
    QVERIFY(m_window->minimumHeight() <= room.height());
}

/// At 200 % on a screen of 1440 by 900.
void SmallWindowTest::keepsStopAllInSight()
{
    show();
    m_window->setMinimumSize(708, 410);
    m_window->resize(708, 410);
    m_backend->engine.now.queued = 1'234'567;
    m_backend->engine.now.storage = u"A storage with a rather long name 3.40.1"_s;
    ChangeSet changes;
    changes.engine = true;
    m_backend->changes.publish(changes);
    auto *stopAll = m_window->findChild<ActionButton *>(u"stopAll"_s);
    QTRY_COMPARE(stopAll->visibleRegion().boundingRect(), stopAll->rect());
    QCOMPARE(m_window->size(), QSize(708, 410));
    QVERIFY(stopAll->width() >= stopAll->sizeHint().width());
    QVERIFY(!anyOverlap(shownPlaces(*stopAll->parentWidget())));
}

void SmallWindowTest::wrapsFilters_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void SmallWindowTest::wrapsFilters()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    QWidget page;
    auto *column = new QVBoxLayout(&page);
    auto *chips = new FilterChips(u"Status"_s, &page);
    const QStringList words{u"All"_s, u"Waiting"_s, u"Scheduled"_s, u"Dispatched"_s, u"Failed"_s, u"Skipped"_s};
    for (int key = 0; key < words.size(); ++key) {
        chips->add(key, {words[key], ColourRole::Neutral, "clock"_L1});
        chips->setCount(key, 1'234'567);
    }
    column->addWidget(chips);
    column->addStretch(1);
    for (const int width : {1400, 700, 400, 250}) {
        page.resize(width, 600);
        page.show();
        QCoreApplication::processEvents();
        const std::vector<QRect> places = shownPlaces(*chips);
        QCOMPARE(places.size(), static_cast<std::size_t>(words.size()));
        QVERIFY2(!anyOverlap(places), qPrintable(QString::number(width)));
        for (int key = 0; key < words.size(); ++key) {
            QVERIFY(chips->chip(key)->width() >= chips->chip(key)->sizeHint().width());
            QVERIFY2(chips->rect().contains(chips->chip(key)->geometry()), qPrintable(QString::number(width)));
        }
    }
    QVERIFY(chips->height() > 2 * chips->chip(0)->height()); // it had to wrap
}

void SmallWindowTest::laysLinesOutFromTheSideThatItIsTold_data()
{
    QTest::addColumn<int>("alignment");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("left");
    QTest::newRow("leading") << int(Qt::AlignLeading) << Qt::LeftToRight << 0;
    QTest::newRow("centre") << int(Qt::AlignHCenter) << Qt::LeftToRight << 150;
    QTest::newRow("trailing") << int(Qt::AlignTrailing) << Qt::LeftToRight << 300;
    QTest::newRow("leading, mirrored") << int(Qt::AlignLeading) << Qt::RightToLeft << 300;
    QTest::newRow("trailing, mirrored") << int(Qt::AlignTrailing) << Qt::RightToLeft << 0;
}

void SmallWindowTest::laysLinesOutFromTheSideThatItIsTold()
{
    QFETCH(int, alignment);
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(int, left);
    QWidget place;
    place.setLayoutDirection(direction);
    auto *flow = new FlowLayout(&place, static_cast<Qt::Alignment>(alignment));
    auto *only = new QWidget(&place);
    only->setFixedSize(100, 20);
    flow->addWidget(only);
    place.resize(400, 50);
    place.show();
    QTRY_COMPARE(only->x(), left);
    QCOMPARE(flow->heightForWidth(400), 20);
}

void SmallWindowTest::passesHiddenWidgetsOver()
{
    QWidget place;
    auto *flow = new FlowLayout(&place);
    flow->setSpacing(10);
    for (int i = 0; i < 3; ++i) {
        auto *part = new QWidget(&place);
        part->setFixedSize(100, 20);
        flow->addWidget(part);
    }
    QCOMPARE(flow->sizeHint(), QSize(320, 20));
    QCOMPARE(flow->minimumSize(), QSize(100, 20));
    QCOMPARE(flow->heightForWidth(210), 50);
    flow->itemAt(1)->widget()->hide();
    flow->invalidate();
    QCOMPARE(flow->sizeHint(), QSize(210, 20));
    QCOMPARE(flow->heightForWidth(210), 20);
}

void SmallWindowTest::scrollsAPageThatIsHigherThanItsPlace()
{
    auto *page = new QWidget;
    page->setMinimumSize(300, 400);
    PageScroll place(page);
    place.resize(350, 250);
    place.show();
    QTRY_VERIFY(place.verticalScrollBar()->isVisible());
    QVERIFY(!place.horizontalScrollBar()->isVisible());
    QCOMPARE(page->height(), 400);
    QCOMPARE(page->width(), place.viewport()->width());
    place.resize(600, 500);
    QTRY_VERIFY(!place.verticalScrollBar()->isVisible());
    QCOMPARE(page->size(), QSize(600, 500)); // all of the room
    place.resize(200, 500);
    QTRY_VERIFY(place.horizontalScrollBar()->isVisible());
    QCOMPARE(page->width(), 300);
}

void SmallWindowTest::scrollsTheFocusIntoSight()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    std::vector<QLineEdit *> fields;
    for (int i = 0; i < 12; ++i) {
        fields.push_back(new QLineEdit(page));
        column->addWidget(fields.back());
    }
    PageScroll place(page);
    place.resize(300, 150);
    place.show();
    place.activateWindow();
    fields.front()->setFocus();
    QTRY_VERIFY(fields.front()->hasFocus());
    for (std::size_t i = 1; i < fields.size(); ++i) {
        QTest::keyClick(fields[i - 1], Qt::Key_Tab);
        QVERIFY(fields[i]->hasFocus());
        QCOMPARE(fields[i]->visibleRegion().boundingRect(), fields[i]->rect());
    }
}

/// What is wrong stands beneath a field in full, and no field gets narrower or lower for it.
void SmallWindowTest::leavesFieldsTheirHeightBesideAProblem()
{
    CampaignForm form;
    form.resize(300, form.minimumSizeHint().height());
    form.show();
    QCoreApplication::processEvents();
    auto *name = form.findChild<QLineEdit *>();
    const int before = name->height();
    QVERIFY(!form.check());
    form.resize(300, std::max(form.height(), form.minimumSizeHint().height()));
    QTRY_VERIFY(form.height() >= form.minimumSizeHint().height());
    form.resize(300, form.minimumSizeHint().height());
    QCoreApplication::processEvents();
    QCOMPARE(name->height(), before);
    for (const QWidget *editor : form.findChildren<QSpinBox *>()) {
        QVERIFY(editor->height() >= editor->sizeHint().height());
    }
    int problems = 0;
    for (const auto *problem : form.findChildren<WrappedLabel *>()) {
        if (problem->isVisible()) {
            ++problems;
            QVERIFY2(problem->height() >= problem->heightForWidth(problem->width()), qPrintable(problem->text()));
        }
    }
    QCOMPARE(problems, 3); // agent, number and name
}

/// The fields may be higher than the dialog.
void SmallWindowTest::bringsAProblemIntoSight()
{
    show();
    Q_EMIT m_window->findChild<CampaignsPage *>()->newCampaignWanted();
    QTRY_VERIFY(m_window->findChild<CampaignFormDialog *>());
    auto *dialog = m_window->findChild<CampaignFormDialog *>();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    auto *form = dialog->findChild<CampaignForm *>();
    const auto boxes = form->findChildren<QSpinBox *>();
    const auto attempts = std::find_if(boxes.begin(), boxes.end(), [](const QSpinBox *box) {
        return box->accessibleName() == u"Attempts per target"_s;
    });
    QVERIFY(attempts != boxes.end());
    form->findChild<QLineEdit *>()->setText(u"Renewals"_s);
    (*attempts)->setValue(0);
    dialog->resize(dialog->width(), dialog->minimumSizeHint().height());
    Q_EMIT form->accepted();
    const auto *problem = (*attempts)->parentWidget()->findChild<WrappedLabel *>();
    QTRY_VERIFY(problem->isVisible());
    QTRY_COMPARE(problem->visibleRegion().boundingRect().size(), problem->size());
}

void SmallWindowTest::showsAllOfALongText()
{
    QWidget page;
    auto *column = new QVBoxLayout(&page);
    auto *label = new WrappedLabel(u"word "_s.repeated(200), &page);
    auto *filler = new QWidget(&page);
    filler->setMinimumHeight(100);
    column->addWidget(label);
    column->addWidget(filler);
    page.resize(300, 200);
    page.show();
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
}

void SmallWindowTest::reachesStopAllLast_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("live") << QString(LivePage::key);
    QTest::newRow("campaigns") << QString(CampaignsPage::key);
    QTest::newRow("calls") << QString(CallsPage::key);
}

/// Nobody comes across it on the way from the pages to what is on them.
void SmallWindowTest::reachesStopAllLast()
{
    QFETCH(QString, page);
    show();
    const QByteArray key = page.toLatin1();
    m_window->showPage(QLatin1StringView(key));
    QCoreApplication::processEvents();
    QWidget *const first = m_window->findChild<Sidebar *>();
    std::vector<QWidget *> order;
    QWidget *next = first;
    do {
        if (next->isVisible() && next->isEnabled() && (next->focusPolicy() & Qt::TabFocus) != 0 &&
            !next->focusProxy()) {
            order.push_back(next);
        }
        next = next->nextInFocusChain();
    } while (next != first);
    QVERIFY(order.size() > 1);
    QCOMPARE(order.back()->objectName(), u"stopAll"_s);
}

QTEST_MAIN(SmallWindowTest)
#include "small_window_test.moc"
