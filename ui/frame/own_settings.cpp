#include "frame/own_settings.h"

#include <QCoreApplication>
#include <QSettings>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

void useOwnSettings()
{
    QCoreApplication::setOrganizationName(u"Campanile"_s);
    QSettings settings;
    settings.setFallbacksEnabled(false); // what the machine sets for everybody is not taken over
    if (!settings.allKeys().isEmpty()) {
        return;
    }
    // What Qt calls an organization that has no name.
    QSettings earlier(QSettings::defaultFormat(), QSettings::UserScope, u"Unknown Organization"_s,
                      QCoreApplication::applicationName());
    earlier.setFallbacksEnabled(false);
    for (const QString &key : earlier.allKeys()) {
        settings.setValue(key, earlier.value(key));
    }
}

} // namespace campanile
