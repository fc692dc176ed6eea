#include "theme/console_style.h"

#include "theme/action_button.h"
#include "theme/colours.h"
#include "theme/spacing.h"
#include "theme/text_direction.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int controlHeight = 32;
constexpr int progressHeight = 6;
constexpr int scrollBarExtent = 12;
constexpr int shortestSlider = 32; // a million rows must still leave something to grab
constexpr int fieldPadding = 6;

ActionButton::Kind kindOf(const QWidget *widget)
{
    const auto *button = qobject_cast<const ActionButton *>(widget);
    return button ? button->kind() : ActionButton::Kind::Normal;
}

QColor groundOf(ActionButton::Kind kind, const QStyleOption &option)
{
    switch (kind) {
    case ActionButton::Kind::Primary:
        return colour(ColourRole::Accent, option.palette);
    case ActionButton::Kind::Danger:
        return colour(ColourRole::Danger, option.palette);
    case ActionButton::Kind::Quiet:
        return Qt::transparent;
    case ActionButton::Kind::Normal:
    case ActionButton::Kind::Emergency:
        break;
    }
    return option.palette.color(QPalette::Button);
}

/// The ground of a hovered or pressed widget: a little of the text colour is laid over it.
QColor touched(const QColor &ground, const QStyleOption &option)
{
    const bool down = option.state.testAnyFlags(QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (!option.state.testFlag(QStyle::State_Enabled) || (!down && !hovered)) {
        return ground;
    }
    QColor breath = option.palette.color(QPalette::WindowText);
    breath.setAlphaF(down ? 0.16F : 0.07F);
    if (ground.alpha() == 0) {
        return breath;
    }
    const float share = down ? 0.16F : 0.07F;
    return QColor::fromRgbF(breath.redF() * share + ground.redF() * (1 - share),
                            breath.greenF() * share + ground.greenF() * (1 - share),
                            breath.blueF() * share + ground.blueF() * (1 - share));
}

void drawBox(QPainter *painter, const QRectF &box, const QColor &ground, const QPen &pen)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(ground);
    painter->setPen(pen);
    const double inset = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
    painter->drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), space::radius, space::radius);
    painter->restore();
}

enum class Chevron { Up, Down };

void drawChevron(QPainter *painter, const QRect &place, Chevron points, const QStyleOption &option)
{
    const QPointF centre = QRectF(place).center();
    const double lift = points == Chevron::Down ? 2.0 : -2.0;
    QPainterPath path;
    path.moveTo(centre + QPointF(-4, -lift));
    path.lineTo(centre + QPointF(0, lift));
    path.lineTo(centre + QPointF(4, -lift));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour(ColourRole::Muted, option.palette), 1.6));
    painter->drawPath(path);
    painter->restore();
}

/// Where the slider of a scroll bar without arrow buttons stands.
QRect sliderRect(const QStyleOptionSlider &bar)
{
    const bool across = bar.orientation == Qt::Horizontal;
    const int length = across ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64{bar.maximum} - bar.minimum;
    const qint64 share = range + bar.pageStep > 0 ? qint64{length} * bar.pageStep / (range + bar.pageStep) : length;
    const int slider = static_cast<int>(std::clamp<qint64>(share, std::min(shortestSlider, length), length));
    const int at =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - slider, bar.upsideDown);
    return across ? QRect(bar.rect.x() + at, bar.rect.y(), slider, bar.rect.height())
                  : QRect(bar.rect.x(), bar.rect.y() + at, bar.rect.width(), slider);
}

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const QRect slider = sliderRect(bar);
    QRect rest = bar.rect;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return slider;
    case QStyle::SC_ScrollBarGroove:
        return rest;
    case QStyle::SC_ScrollBarSubPage:
        bar.orientation == Qt::Horizontal ? rest.setRight(slider.left() - 1) : rest.setBottom(slider.top() - 1);
        return rest;
    case QStyle::SC_ScrollBarAddPage:
        bar.orientation == Qt::Horizontal ? rest.setLeft(slider.right() + 1) : rest.setTop(slider.bottom() + 1);
        return rest;
    default:
        return {};
    }
}

