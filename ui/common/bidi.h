#pragma once

#include <QString>

namespace campanile {

/// Isolates text that is not the window's own: within text from right to left, a number such as "+1 415 555 0142" keeps
/// its order, and the text around it keeps its place. Returns the text unchanged where the layout is from left to
/// right.
QString verbatim(const QString &text);

} // namespace campanile
