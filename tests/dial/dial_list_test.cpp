// `campaniled dial` reads lists as they come, says how it has read them, and refuses what it would have to guess.

#include "dial/dial_desk.h"
#include "support/random_list.h"

using namespace campanile;
using namespace campanile::test;

class DialListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSummaryAccountsForEveryRow();
    void theSummaryAccountsForEveryRowOfAnyList();
    void theSummaryIsForPeopleToo();
    void abbreviatedZonesAreNamed();
    void aRefusalIsOneObject();
    void theFirstRowsLeftOutAreTold();
    void aQuestionAboutColumnsIsAsked();
    void aColumnIsChosen();
    void anEncodingIsChosen();
    void charactersThatCannotBeReadAreCounted();
    void anEncodingIsAskedFor();
    void theFirstRowIsAPerson();
    void badOptionsChangeNothing_data();
    void badOptionsChangeNothing();
    void listsWithNobodyChangeNothing_data();
    void listsWithNobodyChangeNothing();
};

namespace {

// Two columns of ten digits, and no heading that tells which are telephones.
const QByteArray twoCandidates("A,B,C\n4155550142,Ada,4155550152\n4155550143,Bo,4155550153\n");

} // namespace

void DialListTest::theSummaryAccountsForEveryRow()
{
    DialDesk desk;
    const auto run = desk.dial("Contacts report,,\n,,\nName,Phone,Do Not Call\nAda,+14155550100,no\nBo,n/a,no\n"
                               "Ada,(415) 555-0100,no\nCy,+14155550101,yes\n");
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QCOMPARE(run.number("rows_read"), 6);
    QCOMPARE(run.number("targets"), 1);
    QCOMPARE(run.number("duplicates"), 1);
    QCOMPARE(run.number("rejected"), 1);
    QCOMPARE(run.number("skipped_rows"), 1);
    QCOMPARE(run.number("header_rows"), 1);
    QCOMPARE(run.number("preamble_rows"), 1);
    QVERIFY(run.addsUp());
    const QJsonObject reading = run.json().value(QStringLiteral("reading")).toObject();
    QCOMPARE(reading.value(QStringLiteral("number_columns")).toArray().first().toString(), QStringLiteral("Phone"));
    QCOMPARE(reading.value(QStringLiteral("header_line")).toInt(), 3);
    QCOMPARE(desk.dialled(), std::vector<qint64>{14155550100});
}

void DialListTest::theSummaryAccountsForEveryRowOfAnyList()
{
    int taken = 0;
    for (std::uint64_t seed = 2'001; seed <= 2'012; ++seed) {
        const RandomList list(seed);
        DialDesk desk;
        const auto run = desk.dial(list.bytes, {QStringLiteral("--json"), QStringLiteral("--no-breaker")});
        const QByteArray place =
            "seed " + QByteArray::number(static_cast<qulonglong>(seed)) + '\n' + list.bytes + run.err;
        if (run.status == 2) { // nobody is on it, or its columns leave a question
            QVERIFY2(run.json().contains(QStringLiteral("problem")) && desk.dialled().empty(), place);
            continue;
        }
        ++taken;
        QVERIFY2(run.status == 0 || run.status == 3, place);
        QVERIFY2(run.number("rows_read") == list.rows && run.addsUp(), place);
        QVERIFY2(static_cast<qint64>(desk.dialled().size()) == run.number("targets"), place);
    }
    QVERIFY(taken >= 4);
}

void DialListTest::abbreviatedZonesAreNamed()
{
    DialDesk desk;
    const auto run = desk.dial("phone,timezone\n+14155550100,America/New_York\n+14155550101,EST\n+14155550102,MST\n"
                               "+14155550103,HST\n+14155550104,Eastern\n",
                               {});
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    for (const char *said :
         {"line 3: \"+14155550101\": \"EST\" is an abbreviation", "line 4: \"+14155550102\": \"MST\"",
          "line 5: \"+14155550103\": \"HST\"", "Pacific/Honolulu", "\"Eastern\"", "America/New_York"}) {
        QVERIFY2(run.out.contains(said), run.out);
    }
    QCOMPARE(desk.dialled(), std::vector<qint64>{14155550100});
}

