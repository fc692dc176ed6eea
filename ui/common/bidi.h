#pragma once

#include <QString>

namespace campanile {

/// Foreign text as it stands, in a piece of its own: in right-to-left surroundings a number such as "+1 415 555 0142"
/// keeps its order, and what stands around it keeps its place. Unchanged where the layout is from left to right.
QString verbatim(const QString &text);

} // namespace campanile
