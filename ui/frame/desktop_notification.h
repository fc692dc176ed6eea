#pragma once

#include <QString>

namespace campanile {

/// Shows a notification of the desktop, for what happens while the window is in the background. It is sent over the
/// session's D-Bus (org.freedesktop.Notifications) and not waited for. Where there is no bus, or nobody on it who shows
/// notifications, nothing happens. Thread: main.
void showDesktopNotification(const QString &title, const QString &text);

} // namespace campanile
