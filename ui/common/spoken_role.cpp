#include "common/spoken_role.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace campanile {

namespace {

constexpr const char *roleProperty = "campanileSpokenRole";

/// Asked before Qt's own factory; null leaves the widget to that.
QAccessibleInterface *withItsRole(const QString & /*className*/, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(roleProperty) : QVariant();
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void setSpokenRole(QWidget *widget, QAccessible::Role role)
{
    widget->setProperty(roleProperty, static_cast<int>(role));
    QAccessible::installFactory(withItsRole); // does nothing when it is installed
}

} // namespace campanile
