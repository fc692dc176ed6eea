// Whole lists as the field sends them: which row is the header, and what the other columns are.

#include "field_lists.h"

#include "core/number_parser.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::StringLiterals;

class FieldRolesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheHeader_data();
    void findsTheHeader();
    void asksAboutPeopleAboveTheHeader();
    void recognisesTheOtherRoles();
    void tellsCallingCodesFromAreaCodes_data();
    void tellsCallingCodesFromAreaCodes();
    void knowsTheWidthOfAListWithoutHeader_data();
    void knowsTheWidthOfAListWithoutHeader();
    void tellsWhyEachColumnIsWhatItIs();
    void rolesCanBeMoved();
    void namesTheLimitOfColumns();
    void rejectsOnlyTheRowWithANulByte();
};

void FieldRolesTest::findsTheHeader_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<bool>("hasHeader");
    QTest::addColumn<int>("preamble");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *list, bool header, int preamble, const char *text) {
        QTest::newRow(name) << QByteArray(list) << header << preamble << QString::fromUtf8(text);
    };
    row("a prefix in the first row", "tel:+14155550142,Ada\n+14155550143,Bo\n", false, 0, "");
    row("en dashes in the first row", "415–555–0142,Ada\n415-555-0143,Bo\n", false, 0, "");
    row("a remark in the first row", "415-555-0142 (mobile),Ada\n415-555-0143,Bo\n", false, 0, "");
    row("an extension in the first row", "415-555-0142 x12,Ada\n415-555-0143,Bo\n", false, 0, "");
    row("full-width digits in the first row", "０９０ー１２３４ー５６７８,Ada\n090-1234-5679,Bo\n", false, 0, "");
    row("two numbers in the first row", "415-555-0142;415-555-0143,Ada\n415-555-0143,Bo\n", false, 0, "");
    row("a spreadsheet's number in the first row", "1.41556E+10,Ada\n415-555-0143,Bo\n", false, 0, "");
    row("a person without number first", "Ada,n/a\nBo,415-555-0143\n", false, 0, "");
    row("a person with an empty number first", "Ada,\nBo,415-555-0143\n", false, 0, "");
    row("a person whose city occurs again", "Ada,Bern,see note\nBo,Bern,415-555-0143\n", false, 0, "");
    row("kinds of telephones in the first row", "Ada,Mobile,+14155550142\nBo,Home,+14155550143\n", false, 0, "");
    row("known names beside dates", "name,phone,20260101,20260201\nAda,+14155550142,3,4\n", true, 0,
        "name,phone,20260101,20260201");
    row("known names beside a number", "name,phone,4155550199\nAda,+14155550142,3\n", true, 0, "name,phone,4155550199");
    row("a title above", "Contacts report,,\nGenerated 2026-11-29,,\n,,\nName,Phone,City\nAda,+14155550142,Bern\n",
        true, 2, "Name,Phone,City");
    row("a title of one cell", "Contacts\nName,Phone,City\nAda,+14155550142,Bern\n", true, 1, "Name,Phone,City");
    row("a title that speaks of telephones", "Phone list 2026,,\nName,Phone,City\nAda,+14155550142,Bern\n", true, 1,
        "Name,Phone,City");
    row("names of columns nobody knows", "Foo,Quux\nAda,+14155550142\n", true, 0, "Foo,Quux");
    row("a header alone", "Name,Phone\n", true, 0, "Name,Phone");
    row("another language", "Фамилия;Телефон\nЁлкина;+79123456789\n", true, 0, "Фамилия;Телефон");
    row("a row of groups",
        ",Phone,,\nName,Home,Mobile,Work\nAda,4155550142,4155550143,4155550144\n"
        "Bo,4155550152,4155550153,4155550154\n",
        true, 1, "Name,Home,Mobile,Work");
}

void FieldRolesTest::findsTheHeader()
{
    QFETCH(QByteArray, list);
    QFETCH(bool, hasHeader);
    QFETCH(int, preamble);
    QFETCH(QString, text);
    const auto found = preview(list.toStdString());
    QVERIFY(found.ok());
    QCOMPARE(found->mapping.hasHeader, hasHeader);
    QCOMPARE(found->mapping.preambleRows, preamble);
    QCOMPARE(found->headerText, text);
    QCOMPARE(found->headerLine > 0, hasHeader);
    QCOMPARE(found->estimatedRows, static_cast<qint64>(found->rows.size()) - preamble - (hasHeader ? 1 : 0));
}

