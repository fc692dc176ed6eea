#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace campanile {

/// Keeps the settings of a test away from those of the user who runs it.
class SettingsSandbox {
public:
    SettingsSandbox()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("campanile-tests"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    }

private:
    QTemporaryDir m_directory;
};

} // namespace campanile
