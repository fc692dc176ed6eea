// Whole lists as the field sends them: which columns are dialled and in which order, and what is asked.

#include "field_lists.h"

#include "core/number_parser.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using namespace Qt::StringLiterals;

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

QTEST_APPLESS_MAIN(FieldListsTest)
#include "field_lists_test.moc"