void FieldRolesTest::asksAboutPeopleAboveTheHeader()
{
    const std::string list = "+14155550142,Ada\nPhone,Name\n+14155550143,Bo\n";
    const auto found = preview(list);
    QCOMPARE(numbersOf(found), question(ColumnQuestion::Kind::PeopleAbove));
    ColumnMapping mapping = found->mapping;
    mapping.setNumberColumn(0); // says nothing about Ada
    QVERIFY(mapping.check().error().rule == ErrorRule::PeopleAboveHeader);
    CsvChoices none;
    none.hasHeader = false;
    QCOMPARE(numbersOf(preview(list, "US", none)), u"1"_s);
}

void FieldRolesTest::recognisesTheOtherRoles()
{
    const auto rolesOf = [](std::string_view list) {
        std::vector<ColumnRole> roles;
        const ColumnMapping mapping = preview(list)->mapping;
        for (const MappedColumn &column : mapping.columns) {
            roles.push_back(column.role);
        }
        return roles;
    };
    using enum ColumnRole;
    QVERIFY(
        (rolesOf("phone_code,phone_number,first_name\n1,4155550142,Ada\n") == std::vector{Country, Number, FirstName}));
    QVERIFY((rolesOf("Name,Phone,Country,Do Not Call\nAda,4155550142,US,Yes\n") ==
             std::vector{Name, Number, Country, DoNotCall}));
    QVERIFY((rolesOf("Telefon,Land,Einwilligung,Zeitzone\n4155550142,Schweiz,ja,Europe/Zurich\n") ==
             std::vector{Number, Country, Consent, Timezone}));
    QVERIFY((rolesOf("Telefon,Land\n4155550142,Acker\n") == std::vector{Number, Variable})); // land, and no country
    QVERIFY((rolesOf("Phone,DNC,Opt out,Email opt out\n4155550142,x,,yes\n") ==
             std::vector{Number, DoNotCall, DoNotCall, Variable}));
    QVERIFY((rolesOf("Phone,Consent (calls & SMS),Missing consent\n4155550142,yes,no\n") ==
             std::vector{Number, Consent, DoNotCall}));
    QVERIFY((rolesOf("Téléphone,Pays,Bloctel,Consentement\n4155550142,France,non,oui\n") ==
             std::vector{Number, Country, DoNotCall, Consent}));
    QVERIFY((rolesOf("Телефон,Страна,Согласие,Часовой пояс\n4155550142,Россия,да,Europe/Moscow\n") ==
             std::vector{Number, Country, Consent, Timezone}));
    QVERIFY((rolesOf("First Name,Business Country/Region,Business Phone\nAda,United Kingdom,2079460958\n") ==
             std::vector{FirstName, Country, Number}));
    // Of two countries the one that belongs to the number.
    QVERIFY((rolesOf("Shipping Country,Billing Country,Billing Phone\nUS,United Kingdom,2079460958\n") ==
             std::vector{Variable, Country, Number}));
    QVERIFY((rolesOf("Phone Country Code,Country,Phone\n,United Kingdom,2079460958\n") ==
             std::vector{Variable, Country, Number})); // the other one is empty
    QVERIFY((rolesOf("Phone,Do not allow Phone Calls,Deceased\n4155550142,Do Not Allow,\n") ==
             std::vector{Number, DoNotCall, DoNotCall}));
    QVERIFY((rolesOf("Phone,Call\n4155550142,no\n4155550143,yes\n") == std::vector{Number, Consent}));
    QVERIFY((rolesOf("Phone,Call\n4155550142,3\n4155550143,1\n") == std::vector{Number, Variable}));
    QVERIFY((rolesOf("Phone,Call\n4155550142,2026-01-01\n") == std::vector{Number, Variable}));
    QVERIFY((rolesOf("電話番号,氏名,国番号,同意\n4155550142,Ada,81,はい\n") ==
             std::vector{Number, Name, Country, Consent}));
}

