// NumberZones: which regions and time zones a number can belong to, and that no possible one is missing.

#include "core/number_zones.h"

#include "core/number_parser.h"
#include "core/random.h"

#include <QTest>
#include <QTimeZone>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace campanile;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

E164 number(const char *digits)
{
    return E164{QByteArray(digits).toLongLong()};
}

QString regions(E164 of)
{
    const std::string_view names = possibleRegionsOf(of);
    return QString::fromLatin1(names.data(), static_cast<qsizetype>(names.size()));
}

QStringList namesOf(const ZoneSet &set)
{
    QStringList names;
    for (const TimeZone &zone : set.zones()) {
        names += zone.id();
    }
    names.sort();
    return names;
}

const QString everyAmericanRegion =
    QStringLiteral("AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT US VC VG VI");

} // namespace

class NumberZonesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDigitsTellTheRegions_data();
    void theDigitsTellTheRegions();
    void theRegionThatTheLibraryNamesIsAlwaysAmongThem();

    void aNumberHasAllZonesOfItsRegions_data();
    void aNumberHasAllZonesOfItsRegions();
    void everyRegionWithTelephonesHasAZone();
    void numbersOfNoCountryHaveNoZone_data();
    void numbersOfNoCountryHaveNoZone();

    void equalAnswersAreTheSameSet();
    void aZoneThatIsNamedIsTheOnlyOne();
    void aNameThatIsNoZoneHasNone();
};

void NumberZonesTest::theDigitsTellTheRegions_data()
{
    QTest::addColumn<E164>("dialled");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *digits, const QString &expected) {
        QTest::newRow(name) << number(digits) << expected;
    };
    row("San Francisco", "14155550142", QStringLiteral("US"));
    row("Honolulu", "18085550142", QStringLiteral("US"));
    row("Toronto", "14165550142", QStringLiteral("CA"));
    row("Jamaica", "18765550142", QStringLiteral("JM"));
    row("Guam", "16715550142", QStringLiteral("GU"));
    row("free of charge, in two countries", "18005550142", QStringLiteral("CA US"));
    row("an American area code that does not exist", "19995550142", everyAmericanRegion);
    row("London", "442071838750", QStringLiteral("GB"));
    row("Jersey", "441534720000", QStringLiteral("JE"));
    row("India", "919812345678", QStringLiteral("IN"));
    row("Sydney", "61292934444", QStringLiteral("AU"));
    row("Cocos Islands", "61891621234", QStringLiteral("CC"));
    row("Christmas Island", "61891641234", QStringLiteral("CX"));
    row("Moscow", "74951234567", QStringLiteral("RU"));
    row("Kazakhstan", "77012345678", QStringLiteral("KZ"));
    row("Mayotte", "262269601234", QStringLiteral("YT"));
    row("Réunion", "262262161234", QStringLiteral("RE"));
    row("Tristan da Cunha", "2908123", QStringLiteral("TA"));
    row("free of charge in the whole world", "80012345678", QString());
    row("a satellite", "870773111632", QString());
    row("an unused calling code", "9991234567", QString());
    row("too short to tell", "12", QString());
    row("none", "0", QString());
}

void NumberZonesTest::theDigitsTellTheRegions()
{
    QFETCH(const E164, dialled);
    QFETCH(const QString, expected);
    QStringList names = regions(dialled).split(u' ', Qt::SkipEmptyParts);
    names.sort();
    QCOMPARE(names.join(u' '), expected);
}