/// The rectangle with its leading edge moved inwards.
QRect indented(const QRect &rect, int by, Qt::LayoutDirection direction)
{
    return direction == Qt::RightToLeft ? rect.adjusted(0, 0, -by, 0) : rect.adjusted(by, 0, 0, 0);
}

QPen focusPen(const QPalette &palette)
{
    return {colour(ColourRole::Accent, palette), 2};
}

bool showsFocus(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void ConsoleStyle::drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const auto kind = kindOf(widget);
    const bool enabled = option->state.testFlag(State_Enabled);
    QColor ground = touched(groundOf(kind, *option), *option);
    QPen pen(Qt::NoPen);
    if (kind == ActionButton::Kind::Normal || (!enabled && kind != ActionButton::Kind::Quiet)) {
        pen = QPen(colour(ColourRole::Line, option->palette), 1);
    }
    if (!enabled && kind != ActionButton::Kind::Quiet) {
        ground = option->palette.color(QPalette::Window);
    }
    if (enabled && kind == ActionButton::Kind::Emergency) {
        pen = QPen(colour(ColourRole::Failure, option->palette), 1.5);
    }
    drawBox(painter, option->rect, ground, pen);
    if (showsFocus(*option)) {
        const QRectF ring =
            kind == ActionButton::Kind::Normal ? QRectF(option->rect) : QRectF(option->rect).adjusted(2, 2, -2, -2);
        const bool plain = kind != ActionButton::Kind::Primary && kind != ActionButton::Kind::Danger;
        const auto ink = plain ? ColourRole::Accent : ColourRole::OnAccent;
        drawBox(painter, ring, Qt::transparent, QPen(colour(ink, option->palette), 2));
    }
}

void ConsoleStyle::drawField(const QStyleOption *option, QPainter *painter)
{
    const bool focused = option->state.testFlag(State_HasFocus);
    const bool enabled = option->state.testFlag(State_Enabled);
    const QColor ground = option->palette.color(enabled ? QPalette::Base : QPalette::Window);
    QColor line = colour(ColourRole::Muted, option->palette);
    line.setAlphaF(enabled ? 0.55F : 0.25F);
    drawBox(painter, option->rect, ground, focused ? focusPen(option->palette) : QPen(line, 1));
}

void ConsoleStyle::drawProgressGroove(const QStyleOption *option, QPainter *painter)
{
    QRectF groove(option->rect);
    groove.setTop(groove.center().y() - progressHeight / 2.0);
    groove.setHeight(progressHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(ColourRole::Line, option->palette));
    painter->drawRoundedRect(groove, progressHeight / 2.0, progressHeight / 2.0);
    painter->restore();
}

void ConsoleStyle::drawProgress(const QStyleOptionProgressBar *option, QPainter *painter)
{
    drawProgressGroove(option, painter);
    const int span = option->maximum - option->minimum;
    const double share = span > 0 ? static_cast<double>(option->progress - option->minimum) / span : 0.0;
    QRectF bar(option->rect);
    bar.setTop(bar.center().y() - progressHeight / 2.0);
    bar.setHeight(progressHeight);
    const double width = share > 0 ? std::max<double>(progressHeight, bar.width() * std::min(share, 1.0)) : 0;
    if (option->direction == Qt::RightToLeft) {
        bar.setLeft(bar.right() - width);
    } else {
        bar.setWidth(width);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(ColourRole::Accent, option->palette));
    painter->drawRoundedRect(bar, progressHeight / 2.0, progressHeight / 2.0);
    painter->restore();
}

void ConsoleStyle::drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    const bool isSection = qstyleoption_cast<const QStyleOptionHeader *>(option) != nullptr;
    if (isSection || option->state.testFlag(State_Horizontal)) { // below the last line of a vertical header is nothing
        painter->setPen(colour(ColourRole::Line, option->palette));
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
    }
}

