// Texts are written in their own direction, also where the window goes from right to left: English words with a number
// at each end keep their order.

#include "settings_sandbox.h"

#include "calls/time_line.h"
#include "common/console_table.h"
#include "common/elided_label.h"
#include "common/filter_chip.h"
#include "common/state_chip.h"
#include "theme/action_button.h"
#include "theme/text_direction.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QStandardItemModel>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Its narrowest word is its first. In the direction of a layout from right to left it would be written last.
const QString phrase = u"1 of 8888888888"_s;

/// Shows the phrase.
using Maker = std::function<std::unique_ptr<QWidget>()>;

std::unique_ptr<QWidget> tableOf(const QString &cell, const QString &head)
{
    auto table = std::make_unique<ConsoleTable>(u"directions"_s, u"Rows"_s);
    auto *model = new QStandardItemModel(1, 1, table.get());
    model->setItem(0, 0, new QStandardItem(cell));
    model->setHorizontalHeaderLabels({head});
    table->setModel(model);
    return table;
}

std::unique_ptr<QWidget> menuOf(const QString &entry)
{
    auto menu = std::make_unique<QMenu>();
    menu->addAction(entry);
    return menu;
}

template<class Widget>
std::unique_ptr<Widget> make(const std::function<void(Widget &)> &prepare)
{
    auto widget = std::make_unique<Widget>();
    prepare(*widget);
    return widget;
}

/// The widths of what is drawn with gaps between, from left to right.
std::vector<int> wordsIn(const QImage &image, const QRect &where, int gap)
{
    const QRgb ground = image.pixel(where.topLeft());
    std::vector<int> words;
    int begin = -1;
    int last = -1;
    for (int x = where.left(); x <= where.right(); ++x) {
        bool isInk = false;
        for (int y = where.top(); y <= where.bottom() && !isInk; ++y) {
            isInk = image.pixel(x, y) != ground;
        }
        if (isInk) {
            begin = begin < 0 ? x : begin;
            last = x;
        } else if (begin >= 0 && x - last >= gap) {
            words.push_back(last - begin + 1);
            begin = -1;
        }
    }
    if (begin >= 0) {
        words.push_back(last - begin + 1);
    }
    return words;
}

} // namespace

Q_DECLARE_METATYPE(Maker)

class TextDirectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }
    void aPhraseKeepsItsOrder_data();
    void aPhraseKeepsItsOrder();
    void aTextIsPlacedAsTheLayoutHasIt();
    void onlyATextOfTheOtherDirectionIsIsolated();
    void anEntryKeepsItsShortcutApart();

private:
    SettingsSandbox m_sandbox;
    Theme m_theme;
};

void TextDirectionTest::aPhraseKeepsItsOrder_data()
{
    QTest::addColumn<Maker>("maker");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    const std::vector<std::pair<const char *, Maker>> makers = {
        {"elided label", [] { return make<ElidedLabel>([](ElidedLabel &label) { label.setText(phrase); }); }},
        {"chip", [] { return make<StateChip>([](StateChip &chip) {
                          chip.setLook({phrase, {}, {}});
                      }); }},
        {"filter",
         [] {
             return std::make_unique<FilterChip>(StateLook{phrase, {}, {}});
         }},
        {"time line", [] { return make<TimeLine>([](TimeLine &line) {
                               line.setSteps({{{}, {}, phrase}});
                           }); }},
        {"button", [] { return std::make_unique<ActionButton>(phrase, nullptr); }},
        {"check box", [] { return std::make_unique<QCheckBox>(phrase); }},
        {"list", [] { return make<QListWidget>([](QListWidget &list) { list.addItem(phrase); }); }},
        {"table", [] { return tableOf(phrase, u"-"_s); }},
        {"head of a table", [] { return tableOf({}, phrase); }},
        {"menu", [] { return menuOf(phrase); }},
    };
    for (const auto &[name, maker] : makers) {
        QTest::addRow("%s, left to right", name) << maker << Qt::LeftToRight;
        QTest::addRow("%s, right to left", name) << maker << Qt::RightToLeft;
    }
}

void TextDirectionTest::aPhraseKeepsItsOrder()
{
    QFETCH(const Maker, maker);
    QFETCH(const Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction); // a painter takes that of the application
    const std::unique_ptr<QWidget> widget = maker();
    QFont large = widget->font();
    large.setPixelSize(32); // the gaps between words are wider than those between digits
    widget->setFont(large);
    if (auto *table = qobject_cast<QTableView *>(widget.get())) {
        table->horizontalHeader()->setFont(large);
        table->verticalHeader()->setDefaultSectionSize(60);
    }
    const int space = QFontMetrics(large).horizontalAdvance(u' ');
    widget->resize(std::max(widget->sizeHint().width(), 500), std::max(widget->sizeHint().height(), 60));
    const QImage image = widget->grab().toImage();
    // Within the frame, and below the first line of what has several.
    std::vector<int> words;
    for (int top = 6; top + 20 < image.height() && words.size() < 3; top += 10) {
        words = wordsIn(image, QRect(6, top, image.width() - 12, 20), space);
    }
    QVERIFY2(words.size() >= 2, "the phrase is not seen");
    QVERIFY2(std::ranges::min_element(words) == words.begin(), "the first number is not written first");
}

void TextDirectionTest::aTextIsPlacedAsTheLayoutHasIt()
{
    constexpr auto leading = Qt::AlignLeading | Qt::AlignVCenter;
    const int mirrored = textFlags(u"2 of 200"_s, leading, Qt::RightToLeft);
    QVERIFY((mirrored & Qt::AlignRight) != 0);
    QVERIFY((mirrored & Qt::TextForceLeftToRight) != 0);
    const int arabic = textFlags(u"\u0645\u0646 2"_s, leading, Qt::LeftToRight);
    QVERIFY((arabic & Qt::AlignLeft) != 0);
    QVERIFY((arabic & Qt::TextForceRightToLeft) != 0);
    QVERIFY((textFlags(u"+1 415 555 0142"_s, leading, Qt::RightToLeft) & Qt::TextForceLeftToRight) != 0);
}

void TextDirectionTest::onlyATextOfTheOtherDirectionIsIsolated()
{
    const QString english = u"2 of 200"_s;
    const QString arabic = u"2 \u0645\u0646 200"_s;
    QCOMPARE(isolatedText(english, Qt::LeftToRight), english);
    QCOMPARE(isolatedText(arabic, Qt::RightToLeft), arabic);
    QCOMPARE(isolatedText(english, Qt::RightToLeft), u"\u2068"_s + english + u"\u2069"_s);
    QCOMPARE(isolatedText(arabic, Qt::LeftToRight), u"\u2068"_s + arabic + u"\u2069"_s);
    QVERIFY(isolatedText({}, Qt::RightToLeft).isEmpty());
}

void TextDirectionTest::anEntryKeepsItsShortcutApart()
{
    const QString entry = u"Start…\tCtrl+,"_s;
    QCOMPARE(isolatedEntry(entry, Qt::LeftToRight), entry);
    QCOMPARE(isolatedEntry(entry, Qt::RightToLeft), u"\u2068Start…\u2069\t\u2068Ctrl+,\u2069"_s);
}

QTEST_MAIN(TextDirectionTest)
#include "text_direction_test.moc"
