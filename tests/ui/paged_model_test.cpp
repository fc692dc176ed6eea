#include "fakes.h"
#include "settings_sandbox.h"

#include "common/console_table.h"
#include "targets/target_model.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace campanile;

namespace {

constexpr CampaignId campaign{7};

QString textAt(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class PagedModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOnlyThePagesInViewOfAMillion();
    void readsARowWhenOneScrollsThere();
    void letsGoOfASupersededQuery();
    void showsOnlyTheAnswerToTheLastQuestion();
    void keepsSelectionAndPlaceWhenTheListChanges();
    void keepsWhatIsShownWhileRowsAreReadAgain();
    void doesNotOverlapRefreshes();
    void leavesOutRowsThatAreGone();
    void showsTheFirstRowsOfAnOrderBeforeTheRest();
    void goesBackToListOrder();
    void copiesRowsThatWereNeverRead();
    void keepsAllChosenWhenTheListIsReadAgain();
    void choosesNobodyOfAnotherFilter();
    void keepsWhoIsChosenInAnotherOrder();
    void leavesTheChoiceToWhoeverChoosesAmongTheFirstRows();
    void keepsAllChosenInAnotherOrder();
    void choosesAMillionWithoutLookingAtEach();

private:
    SettingsSandbox m_sandbox;
};

void PagedModelTest::readsOnlyThePagesInViewOfAMillion()
{
    FakeTargets targets;
    targets.fill(1'000'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    table.resize(800, 480);
    table.show();
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 1'000'000);
    QTRY_COMPARE(textAt(model, 0, TargetModel::Name), QStringLiteral("Person 1"));
    QTRY_VERIFY(targets.read.contains(1));
    QVERIFY(targets.reads <= 2);
    QVERIFY(static_cast<int>(targets.read.size()) <= 2 * TargetModel::pageRows);
}

void PagedModelTest::readsARowWhenOneScrollsThere()
{
    FakeTargets targets;
    targets.fill(1'000'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    table.resize(800, 480);
    table.show();
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 1'000'000);
    table.scrollTo(model.index(700'000, 0), QAbstractItemView::PositionAtTop);
    QTRY_COMPARE(textAt(model, 700'000, TargetModel::Name), QStringLiteral("Person 700001"));
    QVERIFY(!targets.read.contains(300'000));
}

void PagedModelTest::letsGoOfASupersededQuery()
{
    FakeTargets targets;
    targets.hold = true;
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    for (const char *text : {"m", "mo", "mor"}) {
        model.show(campaign, {{}, QString::fromLatin1(text)});
    }
    QCOMPARE(targets.filters.size(), std::size_t{3});
    QCOMPARE(targets.cancelled, 2);
}

void PagedModelTest::showsOnlyTheAnswerToTheLastQuestion()
{
    FakeTargets targets;
    targets.hold = true;
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    const QSignalSpy listed(&model, &PagedTableModel::listed);
    model.show(campaign, {{}, QStringLiteral("first")});
    model.show(campaign, {{}, QStringLiteral("last")});
    targets.held[1](std::vector<TargetId>{TargetId{5}});
    targets.held[0](std::vector<TargetId>{TargetId{1}, TargetId{2}});
    QTRY_COMPARE(listed.size(), qsizetype{1});
    QCoreApplication::processEvents();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.idAt(0), TargetId{5});
}

void PagedModelTest::keepsSelectionAndPlaceWhenTheListChanges()
{
    FakeTargets targets;
    targets.fill(5'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    table.resize(800, 480);
    table.show();
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 5'000);
    table.scrollTo(model.index(3'000, 0), QAbstractItemView::PositionAtTop);
    table.chooseRow(3'004);
    const TargetId top = model.idAt(table.rowAt(0));
    targets.list.erase(targets.list.begin(), targets.list.begin() + 100); // a hundred rows above went
    model.refresh(TargetModel::Refresh::List);
    QTRY_COMPARE(model.rowCount(), 4'900);
    QCOMPARE(table.chosenRows(10), std::vector<int>{2'904});
    QCOMPARE(table.currentRow(), 2'904);
    QCOMPARE(model.idAt(table.rowAt(0)), top);
}

void PagedModelTest::keepsWhatIsShownWhileRowsAreReadAgain()
{
    FakeTargets targets;
    targets.fill(50);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 50);
    QTRY_COMPARE(textAt(model, 3, TargetModel::State), QStringLiteral("Waiting"));
    const auto before = resets.size();
    targets.statuses[4] = TargetStatus::Failed;
    model.refresh(TargetModel::Refresh::List);
    QCOMPARE(textAt(model, 3, TargetModel::State), QStringLiteral("Waiting")); // never blank meanwhile
    QTRY_COMPARE(textAt(model, 3, TargetModel::State), QStringLiteral("Failed"));
    QCOMPARE(resets.size(), before); // the same ids: nothing is laid out anew
}

void PagedModelTest::doesNotOverlapRefreshes()
{
    FakeTargets targets;
    targets.fill(10);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 10);
    targets.hold = true;
    for (int i = 0; i < 20; ++i) {
        model.refresh(TargetModel::Refresh::List);
    }
    QCOMPARE(targets.held.size(), std::size_t{1});
    QCOMPARE(targets.cancelled, 0);
    targets.held[0](targets.list);
    QTRY_COMPARE(targets.held.size(), std::size_t{2}); // one more for all that were asked meanwhile
}

void PagedModelTest::leavesOutRowsThatAreGone()
{
    FakeTargets targets;
    targets.fill(3);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowsOf({2, 3, 99}), (std::vector<int>{1, 2}));
    QCOMPARE(model.keyAt(7), qint64{0});
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void PagedModelTest::showsTheFirstRowsOfAnOrderBeforeTheRest()
{
    FakeTargets targets;
    targets.fill(5'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 5'000);
    targets.hold = true;
    model.sort(TargetModel::Name, Qt::DescendingOrder);
    QCOMPARE(targets.orders, (std::vector<TargetOrder>{{TargetColumn::Name, true}}));
    targets.heldFirst({TargetId{5'000}, TargetId{4'999}});
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(model.isLoading()); // so that nobody acts on a part as if it were the whole
    targets.held.back()(targets.list);
    QTRY_COMPARE(model.rowCount(), 5'000);
    QVERIFY(!model.isLoading());
    QCOMPARE(model.idAt(0), TargetId{5'000});
    // While it is read again, the old list stays until the new one is whole.
    model.refresh(TargetModel::Refresh::List);
    QVERIFY(!targets.heldFirst);
}

void PagedModelTest::goesBackToListOrder()
{
    FakeTargets targets;
    targets.fill(50);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    table.setSortable();
    table.resize(800, 480);
    table.show();
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 50);
    QVERIFY(targets.orders.empty());
    const auto clickHead = [&table] {
        QHeaderView *head = table.horizontalHeader();
        const QPoint middle(head->sectionViewportPosition(TargetModel::Name) + 20, head->height() / 2);
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, middle);
    };
    clickHead();
    clickHead();
    QCOMPARE(targets.orders, (std::vector<TargetOrder>{{TargetColumn::Name, false}, {TargetColumn::Name, true}}));
    QTRY_COMPARE(model.idAt(0), TargetId{50});
    QCOMPARE(table.chosenCount(), 0); // a click on a head chooses nobody
    clickHead();
    QTRY_COMPARE(model.idAt(0), TargetId{1});
    QCOMPARE(targets.orders.size(), std::size_t{2});
}

void PagedModelTest::copiesRowsThatWereNeverRead()
{
    FakeTargets targets;
    targets.fill(3'000);
    targets.names = QStringLiteral("Tab\tand %1");
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    table.resize(800, 480);
    table.show();
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 3'000);
    table.setColumnHidden(TargetModel::Attempts, true);
    table.selectAll();
    const QSignalSpy copied(&table, &ConsoleTable::copied);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(copied.size(), qsizetype{1});
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), qsizetype{3'002}); // heads, rows, and nothing behind the last line end
    QCOMPARE(lines[0], QStringLiteral("Number\tName\tState\tReason\tNext at"));
    QVERIFY2(lines[3'000].contains(QStringLiteral("\tTab and 3000\t")), qPrintable(lines[3'000]));
    QCOMPARE(lines[3'000].count(u'\t'), qsizetype{4});
}

void PagedModelTest::keepsAllChosenWhenTheListIsReadAgain()
{
    FakeTargets targets;
    targets.fill(20'000); // more than are remembered one by one
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 20'000);
    table.selectAll();
    targets.list.pop_back();
    model.refresh(TargetModel::Refresh::List);
    QTRY_COMPARE(model.rowCount(), 19'999);
    QVERIFY(table.areAllChosen());
    QCOMPARE(table.chosenRanges(), (std::vector<RowRange>{{0, 19'998}}));
}

void PagedModelTest::choosesNobodyOfAnotherFilter()
{
    FakeTargets targets;
    targets.fill(20'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 20'000);
    table.selectAll();
    targets.list.resize(100);
    model.show(campaign, {{}, QStringLiteral("another")});
    QTRY_COMPARE(model.rowCount(), 100);
    QCOMPARE(table.chosenCount(), 0);
}

/// The first rows of the new order come alone, without the chosen one, and then all of them.
void PagedModelTest::keepsWhoIsChosenInAnotherOrder()
{
    FakeTargets targets;
    targets.fill(5'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 5'000);
    table.chooseRow(2'000);
    const QSignalSpy current(&table, &ConsoleTable::currentRowChanged);
    targets.hold = true;
    model.sort(TargetModel::Name, Qt::DescendingOrder);
    targets.heldFirst({TargetId{5'000}, TargetId{4'999}});
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(table.chosenCount(), 0);
    targets.held.back()(targets.list); // which comes backwards
    QTRY_COMPARE(model.rowCount(), 5'000);
    QCOMPARE(table.chosenRows(5), std::vector<int>{2'999});
    QCOMPARE(model.idAt(table.currentRow()), TargetId{2'001});
    for (const QList<QVariant> &told : current) {
        QVERIFY(told.front().toInt() >= 0); // it never went away
    }
}

void PagedModelTest::leavesTheChoiceToWhoeverChoosesAmongTheFirstRows()
{
    FakeTargets targets;
    targets.fill(5'000);
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 5'000);
    table.chooseRow(2'000);
    targets.hold = true;
    model.sort(TargetModel::Name, Qt::DescendingOrder);
    targets.heldFirst({TargetId{5'000}, TargetId{4'999}});
    QTRY_COMPARE(model.rowCount(), 2);
    table.chooseRow(1);
    targets.held.back()(targets.list);
    QTRY_COMPARE(model.rowCount(), 5'000);
    QCOMPARE(table.chosenRows(5), std::vector<int>{1}); // and not the one from before
}

void PagedModelTest::keepsAllChosenInAnotherOrder()
{
    FakeTargets targets;
    targets.fill(20'000); // more than are remembered one by one
    TargetModel model(targets, ownerOf(WorkspaceId{1}, CallerKind::Window), this);
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    model.show(campaign, {});
    QTRY_COMPARE(model.rowCount(), 20'000);
    table.selectAll();
    targets.hold = true;
    model.sort(TargetModel::Name, Qt::DescendingOrder);
    targets.heldFirst({TargetId{20'000}, TargetId{19'999}});
    QTRY_COMPARE(model.rowCount(), 2);
    targets.held.back()(targets.list);
    QTRY_COMPARE(model.rowCount(), 20'000);
    QVERIFY(table.areAllChosen());
}

namespace {

/// A list that counts how often a cell of it is asked for.
class CountingModel final : public QAbstractTableModel {
public:
    [[nodiscard]] int rowCount(const QModelIndex &) const override { return 1'000'000; }
    [[nodiscard]] int columnCount(const QModelIndex &) const override { return 6; }
    [[nodiscard]] QVariant data(const QModelIndex &, int) const override { return {}; }
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent) const override
    {
        ++asked;
        return QAbstractTableModel::index(row, column, parent);
    }
    mutable int asked = 0;
};

} // namespace

/// What a plain table does when a screen reader listens is looked at in skip_journey.
void PagedModelTest::choosesAMillionWithoutLookingAtEach()
{
    CountingModel model;
    ConsoleTable table(QStringLiteral("test"), QStringLiteral("Test"));
    table.setModel(&model);
    table.resize(800, 480);
    table.show();
    model.asked = 0;
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(table.areAllChosen());
    table.selectionModel()->select(model.index(7, 0, {}), QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    QCOMPARE(table.chosenRanges(), (std::vector<RowRange>{{0, 6}, {8, 999'999}}));
    table.clearSelection();
    QVERIFY2(model.asked < 10'000, qPrintable(QString::number(model.asked)));
}

QTEST_MAIN(PagedModelTest)
#include "paged_model_test.moc"
