// What all routes share: the key, paths and methods, problems, ids, queries, and the document about them.

#include "api/rest/problem.h"
#include "api/rest/query_reader.h"
#include "api/rest_world.h"

#include <QTest>

#include <functional>
#include <set>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

class RestServerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForAKeyEverywhereButWhereItIsDocumented();
    void acceptsTheKeyInEitherField_data();
    void acceptsTheKeyInEitherField();
    void tellsMissingPathsFromWrongMethods();
    void mapsServiceErrorsToProblems_data();
    void mapsServiceErrorsToProblems();
    void answersMalformedIdsWith404_data();
    void answersMalformedIdsWith404();
    void readsJsonOnly_data();
    void readsJsonOnly();
    void refusesBadQueries_data();
    void refusesBadQueries();
    void servesTheDocument();
    void documentsEveryProblem();
};

void RestServerTest::asksForAKeyEverywhereButWhereItIsDocumented()
{
    RestWorld world;
    const RestAnswer document = world.askWithoutKey("GET /openapi.json");
    QCOMPARE(document.status(), 200);
    int operations = 0;
    for (const auto &[path, item] : document.body.at("paths").items()) {
        for (const auto &[method, operation] : item.items()) {
            if (method == "parameters") {
                continue;
            }
            ++operations;
            const bool isOpen = operation.contains("security") && operation.at("security").empty();
            const std::string request = QString::fromStdString(method).toUpper().toStdString() + " " + path;
            const RestAnswer none = world.askWithoutKey(request);
            QVERIFY2((none.status() == 401) != isOpen, request.c_str());
            if (!isOpen) {
                QCOMPARE(none.text("/code"), std::string("unauthenticated"));
                QCOMPARE(none.raw.header("www-authenticate"), std::string("Bearer realm=\"campanile\""));
                QCOMPARE(world.ask(request, {}, {}, "Authorization: Bearer wrong\r\n").status(), 401);
            }
        }
    }
    QVERIFY(operations >= 24);
    for (const char *query : {"api_key", "key", "access_token"}) { // queries end in logs and histories
        QCOMPARE(world.askWithoutKey("GET /v1/engine?" + std::string(query) + "=good-key").status(), 401);
    }
}

void RestServerTest::acceptsTheKeyInEitherField_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");
    QTest::newRow("bearer") << QByteArray("Authorization: Bearer good-key") << 200;
    QTest::newRow("scheme in lower case") << QByteArray("Authorization: bearer good-key") << 200;
    QTest::newRow("x-api-key") << QByteArray("X-API-Key: good-key") << 200;
    QTest::newRow("both") << QByteArray("X-API-Key: good-key\r\nAuthorization: Bearer good-key") << 200;
    QTest::newRow("basic") << QByteArray("Authorization: Basic good-key") << 401;
    QTest::newRow("no scheme") << QByteArray("Authorization: good-key") << 401;
    QTest::newRow("empty") << QByteArray("Authorization: Bearer ") << 401;
    QTest::newRow("longer") << QByteArray("X-API-Key: good-key2") << 401;
    QTest::newRow("bad bearer beside a good key")
        << QByteArray("X-API-Key: good-key\r\nAuthorization: Bearer x") << 401;
    QTest::newRow("another field") << QByteArray("X-Key: good-key") << 401;
}

void RestServerTest::acceptsTheKeyInEitherField()
{
    QFETCH(const QByteArray, field);
    QFETCH(const int, status);
    RestWorld world;
    QCOMPARE(world.ask("GET /v1/engine", {}, {}, field.toStdString() + "\r\n").status(), status);
}

void RestServerTest::tellsMissingPathsFromWrongMethods()
{
    RestWorld world;
    const RestAnswer missing = world.ask("GET /v1/nothing");
    QCOMPARE(missing.status(), 404);
    QCOMPARE(missing.raw.header("content-type"), std::string("application/problem+json"));
    const RestAnswer wrong = world.ask("PUT /v1/campaigns");
    QCOMPARE(wrong.status(), 405);
    QCOMPARE(wrong.raw.header("allow"), std::string("POST, GET, HEAD"));
    QCOMPARE(wrong.text("/code"), std::string("method_not_allowed"));
    const RestAnswer head = world.ask("HEAD /v1/engine");
    QCOMPARE(head.status(), 200);
    QVERIFY(head.raw.body.empty());
}

void RestServerTest::mapsServiceErrorsToProblems_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    for (const auto &[code, status] : {std::pair{ErrorCode::InvalidInput, 400},
                                       {ErrorCode::NotFound, 404},
                                       {ErrorCode::Conflict, 409},
                                       {ErrorCode::StorageFull, 507},
                                       {ErrorCode::CarrierUnavailable, 502},
                                       {ErrorCode::ShuttingDown, 503},
                                       {ErrorCode::RateLimited, 429},
                                       {ErrorCode::Internal, 500}}) {
        QTest::newRow(codeName(code).data()) << static_cast<int>(code) << status;
    }
}

void RestServerTest::mapsServiceErrorsToProblems()
{
    QFETCH(const int, code);
    QFETCH(const int, status);
    RestWorld world;
    const auto error = static_cast<ErrorCode>(code);
    world.fake.error = Error{error, QStringLiteral("What happened."), QStringLiteral("#/agent_id")};
    for (const RestAnswer &answer :
         {world.post("/v1/campaigns", campaignBody()), world.ask("POST " + campaignPath + "/start"),
          world.ask("GET /v1/calls"), world.ask("GET /v1/agents"), world.ask("DELETE " + targetPath),
          world.ask("POST " + callPath + "/hangup"),
          world.post(campaignPath + "/targets", R"([{"to_number":"+14155550142"}])"),
          world.ask("GET " + rejectsPath)}) {
        QCOMPARE(answer.status(), status);
        QCOMPARE(answer.body.at("status").get<int>(), status);
        QCOMPARE(answer.text("/code"), codeName(error).data());
        QCOMPARE(answer.text("/detail"), std::string("What happened."));
        QCOMPARE(answer.text("/errors/0/pointer"), std::string("#/agent_id"));
        QCOMPARE(answer.text("/request_id"), answer.raw.header("x-request-id"));
    }
}

