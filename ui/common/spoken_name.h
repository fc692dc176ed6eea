#pragma once

#include <QString>

class QWidget;

namespace campanile {

/// Gives a control the name that screen readers say. Of a combo box they say on Linux only what a label beside it says,
/// so that it gets one that is not shown; the line inside of a spin box has the name, too. A name that was given before
/// is replaced.
void setSpokenName(QWidget *control, const QString &name);

} // namespace campanile
