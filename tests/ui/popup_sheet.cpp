#include "popup_sheet.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int gap = 16;
constexpr int captionHeight = 24;
constexpr int sheetWidth = 1600;

/// Opened at the window's corner; a grabbed menu looks the same wherever it stands.
// NOLINTNEXTLINE(misc-no-recursion): menus nest, and ours do so once
void addMenu(QMenu *menu, std::vector<Popup> &popups)
{
    menu->popup(menu->parentWidget() ? menu->parentWidget()->mapToGlobal(QPoint()) : QPoint());
    popups.push_back({menu->title().remove(u'&'), menu->grab()});
    menu->close();
    for (const QAction *action : menu->actions()) {
        if (action->menu()) {
            addMenu(action->menu(), popups);
        }
    }
}

/// The menu that has just been asked for by the right button, if there is one.
void addOpenMenu(const QString &name, std::vector<Popup> &popups)
{
    if (QWidget *open = QApplication::activePopupWidget()) {
        popups.push_back({name, open->grab()});
        open->close();
    }
}

struct Place {
    const Popup *popup;
    QPoint at; ///< of the caption
};

int widthOf(const Popup &popup)
{
    const int caption = QFontMetrics(QApplication::font()).horizontalAdvance(popup.name);
    return std::max(caption, qRound(popup.picture.deviceIndependentSize().width()));
}

/// From left to right, and on below where the sheet is full.
std::pair<std::vector<Place>, QSize> placesOf(const std::vector<Popup> &popups)
{
    std::vector<Place> places;
    QPoint next(gap, gap);
    int lineHeight = 0;
    QSize size;
    for (const Popup &popup : popups) {
        if (next.x() > gap && next.x() + widthOf(popup) + gap > sheetWidth) {
            next = {gap, next.y() + lineHeight + gap};
            lineHeight = 0;
        }
        places.push_back({&popup, next});
        const int height = captionHeight + qRound(popup.picture.deviceIndependentSize().height());
        lineHeight = std::max(lineHeight, height);
        next.rx() += widthOf(popup) + gap;
        size = size.expandedTo({next.x(), next.y() + lineHeight + gap});
    }
    return {places, size};
}

} // namespace

std::vector<Popup> listsOf(const QWidget &widget)
{
    std::vector<Popup> popups;
    for (QComboBox *box : widget.findChildren<QComboBox *>()) {
        if (!box->isVisible() || box->count() == 0) {
            continue;
        }
        box->showPopup();
        popups.push_back(
            {box->objectName().isEmpty() ? box->currentText() : box->objectName(), box->view()->window()->grab()});
        box->hidePopup();
    }
    return popups;
}

std::vector<Popup> menusOf(const QMenuBar &bar)
{
    std::vector<Popup> popups;
    for (const QAction *action : bar.actions()) {
        if (action->menu()) {
            addMenu(action->menu(), popups);
        }
    }
    return popups;
}

std::vector<Popup> menusOf(QTableView &table)
{
    std::vector<Popup> popups;
    const QPoint row = table.visualRect(table.model()->index(0, 0)).center();
    Q_EMIT table.customContextMenuRequested(row);
    addOpenMenu(table.objectName() + u", a row"_s, popups);
    Q_EMIT table.horizontalHeader()->customContextMenuRequested({gap, gap});
    addOpenMenu(table.objectName() + u", the headings"_s, popups);
    return popups;
}

QPixmap sheetOf(const std::vector<Popup> &popups)
{
    const auto [places, size] = placesOf(popups);
    const double ratio = popups.empty() ? 1.0 : popups.front().picture.devicePixelRatio();
    QPixmap sheet((QSizeF(size.expandedTo({gap, gap})) * ratio).toSize());
    sheet.setDevicePixelRatio(ratio);
    sheet.fill(QApplication::palette().color(QPalette::Mid));
    QPainter painter(&sheet);
    painter.setFont(QApplication::font());
    painter.setPen(QApplication::palette().color(QPalette::WindowText));
    for (const Place &place : places) {
        painter.drawText(QRect(place.at, QSize(widthOf(*place.popup), captionHeight)), Qt::AlignVCenter,
                         place.popup->name);
        painter.drawPixmap(place.at + QPoint(0, captionHeight), place.popup->picture);
    }
    return sheet;
}

} // namespace campanile
