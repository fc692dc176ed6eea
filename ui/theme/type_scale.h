#pragma once

#include <QFont>

class QWidget;

namespace campanile {

/// The five sizes of text, in pixels at the desktop's usual font size; a larger desktop font enlarges all of them.
enum class TextSize { Caption = 11, Body = 13, Section = 15, Title = 20, Counter = 28 };

/// The system's font in that size.
QFont scaledFont(TextSize size, QFont::Weight weight = QFont::Normal);

/// The same with figures of equal width, so that ticking times and counts in a column stand still. It is the system's
/// font when its figures already are, else the first of a few well-known families whose figures are.
QFont tabularFont(TextSize size, QFont::Weight weight = QFont::Normal);

void setTextSize(QWidget *widget, TextSize size, QFont::Weight weight = QFont::Normal);

} // namespace campanile
