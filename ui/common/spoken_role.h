#pragma once

#include <QAccessible>

class QWidget;

namespace campanile {

/// Tells screen readers what a widget is that draws itself. They know Qt's own widgets; all others they pass over
/// together with their names. Call it in the widget's constructor, before a name is given: what a reader has once asked
/// about stays as it was then. Thread: main.
void setSpokenRole(QWidget *widget, QAccessible::Role role);

} // namespace campanile
