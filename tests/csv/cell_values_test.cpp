// What cells say beside numbers: countries, consent, and where the space around them ends.

#include "csv/cell_values.h"

#include <QTest>

using namespace campanile;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(campanile::CallPermission)

class CellValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trimsEverySpace();
    void takesNumbersOffACell();
    void readsCountries_data();
    void readsCountries();
    void readsPermissions_data();
    void readsPermissions();
    void readsRemarks_data();
    void readsRemarks();
};

void CellValuesTest::trimsEverySpace()
{
    QCOMPARE(trimmedCell("Ada"), std::string_view("Ada"));
    QCOMPARE(trimmedCell("  Ada Muster\t\r\n"), std::string_view("Ada Muster"));
    QCOMPARE(trimmedCell("\u00A0\u2003\u200B\uFEFFÉlodie\u3000\u202F"), std::string_view("Élodie"));
    QCOMPARE(trimmedCell(" \u00A0 "), std::string_view());
    QCOMPARE(trimmedCell(""), std::string_view());
    QCOMPARE(trimmedCell("😀 "), std::string_view("😀"));
    QCOMPARE(trimmedCell("\x80\x80\x80\x80\x80"), std::string_view("\x80\x80\x80\x80\x80")); // no UTF-8 at all
}

void CellValuesTest::takesNumbersOffACell()
{
    std::string_view cell = " +1 415-555-0142 ::: +1 415-555-0143 :::+1 415-555-0144";
    QCOMPARE(takeNumber(cell), std::string_view("+1 415-555-0142"));
    QCOMPARE(takeNumber(cell), std::string_view("+1 415-555-0143"));
    QCOMPARE(takeNumber(cell), std::string_view("+1 415-555-0144"));
    QVERIFY(cell.empty());
    std::string_view two = "415-555-0160;415-555-0161";
    QCOMPARE(takeNumber(two), std::string_view("415-555-0160;415-555-0161")); // whether they are two is not said here
    QVERIFY(two.empty());
}

void CellValuesTest::readsCountries_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("region"); // empty: unknown
    const auto rows = [](const char *region, std::initializer_list<const char *> cells) {
        for (const char *const cell : cells) {
            QTest::newRow(cell) << QString::fromUtf8(cell) << QString::fromLatin1(region);
        }
    };
    rows("US", {"1", "+1", "001", "US", "us", "USA", "U.S.A.", "United States", "Estados Unidos", " US "});
    rows("GB", {"44", "+44", "0044", "(44)", "UK", "GB", "United Kingdom", "England"});
    rows("DE", {"49", "Germany", "Deutschland", "DEU", "Allemagne", "Германия"});
    rows("CH", {"41", "Switzerland", "Schweiz", "Suisse", "Svizzera"});
    rows("JP", {"81", "日本"});
    rows("IN", {"91", "India", "भारत"});
    rows("SE", {"Sverige", "Sweden"});
    // No calling code begins with these digits alone; Romania's (40) must not be guessed from its first one.
    rows("", {"4", "0", "999", "12345", "Atlantis", "??", "zz", "1234567", "Congo, or so"});
}

void CellValuesTest::readsCountries()
{
    QFETCH(QString, cell);
    QFETCH(QString, region);
    const CountryCell read = readCountry(cell.toStdString());
    QCOMPARE(QString::fromStdString(read.region), region);
    QVERIFY(read.kind == (region.isEmpty() ? CountryCell::Kind::Unknown : CountryCell::Kind::Known));
    QVERIFY(readCountry(" ").kind == CountryCell::Kind::Empty);
}

void CellValuesTest::readsPermissions_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<CallPermission>("ofDoNotCall");
    QTest::addColumn<CallPermission>("ofConsent");
    using enum CallPermission;
    const auto rows = [](CallPermission doNotCall, CallPermission consent, std::initializer_list<const char *> cells) {
        for (const char *const cell : cells) {
            QTest::newRow(cell) << QString::fromUtf8(cell) << doNotCall << consent;
        }
    };
    rows(Refused, Granted, {"yes",  "YES",  " Yes ", "y",  "true", "TRUE", "1",   "x",          "X",
                            "ja",   "Oui",  "si",    "Sí", "sim",  "да",   "tak", "ano",        "igen",
                            "evet", "はい", "是",    "예", "نعم",  "हाँ",   "✓",   "2025-11-29", "29.11.2025 10:00"});
    rows(Refused, Granted, {"2025-11-29T10:00:00.000Z", "3/31/25 3:05 PM", "2025-11-29 10:00:00 +02:00"});
    rows(Granted, Refused,
         {"no", "No", "n", "false", "0", "nein", "non", "não", "нет", "nie", "いいえ", "否", "아니요", "لا", "नहीं"});
    rows(Refused, Refused, {"DNC", "do not call", "Opted out", "unsubscribed", "revoked", "refusé"});
    rows(Refused, Refused, {"Do Not Allow", "not allowed", "don't call"});
    rows(Granted, Granted, {"opted in", "granted", "Allow"});
    rows(Granted, Unclear, {"", " "});
    rows(Unclear, Refused, {"✗", "✘", "❌", "×"}); // in a column of refusals a cross may tick the box
    rows(Unclear, Unclear, {"maybe", "ask first", "2", "?", "-", "n/a"});
    rows(Unclear, Unclear,
         {"2024-01-10 revoked", "2024-01-10T", "2024-01-10 - 2024-12-31", "0000-00-00", "0000-00-00 00:00:00"});
}

void CellValuesTest::readsPermissions()
{
    QFETCH(QString, cell);
    QFETCH(CallPermission, ofDoNotCall);
    QFETCH(CallPermission, ofConsent);
    QVERIFY(readPermission(ColumnRole::DoNotCall, cell.toStdString()) == ofDoNotCall);
    QVERIFY(readPermission(ColumnRole::Consent, cell.toStdString()) == ofConsent);
}

void CellValuesTest::readsRemarks_data()
{
    QTest::addColumn<bool>("refuses");
    for (const char *refusal : {"DNC", " do not call ", "VIP; DNC", "vip, Do Not Call", "Unsubscribed", "Nicht anrufen",
                                "Не звонить", "请勿致电", "Deceased"}) {
        QTest::newRow(refusal) << true;
    }
    for (const char *other : {"new", "yes", "", ";", "asked what DNC means", "do not call before noon", "blocked"}) {
        QTest::newRow(*other == '\0' ? "nothing" : other) << false;
    }
}

void CellValuesTest::readsRemarks()
{
    QFETCH(bool, refuses);
    const std::string_view cell = QTest::currentDataTag();
    QCOMPARE(saysNotToCall(cell == "nothing" ? std::string_view() : cell), refuses);
}

QTEST_APPLESS_MAIN(CellValuesTest)
#include "cell_values_test.moc"
