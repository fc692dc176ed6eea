// What screen readers say, and where the keyboard is: values are heard with their names, and the row on which a key
// acts is seen.

#include "settings_sandbox.h"

#include "calls/call_detail.h"
#include "calls/time_line.h"
#include "campaigns/campaign_form.h"
#include "common/console_table.h"
#include "common/elided_label.h"
#include "common/empty_state.h"
#include "common/filter_chip.h"
#include "common/filter_chips.h"
#include "common/message_bar.h"
#include "common/search_field.h"
#include "common/segmented_bar.h"
#include "common/state_chip.h"
#include "common/words.h"
#include "frame/engine_bar.h"
#include "theme/action_button.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

QString spoken(QWidget *widget)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    if (!qobject_cast<QComboBox *>(widget)) {
        return accessible->text(QAccessible::Name);
    }
    const auto labels = accessible->relations(QAccessible::Label);
    return labels.isEmpty() ? QString() : labels.front().first->text(QAccessible::Name);
}

} // namespace

class SpokenNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysTheValuesOfACall();
    void saysWhatIsDrawn();
    void saysHowManyASegmentHas();
    void aSegmentIsReachedByKeyboard();
    void namesEveryFieldOfAForm();
    void namesTheButtonsWithinASearchField();
    void saysTheStateOfTheEngineAtItsIcon();
    void saysWhatAnEmptyPageIsAbout();
    void framesTheRowOnWhichKeysAct_data();
    void framesTheRowOnWhichKeysAct();

private:
    SettingsSandbox m_sandbox;
    Theme m_theme;
};

void SpokenNamesTest::saysTheValuesOfACall()
{
    Call call;
    call.id = AttemptId{7};
    call.to = E164{14155550142};
    call.from = E164{14155550100};
    call.state = AttemptState::Ringing;
    CallDetail detail;
    detail.setCall(call);
    detail.show();
    QStringList names;
    for (QLabel *label : detail.findChildren<QLabel *>()) {
        names.append(spoken(label));
    }
    QVERIFY2(names.contains(u"From: "_s + Words::number(call.from)), qPrintable(names.join(u'\n')));
    QVERIFY(names.contains(u"Call ID: "_s + call.id.toString()));
    QVERIFY(names.contains(u"Conversation: none: not answered"_s));
    QCOMPARE(spoken(detail.findChild<ElidedLabel *>()), u"To: "_s + Words::number(call.to));
    QCOMPARE(spoken(detail.findChild<StateChip *>()), u"State: "_s + Words::look(TargetState::Ringing).word);
}

/// Of a widget that draws itself, Qt knows neither that it is a text nor that anybody should hear it.
void SpokenNamesTest::saysWhatIsDrawn()
{
    ElidedLabel label;
    label.setText(u"Renewals"_s);
    StateChip chip;
    chip.setLook(Words::look(TargetState::Ringing));
    TimeLine line;
    line.setSteps({{Words::look(TargetState::Ringing), u"now"_s, {}}});
    MessageBar bar;
    bar.show({Notice::Severity::Failure, u"It failed."_s, {}, {}});
    const std::vector<std::tuple<QWidget *, QAccessible::Role, QString>> drawn = {
        {&label, QAccessible::StaticText, u"Renewals"_s},
        {&chip, QAccessible::StaticText, Words::look(TargetState::Ringing).word},
        {&line, QAccessible::StaticText, u"Time line: Ringing now"_s},
        {&bar, QAccessible::AlertMessage, u"It failed."_s},
    };
    for (const auto &[widget, role, name] : drawn) {
        QCOMPARE(spoken(widget), name);
        QCOMPARE(QAccessible::queryAccessibleInterface(widget)->role(), role);
    }
    QWidget plain; // what is nobody's keeps the role that Qt gives it
    QCOMPARE(QAccessible::queryAccessibleInterface(&plain)->role(), QAccessible::Client);
}