void FieldRolesTest::tellsCallingCodesFromAreaCodes_data()
{
    QTest::addColumn<QByteArray>("region");
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<bool>("areCallingCodes");
    const auto row = [](const char *region, const char *heading, const char *rows, bool areCallingCodes) {
        QTest::addRow("%s %s", heading, QByteArray(rows).replace('\n', ' ').constData())
            << QByteArray(region) << QString::fromUtf8(heading) << QByteArray(rows) << areCallingCodes;
    };
    row("DE", "Vorwahl", "+49,171 1234573\n+43,664 1234567\n", true);
    row("DE", "Vorwahl", "0049,171 1234573\n0043,664 1234567\n", true);
    row("DE", "Vorwahl", "0171,1234573\n0172,1234574\n", false);
    row("DE", "Vorwahl", "030,1234573\n089,1234574\n", false);
    row("DE", "Vorwahl", "30,12345678\n40,12345679\n", false);                 // also the codes of Greece and Romania
    row("DE", "Vorwahl", "+43,664 1234567\n030,1234573\n089,1234574\n", true); // the others are rejected
    row("ES", "Prefijo", "34,612345678\n351,912345678\n", true);
    row("ES", "Prefijo", "91,1234567\n93,7654321\n", false); // Madrid and Barcelona, or India and Afghanistan
    row("AR", "Prefijo", "11,23456789\n351,5123456\n", false);
    row("IT", "Prefisso", "+39,3331234567\n+41,791234567\n", true);
    row("IT", "Prefisso", "02,12345678\n06,69821234\n", false);
    row("FR", "Indicatif", "+33,612345678\n+41,791234567\n", true);
    row("FR", "Indicatif", "01,23456789\n04,23456788\n", false);
    row("GB", "Prefix", "+44,7911123456\n+49,1711234573\n", true);
    row("GB", "Prefix", "44,7911123456\n49,1711234573\n", true);
    row("US", "Prefix", "GB,7911123456\nUS,4155550142\n", true);
    row("US", "CC", "GB,7911123456\nUS,4155550142\n", true);
    row("US", "country_id", "44,7911123456\n1,4155550142\n", true);
    row("US", "country_id", "3,4155550142\n20,2025550143\n", false);
    row("US", "Prefix", "Mr,4155550142\nMs,4155550143\n", false); // not Mauritania and Montserrat
    row("US", "Area Code", "415,5550142\n202,5550143\n", false);
    row("BR", "DDD", "11,912345678\n21,987654321\n", false);
    row("GB", "Code", "44,7911123456\n49,1711234573\n", true);
    row("US", "Code", "1,4155550142\n7,2025550143\n20,4155550144\n", false); // 7 and 20 are no countries here
    row("CN", "区号", "010,61234567\n0755,81234567\n", false);
}

/// A calling code decides how the numbers of its row are read; an area code is not joined to them, so that they are
/// refused as numbers without one.
void FieldRolesTest::tellsCallingCodesFromAreaCodes()
{
    QFETCH(QByteArray, region);
    QFETCH(QString, heading);
    QFETCH(QByteArray, rows);
    QFETCH(bool, areCallingCodes);
    const auto found = preview(heading.toStdString() + ",Phone\n" + rows.toStdString(), region.toStdString());
    QVERIFY(found.ok());
    QCOMPARE(found->mapping.columns[0].role == ColumnRole::Country, areCallingCodes);
    if (!areCallingCodes && heading != u"Prefix"_s && heading != u"Code"_s && heading != u"country_id"_s) {
        const NumberParser parser(region.toStdString());
        for (std::size_t i = 1; i < found->rows.size(); ++i) {
            QVERIFY2(!parser.parse(found->rows[i].fields[1].toStdString()).ok(),
                     qUtf8Printable(found->rows[i].fields[1]));
        }
    }
}

void FieldRolesTest::knowsTheWidthOfAListWithoutHeader_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<int>("width");
    QTest::newRow("one column of numbers") << QByteArray("+14155550142,Ada,x\n+14155550143,Bo\n") << 0;
    QTest::newRow("an order number that may move into its place")
        << QByteArray("2025550101,+14155550142\n2025550102,+14155550143\nMuster, 2025550103,+14155550144\n") << 2;
    QTest::newRow("most rows are wider")
        << QByteArray("2025550101,+14155550142\n2025550102,+14155550143,x\n2025550103,+14155550144,y\n") << 3;
    QTest::newRow("each row has another width")
        << QByteArray("2025550101,+14155550142\n2025550102,+14155550143,x\n2025550103,+14155550144,y,z\n") << 4;
}

