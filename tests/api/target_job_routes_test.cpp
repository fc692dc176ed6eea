// Many targets at once over REST: skipped with an account of each, and exported as CSV.

#include "api/rest_world.h"
#include "api/served_desk.h"

#include <QDir>
#include <QTest>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

namespace {

const std::string skipPath = campaignPath + "/targets/skip";
const std::string exportPath = campaignPath + "/targets/export";

} // namespace

class TargetJobRoutesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void skipsAllThatMatch();
    void skipsExactlyThese();
    void accountsForEachTarget();
    void refusesWhatDoesNotSayWhom_data();
    void refusesWhatDoesNotSayWhom();
    void exportsWhatMatches();
    void anExportIsStreamedAndLeavesNothing();
    void refusesBadExports_data();
    void refusesBadExports();
    void tellsWhyNothingWasExported();
    void skipsAndExportsARealList();
};

void TargetJobRoutesTest::skipsAllThatMatch()
{
    RestWorld world;
    const std::string except = TargetId{2'000}.toStdString();
    const RestAnswer answer =
        world.post(skipPath, R"({"filter":{"status":"pending","state":["waiting","held"],"q":"415 555"},"except":[")" +
                                 except + R"("]})");
    QCOMPARE(answer.status(), 200);
    const TargetSelection &chosen = world.fake.chosen;
    QCOMPARE(chosen.filter.status, std::optional(TargetStatus::Pending));
    QCOMPARE(chosen.filter.states, (TargetStates{TargetState::Waiting, TargetState::Held}));
    QCOMPARE(chosen.filter.text, QStringLiteral("415 555"));
    QCOMPARE(chosen.except, std::vector{TargetId{2'000}});
    QVERIFY(!chosen.only);
    QCOMPARE(world.post(skipPath, R"({"filter":{}})").status(), 200); // everybody, and that is said
    QCOMPARE(world.fake.chosen.filter, TargetFilter());
    QVERIFY(!world.fake.chosen.only);
}

void TargetJobRoutesTest::skipsExactlyThese()
{
    RestWorld world;
    const RestAnswer answer = world.post(skipPath, R"({"target_ids":[")" + TargetId{7}.toStdString() + R"(",")" +
                                                       TargetId{8}.toStdString() + R"("]})");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.chosen.only, std::optional(std::vector{TargetId{7}, TargetId{8}}));
    QCOMPARE(world.post(skipPath, R"({"target_ids":[]})").status(), 200);
    QCOMPARE(world.fake.chosen.only, std::optional(std::vector<TargetId>())); // nobody, not everybody
}

void TargetJobRoutesTest::accountsForEachTarget()
{
    RestWorld world;
    world.fake.skipAccount = {.chosen = 28,
                              .skipped = 1,
                              .onTheLine = 2,
                              .called = 3,
                              .alreadySkipped = 4,
                              .importing = 5,
                              .gone = 6,
                              .notReached = 7};
    json account = world.post(skipPath, R"({"filter":{}})").body;
    QCOMPARE(account.at("chosen").get<int>(), 28);
    QCOMPARE(account.at("skipped").get<int>(), 1);
    QCOMPARE(account.at("on_the_line").get<int>(), 2);
    QCOMPARE(account.at("called").get<int>(), 3);
    QCOMPARE(account.at("already_skipped").get<int>(), 4);
    QCOMPARE(account.at("importing").get<int>(), 5);
    QCOMPARE(account.at("gone").get<int>(), 6);
    QCOMPARE(account.at("not_reached").get<int>(), 7);
    QVERIFY(account.at("stopped").is_null());
    world.fake.skipAccount.stopped = Error{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}};
    account = world.post(skipPath, R"({"filter":{}})").body;
    QCOMPARE(account.at("stopped").at("code").get<std::string>(), std::string("storage_full"));
    QCOMPARE(account.at("stopped").at("detail").get<std::string>(), std::string("The disk is full."));
}

