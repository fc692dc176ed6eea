#include "layout_finder.h"

#include "common/elided_label.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QProgressBar>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTableView>

#include <algorithm>

namespace campanile::test {

namespace {

using namespace Qt::Literals::StringLiterals;

/// What Qt makes inside of its own widgets, and what lies over others on purpose and lets the mouse through.
bool isInsides(const QWidget &widget)
{
    return widget.objectName().startsWith("qt_"_L1) || widget.testAttribute(Qt::WA_TransparentForMouseEvents) ||
           qobject_cast<const QSplitterHandle *>(&widget) || qobject_cast<const QFocusFrame *>(&widget) ||
           qobject_cast<const QLineEdit *>(widget.parentWidget()) ||
           qobject_cast<const QComboBox *>(widget.parentWidget()) ||
           qobject_cast<const QAbstractSpinBox *>(widget.parentWidget()) ||
           qobject_cast<const QAbstractItemView *>(widget.parentWidget());
}

/// Whether a scroll bar brings into view what lies outside of this widget: its own, or that of what it goes along with.
bool scrolls(const QWidget *widget)
{
    if (widget && widget->objectName() == "scrolled"_L1) {
        return true;
    }
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget ? widget->parentWidget() : nullptr);
    return area && area->viewport() == widget;
}

/// The text of a widget, in which its name is looked for.
QString textOf(const QWidget &widget)
{
    for (const char *property : {"text", "currentText", "title", "accessibleName", "windowTitle"}) {
        if (const QString text = widget.property(property).toString(); !text.isEmpty()) {
            return text;
        }
    }
    return {};
}

QString nameOf(const QWidget &widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className()).section(u':', -1);
    if (!widget.objectName().isEmpty()) {
        name += u' ' + widget.objectName();
    }
    if (const QString text = textOf(widget); !text.isEmpty()) {
        name += u" “"_s + text.left(60) + u'”';
    }
    return name;
}

/// "412 × 32 at 10, 20"
QString placeOf(const QRect &rect)
{
    return u"%1 × %2 at %3, %4"_s.arg(rect.width()).arg(rect.height()).arg(rect.x()).arg(rect.y());
}

int widthOf(const QWidget &widget, const QString &text)
{
    return widget.fontMetrics().size(Qt::TextShowMnemonic, text).width();
}

/// Whether all of the text can be read in the tool tip.
bool isTold(const QString &toolTip, const QString &text)
{
    return !text.isEmpty() && toolTip.contains(text);
}

/// The widest word, which no line break helps.
int widestWord(const QLabel &label)
{
    int widest = 0;
    for (const QString &word : label.text().split(QRegularExpression(u"[\\s\u200b]+"_s))) {
        widest = std::max(widest, widthOf(label, word));
    }
    return widest;
}

} // namespace

void LayoutFinder::look(const QWidget &window, const QString &stage)
{
    m_stage = stage;
    const QRect screen = window.screen()->availableGeometry();
    if (window.width() > screen.width() || window.height() > screen.height()) {
        note(window,
             u"is larger than the screen: %1, and the screen is %2"_s.arg(placeOf(window.geometry()), placeOf(screen)));
    }
    see(window);
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->window() == &window) {
            see(*widget);
        }
    }
}

void LayoutFinder::see(const QWidget &widget)
{
    ++m_seen;
    seeOverlaps(widget);
    if (!isInsides(widget)) {
        seePlace(widget);
        seeText(widget);
    }
}

void LayoutFinder::seeOverlaps(const QWidget &parent)
{
    QList<const QWidget *> children;
    for (const QWidget *child : parent.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (child->isVisible() && !child->isWindow() && !isInsides(*child) && !child->size().isEmpty()) {
            children.append(child);
        }
    }
    for (qsizetype i = 0; i < children.size(); ++i) {
        for (qsizetype j = i + 1; j < children.size(); ++j) {
            const QRect both = children[i]->geometry().intersected(children[j]->geometry());
            if (!both.isEmpty()) {
                note(*children[i], u"overlaps %1 by %2"_s.arg(nameOf(*children[j]), placeOf(both)));
            }
        }
    }
}

void LayoutFinder::seePlace(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    if (!parent || widget.isWindow() || widget.size().isEmpty()) {
        return;
    }
    const QRect place = widget.geometry();
    if (!scrolls(parent)) {
        if (!parent->rect().contains(place)) {
            note(widget, u"lies outside of %1: %2, and that is %3"_s.arg(nameOf(*parent), placeOf(place),
                                                                         placeOf(parent->rect())));
        }
        return;
    }
    const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
    if (!area) {
        return;
    }
    if (area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff && place.width() > parent->width()) {
        note(widget,
             u"is cut on the side, and nothing scrolls there: %1 in %2"_s.arg(placeOf(place), placeOf(parent->rect())));
    }
    if (area->verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff && place.height() > parent->height()) {
        note(widget,
             u"is cut at the foot, and nothing scrolls there: %1 in %2"_s.arg(placeOf(place), placeOf(parent->rect())));
    }
}

void LayoutFinder::seeText(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        seeLabel(*label);
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        seeButton(*button);
    } else if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
        seeBox(*box);
    } else if (const auto *field = qobject_cast<const QLineEdit *>(&widget)) {
        seeField(*field);
    } else if (const auto *table = qobject_cast<const QTableView *>(&widget)) {
        seeHeads(*table);
    } else if (const auto *list = qobject_cast<const QListView *>(&widget)) {
        seeEntries(*list);
    } else {
        seeOther(widget);
    }
}

