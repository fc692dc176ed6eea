// Whole lists as the field sends them: which columns are dialled and in which order, what is asked, and which row is
// the header.

#include "csv/csv_preview.h"

#include "core/number_parser.h"

#include <QTest>

using namespace campanile;
using namespace Qt::StringLiterals;

namespace {

Result<CsvPreview> preview(std::string_view text, std::string_view region = "US", const CsvChoices &choices = {})
{
    auto source = CsvSource::fromBytes(text, choices.encoding);
    return source ? previewCsv(std::move(source.value()), choices, region) : source.error();
}

/// The headers of the columns of numbers in order: "Mobile>Home"; the question, or the error, when there is none.
QString numbersOf(const Result<CsvPreview> &found)
{
    if (!found) {
        return u"error: "_s + found.error().message;
    }
    const ColumnMapping &mapping = found->mapping;
    if (mapping.question) {
        return u"question %1"_s.arg(static_cast<int>(mapping.question->kind));
    }
    if (const auto checked = mapping.check(); !checked) {
        return u"error: "_s + checked.error().message;
    }
    QStringList names;
    for (const int column : mapping.numberColumns()) {
        const QString &header = mapping.columns[static_cast<std::size_t>(column)].header;
        names += header.isEmpty() ? QString::number(column + 1) : header;
    }
    return names.join(u'>');
}

QString question(ColumnQuestion::Kind kind)
{
    return u"question %1"_s.arg(static_cast<int>(kind));
}

} // namespace

class FieldListsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dialsTheColumnOfTelephones_data();
    void dialsTheColumnOfTelephones();
    void asksWhenNoRuleDecides_data();
    void asksWhenNoRuleDecides();
    void asksAboutNumbersOfArticles();
    void namesTheCandidatesAndSaysHowToChoose();
    void followsTheChoiceOfAColumn();
    void looksForTheCallingCodeOfAChosenColumn();
    void refusesAChoiceThatNamesNoColumn();
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