void SpokenNamesTest::saysHowManyASegmentHas()
{
    SegmentedBar bar(u"State of targets"_s);
    TargetStateCounts counts;
    counts.add(TargetState::Answered, 1'204);
    bar.setCounts(counts);
    auto *chips = bar.findChild<FilterChips *>();
    QCOMPARE(spoken(chips), u"State of targets"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(chips)->role(), QAccessible::Grouping);
    QAccessibleInterface *answered = QAccessible::queryAccessibleInterface(chips->chip(0));
    QCOMPARE(answered->text(QAccessible::Name), u"Answered: "_s + Words::count(1'204));
    QCOMPARE(answered->role(), QAccessible::RadioButton); // one of them holds
    QVERIFY(!answered->state().checked);
}

void SpokenNamesTest::aSegmentIsReachedByKeyboard()
{
    SegmentedBar bar(u"State of targets"_s);
    bar.resize(1'200, 80);
    bar.show();
    bar.activateWindow();
    FilterChip *all = bar.findChild<FilterChips *>()->chip(FilterChips::all);
    all->setFocus();
    QTRY_VERIFY(all->hasFocus());
    QTest::keyClick(all, Qt::Key_Right);
    QVERIFY(bar.chosen() == targetSegments().front().states);
    QVERIFY(bar.findChild<FilterChips *>()->chip(0)->hasFocus());
}

void SpokenNamesTest::namesEveryFieldOfAForm()
{
    CampaignForm form;
    form.show();
    int fields = 0;
    for (QWidget *widget : form.findChildren<QWidget *>()) {
        const bool isField = qobject_cast<QLineEdit *>(widget) || qobject_cast<QAbstractSpinBox *>(widget) ||
                             qobject_cast<QComboBox *>(widget);
        if (isField && widget->isVisible()) {
            ++fields;
            QVERIFY2(!spoken(widget).isEmpty(), widget->metaObject()->className());
        }
    }
    QCOMPARE(fields, 9); // a name, two choices, three numbers and the lines within these
}

void SpokenNamesTest::namesTheButtonsWithinASearchField()
{
    SearchField field(u"Search targets"_s, u"Number or name"_s);
    field.show();
    QStringList names;
    for (QToolButton *button : field.findChildren<QToolButton *>()) {
        names.append(spoken(button));
    }
    names.sort();
    QCOMPARE(names, (QStringList{u"Clear"_s, u"Search targets"_s}));
}

void SpokenNamesTest::saysTheStateOfTheEngineAtItsIcon()
{
    EngineBar bar;
    EngineStatus status;
    status.running = true;
    bar.setStatus(status);
    bar.show();
    for (QLabel *label : bar.findChildren<QLabel *>()) {
        QVERIFY(!spoken(label).isEmpty());
    }
    QCOMPARE(spoken(bar.findChild<QLabel *>()), u"Engine running"_s);
}

void SpokenNamesTest::saysWhatAnEmptyPageIsAbout()
{
    EmptyState state("view-task"_L1, u"No campaigns yet"_s, {});
    state.show();
    for (QLabel *label : state.findChildren<QLabel *>()) {
        QVERIFY(!label->isVisible() || !spoken(label).isEmpty());
    }
}

void SpokenNamesTest::framesTheRowOnWhichKeysAct_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

/// Also beside its selection: Ctrl and an arrow key leave the selection where it is.
void SpokenNamesTest::framesTheRowOnWhichKeysAct()
{
    QFETCH(Qt::LayoutDirection, direction);
    QWidget window;
    window.setLayoutDirection(direction);
    auto *column = new QVBoxLayout(&window);
    auto *other = new QLineEdit(&window);
    auto *table = new ConsoleTable(u"framed"_s, u"Rows"_s, &window);
    column->addWidget(other);
    column->addWidget(table);
    QStandardItemModel model(4, 3);
    table->setModel(&model);
    window.resize(500, 300);
    window.show();
    window.activateWindow();
    other->setFocus();
    QTRY_VERIFY(other->hasFocus());
    table->chooseRow(1);
    const auto edges = [table](int row) { // top, bottom, left and right of a row, as they are drawn
        const QRect place(0, table->rowViewportPosition(row), table->viewport()->width(), table->rowHeight(row));
        const QImage image = table->viewport()->grab(place).toImage();
        const int right = image.width() - 1;
        const int bottom = image.height() - 1;
        return std::array{image.pixelColor(right / 2, 0), image.pixelColor(right / 2, bottom),
                          image.pixelColor(0, bottom / 2), image.pixelColor(right, bottom / 2)};
    };
    const auto isFramed = [&](int row) {
        const auto found = edges(row);
        const QColor ink = colour(ColourRole::Accent, table->palette());
        return std::all_of(found.begin(), found.end(), [&ink](const QColor &c) { return c.rgb() == ink.rgb(); });
    };
    QVERIFY(!isFramed(1)); // chosen, but keys go elsewhere
    table->setFocus();
    QTRY_VERIFY(table->hasFocus());
    QVERIFY(isFramed(1));
    QVERIFY(!isFramed(2));
    QTest::keyClick(table, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(table->currentRow(), 2);
    QVERIFY(isFramed(2));
    QVERIFY(!isFramed(1));
    table->setColumnHidden(0, true); // the frame closes at what is shown
    table->setColumnHidden(2, true);
    QVERIFY(isFramed(2));
}

QTEST_MAIN(SpokenNamesTest)
#include "spoken_names_test.moc"
