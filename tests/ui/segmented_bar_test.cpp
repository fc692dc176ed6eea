// The bar of a campaign's targets: every state in one segment, the counts with their words, and a filter that mouse and
// keyboard choose.

#include "common/filter_chip.h"
#include "common/filter_chips.h"
#include "common/segmented_bar.h"
#include "settings_sandbox.h"

#include <QSignalSpy>
#include <QTest>

using namespace campanile;

class SegmentedBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateIsInOneSegment();
    void countsStandBesideTheirWords();
    void aChipFilters();
    void aClickOnTheBarFilters_data();
    void aClickOnTheBarFilters();
    void nobodyIsTooFewToBeSeen();

private:
    SettingsSandbox m_sandbox;
};

void SegmentedBarTest::everyStateIsInOneSegment()
{
    for (const TargetState state : allTargetStates) {
        int found = 0;
        for (const Segment &segment : targetSegments()) {
            found += segment.states.contains(state) ? 1 : 0;
        }
        QVERIFY2(found == 1, nameOf(state).data());
    }
}

void SegmentedBarTest::countsStandBesideTheirWords()
{
    SegmentedBar bar(QStringLiteral("State of targets"));
    bar.show();
    TargetStateCounts counts;
    counts.add(TargetState::Waiting, 5);
    counts.add(TargetState::Held, 2);
    counts.add(TargetState::Busy, 3);
    bar.setCounts(counts);
    const auto *chips = bar.findChild<FilterChips *>();
    QCOMPARE(chips->chip(FilterChips::all)->count(), 10);
    qint64 sum = 0;
    const std::vector<Segment> segments = targetSegments();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const FilterChip *chip = chips->chip(static_cast<int>(i));
        QCOMPARE(chip->count(), counts.of(segments[i].states));
        QVERIFY(chip->accessibleName().startsWith(segments[i].look.word));
        // An unknown outcome is rare, and takes no room before there is one.
        QCOMPARE(chip->isHidden(), segments[i].states.contains(TargetState::OutcomeUnknown));
        sum += chip->count();
    }
    QCOMPARE(sum, 10);
    counts.add(TargetState::OutcomeUnknown);
    bar.setCounts(counts);
    for (const FilterChip *chip : bar.findChildren<FilterChip *>()) {
        QVERIFY(!chip->isHidden());
    }
}

void SegmentedBarTest::aChipFilters()
{
    SegmentedBar bar(QStringLiteral("State of targets"));
    bar.show();
    QSignalSpy told(&bar, &SegmentedBar::chosenChanged);
    QVERIFY(bar.chosen().isEmpty());
    const auto *chips = bar.findChild<FilterChips *>();
    QTest::keyClick(chips->chip(0), Qt::Key_Space);
    QCOMPARE(told.size(), 1);
    QCOMPARE(bar.chosen(), targetSegments().front().states);
    bar.chooseAll();
    QCOMPARE(told.size(), 1);
    QVERIFY(bar.chosen().isEmpty());
}

void SegmentedBarTest::aClickOnTheBarFilters_data()
{
    QTest::addColumn<int>("direction");
    QTest::newRow("left to right") << static_cast<int>(Qt::LeftToRight);
    QTest::newRow("right to left") << static_cast<int>(Qt::RightToLeft);
}

void SegmentedBarTest::aClickOnTheBarFilters()
{
    QFETCH(const int, direction);
    SegmentedBar bar(QStringLiteral("State of targets"));
    bar.show();
    bar.setLayoutDirection(static_cast<Qt::LayoutDirection>(direction));
    TargetStateCounts counts;
    counts.add(TargetState::Answered, 1);
    counts.add(TargetState::Skipped, 3);
    bar.setCounts(counts);
    bar.resize(1000, 100);
    const int inAnswered = direction == Qt::LeftToRight ? 100 : 900;
    QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(inAnswered, 3));
    QVERIFY(bar.chosen() == TargetStates{TargetState::Answered});
    QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(1000 - inAnswered, 3));
    QVERIFY(bar.chosen() == TargetStates{TargetState::Skipped});
}

void SegmentedBarTest::nobodyIsTooFewToBeSeen()
{
    TargetStateCounts counts;
    counts.add(TargetState::Answered, 1);
    counts.add(TargetState::Waiting, 999'999);
    const QRect bar(0, 0, 400, 8);
    const auto first = segmentAt({1, 4}, bar, Qt::LeftToRight, counts);
    QVERIFY(first && targetSegments().at(*first).states.contains(TargetState::Answered));
    QVERIFY(!segmentAt({1, 9}, bar, Qt::LeftToRight, counts));
    QVERIFY(!segmentAt({1, 4}, bar, Qt::LeftToRight, {}));
}

QTEST_MAIN(SegmentedBarTest)
#include "segmented_bar_test.moc"
