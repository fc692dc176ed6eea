#pragma once

class QWidget;

namespace campanile {

/// Keeps the mouse wheel from changing a combo box or a spin box: whoever scrolls the page or the table beneath it
/// would choose another caller ID or another column of numbers without a word. The wheel scrolls what the box stands
/// in.
void guardFromWheel(QWidget *box);

} // namespace campanile