void NumberZonesTest::theRegionThatTheLibraryNamesIsAlwaysAmongThem()
{
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    std::set<std::string> known;
    library.GetSupportedRegions(&known);
    const std::vector<std::string> all(known.begin(), known.end());
    Random random(20'260'301);
    int compared = 0;
    for (int i = 0; i < 20'000; ++i) {
        PhoneNumber example;
        const auto type = static_cast<PhoneNumberUtil::PhoneNumberType>(random.below(9));
        if (!library.GetExampleNumberForType(all[random.below(all.size())], type, &example)) {
            continue;
        }
        std::string text;
        library.Format(example, PhoneNumberUtil::E164, &text);
        for (std::uint64_t changed = random.below(6); changed > 0; --changed) {
            text[text.size() - 1 - random.below(std::min<std::size_t>(text.size() - 2, 9))] =
                static_cast<char>('0' + random.below(10));
        }
        const auto dialled = E164::parse(std::string_view(text));
        PhoneNumber parsed;
        std::string region;
        if (!dialled || library.Parse(text, "ZZ", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) {
            continue;
        }
        library.GetRegionCodeForNumber(parsed, &region);
        if (region.size() == 2 && region != "ZZ") {
            QVERIFY2(regions(*dialled).split(u' ').contains(QString::fromStdString(region)), text.c_str());
            ++compared;
        }
    }
    QVERIFY(compared > 5'000);
}

void NumberZonesTest::aNumberHasAllZonesOfItsRegions_data()
{
    QTest::addColumn<E164>("dialled");
    QTest::addColumn<int>("least");
    QTest::addColumn<QStringList>("among");
    const auto row = [](const char *name, const char *digits, int least, const QStringList &among) {
        QTest::newRow(name) << number(digits) << least << among;
    };
    const QStringList american{QStringLiteral("America/New_York"), QStringLiteral("America/Los_Angeles"),
                               QStringLiteral("America/Phoenix"), QStringLiteral("Pacific/Honolulu")};
    row("San Francisco", "14155550142", 20, american);
    row("Honolulu", "18085550142", 20, american);
    row("Jamaica", "18765550142", 1, {QStringLiteral("America/Jamaica")});
    row("London", "442071838750", 1, {QStringLiteral("Europe/London")});
    row("India", "919812345678", 1, {QStringLiteral("Asia/Kolkata")});
    row("Sydney", "61292934444", 10, {QStringLiteral("Australia/Perth"), QStringLiteral("Australia/Lord_Howe")});
    row("Moscow", "74951234567", 20, {QStringLiteral("Europe/Kaliningrad"), QStringLiteral("Asia/Kamchatka")});
    row("Kosovo", "38343201234", 1, {QStringLiteral("Europe/Belgrade")});
    row("two countries", "18005550142", 45, american + QStringList{QStringLiteral("America/St_Johns")});
}

void NumberZonesTest::aNumberHasAllZonesOfItsRegions()
{
    QFETCH(const E164, dialled);
    QFETCH(const int, least);
    QFETCH(const QStringList, among);
    NumberZones zones;
    const QStringList names = namesOf(zones.of(dialled));
    QVERIFY2(least == 1 ? names.size() == 1 : names.size() >= least, qPrintable(names.join(u' ')));
    for (const QString &name : among) {
        QVERIFY2(names.contains(name), qPrintable(name));
    }
}

void NumberZonesTest::everyRegionWithTelephonesHasAZone()
{
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    std::set<std::string> known;
    library.GetSupportedRegions(&known);
    NumberZones zones;
    for (const std::string &region : known) {
        PhoneNumber example;
        QVERIFY(library.GetExampleNumber(region, &example));
        std::string text;
        library.Format(example, PhoneNumberUtil::E164, &text);
        const auto dialled = E164::parse(std::string_view(text));
        QVERIFY(dialled.has_value());
        QVERIFY2(!zones.of(*dialled).isEmpty(), text.c_str());
    }
}

void NumberZonesTest::numbersOfNoCountryHaveNoZone_data()
{
    QTest::addColumn<E164>("dialled");
    QTest::newRow("free of charge in the whole world") << number("80012345678");
    QTest::newRow("a satellite") << number("870773111632");
    QTest::newRow("an unused calling code") << number("9991234567");
    QTest::newRow("none") << E164();
}

void NumberZonesTest::numbersOfNoCountryHaveNoZone()
{
    QFETCH(const E164, dialled);
    NumberZones zones;
    QVERIFY(zones.of(dialled).isEmpty());
    QVERIFY(zones.of(dialled).zones().empty());
}

void NumberZonesTest::equalAnswersAreTheSameSet()
{
    NumberZones zones;
    const ZoneSet london = zones.of(number("442071838750"));
    QVERIFY(london == zones.of(number("442071838751")));
    QVERIFY(!(london == zones.of(number("919812345678"))));
    const ZoneSet delhi = zones.ofZone(QStringLiteral("Asia/Kolkata"));
    QVERIFY(delhi == zones.ofZone(QStringLiteral("Asia/Kolkata")));
    QVERIFY(ZoneSet() == ZoneSet(std::vector<TimeZone>()));
}

void NumberZonesTest::aZoneThatIsNamedIsTheOnlyOne()
{
    NumberZones zones;
    QCOMPARE(namesOf(zones.ofZone(QStringLiteral("America/Denver"))), QStringList{QStringLiteral("America/Denver")});
}

void NumberZonesTest::aNameThatIsNoZoneHasNone()
{
    NumberZones zones;
    for (const QString &name : {QString(), QStringLiteral("America/Springfield"), QStringLiteral("america/denver"),
                                QStringLiteral("UTC+5"), QStringLiteral("../../etc/passwd")}) {
        QVERIFY2(zones.ofZone(name).isEmpty(), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(NumberZonesTest)
#include "number_zones_test.moc"
