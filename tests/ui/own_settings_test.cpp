// Where the window keeps its settings, and that those of an earlier version are not lost.

#include "frame/own_settings.h"
#include "settings_sandbox.h"

#include <QTest>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

class OwnSettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsThemUnderItsOwnName();
    void takesOverWhatAnEarlierVersionKept();
    void leavesAloneWhatIsThereAlready();

private:
    /// What an earlier version, which had no organization, wrote to.
    static QString earlierFile()
    {
        return QSettings(QSettings::IniFormat, QSettings::UserScope, u"Unknown Organization"_s,
                         QCoreApplication::applicationName())
            .fileName();
    }
    SettingsSandbox m_sandbox;
};

void OwnSettingsTest::init()
{
    QCoreApplication::setOrganizationName(u"Campanile"_s);
    QSettings().clear();
    QSettings(earlierFile(), QSettings::IniFormat).clear();
    QCoreApplication::setOrganizationName({});
}

void OwnSettingsTest::keepsThemUnderItsOwnName()
{
    useOwnSettings();
    QCOMPARE(QCoreApplication::organizationName(), u"Campanile"_s);
    QVERIFY(QSettings().fileName().contains(u"Campanile"_s));
    QVERIFY(QSettings().allKeys().isEmpty());
}

void OwnSettingsTest::takesOverWhatAnEarlierVersionKept()
{
    QSettings old(earlierFile(), QSettings::IniFormat);
    old.setValue(u"theme/choice"_s, 2);
    old.sync();
    useOwnSettings();
    QCOMPARE(QSettings().value(u"theme/choice"_s).toInt(), 2);
    QCOMPARE(old.value(u"theme/choice"_s).toInt(), 2); // an earlier version may be started again
}

void OwnSettingsTest::leavesAloneWhatIsThereAlready()
{
    QSettings old(earlierFile(), QSettings::IniFormat);
    old.setValue(u"theme/choice"_s, 2);
    old.sync();
    useOwnSettings();
    QSettings().setValue(u"theme/choice"_s, 1);
    useOwnSettings();
    QCOMPARE(QSettings().value(u"theme/choice"_s).toInt(), 1);
}

QTEST_MAIN(OwnSettingsTest)
#include "own_settings_test.moc"