void FieldListsTest::dialsTheColumnOfTelephones_data()
{
    QTest::addColumn<QByteArray>("region");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("numbers");
    const auto row = [](const char *name, const char *region, const char *list, const char *numbers) {
        QTest::newRow(name) << QByteArray(region) << QByteArray(list) << QString::fromUtf8(numbers);
    };
    row("an order number beside it", "US",
        "Order ID,Name,Office Phone\n2025550101,Ada,(415) 555-0142\n2025550102,Bo,(415) 555-0143\n", "Office Phone");
    row("a personal number beside it", "SE", "Personnummer;Namn;Mobilnr\n850101-1234;Ada;070-123 45 67\n", "Mobilnr");
    row("never a fax", "US", "Name,Fax,Phone (Daytime)\nAda,415-555-0199,415-555-0142\n", "Phone (Daytime)");
    row("empty columns of good names come last", "US",
        "First Name,Last Name,Business Fax,Business Phone,Home Phone,Mobile Phone\nAda,Muster,,,,(415) 555-0142\n",
        "Mobile Phone>Home Phone>Business Phone");
    row("a column of kinds that is called Phone", "US",
        "Name,Phone,Number\nAda,Mobile,+14155550142\nBo,Home,+14155550143\n", "Number");
    row("several of one person", "US",
        "First Name,Phone 1 - Value,Phone 2 - Value\nAda,+1 415-555-0142 ::: +1 415-555-0143,+1 415-555-0144\n"
        "Bo,+1 415-555-0145,\n",
        "Phone 1 - Value>Phone 2 - Value");
    row("preferred, mobile, home, work, second", "US",
        "Work Phone,Second Mobile,Home Phone,Mobile,Preferred Phone\n"
        "415-555-0141,415-555-0142,415-555-0143,415-555-0144,415-555-0145\n",
        "Preferred Phone>Mobile>Home Phone>Second Mobile>Work Phone");
    row("a switchboard only when there is nothing else", "US", "Company Main Phone,Mobile\n415-555-0141,415-555-0144\n",
        "Mobile");
    row("a word that is not understood beside a telephone", "US",
        "Phone Quux,Mobile\n4155550141,415-555-0144\n4155550145,415-555-0146\n", "Mobile");
    row("another person's mobile beside it", "CN",
        "姓名,电话,业务员手机\n李雷,010-62345678,13812345678\n韩梅,010-62345679,13812345676\n", "电话");
    row("a father's mobile beside it", "JP", "氏名,電話番号,父携帯\nAda,03-1234-5678,090-1234-5678\n", "電話番号");
    row("a driver's mobile beside it", "US", "Passenger,Phone,Driver Mobile\nAda,415-555-0141,415-555-0142\n", "Phone");
    row("columns of other things with a word of telephones", "US",
        "Mobile order,Cell account,Phone\n4155550141,4155550142,415-555-0143\n", "Phone");
    row("the switchboard of an address book", "CN",
        "名,姓,商务电话,住宅电话,移动电话,助理电话,单位主要电话\n"
        "雷,李,010-62345678,010-62345679,13812345678,13812345676,010-62345670\n",
        "移动电话>住宅电话>商务电话");
    row("telephones of the same unknown ones", "US", "Employee Home Phone,Employee Mobile\n415-555-0141,415-555-0142\n",
        "Employee Mobile>Employee Home Phone");
    row("a word that is not understood alone", "US", "Phone Quux,Name\n415-555-0141,Ada\n", "Phone Quux");
    row("the switchboard when there is nothing else", "US", "Name,Company Phone\nAda,415-555-0141\n", "Company Phone");
    row("a calling code of its own", "US", "phone_code,phone_number,first_name\n1,4155550142,Ada\n44,7911123456,Bo\n",
        "phone_number");
    row("numbers far from each other under a heading that may mean anything", "US",
        "Number,Name\n4155550142,Ada\n2125550143,Bo\n", "Number");
    row("bare numbers", "US", "4155550142\n4155550143\n", "1");
    row("bare numbers and names", "US", "4155550142,Ada\n4155550143,Bo\n", "1");
    row("bare numbers without a region", "", "4155550142\n4155550143\n", "1");
    row("numbers that count and are written out", "US",
        "(415) 555-0101\n(415) 555-0102\n(415) 555-0103\n(415) 555-0104\n(415) 555-0105\n(415) 555-0106\n"
        "(415) 555-0107\n(415) 555-0108\n(415) 555-0109\n(415) 555-0110\n(415) 555-0111\n",
        "1");
    row("fields that moved in a list without header", "US",
        "Ada,+14155550142,Bern\nMuster, Bo,+14155550143,Oslo\nCy,+14155550144,Lima\n", "2");
    row("an unknown heading above what only telephones look like", "DE",
        "id,Quux\n1000001,+4930901820\n1000002,+4930901821\n", "Quux");
    row("of two without heading the one in international notation", "US",
        "2025550101,+14155550142\n2025550102,+14155550143\n", "2");
    row("a note in place of a number", "US", "Name,Phone\nAda,n/a\nBo,unknown\nCy,415-555-0142\n", "Phone");
    row("a word in place of the first number", "US", "Ada,+14155550142\nBo,wrong number\nCy,+14155550143\n", "2");
    row("somebody else's number beside it", "US",
        "Name,Emergency contact number,Contact number\nAda,+14155550142,(415) 555-0143\n", "Contact number");
    row("national numbers without a region", "", "Name,Phone\nAda,(415) 555-0142\n", "Phone");
}

void FieldListsTest::dialsTheColumnOfTelephones()
{
    QFETCH(QByteArray, region);
    QFETCH(QByteArray, list);
    QFETCH(QString, numbers);
    QCOMPARE(numbersOf(preview(list.toStdString(), region.toStdString())), numbers);
}