void ConsoleStyle::drawHeaderLabel(const QStyleOptionHeader *option, QPainter *painter, const QWidget *widget) const
{
    QStyleOptionHeader label(*option);
    const auto first = option->direction == Qt::RightToLeft ? QStyleOptionHeader::End : QStyleOptionHeader::Beginning;
    const bool isFirst = option->position == first || option->position == QStyleOptionHeader::OnlyOneSection;
    if (isFirst && option->orientation == Qt::Horizontal) {
        // The first column begins where the page's texts do.
        label.rect = indented(label.rect, space::margin - space::control, option->direction);
    }
    QProxyStyle::drawControl(CE_HeaderLabel, &label, painter, widget);
}

void ConsoleStyle::drawButtonLabel(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget) const
{
    // Drawn here and not by Fusion, which from right to left puts the word at the far edge of the button.
    const auto *button = qobject_cast<const ActionButton *>(widget);
    const bool enabled = option->state.testFlag(State_Enabled);
    const int iconWidth = option->icon.isNull() ? 0 : option->iconSize.width() + space::unit + 2;
    const int textWidth = option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width();
    const QRect label =
        alignedRect(option->direction, Qt::AlignCenter,
                    QSize(std::min(iconWidth + textWidth, option->rect.width()), option->rect.height()), option->rect);
    const QRect icon = alignedRect(option->direction, Qt::AlignLeading | Qt::AlignVCenter, option->iconSize, label);
    const QRect text = alignedRect(option->direction, Qt::AlignTrailing | Qt::AlignVCenter,
                                   QSize(label.width() - iconWidth, label.height()), label);
    if (iconWidth > 0) {
        option->icon.paint(painter, icon, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    QPalette palette = option->palette;
    if (button && enabled) {
        palette.setColor(QPalette::ButtonText, colour(button->ink(), palette));
    }
    drawItemText(painter, text, Qt::AlignCenter | Qt::TextShowMnemonic, palette, enabled, option->text,
                 QPalette::ButtonText);
}

void ConsoleStyle::drawMenuEntry(const QStyleOptionMenuItem *option, QPainter *painter, const QWidget *widget) const
{
    QStyleOptionMenuItem entry(*option);
    entry.text = isolatedEntry(entry.text, entry.direction);
    QProxyStyle::drawControl(CE_MenuItem, &entry, painter, widget);
}

void ConsoleStyle::drawCell(const QStyleOptionViewItem *option, QPainter *painter, const QWidget *widget) const
{
    QStyleOptionViewItem cell(*option);
    cell.text = isolatedText(cell.text, cell.direction);
    QProxyStyle::drawControl(CE_ItemViewItem, &cell, painter, widget);
}

void ConsoleStyle::drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled,
                                const QString &text, QPalette::ColorRole textRole) const
{
    constexpr int directions = Qt::TextForceLeftToRight | Qt::TextForceRightToLeft;
    if ((flags & directions) == 0) {
        constexpr int alignments = Qt::AlignHorizontal_Mask | Qt::AlignVertical_Mask;
        flags = (flags & ~alignments) |
                textFlags(text, Qt::Alignment::fromInt(flags & alignments), painter->layoutDirection());
    }
    QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, text, textRole);
}

void ConsoleStyle::drawClosedComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    drawField(option, painter);
    drawChevron(painter, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget), Chevron::Down, *option);
}

void ConsoleStyle::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    drawField(option, painter);
    drawChevron(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget), Chevron::Up, *option);
    drawChevron(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget), Chevron::Down, *option);
}

