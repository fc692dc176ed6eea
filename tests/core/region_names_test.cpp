// What people write for a country, and the code that they mean.

#include "core/region_names.h"

#include <QTest>

using namespace campanile;

class RegionNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasMeant_data();
    void findsWhatWasMeant();
    void takesCodesAsTheyAre();
};

void RegionNamesTest::findsWhatWasMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("region");
    const auto row = [](const char *text, const char *region) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(region);
    };
    row("de", "DE");
    row("UK", "GB");
    row("uk", "GB");
    row("Germany", "DE");
    row("germany ", "DE");
    row("Germny", "DE");
    row("Deutschland", "DE");
    row("España", "ES");
    row("日本", "");
    row("U.S.A.", "US");
    row("DEU", "DE");
    row("+49", "DE");
    row("1", "US");
    row("England", "GB");
    row("Switzerland", "CH");
    row("nowhere at all", "");
    row("", "");
    row("xx", "");
}

void RegionNamesTest::findsWhatWasMeant()
{
    QFETCH(const QString, text);
    QFETCH(const QString, region);
    QCOMPARE(nearestRegion(text), region);
    const Result<QString> known = knownRegion(text);
    QVERIFY(!known.ok());
    QCOMPARE(known.error().code, ErrorCode::InvalidInput);
    QCOMPARE(known.error().rule, ErrorRule::UnknownRegion);
    QVERIFY2(region.isEmpty() || known.error().message.endsWith(QStringLiteral("Did you mean %1?").arg(region)),
             qPrintable(known.error().message));
}

void RegionNamesTest::takesCodesAsTheyAre()
{
    for (const char *code : {"DE", "GB", "US", "IN"}) {
        QCOMPARE(knownRegion(QLatin1StringView(code)).value(), QString::fromLatin1(code));
    }
}

QTEST_GUILESS_MAIN(RegionNamesTest)
#include "region_names_test.moc"