void FieldListsTest::asksWhenNoRuleDecides_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("asked");
    using Kind = ColumnQuestion::Kind;
    const auto row = [](const char *name, const char *list, Kind kind) {
        QTest::newRow(name) << QByteArray(list) << question(kind);
    };
    row("two unknown headings", "Alpha,Beta\n4155550142,4155550143\n4155550144,4155550145\n", Kind::WhichColumn);
    row("bare digits under an unknown heading", "Name,Foo\nAda,4155550142\n", Kind::IsThisANumber);
    row("side by side", "4155550142,4155550143,4155550144\n", Kind::SideBySide);
    row("two columns without heading", "2025550101,Ada,(415) 555-0142\n2025550102,Bo,(415) 555-0143\n",
        Kind::WhichColumn);
    row("somebody else's telephone alone", "Name,Emergency contact phone\nAda,(415) 555-0142\n", Kind::IsThisANumber);
    row("numbers that were the person's, alone", "Old Phone,Name\n415-555-0142,Ada\n", Kind::IsThisANumber);
    row("somebody else's number alone", "Name,Emergency contact number\nAda,(415) 555-0142\n", Kind::IsThisANumber);
    row("the same in international notation", "Name,Next of kin\nAda,+14155550142\n", Kind::IsThisANumber);
    row("telephones that hold words, and an unknown column full of digits",
        "Phone,Foo\nMobile,4155550142\nHome,4155550143\n415-555-0142,4155550144\nMobile,4155550145\n",
        Kind::WhichColumn);
    row("two headings of telephones with a word that is not understood",
        "Phone Foo,Phone Quux\n4155550141,4155550142\n", Kind::WhichColumn);
    row("a store where the person's own telephone is empty",
        "Name,Phone,Store Phone\nAda,,(415) 555-0100\nBo,,(415) 555-0100\n", Kind::IsThisANumber);
    row("a store where the person's own telephone holds words",
        "Name,Phone,Store Phone\nAda,call office,(415) 555-0100\n", Kind::IsThisANumber);
    row("a store beside a heading that may mean telephones", "Number,Store Phone\n+14155550142,(415) 555-0100\n",
        Kind::WhichColumn);
    row("another person's telephone alone", "Name,Driver Mobile\nAda,(415) 555-0142\n", Kind::IsThisANumber);
    row("a column of things that is no telephone", "Name,Cell account\nAda,4155550142\n", Kind::IsThisANumber);
    row("serial numbers where the telephones are empty",
        "No.,Name,Phone\n2024000001,Ada,n/a\n2024000002,Bo,\n2024000003,Cy,-\n", Kind::IsThisANumber);
    row("a number where the telephones are empty", "Number,Name,Phone\n4155550142,Ada,n/a\n", Kind::IsThisANumber);
    row("a heading that counts the rows", "No.,Customer Name,Due Date,Amount\n4155550142,Ada,2026-01-01,10\n",
        Kind::IsThisANumber);
    row("the same in one sign", "#,Name\n(415) 555-0142,Ada\n", Kind::IsThisANumber);
    row("one after the other from two rows on", "Number,Name\n4155550142,Ada\n4155550143,Bo\n", Kind::IsThisANumber);
    row("in steps", "Number,Name\n4155550101,Ada\n4155550138,Bo\n4155550175,Cy\n", Kind::IsThisANumber);
    row("empty telephones beside an unknown column of digits", "Phone,Foo\n,(415) 555-0142\n", Kind::IsThisANumber);
    row("digits of which some are possible by chance", "1000023401\n4155550142\n1000023403\n", Kind::IsThisANumber);
    row("the same beside names", "Ada,1000023401\nBo,4155550142\nCy,1000023403\n", Kind::IsThisANumber);
    row("the same under a heading that may mean anything", "Number\n1000023401\n4155550142\n1000023403\n",
        Kind::IsThisANumber);
    row("digits that count",
        "4155550101\n4155550102\n4155550103\n4155550104\n4155550105\n4155550106\n4155550107\n4155550108\n"
        "4155550109\n4155550110\n4155550111\n4155550112\n",
        Kind::IsThisANumber);
}

void FieldListsTest::asksWhenNoRuleDecides()
{
    QFETCH(QByteArray, list);
    QFETCH(QString, asked);
    const auto found = preview(list.toStdString());
    QCOMPARE(numbersOf(found), asked);
    QVERIFY(found->mappingError.has_value());
    QVERIFY(found->mapping.indexOf(ColumnRole::Number) < 0);
}

void FieldListsTest::asksAboutNumbersOfArticles()
{
    // All are possible telephone numbers in Germany.
    const std::string eans = "4006381333931\n4001686301265\n4008400401621\n";
    const std::string books = "978-3-16-148410-0\n978-3-86680-192-9\n978-3-446-24103-9\n";
    for (const std::string &list : {eans, books, "Number\n" + eans}) {
        QCOMPARE(numbersOf(preview(list, "DE")), question(ColumnQuestion::Kind::IsThisANumber));
    }
    QCOMPARE(numbersOf(preview("Phone\n" + eans, "DE")), u"Phone"_s); // the list says so
    // Telephone numbers whose last digits happen to check the others.
    QCOMPARE(numbersOf(preview("+4915123456787\n+4915123456794\n+4915123456800\n", "DE")), u"1"_s);
}