void RestServerTest::answersMalformedIdsWith404_data()
{
    QTest::addColumn<QByteArray>("request");
    for (const char *request :
         {"GET /v1/campaigns/x", "GET /v1/campaigns/cmp_", "GET /v1/campaigns/att_0000000000001",
          "GET /v1/campaigns/cmp_000000000000U", "POST /v1/campaigns/x/start", "GET /v1/campaigns/x/stats",
          "GET /v1/campaigns/x/targets", "DELETE /v1/campaigns/x/targets/y", "GET /v1/imports/x/rejects",
          "GET /v1/calls/x", "GET /v1/calls/%2e%2e", "POST /v1/calls/x/hangup", "GET /problems/x"}) {
        QTest::newRow(request) << QByteArray(request);
    }
}

void RestServerTest::answersMalformedIdsWith404()
{
    QFETCH(const QByteArray, request);
    RestWorld world;
    const RestAnswer answer = world.ask(request.toStdString());
    QCOMPARE(answer.status(), 404);
    QCOMPARE(answer.text("/code"), std::string("not_found"));
}

void RestServerTest::readsJsonOnly_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("JSON") << QByteArray("Content-Type: application/json\r\n") << 201;
    QTest::newRow("JSON in UTF-8") << QByteArray("Content-Type: Application/JSON; charset=UTF-8\r\n") << 201;
    QTest::newRow("JSON in Latin-1") << QByteArray("Content-Type: application/json; charset=latin1\r\n") << 415;
    QTest::newRow("text") << QByteArray("Content-Type: text/plain\r\n") << 415;
    QTest::newRow("form") << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n") << 415;
    QTest::newRow("no type") << QByteArray() << 415;
    QTest::newRow("compressed") << QByteArray("Content-Type: application/json\r\nContent-Encoding: gzip\r\n") << 415;
}

void RestServerTest::readsJsonOnly()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const int, status);
    RestWorld world;
    QCOMPARE(world.ask("POST /v1/campaigns", campaignBody(), fields.toStdString()).status(), status);
}

void RestServerTest::refusesBadQueries_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("pointer");
    const std::string targets = campaignPath + "/targets";
    const auto row = [](const char *name, const std::string &target, const char *pointer) {
        QTest::newRow(name) << QByteArray::fromStdString(target) << QByteArray(pointer);
    };
    row("limit 0", "/v1/campaigns?limit=0", "?limit");
    row("limit 201", "/v1/calls?limit=201", "?limit");
    row("limit in words", "/v1/agents?limit=ten", "?limit");
    row("limit with sign", targets + "?limit=+5", "?limit");
    row("limit twice", targets + "?limit=5&limit=6", "?limit");
    row("unknown parameter", "/v1/trunks?page=2", "?page");
    row("bad cursor", "/v1/campaigns?cursor=!!!", "?cursor");
    row("cursor of another list", "/v1/calls?cursor=" + encodeCursor(TargetId{2'000}.toStdString()), "?cursor");
    row("cursor with padding", "/v1/calls?cursor=" + encodeCursor(AttemptId{3'000}.toStdString()) + "%3D", "?cursor");
    row("bad target status", targets + "?status=done", "?status");
    row("bad call status", "/v1/calls?status=pending", "?status");
    row("bad campaign", "/v1/calls?campaign_id=x", "?campaign_id");
    row("long text", "/v1/calls?q=" + std::string(257, 'x'), "?q");
    row("parameter where none is taken", "/v1/engine?x=", "?x");
}

void RestServerTest::refusesBadQueries()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = world.ask("GET " + target.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
}

void RestServerTest::servesTheDocument()
{
    RestWorld world;
    const RestAnswer answer = world.askWithoutKey("GET /openapi.json");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.raw.header("content-type"), std::string("application/json"));
    QCOMPARE(answer.text("/info/version"), std::string("1.2.3"));
    QVERIFY(answer.text("/openapi").starts_with("3.1"));
    // What is referred to is there.
    std::function<void(const json &)> walk = [&](const json &node) {
        for (const auto &[name, child] : node.items()) {
            if (name == "$ref") {
                const json::json_pointer place(child.get<std::string>().substr(1));
                QVERIFY2(answer.body.contains(place), child.get<std::string>().c_str());
            } else if (child.is_structured()) {
                walk(child);
            }
        }
    };
    walk(answer.body);
}

void RestServerTest::documentsEveryProblem()
{
    RestWorld world;
    const json document = world.askWithoutKey("GET /openapi.json").body;
    std::set<std::string> documented;
    for (const json &code :
         document.at("components").at("schemas").at("Problem").at("properties").at("code").at("enum")) {
        documented.insert(code.get<std::string>());
    }
    for (const ProblemKind &kind : allProblemKinds()) {
        QVERIFY2(documented.erase(std::string(kind.code)) == 1, std::string(kind.code).c_str());
        const RestAnswer answer = world.askWithoutKey("GET /problems/" + std::string(kind.code));
        QCOMPARE(answer.status(), 200);
        QCOMPARE(answer.body.at("status").get<int>(), kind.status);
    }
    QVERIFY(documented.empty());
}

QTEST_GUILESS_MAIN(RestServerTest)
#include "rest_server_test.moc"