void FieldRolesTest::knowsTheWidthOfAListWithoutHeader()
{
    QFETCH(QByteArray, list);
    QFETCH(int, width);
    const auto found = preview(list.toStdString());
    QVERIFY(found.ok() && !found->mapping.hasHeader);
    QCOMPARE(found->mapping.width, width);
}

void FieldRolesTest::tellsWhyEachColumnIsWhatItIs()
{
    const auto found = preview("Name,Phone,Fax,Mobile,Note\nAda,Home,415-555-0199,415-555-0142,x\n");
    QVERIFY(found.ok());
    const std::vector<MappedColumn> &columns = found->mapping.columns;
    QVERIFY(columns[0].reason == RoleReason::Heading);
    QVERIFY(columns[1].reason == RoleReason::NoNumbers);
    QVERIFY(columns[2].reason == RoleReason::OtherThing);
    QVERIFY(columns[3].reason == RoleReason::Heading);
    QVERIFY(columns[4].reason == RoleReason::Default);
    QCOMPARE(columns[3].numberShare, 100);
    QCOMPARE(columns[3].priority, 1);
    QVERIFY(preview("4155550142,Ada\n")->mapping.columns[0].reason == RoleReason::OnlyCandidate);
    QVERIFY(preview("2025550101,+14155550142\n")->mapping.columns[1].reason == RoleReason::Content);
}

void FieldRolesTest::rolesCanBeMoved()
{
    ColumnMapping mapping = preview("Mobile,Home Phone,Work Phone\n415-555-0141,415-555-0142,415-555-0143\n")->mapping;
    QCOMPARE(mapping.numberColumns(), (std::vector{0, 1, 2}));
    QCOMPARE(mapping.columns[1].variableKey, std::string("home_phone")); // the agent still knows it
    mapping.setRole(1, ColumnRole::Number);
    QCOMPARE(mapping.numberColumns(), (std::vector{1, 2}));
    QVERIFY(mapping.columns[0].role == ColumnRole::Variable);
    QCOMPARE(mapping.columns[0].variableKey, std::string("Mobile"));
    mapping.setRole(0, ColumnRole::FurtherNumber);
    QCOMPARE(mapping.numberColumns(), (std::vector{1, 2, 0}));
    mapping.setRole(2, ColumnRole::Ignore);
    QCOMPARE(mapping.numberColumns(), (std::vector{1, 0}));
    QVERIFY(mapping.check().ok());
    mapping.setOnlyNumberColumn(0);
    QCOMPARE(mapping.numberColumns(), std::vector{0});
    QVERIFY(mapping.check().ok());
}

void FieldRolesTest::namesTheLimitOfColumns()
{
    std::string row = "+14155550142";
    for (int i = 0; i < 2048; ++i) {
        row += ",x";
    }
    const auto found = preview("phone" + std::string(2048, ',') + "\n" + row + "\n");
    QVERIFY(!found);
    QVERIFY(found.error().rule == ErrorRule::RowUnreadable);
    QVERIFY(found.error().message.contains(u"more than 2048 columns"_s));
}

void FieldRolesTest::rejectsOnlyTheRowWithANulByte()
{
    using namespace std::string_literals;
    const std::string list = "Name,Phone\nAda,+14155550142\n\"B\no\0\",+14155550143\nCy,+14155550144\n"s;
    const auto found = preview(list);
    QVERIFY(found.ok());
    QCOMPARE(found->rows.size(), 4U);
    QVERIFY(found->rows[2].problem == CsvProblem::NulByte);
    QCOMPARE(found->rows[2].line, 3);
    QCOMPARE(found->rows[2].problemLine, 4);
    QVERIFY(found->rows[3].problem == CsvProblem::None);
    QCOMPARE(numbersOf(found), u"Phone"_s);
}

QTEST_APPLESS_MAIN(FieldRolesTest)
#include "field_roles_test.moc"
