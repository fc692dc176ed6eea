#pragma once

#include <QString>
#include <Qt>

namespace campanile {

// A text is written in its own direction, and only placed in that of the layout. The painter takes the layout's
// direction for that of the text, which shuffles English words in a window from right to left: "2 of 200" becomes
// "200 of 2", and "Start…" begins with its dots. ConsoleStyle does this for all that it draws, cells and menus among
// it. Labels (QLabel) and fields do so by themselves. What paints texts of its own calls `textFlags`.

/// The flags with which QPainter::drawText writes a text in its own direction.
/// @param alignment within the layout, which has the direction `layout`: leading and trailing count
int textFlags(const QString &text, Qt::Alignment alignment, Qt::LayoutDirection layout);

/// The text between marks that keep its direction apart from what stands around it.
QString isolated(const QString &text);

/// The text in its own direction also where it cannot be given with flags; unchanged when it has that of the layout.
QString isolatedText(const QString &text, Qt::LayoutDirection layout);

/// The same of the entry of a menu, whose shortcut stands behind a tabulator.
QString isolatedEntry(const QString &entry, Qt::LayoutDirection layout);

} // namespace campanile