void ConsoleStyle::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    painter->fillRect(option->rect, option->palette.color(QPalette::Window));
    QColor ink = colour(ColourRole::Muted, option->palette);
    ink.setAlphaF(option->activeSubControls.testFlag(SC_ScrollBarSlider) ? 0.75F : 0.4F);
    const QRectF slider =
        QRectF(subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget)).adjusted(3, 3, -3, -3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    painter->drawRoundedRect(slider, scrollBarExtent / 2.0 - 3, scrollBarExtent / 2.0 - 3);
    painter->restore();
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButtonPanel(option, painter, widget);
    case PE_FrameLineEdit:
        return;
    case PE_PanelLineEdit:
        // The frameless line edits inside spin and combo boxes leave the drawing to their owner.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            return drawField(option, painter);
        }
        return;
    case PE_PanelScrollAreaCorner: // between two scroll bars: nothing, instead of Fusion's bracket
    case PE_FrameStatusBarItem:
    case PE_FrameFocusRect:
    case PE_FrameDefaultButton:
        return;
    case PE_IndicatorHeaderArrow:
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        return drawButtonLabel(qstyleoption_cast<const QStyleOptionButton *>(option), painter, widget);
    case CE_MenuItem:
        return drawMenuEntry(qstyleoption_cast<const QStyleOptionMenuItem *>(option), painter, widget);
    case CE_ItemViewItem:
        return drawCell(qstyleoption_cast<const QStyleOptionViewItem *>(option), painter, widget);
    case CE_HeaderLabel:
        return drawHeaderLabel(qstyleoption_cast<const QStyleOptionHeader *>(option), painter, widget);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderSection(option, painter); // of the empty area, a plain one
    case CE_ProgressBarGroove:
        return drawProgressGroove(option, painter);
    case CE_ProgressBarContents:
        return drawProgress(qstyleoption_cast<const QStyleOptionProgressBar *>(option), painter);
    case CE_ProgressBarLabel:
        return;
    case CE_ShapedFrame:
    default:
        return QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control == CC_ComboBox && combo && !combo->editable) {
        return drawClosedComboBox(option, painter, widget);
    }
    if (control == CC_SpinBox) {
        return drawSpinBox(option, painter, widget);
    }
    if (control == CC_ScrollBar) {
        return drawScrollBar(option, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return space::margin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::control;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SplitterWidth:
    case PM_HeaderMargin:
        return space::control;
    case PM_FocusFrameHMargin: // the distance of a cell's text from its edge is one more
        return space::control - 1;
    case PM_ScrollBarExtent:
        return scrollBarExtent;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Table_GridLineColor:
        return static_cast<int>(option ? colour(ColourRole::Line, option->palette).rgba() : 0);
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    case SH_Header_ArrowAlignment:
        return Qt::AlignTrailing | Qt::AlignVCenter;
    case SH_FormLayoutLabelAlignment:
        return static_cast<int>(Qt::AlignLeading | Qt::AlignVCenter);
    case SH_FormLayoutFormAlignment:
        return static_cast<int>(Qt::AlignLeading | Qt::AlignTop);
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        wanted.setWidth(size.width() + 2 * space::group);
        wanted.setHeight(std::max(controlHeight, size.height() + space::control));
        break;
    case CT_LineEdit:
    case CT_SpinBox:
    case CT_ComboBox:
        wanted.setHeight(std::max(controlHeight, size.height()));
        break;
    case CT_HeaderSection:
        wanted.setHeight(std::max(space::rowHeight, wanted.height()));
        break;
    case CT_MenuItem:
        // Not of `size`: the list of a combo box hands in the size of its whole view.
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator) {
            wanted.setHeight(std::max(wanted.height(), item->fontMetrics.height() + space::control));
        }
        break;
    case CT_ProgressBar:
        wanted.setHeight(std::max(progressHeight + 2, 12));
        break;
    default:
        break;
    }
    return wanted;
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                   const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control == CC_ScrollBar && slider) {
        return visualRect(option->direction, option->rect, scrollBarPart(*slider, part));
    }
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if ((control == CC_ComboBox && part == SC_ComboBoxEditField) ||
        (control == CC_SpinBox && part == SC_SpinBoxEditField)) {
        return indented(rect, fieldPadding - 2, option->direction);
    }
    return rect;
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    switch (element) {
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect; // a label beside the bar shows the share, so the bar has the whole width
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            return rect.adjusted(fieldPadding, 0, -fieldPadding, 0);
        }
        return rect;
    case SE_ItemViewItemText:
        // Fusion keeps a cell's whole margin on both sides of its icon; an icon belongs to its word.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
            item && item->features.testFlag(QStyleOptionViewItem::HasDecoration)) {
            return indented(rect, -space::control, option->direction);
        }
        return rect;
    default:
        return rect;
    }
}

} // namespace campanile