void TargetJobRoutesTest::refusesWhatDoesNotSayWhom_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("nobody said") << QByteArray("{}") << QByteArray("#");
    QTest::newRow("null") << QByteArray(R"({"filter":null})") << QByteArray("#");
    QTest::newRow("an array") << QByteArray("[]") << QByteArray("#");
    QTest::newRow("both") << QByteArray(R"({"filter":{},"target_ids":[]})") << QByteArray("#");
    QTest::newRow("unknown member") << QByteArray(R"({"filter":{},"all":true})") << QByteArray("#/all");
    QTest::newRow("unknown filter") << QByteArray(R"({"filter":{"name":"x"}})") << QByteArray("#/filter/name");
    QTest::newRow("filter of text") << QByteArray(R"({"filter":"pending"})") << QByteArray("#/filter");
    QTest::newRow("no such status") << QByteArray(R"({"filter":{"status":"waiting"}})")
                                    << QByteArray("#/filter/status");
    QTest::newRow("empty status") << QByteArray(R"({"filter":{"status":""}})") << QByteArray("#/filter/status");
    QTest::newRow("no such state") << QByteArray(R"({"filter":{"state":["busy","pending"]}})")
                                   << QByteArray("#/filter/state/1");
    QTest::newRow("no state") << QByteArray(R"({"filter":{"state":[]}})") << QByteArray("#/filter/state");
    QTest::newRow("state as text") << QByteArray(R"({"filter":{"state":"busy"}})") << QByteArray("#/filter/state");
    QTest::newRow("long text") << R"({"filter":{"q":")" + QByteArray(257, 'x') + R"("}})" << QByteArray("#/filter/q");
    QTest::newRow("no id") << QByteArray(R"({"target_ids":["x"]})") << QByteArray("#/target_ids/0");
    QTest::newRow("a number") << QByteArray(R"({"target_ids":[7]})") << QByteArray("#/target_ids/0");
    QTest::newRow("ids as text") << QByteArray(R"({"target_ids":"tgt"})") << QByteArray("#/target_ids");
    QTest::newRow("no id in except") << QByteArray(R"({"filter":{},"except":["x"]})") << QByteArray("#/except/0");
    QTest::newRow("except without filter") << QByteArray(R"({"target_ids":[],"except":[]})") << QByteArray("#/except");
}

void TargetJobRoutesTest::refusesWhatDoesNotSayWhom()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = world.post(skipPath, body.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(world.fake.lastCall.empty());
}

void TargetJobRoutesTest::exportsWhatMatches()
{
    RestWorld world;
    world.fake.exportedText = "number,name\r\n+14155550142,Ada\r\n";
    const RestAnswer answer = world.ask("GET " + exportPath +
                                        "?status=failed&state=busy,no_answer&q=555&timezone=Europe/Zurich"
                                        "&spreadsheet_safe=false");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.raw.body, world.fake.exportedText.toStdString());
    QCOMPARE(answer.raw.header("content-type"), std::string("text/csv; charset=utf-8"));
    QVERIFY(answer.raw.header("content-disposition").starts_with("attachment; filename=\"targets-cmp_"));
    const TargetExport &exported = world.fake.exported;
    QCOMPARE(exported.selection.filter.status, std::optional(TargetStatus::Failed));
    QCOMPARE(exported.selection.filter.states, (TargetStates{TargetState::Busy, TargetState::NoAnswer}));
    QCOMPARE(exported.selection.filter.text, QStringLiteral("555"));
    QCOMPARE(exported.zone, QStringLiteral("Europe/Zurich"));
    QVERIFY(!exported.spreadsheetSafe);
    QCOMPARE(world.ask("GET " + exportPath).status(), 200);
    QVERIFY(world.fake.exported.spreadsheetSafe);
    QVERIFY(world.fake.exported.zone.isEmpty());
    QVERIFY(!world.fake.exported.selection.only);
}

