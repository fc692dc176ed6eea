#include "theme/theme.h"

#include "theme/button_keys.h"
#include "theme/console_style.h"
#include "theme/icons.h"
#include "theme/type_scale.h"

#include <QApplication>
#include <QSettings>
#include <QToolTip>

#include <algorithm>

#ifdef CAMPANILE_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto choiceKey = "theme/choice"_L1;

ThemeChoice storedChoice()
{
    const int stored = QSettings().value(choiceKey, 0).toInt();
    return static_cast<ThemeChoice>(std::clamp(stored, 0, 2));
}

#ifdef CAMPANILE_HAS_DBUS
/// The portal wraps the number in one or two variants, by version.
Shade shadeFromPortal(QVariant answer)
{
    while (answer.canConvert<QDBusVariant>()) {
        answer = answer.value<QDBusVariant>().variant();
    }
    return answer.toUInt() == 1 ? Shade::Dark : Shade::Light; // 1: prefer dark (org.freedesktop.appearance)
}
#endif

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_desktopShade(shadeOf(QApplication::palette()))
    , m_choice(storedChoice())
{
    QApplication::setStyle(new ConsoleStyle);
    new ButtonKeys(this);
    QApplication::setWindowIcon(productIcon());
    apply();
    askDesktop();
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    QSettings().setValue(choiceKey, static_cast<int>(choice));
    apply();
}

void Theme::askDesktop()
{
#ifdef CAMPANILE_HAS_DBUS
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    QDBusMessage question =
        QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
                                       u"org.freedesktop.portal.Settings"_s, u"Read"_s);
    question << u"org.freedesktop.appearance"_s << u"color-scheme"_s;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answered) {
        const QDBusPendingReply<QVariant> reply = *answered;
        answered->deleteLater();
        if (!reply.isError()) {
            onDesktopAnswered(shadeFromPortal(reply.value()));
        }
    });
#endif
}

void Theme::onDesktopAnswered(Shade shade)
{
    m_desktopShade = shade;
    apply();
}

void Theme::apply()
{
    const Shade chosen = m_choice == ThemeChoice::Dark ? Shade::Dark : Shade::Light;
    const Shade shade = m_choice == ThemeChoice::System ? m_desktopShade : chosen;
    useBreezeIcons(shade);
    const QPalette palette = consolePalette(shade);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QApplication::setFont(scaledFont(TextSize::Body));
}

} // namespace campanile
