#pragma once

#include <QPixmap>
#include <QString>

#include <vector>

class QMenuBar;
class QTableView;
class QWidget;

namespace campanile {

/// Something that opens over the window, as it looks when it is open.
struct Popup {
    QString name;
    QPixmap picture;
};

/// Opens the list of every drop-down that can be seen in the widget, one after the other. Those without entries are
/// left out.
[[nodiscard]] std::vector<Popup> listsOf(const QWidget &widget);

/// Opens every menu of the bar, and their menus.
[[nodiscard]] std::vector<Popup> menusOf(const QMenuBar &bar);

/// Asks for the menu of the first row and for that of the headings, where they have one.
[[nodiscard]] std::vector<Popup> menusOf(QTableView &table);

/// All of them side by side, each below its name, in the colours of the program.
[[nodiscard]] QPixmap sheetOf(const std::vector<Popup> &popups);

} // namespace campanile