void DialListTest::theSummaryIsForPeopleToo()
{
    DialDesk desk;
    const auto run = desk.dial("Name,Phone,Do Not Call\nZo\xeb,+14155550100,no\nCy,+14155550101,yes\n", {});
    QVERIFY2(run.err.contains("numbers from \"Phone\"; who may be called from \"Do Not Call\"; header in line 1: "
                              "Name,Phone,Do Not Call; encoding Windows-1252, which is a guess"),
             run.err);
    QVERIFY2(run.out.contains("3 rows read = 1 target + 0 duplicates + 0 rejected + 1 skipped + 1 header + 0 above it"),
             run.out);
    QVERIFY2(run.out.contains("line 3: \"+14155550101\": The list says"), run.out);
}

void DialListTest::aRefusalIsOneObject()
{
    DialDesk desk;
    const auto problemOf = [](const DialDesk::Run &run) {
        return run.status == 2 ? run.json().value(QStringLiteral("problem")).toObject() : QJsonObject();
    };
    const QJsonObject question = problemOf(desk.dial(twoCandidates));
    QCOMPARE(question.value(QStringLiteral("code")).toString(), QStringLiteral("invalid_input"));
    const QJsonArray candidates = question.value(QStringLiteral("candidates")).toArray();
    QCOMPARE(candidates.size(), 2);
    QCOMPARE(candidates[1].toObject().value(QStringLiteral("column")).toInt(), 3);
    QCOMPARE(candidates[1].toObject().value(QStringLiteral("header")).toString(), QStringLiteral("C"));
    const auto option =
        desk.dial(twoCandidates, {QStringLiteral("--json"), QStringLiteral("--region"), QStringLiteral("UK")});
    QVERIFY2(problemOf(option).value(QStringLiteral("detail")).toString().contains(QStringLiteral("GB")), option.out);
    // A list with nobody to call names its rows.
    const auto nobody = desk.dial("Name,Phone,Do Not Call\nAda,911,no\nCy,+14155550101,yes\nDi,+14155550102,yes\n");
    QVERIFY(!problemOf(nobody).isEmpty());
    QCOMPARE(nobody.number("rows_read"), 4);
    QCOMPARE(nobody.number("rejected"), 1);
    QCOMPARE(nobody.json().value(QStringLiteral("errors")).toArray().size(), 1);
    QCOMPARE(nobody.json().value(QStringLiteral("skips")).toArray().size(), 2);
}

void DialListTest::theFirstRowsLeftOutAreTold()
{
    DialDesk desk;
    const auto run = desk.dial("Name,Phone,Do Not Call\nAda,+14155550100,no\nBo,n/a,no\nCy,+14155550101,yes\n");
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    const QJsonObject rejected = run.json().value(QStringLiteral("errors")).toArray().first().toObject();
    QCOMPARE(rejected.value(QStringLiteral("row")).toInt(), 3);
    QCOMPARE(rejected.value(QStringLiteral("number")).toString(), QStringLiteral("n/a"));
    QVERIFY(!rejected.value(QStringLiteral("reason")).toString().isEmpty());
    const QJsonObject skipped = run.json().value(QStringLiteral("skips")).toArray().first().toObject();
    QCOMPARE(skipped.value(QStringLiteral("number")).toString(), QStringLiteral("+14155550101"));
    QVERIFY(run.json().value(QStringLiteral("other_campaigns")).toArray().isEmpty());
}

void DialListTest::aQuestionAboutColumnsIsAsked()
{
    DialDesk desk;
    const auto run = desk.dial(twoCandidates);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.err.contains("--column 1  \"A\"") && run.err.contains("--column 3  \"C\""), run.err);
    QCOMPARE(desk.campaigns(), 0);
}

void DialListTest::aColumnIsChosen()
{
    for (const char *column : {"C", "3"}) {
        DialDesk desk;
        const auto run = desk.dial(twoCandidates,
                                   {QStringLiteral("--json"), QStringLiteral("--column"), QString::fromLatin1(column)});
        QVERIFY2(run.status == 0 || run.status == 3, run.err);
        QCOMPARE(desk.dialled(), (std::vector<qint64>{14155550152, 14155550153}));
    }
    DialDesk desk;
    const auto run = desk.dial(twoCandidates, {QStringLiteral("--column"), QStringLiteral("D")});
    QCOMPARE(run.status, 2);
    QCOMPARE(desk.campaigns(), 0);
}

