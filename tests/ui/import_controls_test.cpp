// The controls of the import page are reached, named and in sight.

#include "mapping_hands.h"

#include <QAccessible>
#include <QHeaderView>
#include <QScrollBar>
#include <QWheelEvent>

#include <set>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::Literals::StringLiterals;

class ImportControlsTest : public QObject, private MappingHands {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void reachesEverythingByTab_data();
    void reachesEverythingByTab();
    void namesEveryControl();
    void hasNoMnemonicTwice();
    void scrollsADropDownIntoSight_data();
    void scrollsADropDownIntoSight();
    void ignoresTheWheel();
    void offersMeaningsToScreenReaders();
    void standsOverItsColumns_data();
    void standsOverItsColumns();
};

void ImportControlsTest::init()
{
    m_sheet = std::make_unique<ImportSheet>();
}

void ImportControlsTest::cleanup()
{
    m_sheet.reset();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void ImportControlsTest::reachesEverythingByTab_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void ImportControlsTest::reachesEverythingByTab()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    mapping().columns[0].role = ColumnRole::Variable;
    mapping().columns[0].variableKey = "Phone";
    mapping().question = whichColumn({{0, u"Phone"_s, 80, 60}, {2, u"Town"_s, 90, 70}});
    m_sheet->open();
    std::vector<QWidget *> wanted{m_sheet->find("region"), m_sheet->find("numberReading"), answers()[0], answers()[1]};
    for (int column = 0; column < 3; ++column) {
        wanted.push_back(roles().roleBox(column));
    }
    wanted.push_back(m_sheet->find<ConsoleTable>("import-preview"));
    const std::vector<QWidget *> order = tabOrder();
    const auto at = std::search(order.begin(), order.end(), wanted.begin(), wanted.end());
    QVERIFY2(at != order.end(), "the tab key does not go through the choices and answers as one reads them");
    answers()[1]->click(); // Town
    std::vector<QWidget *> answered{m_sheet->find("numberReading"), roles().roleBox(0)};
    const std::vector<QWidget *> after = tabOrder();
    QVERIFY(std::search(after.begin(), after.end(), answered.begin(), answered.end()) != after.end());
    QCOMPARE(after.back(), static_cast<QWidget *>(import()));
}

/// A screen reader says the name of a control; of a combo box, that of the label which belongs to it.
void ImportControlsTest::namesEveryControl()
{
    mapping().columns[1].header = u"R&D"_s;
    mapping().question = whichColumn({{0, u"Phone"_s, 80, 60}, {2, u"Town"_s, 90, 70}});
    m_sheet->open();
    const auto spoken = [](QWidget *widget) {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!qobject_cast<QComboBox *>(widget)) {
            return accessible->text(QAccessible::Name);
        }
        const auto labels = accessible->relations(QAccessible::Label);
        return labels.isEmpty() ? QString() : labels.front().first->text(QAccessible::Name);
    };
    const std::vector<QWidget *> order = tabOrder();
    QVERIFY(order.size() > 15);
    for (QWidget *widget : order) {
        QVERIFY2(!spoken(widget).isEmpty(), widget->metaObject()->className());
    }
    QCOMPARE(spoken(roles().roleBox(1)), u"Meaning of “R&D”"_s);
    QCOMPARE(spoken(m_sheet->find("region")), u"Numbers without + are from"_s);
}

void ImportControlsTest::hasNoMnemonicTwice()
{
    m_sheet->open();
    std::set<QKeySequence> seen{QKeySequence(u"Alt+F"_s), QKeySequence(u"Alt+V"_s), QKeySequence(u"Alt+H"_s)}; // menus
    int labels = 0;
    for (const QLabel *label : m_sheet->page->findChild<MappingView *>()->findChildren<QLabel *>()) {
        if (label->buddy() && label->isVisible()) {
            ++labels;
            QVERIFY2(seen.insert(QKeySequence::mnemonic(label->text())).second, qPrintable(label->text()));
        }
    }
    QCOMPARE(labels, 12);
}

