#include "theme/button_keys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>

namespace campanile {

ButtonKeys::ButtonKeys(QObject *parent)
    : QObject(parent)
{
    QApplication::instance()->installEventFilter(this);
}

bool ButtonKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    const auto *press = static_cast<QKeyEvent *>(event);
    const bool isReturn = press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers held = press->modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (!isReturn || held != Qt::NoModifier || !button || !button->hasFocus()) {
        return false;
    }
    if (!press->isAutoRepeat()) { // a key that is held down answers no second question
        button->click();
    }
    return true;
}

} // namespace campanile