void DialListTest::anEncodingIsChosen()
{
    DialDesk desk;
    const auto run =
        desk.dial("\xf2\xe5\xeb\xe5\xf4\xee\xed,name\n+14155550100,\xc0\xe4\xe0\n", // "телефон", "Ада"
                  {QStringLiteral("--json"), QStringLiteral("--encoding"), QStringLiteral("windows-1251")});
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    const QJsonObject reading = run.json().value(QStringLiteral("reading")).toObject();
    QCOMPARE(reading.value(QStringLiteral("encoding")).toString(), QStringLiteral("Windows-1251"));
    QCOMPARE(reading.value(QStringLiteral("encoding_is_assumed")).toBool(), false);
    QCOMPARE(reading.value(QStringLiteral("number_columns")).toArray().first().toString(), QStringLiteral("телефон"));
}

void DialListTest::charactersThatCannotBeReadAreCounted()
{
    DialDesk desk;
    const QByteArray list("Phone,Name\n+14155550100,\xc0\xe4\xe0\n"); // "Ада" in Windows-1251
    const auto run = desk.dial(list, {QStringLiteral("--json"), QStringLiteral("--encoding"), QStringLiteral("utf-8")});
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    const QJsonObject reading = run.json().value(QStringLiteral("reading")).toObject();
    QVERIFY2(reading.value(QStringLiteral("unreadable_characters")).toInt() > 0, run.out);
}

/// Read as Windows-1252, nothing would say that Bo refuses calls.
void DialListTest::anEncodingIsAskedFor()
{
    // "Phone,Не звонить", "да"
    const QByteArray list("Phone,\xcd\xe5 \xe7\xe2\xee\xed\xe8\xf2\xfc\n+14155550100,\n+14155550101,\xe4\xe0\n");
    DialDesk desk;
    const auto asked = desk.dial(list);
    QCOMPARE(asked.status, 2);
    QVERIFY2(asked.err.contains("--encoding Windows-1251"), asked.err);
    QCOMPARE(desk.campaigns(), 0);
    const auto run =
        desk.dial(list, {QStringLiteral("--json"), QStringLiteral("--encoding"), QStringLiteral("windows-1251")});
    QVERIFY2(run.status == 0 || run.status == 3, run.err);
    QCOMPARE(run.number("skipped_rows"), 1);
    QCOMPARE(desk.dialled(), std::vector<qint64>{14155550100});
}

void DialListTest::theFirstRowIsAPerson()
{
    DialDesk desk;
    const auto run =
        desk.dial("+14155550100,Ada\n+14155550101,Bo\n", {QStringLiteral("--json"), QStringLiteral("--no-header")});
    QCOMPARE(run.number("targets"), 2);
    QCOMPARE(run.number("header_rows"), 0);
    QVERIFY(run.addsUp());
}

void DialListTest::badOptionsChangeNothing_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *option, const char *value, const char *message) {
        QTest::addRow("%s %s", option, value)
            << QStringList{QString::fromLatin1(option), QString::fromLatin1(value)} << QByteArray(message);
    };
    row("--region", "de", "Did you mean DE?");
    row("--region", "UK", "Did you mean GB?");
    row("--region", "Germany", "Did you mean DE?");
    row("--encoding", "klingon", "UTF-8");
    row("--skip-called-since", "yesterday", "Write an instant");
    row("--skip-called-since", "2999-01-01T00:00:00Z", "in the future");
    QTest::newRow("--again --skip-called-since")
        << QStringList{QStringLiteral("--again"), QStringLiteral("--skip-called-since"),
                       QStringLiteral("2026-01-01T00:00:00Z")}
        << QByteArray("Give one of these two");
    row("--number-reading", "both", "as-written");
}

void DialListTest::badOptionsChangeNothing()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, message);
    DialDesk desk;
    const auto run = desk.dial("phone\n+14155550100\n", options);
    QCOMPARE(run.status, 2);
    QVERIFY2((run.err + run.out).contains(message), run.err);
    QVERIFY(!QFile::exists(desk.dataPath()));
}

void DialListTest::listsWithNobodyChangeNothing_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("a header alone") << QByteArray("phone,name\n");
    QTest::newRow("JSON") << QByteArray(R"([{"to_number":"+14155550100"}])");
    QTest::newRow("two numbers in each cell") << QByteArray("Name,Phone\nAda,\"415 555 0166\n415 555 0167\"\n");
    QTest::newRow("words") << QByteArray("name,city\nAda,Bern\n");
}

void DialListTest::listsWithNobodyChangeNothing()
{
    QFETCH(const QByteArray, list);
    DialDesk desk;
    const auto run = desk.dial(list);
    QCOMPARE(run.status, 2);
    QVERIFY(!run.err.isEmpty());
    QCOMPARE(desk.campaigns(), 0);
}

QTEST_GUILESS_MAIN(DialListTest)
#include "dial_list_test.moc"
