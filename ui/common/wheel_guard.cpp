#include "common/wheel_guard.h"

#include <QEvent>
#include <QWidget>

namespace campanile {

namespace {

class WheelGuard final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Wheel) {
            event->ignore(); // it goes on to the parent
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void guardFromWheel(QWidget *box)
{
    box->setFocusPolicy(Qt::StrongFocus); // by itself the wheel would also take the focus
    box->installEventFilter(new WheelGuard(box));
}

} // namespace campanile
