#include "common/words.h"
#include "settings_sandbox.h"
#include "theme/colours.h"
#include "theme/theme.h"
#include "theme/type_scale.h"

#include <QApplication>
#include <QFontMetrics>
#include <QSet>
#include <QTest>

using namespace campanile;

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableOnEveryGround_data();
    void textIsReadableOnEveryGround();
    void choiceIsKept();
    void figuresHaveOneWidth();
    void everyStateHasAWordAndAnIcon();
    void ticksInMinutesAndHours();

private:
    SettingsSandbox m_sandbox;
};

void ThemeTest::textIsReadableOnEveryGround_data()
{
    QTest::addColumn<int>("shade");
    QTest::newRow("light") << static_cast<int>(Shade::Light);
    QTest::newRow("dark") << static_cast<int>(Shade::Dark);
}

void ThemeTest::textIsReadableOnEveryGround()
{
    QFETCH(int, shade);
    const QPalette palette = consolePalette(static_cast<Shade>(shade));
    for (const auto role : {ColourRole::Text, ColourRole::Muted, ColourRole::Accent, ColourRole::InProgress,
                            ColourRole::Success, ColourRole::Waiting, ColourRole::Failure, ColourRole::Neutral}) {
        const QColor ink = colour(role, palette);
        for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::Highlight, QPalette::Button}) {
            // The accent is a text only on the plain grounds.
            if (role != ColourRole::Accent || ground == QPalette::Base) {
                QVERIFY2(contrastRatio(ink, palette.color(ground)) >= 4.5,
                         qPrintable(QStringLiteral("role %1 on %2: %3")
                                        .arg(static_cast<int>(role))
                                        .arg(static_cast<int>(ground))
                                        .arg(contrastRatio(ink, palette.color(ground)))));
            }
        }
        QVERIFY(role == ColourRole::Muted || contrastRatio(ink, tint(role, palette)) >= 4.5);
    }
    for (const auto ground : {ColourRole::Accent, ColourRole::Danger}) {
        QVERIFY(contrastRatio(colour(ColourRole::OnAccent, palette), colour(ground, palette)) >= 4.5);
    }
}

void ThemeTest::choiceIsKept()
{
    Theme().choose(ThemeChoice::Dark);
    QCOMPARE(Theme().choice(), ThemeChoice::Dark);
    QCOMPARE(shadeOf(QApplication::palette()), Shade::Dark);
    Theme().choose(ThemeChoice::Light);
    QCOMPARE(shadeOf(QApplication::palette()), Shade::Light);
}

void ThemeTest::figuresHaveOneWidth()
{
    const QFontMetricsF metrics(tabularFont(TextSize::Body));
    for (char16_t figure = u'0'; figure <= u'9'; ++figure) {
        QCOMPARE(metrics.horizontalAdvance(QChar(figure)), metrics.horizontalAdvance(u'0'));
    }
}

void ThemeTest::everyStateHasAWordAndAnIcon()
{
    const auto complete = [](const StateLook &look) { return !look.word.isEmpty() && !look.icon.isEmpty(); };
    for (const auto status : allCampaignStatuses) {
        QVERIFY(complete(Words::look(status)));
    }
    for (const auto status : allTargetStatuses) {
        QVERIFY(complete(Words::look(status)));
    }
    QSet<QString> words;
    QSet<QString> icons;
    for (const auto state : allTargetStates) {
        const StateLook look = Words::look(state);
        QVERIFY(complete(look));
        words.insert(look.word);
        icons.insert(look.icon);
    }
    QCOMPARE(static_cast<std::size_t>(words.size()), allTargetStates.size()); // one word and one icon for one state
    QCOMPARE(static_cast<std::size_t>(icons.size()), allTargetStates.size());
    for (const auto status : allConversationStatuses) {
        QVERIFY(complete(Words::look(status)));
    }
    for (const auto reason : allEndReasons) {
        QVERIFY(complete(Words::look(reason)));
    }
}

void ThemeTest::ticksInMinutesAndHours()
{
    QCOMPARE(Words::ticking(7), QStringLiteral("0:07"));
    QCOMPARE(Words::ticking(760), QStringLiteral("12:40"));
    QCOMPARE(Words::ticking(3723), QStringLiteral("1:02:03"));
    QCOMPARE(Words::ticking(-5), QStringLiteral("0:00"));
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