void FieldListsTest::namesTheCandidatesAndSaysHowToChoose()
{
    const auto found = preview("Alpha,Beta,City\n4155550142,4155550143,Bern\n4155550144,4155550145,Bern\n");
    QVERIFY(found.ok() && found->mapping.question);
    const std::vector<ColumnCandidate> candidates = found->mapping.question->candidates;
    QCOMPARE(candidates.size(), 2U);
    QCOMPARE(candidates[1].column, 1);
    QCOMPARE(candidates[1].header, u"Beta"_s);
    QCOMPARE(candidates[1].possibleShare, 100);
    const Error &error = *found->mappingError;
    QVERIFY(error.code == ErrorCode::InvalidInput && error.rule == ErrorRule::WhichColumn);
    QVERIFY(error.message.contains(u"“Alpha”"_s) && error.message.contains(u"“Beta”"_s));
    QVERIFY(error.message.contains(u"Choose the number column"_s));
    QVERIFY(!error.message.contains(u"City"_s));
}

void FieldListsTest::followsTheChoiceOfAColumn()
{
    const std::string list = "Alpha,Beta,Phone\n4155550142,4155550143,415-555-0144\n";
    for (const QString &choice : {u"Beta"_s, u" beta "_s, u"2"_s}) {
        CsvChoices choices;
        choices.numberColumn = choice;
        const auto found = preview(list, "US", choices);
        QCOMPARE(numbersOf(found), u"Beta"_s); // and never the telephones as well
        QVERIFY(!found->mapping.question);
        QVERIFY(found->mapping.columns[1].reason == RoleReason::Chosen);
        QVERIFY(found->mapping.columns[2].role == ColumnRole::Variable);
    }
    CsvChoices third;
    third.numberColumn = u"3"_s;
    third.hasHeader = false;
    const auto found = preview("4155550142,4155550143,4155550144\n", "US", third);
    QCOMPARE(numbersOf(found), u"3"_s);
}

void FieldListsTest::looksForTheCallingCodeOfAChosenColumn()
{
    CsvChoices choices;
    choices.numberColumn = u"Number"_s;
    const auto found = preview("prefix,Number\n44,7575123456\n44,7911123456\n44,7400123456\n", "US", choices);
    QCOMPARE(numbersOf(found), u"Number"_s);
    QVERIFY(found->mapping.columns[0].role == ColumnRole::Country); // else the first would ring in Virginia
}

void FieldListsTest::refusesAChoiceThatNamesNoColumn()
{
    const std::string list = "Phone,Phone,2\n4155550142,4155550143,x\n";
    for (const QString &choice : {u"Mobile"_s, u"4"_s, u"0"_s, u"-1"_s, u""_s, u"Phone"_s, u"2"_s}) {
        CsvChoices choices;
        choices.numberColumn = choice;
        const auto found = preview(list, "US", choices);
        QVERIFY2(!found, qUtf8Printable(choice));
        QVERIFY(found.error().rule == ErrorRule::NoSuchColumn);
        QVERIFY(found.error().message.contains(u"“Phone”"_s));
    }
}

void FieldListsTest::findsTheHeader_data()
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

void FieldListsTest::findsTheHeader()
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

void FieldListsTest::asksAboutPeopleAboveTheHeader()
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

void FieldListsTest::recognisesTheOtherRoles()
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

void FieldListsTest::tellsCallingCodesFromAreaCodes_data()
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
void FieldListsTest::tellsCallingCodesFromAreaCodes()
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

void FieldListsTest::knowsTheWidthOfAListWithoutHeader_data()
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

void FieldListsTest::knowsTheWidthOfAListWithoutHeader()
{
    QFETCH(QByteArray, list);
    QFETCH(int, width);
    const auto found = preview(list.toStdString());
    QVERIFY(found.ok() && !found->mapping.hasHeader);
    QCOMPARE(found->mapping.width, width);
}

void FieldListsTest::tellsWhyEachColumnIsWhatItIs()
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

void FieldListsTest::rolesCanBeMoved()
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

void FieldListsTest::namesTheLimitOfColumns()
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

void FieldListsTest::rejectsOnlyTheRowWithANulByte()
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

QTEST_APPLESS_MAIN(FieldListsTest)
#include "field_lists_test.moc"
