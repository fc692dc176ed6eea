#include "frame/desktop_notification.h"

#ifdef CAMPANILE_HAS_DBUS
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QGuiApplication>
#include <QVariantMap>
#endif

namespace campanile {

using namespace Qt::Literals::StringLiterals;

#ifdef CAMPANILE_HAS_DBUS

void showDesktopNotification(const QString &title, const QString &text)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    QDBusMessage message =
        QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
                                       u"org.freedesktop.Notifications"_s, u"Notify"_s);
    constexpr uint replacesNone = 0;
    constexpr int asLongAsTheDesktopLikes = -1;
    const QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()}};
    // Servers may read the text as markup, and it holds names that people have given.
    message << QGuiApplication::applicationDisplayName() << replacesNone << u"campanile"_s << title
            << text.toHtmlEscaped() << QStringList() << hints << asLongAsTheDesktopLikes;
    bus.send(message); // and nobody waits for the answer
}

#else

void showDesktopNotification(const QString &, const QString &) {}

#endif

} // namespace campanile