void ImportControlsTest::scrollsADropDownIntoSight_data()
{
    reachesEverythingByTab_data();
}

void ImportControlsTest::scrollsADropDownIntoSight()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    for (int i = 0; i < 12; ++i) {
        mapping().columns.push_back(column(u"More %1"_s.arg(i), ColumnRole::Variable, RoleReason::Default));
    }
    m_sheet->open();
    m_sheet->page->activateWindow();
    const auto isInSight = [this](int column) {
        const QComboBox *box = roles().roleBox(column);
        return box->visibleRegion().boundingRect() == box->rect();
    };
    QVERIFY(isInSight(0));
    QVERIFY(!isInSight(14));
    roles().roleBox(14)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(isInSight(14));
    QVERIFY(!isInSight(0));
    roles().roleBox(0)->setFocus(Qt::BacktabFocusReason);
    QTRY_VERIFY(isInSight(0));
}

void ImportControlsTest::ignoresTheWheel()
{
    m_sheet->open();
    const auto turn = [](QWidget *box) {
        const QPointF at(5, 5);
        QWheelEvent event(at, box->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(box, &event);
    };
    QComboBox *role = roles().roleBox(0);
    QComboBox *reading = m_sheet->find("numberReading");
    for (QComboBox *box : {role, reading, m_sheet->find("encoding")}) {
        const int before = box->currentIndex();
        box->setFocus();
        turn(box);
        QCOMPARE(box->currentIndex(), before);
    }
    QCOMPARE(imports().shown.mapping.indexOf(ColumnRole::Number), 0);
}

/// Whoever walks down from the page comes to each of them. Controls within the head of a table cannot be found so.
void ImportControlsTest::offersMeaningsToScreenReaders()
{
    m_sheet->open();
    std::vector<QObject *> found;
    std::vector<QAccessibleInterface *> rest{QAccessible::queryAccessibleInterface(m_sheet->page.get())};
    while (!rest.empty()) {
        QAccessibleInterface *next = rest.back();
        rest.pop_back();
        found.push_back(next->object());
        for (int child = 0; next->role() != QAccessible::Table && child < next->childCount(); ++child) {
            if (QAccessibleInterface *inner = next->child(child)) {
                rest.push_back(inner);
            }
        }
    }
    for (int column = 0; column < 3; ++column) {
        QComboBox *box = roles().roleBox(column);
        QVERIFY2(std::find(found.begin(), found.end(), box) != found.end(), qPrintable(box->accessibleName()));
        QCOMPARE(QAccessible::queryAccessibleInterface(box)->role(), QAccessible::ComboBox);
    }
}

void ImportControlsTest::standsOverItsColumns_data()
{
    reachesEverythingByTab_data();
}

void ImportControlsTest::standsOverItsColumns()
{
    QFETCH(Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    for (int i = 0; i < 12; ++i) {
        mapping().columns.push_back(column(u"More %1"_s.arg(i), ColumnRole::Variable, RoleReason::Default));
    }
    m_sheet->open();
    auto *table = m_sheet->find<ConsoleTable>("import-preview");
    const auto isOver = [this, table](int column) {
        const QHeaderView *head = table->horizontalHeader();
        const QComboBox *box = roles().roleBox(column);
        const int begin = head->viewport()->mapToGlobal(QPoint(head->sectionViewportPosition(column), 0)).x();
        const int left = box->mapToGlobal(QPoint(0, 0)).x();
        return left >= begin && left + box->width() <= begin + head->sectionSize(column);
    };
    for (const int scrolled : {0, 300, table->horizontalScrollBar()->maximum()}) {
        table->horizontalScrollBar()->setValue(scrolled);
        for (int column = 0; column < 15; ++column) {
            QVERIFY2(isOver(column), qPrintable(u"column %1 at %2"_s.arg(column).arg(scrolled)));
        }
    }
}

QTEST_MAIN(ImportControlsTest)
#include "import_controls_test.moc"