void LayoutFinder::seeLabel(const QLabel &label)
{
    if (label.text().isEmpty() || isTold(label.toolTip(), label.text())) {
        return;
    }
    if (!label.wordWrap()) {
        if (const QSize wanted = label.sizeHint(); wanted.width() > label.width() || wanted.height() > label.height()) {
            note(label, u"is cut: it has %1 × %2 and needs %3 × %4"_s.arg(label.width())
                            .arg(label.height())
                            .arg(wanted.width())
                            .arg(wanted.height()));
        }
        return;
    }
    if (const int wanted = label.heightForWidth(label.width()); wanted > label.height()) {
        note(label, u"is cut at the foot: it is %1 high and needs %2"_s.arg(label.height()).arg(wanted));
    }
    if (const int wanted = widestWord(label); wanted > label.contentsRect().width()) {
        note(label, u"has a word that is cut: it is %1 wide and needs %2"_s.arg(label.width()).arg(wanted));
    }
}

void LayoutFinder::seeButton(const QAbstractButton &button)
{
    const QSize wanted = button.sizeHint();
    if (button.text().isEmpty() || isTold(button.toolTip(), button.text())) {
        return;
    }
    if (wanted.width() > button.width() || wanted.height() > button.height()) {
        note(button, u"is cut: it has %1 × %2 and needs %3 × %4"_s.arg(button.width())
                         .arg(button.height())
                         .arg(wanted.width())
                         .arg(wanted.height()));
    }
}

void LayoutFinder::seeBox(const QComboBox &box)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    option.frame = box.hasFrame();
    option.currentText = box.currentText();
    const QRect field = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    if (const int wanted = box.fontMetrics().horizontalAdvance(box.currentText());
        wanted > field.width() && !isTold(box.toolTip(), box.currentText())) {
        note(box, u"is cut, and no tool tip has all of it: %1 wide, needs %2"_s.arg(field.width()).arg(wanted));
    }
}

void LayoutFinder::seeField(const QLineEdit &field)
{
    const QMargins margins = field.textMargins();
    const int room = field.contentsRect().width() - margins.left() - margins.right();
    if (const int wanted = field.fontMetrics().horizontalAdvance(field.placeholderText());
        wanted > room && !isTold(field.toolTip(), field.placeholderText())) {
        note(field,
             u"has a hint that is cut: “%1” needs %2 and has %3"_s.arg(field.placeholderText()).arg(wanted).arg(room));
    }
}

void LayoutFinder::seeHeads(const QTableView &table)
{
    const QHeaderView *heads = table.horizontalHeader();
    if (!table.model() || !heads->isVisible()) {
        return;
    }
    for (int column = 0; column < heads->count(); ++column) {
        const QString text = table.model()->headerData(column, Qt::Horizontal).toString();
        const QString told = table.model()->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        const int wanted = heads->fontMetrics().horizontalAdvance(text);
        if (!heads->isSectionHidden(column) && wanted > heads->sectionSize(column) && !isTold(told, text)) {
            note(table, u"has a heading that is cut, and no tool tip has it: “%1” needs %2 and has %3"_s.arg(text)
                            .arg(wanted)
                            .arg(heads->sectionSize(column)));
        }
    }
}

void LayoutFinder::seeEntries(const QListView &list)
{
    for (int row = 0; list.model() && row < list.model()->rowCount(); ++row) {
        const QModelIndex index = list.model()->index(row, 0);
        const QString text = index.data().toString();
        const int room = list.visualRect(index).width();
        const int wanted = list.fontMetrics().horizontalAdvance(text);
        if (!list.isRowHidden(row) && wanted > room && !isTold(index.data(Qt::ToolTipRole).toString(), text)) {
            note(list, u"has an entry that is cut: “%1” needs %2 and has %3"_s.arg(text).arg(wanted).arg(room));
        }
    }
}

/// What paints itself, and fields of numbers. Those that only hold others are judged by what they hold.
void LayoutFinder::seeOther(const QWidget &widget)
{
    const bool shrinks = widget.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
    const bool elides = qobject_cast<const ElidedLabel *>(&widget) && !widget.toolTip().isEmpty();
    const bool holds = widget.layout() || (!qobject_cast<const QAbstractSpinBox *>(&widget) &&
                                           widget.findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    const bool isBar = qobject_cast<const QMenuBar *>(&widget);
    const auto *progress = qobject_cast<const QProgressBar *>(&widget);
    const bool isMute = progress && !progress->isTextVisible();
    if (shrinks || elides || isMute || (holds && !isBar) || !widget.sizeHint().isValid()) {
        return;
    }
    const QSize wanted = widget.sizeHint();
    const bool saysSomething = isBar || qobject_cast<const QAbstractSpinBox *>(&widget) || !textOf(widget).isEmpty();
    if (saysSomething && !qobject_cast<const QAbstractScrollArea *>(&widget) &&
        (wanted.width() > widget.width() || wanted.height() > widget.height())) {
        note(widget, u"is cut: it has %1 × %2 and needs %3 × %4"_s.arg(widget.width())
                         .arg(widget.height())
                         .arg(wanted.width())
                         .arg(wanted.height()));
    }
}

void LayoutFinder::note(const QWidget &widget, const QString &fault)
{
    const QString told = nameOf(widget) + u' ' + fault;
    if (std::none_of(m_found.begin(), m_found.end(), [&told](const QString &known) { return known.endsWith(told); })) {
        m_found << m_stage + u": "_s + told;
    }
}

} // namespace campanile::test