void TargetJobRoutesTest::anExportIsStreamedAndLeavesNothing()
{
    RestWorld world;
    world.fake.exportedText = QByteArray("row,of,a,table\r\n").repeated(50'000); // many pieces
    const RestAnswer answer = world.ask("GET " + exportPath);
    QVERIFY(answer.raw.isWhole);
    QCOMPARE(answer.raw.header("transfer-encoding"), std::string("chunked"));
    QVERIFY(answer.raw.body == world.fake.exportedText.toStdString());
    const QFileInfo file(world.fake.exported.path);
    QTRY_VERIFY(file.dir().isEmpty()); // the server lets go of it once the last piece is sent
    QVERIFY(file.fileName().startsWith(QStringLiteral("campanile-upload-"))); // which a start removes after a crash
}

void TargetJobRoutesTest::refusesBadExports_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("state") << QByteArray("state=pending") << QByteArray("?state");
    QTest::newRow("status") << QByteArray("status=busy") << QByteArray("?status");
    QTest::newRow("safe") << QByteArray("spreadsheet_safe=yes") << QByteArray("?spreadsheet_safe");
    QTest::newRow("safe without a value") << QByteArray("spreadsheet_safe=") << QByteArray("?spreadsheet_safe");
    QTest::newRow("a limit") << QByteArray("limit=7") << QByteArray("?limit");
    QTest::newRow("a path") << QByteArray("path=/etc/passwd") << QByteArray("?path");
}

void TargetJobRoutesTest::refusesBadExports()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = world.ask("GET " + exportPath + '?' + query.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(world.fake.exported.path.isEmpty());
}

void TargetJobRoutesTest::tellsWhyNothingWasExported()
{
    RestWorld world;
    world.fake.error =
        Error{ErrorCode::InvalidInput, QStringLiteral("There is no such zone."), QStringLiteral("#/zone")};
    RestAnswer answer = world.ask("GET " + exportPath + "?timezone=Nowhere");
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), std::string("?timezone"));
    // Where the file stands is not the client's business.
    world.fake.error = Error{ErrorCode::InvalidInput, QStringLiteral("No file can be made."), QStringLiteral("#/path")};
    answer = world.ask("GET " + exportPath);
    QVERIFY2(answer.status() >= 500, answer.raw.body.c_str());
    QCOMPARE(world.ask("GET /v1/campaigns/x/targets/export").status(), 404);
    QCOMPARE(world.post("/v1/campaigns/x/targets/skip", R"({"filter":{}})").status(), 404);
}

void TargetJobRoutesTest::skipsAndExportsARealList()
{
    ServedDesk desk;
    const CampaignId campaign = desk.draft({answering(), answering(1), answering(2)});
    const std::string path = "/v1/campaigns/" + campaign.toStdString() + "/targets";
    const std::string second = desk.targets(campaign).at(1).id.toStdString();
    const RawAnswer skipped =
        desk.send("POST " + path + "/skip", desk.ownKey, R"({"target_ids":[")" + second + R"("]})");
    QCOMPARE(skipped.status, 200);
    QCOMPARE(json::parse(skipped.body).at("skipped").get<int>(), 1);
    const RawAnswer again = desk.send("POST " + path + "/skip", desk.ownKey, R"({"filter":{}})");
    const json account = json::parse(again.body);
    QCOMPARE(account.at("chosen").get<int>(), 3);
    QCOMPARE(account.at("skipped").get<int>(), 2);
    QCOMPARE(account.at("already_skipped").get<int>(), 1);

    const RawAnswer file = desk.send("GET " + path + "/export?spreadsheet_safe=false&state=skipped", desk.ownKey);
    QCOMPARE(file.status, 200);
    const QStringList lines = QString::fromStdString(file.body).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 5); // a head, three people, and nothing behind the last line end
    QVERIFY(lines.first().startsWith(QStringLiteral("number,name,status,state,")));
    for (qsizetype line = 1; line <= 3; ++line) {
        QVERIFY2(lines.at(line).contains(QStringLiteral(",skipped,skipped,")), qPrintable(lines.at(line)));
    }
    const RawAnswer zone = desk.send("GET " + path + "/export?timezone=Nowhere/Else", desk.ownKey);
    QCOMPARE(zone.status, 400);
    QCOMPARE(json::parse(zone.body).at("errors")[0].at("pointer").get<std::string>(), std::string("?timezone"));
    for (const std::string &request : {"GET " + path + "/export", "POST " + path + "/skip"}) {
        const std::string body = request.starts_with("POST") ? R"({"filter":{}})" : "";
        QCOMPARE(desk.send(request, desk.neighboursKey, body).status, 404);
    }
}

QTEST_GUILESS_MAIN(TargetJobRoutesTest)
#include "target_job_routes_test.moc"
