#include "api/fake_services.h"
#include "api/raw_client.h"
#include "api/rest/problem.h"
#include "api/rest/query_reader.h"
#include "api/rest/rest_server.h"
#include "support/absent_services.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

namespace {

const std::string campaignPath = "/v1/campaigns/" + CampaignId{1'000}.toStdString();
const std::string targetPath = campaignPath + "/targets/" + TargetId{2'000}.toStdString();
const std::string callPath = "/v1/calls/" + AttemptId{3'000}.toStdString();
const std::string rejectsPath = "/v1/imports/" + ImportId{4'000}.toStdString() + "/rejects";
const std::string agentId = AgentId{7}.toStdString();
const std::string numberId = PhoneNumberId{8}.toStdString();
const std::string jsonType = "Content-Type: application/json\r\n";

} // namespace

class RestRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void asksForAKeyEverywhereButWhereItIsDocumented();
    void acceptsTheKeyInEitherField_data();
    void acceptsTheKeyInEitherField();
    void tellsMissingPathsFromWrongMethods();
    void mapsServiceErrorsToProblems_data();
    void mapsServiceErrorsToProblems();
    void answersMalformedIdsWith404_data();
    void answersMalformedIdsWith404();

    void createsACampaign();
    void createsACampaignByCallerNumber();
    void refusesBadCampaigns_data();
    void refusesBadCampaigns();
    void namesEveryMistakeAtOnce();
    void readsJsonOnly_data();
    void readsJsonOnly();
    void movesCampaigns_data();
    void movesCampaigns();
    void showsACampaign();
    void showsStatistics();
    void pagesThroughCampaigns();
    void refusesBadQueries_data();
    void refusesBadQueries();

    void appendsTargetsFromJson();
    void refusesBadTargetLists_data();
    void refusesBadTargetLists();
    void limitsTargetsPerArray();
    void importsCsv();
    void importsAForm();
    void refusesBadForms();
    void refusesOtherTypesOfLists();
    void listsTargets();
    void tellsAnEmptyListFromNoCampaign();
    void skipsATarget();
    void streamsTheRejects();

    void listsAndShowsCalls();
    void hangsUp();
    void listsTheSetup_data();
    void listsTheSetup();
    void stopsAllWithinASecond();
    void tellsHealthAndReadiness();
    void servesTheDocument();
    void documentsEveryProblem();

private:
    struct Answer {
        RawAnswer raw;
        json body;
        [[nodiscard]] int status() const { return raw.status; }
        [[nodiscard]] std::string text(const std::string &pointer) const
        {
            const json::json_pointer place(pointer);
            return body.contains(place) && body.at(place).is_string() ? body.at(place).get<std::string>()
                                                                      : std::string("(no string)");
        }
    };

    Answer ask(const std::string &request, const std::string &content = {}, const std::string &fields = {},
               const std::string &key = "Authorization: Bearer good-key\r\n");
    Answer post(const std::string &path, const std::string &content) { return ask("POST " + path, content, jsonType); }
    static std::string campaignBody(const std::string &more = {});

    QTemporaryDir m_directory;
    OneKey m_keys;
    std::unique_ptr<FakeServices> m_fake;
    test::AbsentServices m_absent;
    std::unique_ptr<ChangeFeed> m_changes;
    std::unique_ptr<RestServer> m_server;
};

void RestRoutesTest::init()
{
    m_fake = std::make_unique<FakeServices>();
    m_changes = std::make_unique<ChangeFeed>();
    const Services services{*m_fake,
                            *m_fake,
                            *m_fake,
                            *m_fake,
                            *m_fake,
                            *m_fake,
                            *m_changes,
                            m_absent.queue,
                            m_absent.why,
                            m_absent.credit,
                            m_absent.doNotCall,
                            m_absent.schedules,
                            m_absent.forecasts,
                            m_absent.rehearsals};
    RestServerOptions options;
    options.temporaryDirectory = m_directory.filePath(QStringLiteral("uploads"));
    options.version = QStringLiteral("1.2.3");
    auto started = RestServer::start(options, services, m_keys);
    QVERIFY(started.ok());
    m_server = std::move(started).value();
}

void RestRoutesTest::cleanup()
{
    m_server.reset();
    m_changes.reset();
    m_fake.reset();
}

std::string RestRoutesTest::campaignBody(const std::string &more)
{
    return R"({"name":"July","agent_id":")" + agentId + R"(","phone_number_id":")" + numberId + "\"" + more + "}";
}

RestRoutesTest::Answer RestRoutesTest::ask(const std::string &request, const std::string &content,
                                           const std::string &fields, const std::string &key)
{
    RawClient client(m_server->port());
    std::string head =
        request + " HTTP/1.1\r\nHost: localhost:" + std::to_string(m_server->port()) + "\r\n" + key + fields;
    if (!content.empty()) {
        head += "Content-Length: " + std::to_string(content.size()) + "\r\n";
    }
    client.send(head + "\r\n" + content);
    Answer answer{client.answer(request.starts_with("HEAD")), {}};
    answer.body = json::parse(answer.raw.body, nullptr, false);
    return answer;
}

void RestRoutesTest::asksForAKeyEverywhereButWhereItIsDocumented()
{
    const Answer document = ask("GET /openapi.json", {}, {}, {});
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
            const Answer none = ask(request, {}, {}, {});
            QVERIFY2((none.status() == 401) != isOpen, request.c_str());
            if (!isOpen) {
                QCOMPARE(none.text("/code"), std::string("unauthenticated"));
                QCOMPARE(none.raw.header("www-authenticate"), std::string("Bearer realm=\"campanile\""));
                QCOMPARE(ask(request, {}, {}, "Authorization: Bearer wrong\r\n").status(), 401);
            }
        }
    }
    QVERIFY(operations >= 24);
}

void RestRoutesTest::acceptsTheKeyInEitherField_data()
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
    QTest::newRow("in the query only") << QByteArray("X: y") << 401;
}

void RestRoutesTest::acceptsTheKeyInEitherField()
{
    QFETCH(const QByteArray, field);
    QFETCH(const int, status);
    QCOMPARE(ask("GET /v1/engine", {}, {}, field.toStdString() + "\r\n").status(), status);
}

void RestRoutesTest::tellsMissingPathsFromWrongMethods()
{
    const Answer missing = ask("GET /v1/nothing");
    QCOMPARE(missing.status(), 404);
    QCOMPARE(missing.raw.header("content-type"), std::string("application/problem+json"));
    const Answer wrong = ask("PUT /v1/campaigns");
    QCOMPARE(wrong.status(), 405);
    QCOMPARE(wrong.raw.header("allow"), std::string("POST, GET, HEAD"));
    QCOMPARE(wrong.text("/code"), std::string("method_not_allowed"));
    const Answer head = ask("HEAD /v1/engine");
    QCOMPARE(head.status(), 200);
    QVERIFY(head.raw.body.empty());
}

void RestRoutesTest::mapsServiceErrorsToProblems_data()
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

void RestRoutesTest::mapsServiceErrorsToProblems()
{
    QFETCH(const int, code);
    QFETCH(const int, status);
    const auto error = static_cast<ErrorCode>(code);
    m_fake->error = Error{error, QStringLiteral("What happened."), QStringLiteral("#/agent_id")};
    for (const Answer &answer :
         {post("/v1/campaigns", campaignBody()), ask("POST " + campaignPath + "/start"), ask("GET /v1/calls"),
          ask("GET /v1/agents"), ask("DELETE " + targetPath), ask("POST " + callPath + "/hangup"),
          post(campaignPath + "/targets", R"([{"to_number":"+14155550142"}])"), ask("GET " + rejectsPath)}) {
        QCOMPARE(answer.status(), status);
        QCOMPARE(answer.body.at("status").get<int>(), status);
        QCOMPARE(answer.text("/code"), codeName(error).data());
        QCOMPARE(answer.text("/detail"), std::string("What happened."));
        QCOMPARE(answer.text("/errors/0/pointer"), std::string("#/agent_id"));
        QCOMPARE(answer.text("/request_id"), answer.raw.header("x-request-id"));
    }
}

void RestRoutesTest::answersMalformedIdsWith404_data()
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

void RestRoutesTest::answersMalformedIdsWith404()
{
    QFETCH(const QByteArray, request);
    const Answer answer = ask(request.toStdString());
    QCOMPARE(answer.status(), 404);
    QCOMPARE(answer.text("/code"), std::string("not_found"));
}

void RestRoutesTest::createsACampaign()
{
    const Answer answer = post("/v1/campaigns", campaignBody(R"(,"kind":"bulk","description":"é","max_attempts":3,)"
                                                             R"("rate_limit_per_minute":30,"max_concurrent":5,)"
                                                             R"("retry_delay_seconds":60)"));
    QCOMPARE(answer.status(), 201);
    QCOMPARE(answer.raw.header("location"), campaignPath);
    QCOMPARE(answer.text("/id"), CampaignId{1'000}.toStdString());
    QCOMPARE(answer.text("/status"), std::string("draft"));
    QCOMPARE(m_fake->created.name, QStringLiteral("July"));
    QCOMPARE(m_fake->created.description, QStringLiteral("é"));
    QCOMPARE(m_fake->created.agent, AgentId{7});
    QCOMPARE(m_fake->created.fromNumber, PhoneNumberId{8});
    QCOMPARE(m_fake->created.ratePerMinute, 30);
    QCOMPARE(m_fake->created.maxConcurrent, 5);
    QCOMPARE(m_fake->created.retry.maxAttempts, 3);
    QCOMPARE(m_fake->created.retry.delay.count(), 60'000);

    QCOMPARE(post("/v1/campaigns", campaignBody(R"(,"rate_limit_per_minute":null)")).status(), 201);
    QCOMPARE(m_fake->created.ratePerMinute, 0);
    QCOMPARE(m_fake->created.retry, RetryPolicy{});
}

void RestRoutesTest::createsACampaignByCallerNumber()
{
    const auto body = [](const std::string &number) {
        return R"({"name":"July","agent_id":")" + agentId + R"(","from_number":")" + number + "\"}";
    };
    QCOMPARE(post("/v1/campaigns", body("+14155550100")).status(), 201);
    QCOMPARE(m_fake->created.fromNumber, PhoneNumberId{8});
    const Answer unknown = post("/v1/campaigns", body("+14155550199"));
    QCOMPARE(unknown.status(), 404);
    QCOMPARE(unknown.text("/errors/0/pointer"), std::string("#/from_number"));
}

void RestRoutesTest::refusesBadCampaigns_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    const auto with = [](const char *more) { return QByteArray::fromStdString(campaignBody(more)); };
    QTest::newRow("unknown member") << with(R"(,"colour":"red")") << QByteArray("#/colour");
    QTest::newRow("unknown member that is null") << with(R"(,"a/b":null)") << QByteArray("#/a~1b");
    QTest::newRow("duplicate member") << with(R"(,"name":"x")") << QByteArray("#/name");
    QTest::newRow("recurring") << with(R"(,"kind":"recurring")") << QByteArray("#/kind");
    QTest::newRow("other kind") << with(R"(,"kind":"x")") << QByteArray("#/kind");
    QTest::newRow("rate below") << with(R"(,"rate_limit_per_minute":-1)") << QByteArray("#/rate_limit_per_minute");
    QTest::newRow("rate above") << with(R"(,"rate_limit_per_minute":60001)") << QByteArray("#/rate_limit_per_minute");
    QTest::newRow("rate as text") << with(R"(,"rate_limit_per_minute":"5")") << QByteArray("#/rate_limit_per_minute");
    QTest::newRow("fraction") << with(R"(,"max_concurrent":1.5)") << QByteArray("#/max_concurrent");
    QTest::newRow("huge") << with(R"(,"max_concurrent":18446744073709551615)") << QByteArray("#/max_concurrent");
    QTest::newRow("beyond 64 bits") << with(R"(,"max_concurrent":99999999999999999999)")
                                    << QByteArray("#/max_concurrent");
    QTest::newRow("no attempt") << with(R"(,"max_attempts":0)") << QByteArray("#/max_attempts");
    QTest::newRow("21 attempts") << with(R"(,"max_attempts":21)") << QByteArray("#/max_attempts");
    QTest::newRow("true as number") << with(R"(,"max_attempts":true)") << QByteArray("#/max_attempts");
    QTest::newRow("two caller IDs") << with(R"(,"from_number":"+14155550100")") << QByteArray("#/phone_number_id");
    QTest::newRow("no object") << QByteArray("[]") << QByteArray("#");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("#");
    QTest::newRow("no name") << QByteArray(R"({"agent_id":"x","from_number":"+1"})") << QByteArray("#/name");
    QTest::newRow("empty name") << QByteArray(R"({"name":""})") << QByteArray("#/name");
    QTest::newRow("name of 201") << QByteArray("{\"name\":\"" + QByteArray(201, 'n') + "\"}") << QByteArray("#/name");
    QTest::newRow("id of another kind") << QByteArray::fromStdString(R"({"name":"x","agent_id":")" + numberId + "\"}")
                                        << QByteArray("#/agent_id");
}

void RestRoutesTest::refusesBadCampaigns()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    const Answer answer = post("/v1/campaigns", body.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/code"), std::string("invalid_input"));
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(m_fake->created.name.isEmpty());
}

void RestRoutesTest::namesEveryMistakeAtOnce()
{
    const Answer answer = post("/v1/campaigns", R"({"nmae":"x","max_attempts":99})");
    QCOMPARE(answer.status(), 400);
    std::set<std::string> pointers;
    for (const json &error : answer.body.at("errors")) {
        pointers.insert(error.at("pointer").get<std::string>());
    }
    QCOMPARE(pointers,
             (std::set<std::string>{"#/name", "#/agent_id", "#/phone_number_id", "#/max_attempts", "#/nmae"}));
}

void RestRoutesTest::readsJsonOnly_data()
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

void RestRoutesTest::readsJsonOnly()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const int, status);
    QCOMPARE(ask("POST /v1/campaigns", campaignBody(), fields.toStdString()).status(), status);
}

void RestRoutesTest::movesCampaigns_data()
{
    QTest::addColumn<QByteArray>("move");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("start") << QByteArray("start") << QByteArray("active");
    QTest::newRow("pause") << QByteArray("pause") << QByteArray("paused");
    QTest::newRow("resume") << QByteArray("resume") << QByteArray("active");
    QTest::newRow("cancel") << QByteArray("cancel") << QByteArray("cancelled");
}

void RestRoutesTest::movesCampaigns()
{
    QFETCH(const QByteArray, move);
    QFETCH(const QByteArray, status);
    const std::string path = campaignPath + "/" + move.toStdString();
    const Answer answer = ask("POST " + path);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/status"), status.toStdString());
    QCOMPARE(m_fake->lastCall, move.toStdString());
    QCOMPARE(post(path, "{}").status(), 200);
    QCOMPARE(post(path, R"({"x":1})").status(), 400);
    QCOMPARE(ask("POST " + path + "?x=1").status(), 400);
    QCOMPARE(ask("GET " + path).status(), 405);
}

void RestRoutesTest::showsACampaign()
{
    m_fake->overview.heldBecause = QStringLiteral("Its rate.");
    const Answer answer = ask("GET " + campaignPath);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/kind"), std::string("bulk"));
    QCOMPARE(answer.text("/agent_id"), agentId);
    QCOMPARE(answer.text("/phone_number_id"), numberId);
    QCOMPARE(answer.text("/created_at"), std::string("2026-07-29T09:30:00.123Z"));
    QCOMPARE(answer.text("/held_because"), std::string("Its rate."));
    QVERIFY(answer.body.at("started_at").is_null());
    QVERIFY(answer.body.at("rate_limit_per_minute").is_null());
}

void RestRoutesTest::showsStatistics()
{
    m_fake->overview.stats.byStatus = {1, 2, 3, 4, 5};
    m_fake->overview.stats.byOutcome = {
        {EndReason::Busy, 4}, {EndReason::CalleeHangup, 2}, {EndReason::AgentHangup, 1}};
    m_fake->overview.stats.attempts = 9;
    const Answer answer = ask("GET " + campaignPath + "/stats");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.body.at("total").get<int>(), 15);
    QCOMPARE(answer.body.at("terminal").get<int>(), 12);
    QCOMPARE(answer.body.at("targets").dump(),
             std::string(R"({"dispatched":3,"failed":4,"pending":1,"scheduled":2,"skipped":5})"));
    QCOMPARE(answer.body.at("end_reasons").dump(), std::string(R"({"agent_hangup":1,"busy":4,"callee_hangup":2})"));
    QCOMPARE(answer.body.at("dispositions").dump(), std::string(R"({"busy":4,"completed":3})"));
}

void RestRoutesTest::pagesThroughCampaigns()
{
    for (const std::int64_t id : {50, 40, 30, 20, 10}) {
        CampaignOverview row = m_fake->overview;
        row.campaign.id = CampaignId{id};
        m_fake->campaigns.push_back(row);
    }
    std::vector<std::string> seen;
    std::string next;
    for (int page = 0; page < 3; ++page) {
        const Answer answer = ask("GET /v1/campaigns?limit=2" + (next.empty() ? "" : "&cursor=" + next));
        QCOMPARE(answer.status(), 200);
        for (const json &row : answer.body.at("data")) {
            seen.push_back(row.at("id").get<std::string>());
        }
        next = page < 2 ? answer.text("/next_cursor") : std::string();
        QCOMPARE(answer.body.at("next_cursor").is_null(), page == 2);
        // New ones at the front, and the one that the cursor names gone, move nothing.
        CampaignOverview fresh = m_fake->overview;
        fresh.campaign.id = CampaignId{100 + page};
        m_fake->campaigns.insert(m_fake->campaigns.begin(), fresh);
        std::erase_if(m_fake->campaigns, [](const CampaignOverview &row) { return row.campaign.id == CampaignId{40}; });
    }
    std::vector<std::string> expected;
    for (const std::int64_t id : {50, 40, 30, 20, 10}) {
        expected.push_back(CampaignId{id}.toStdString());
    }
    QCOMPARE(seen, expected);
}

void RestRoutesTest::refusesBadQueries_data()
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

void RestRoutesTest::refusesBadQueries()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, pointer);
    const Answer answer = ask("GET " + target.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
}

void RestRoutesTest::appendsTargetsFromJson()
{
    const Answer answer = post(campaignPath + "/targets", R"([
        {"to_number":"+14155550142","name":"Ada","variables":{"b":"2","a":"1"}},
        {"to_number":"4155550142"},
        {"to_number":"+41446681800"},
        {"to_number":"tel:+41446681800","name":"x"},
        {"to_number":"+1415555"}])");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(m_fake->appended.size(), std::size_t{2});
    QCOMPARE(m_fake->appended[0].name, std::string("Ada"));
    QCOMPARE(m_fake->appended[0].variables, std::string(R"({"a":"1","b":"2"})"));
    QCOMPARE(m_fake->appended[0].row, 1);
    QCOMPARE(m_fake->appended[1].number.toString(), QStringLiteral("+41446681800"));
    QCOMPARE(m_fake->appended[1].row, 3);
    QCOMPARE(m_fake->appendedRejects.size(), std::size_t{3});
    QCOMPARE(m_fake->appendedRejects[1].raw, QStringLiteral(R"({"name":"x","to_number":"tel:+41446681800"})"));
    QCOMPARE(answer.body.at("inserted").get<int>(), 2);
    QCOMPARE(answer.body.at("rejected").get<int>(), 3);
    QCOMPARE(answer.body.at("errors")[0].at("row").get<int>(), 2);
    QCOMPARE(answer.text("/errors/0/number"), std::string("4155550142"));
    QVERIFY(!answer.text("/errors/0/reason").empty());
    QCOMPARE(answer.text("/rejects_url"), rejectsPath);
}

void RestRoutesTest::refusesBadTargetLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("object") << QByteArray("{}") << QByteArray("#");
    QTest::newRow("empty") << QByteArray("[]") << QByteArray("#");
    QTest::newRow("no object inside") << QByteArray(R"([7])") << QByteArray("#/0");
    QTest::newRow("no number") << QByteArray(R"([{"to_number":"+14155550142"},{"name":"x"}])")
                               << QByteArray("#/1/to_number");
    QTest::newRow("number as number") << QByteArray(R"([{"to_number":14155550142}])") << QByteArray("#/0/to_number");
    QTest::newRow("unknown member") << QByteArray(R"([{"to_number":"+14155550142","phone":"x"}])")
                                    << QByteArray("#/0/phone");
    QTest::newRow("variable as number") << QByteArray(R"([{"to_number":"+14155550142","variables":{"a/b":1}}])")
                                        << QByteArray("#/0/variables/a~1b");
    QTest::newRow("variables as array") << QByteArray(R"([{"to_number":"+14155550142","variables":[]}])")
                                        << QByteArray("#/0/variables");
    QTest::newRow("duplicate variable") << QByteArray(R"([{"to_number":"+14155550142","variables":{"a":"1","a":"2"}}])")
                                        << QByteArray("#/0/variables/a");
}

void RestRoutesTest::refusesBadTargetLists()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    const Answer answer = post(campaignPath + "/targets", body.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(m_fake->appended.empty());
}

void RestRoutesTest::limitsTargetsPerArray()
{
    const auto list = [](int count) {
        std::string body = "[";
        for (int i = 0; i < count; ++i) {
            body += (i > 0 ? "," : "") + std::string(R"({"to_number":"+1415555)") +
                    std::to_string(10'000 + i).substr(1) + "\"}";
        }
        return body + "]";
    };
    QCOMPARE(post(campaignPath + "/targets", list(10'000)).status(), 200);
    QCOMPARE(m_fake->appended.size(), std::size_t{10'000});
    QCOMPARE(post(campaignPath + "/targets", list(10'001)).status(), 413);
    const std::string padding(1024 * 1024 - 29, ' ');
    const std::string one = R"([{"to_number":"+14155550142"}])";
    QCOMPARE(post(campaignPath + "/targets", one + padding.substr(one.size() - 29)).status(), 200);
    QCOMPARE(post(campaignPath + "/targets", one + padding.substr(one.size() - 29) + " ").status(), 413);
}

void RestRoutesTest::importsCsv()
{
    m_fake->summary.id = ImportId{4'000};
    m_fake->summary.inserted = 2;
    m_fake->summary.duplicates = 1;
    const std::string csv = "phone\n+14155550142\n";
    const Answer answer =
        ask("POST " + campaignPath + "/targets?default_region=CH", csv, "Content-Type: text/csv; charset=utf-8\r\n");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(m_fake->importedBytes.toStdString(), csv);
    QCOMPARE(m_fake->imported.campaign, CampaignId{1'000});
    QCOMPARE(m_fake->imported.defaultRegion, QStringLiteral("CH"));
    QCOMPARE(answer.body.at("duplicates").get<int>(), 1);
    QVERIFY(answer.body.at("rejects_url").is_null()); // nothing was rejected
    QTRY_VERIFY(!QFile::exists(m_fake->imported.path));

    const Answer region = ask("POST " + campaignPath + "/targets?default_region=xx", csv, "Content-Type: text/csv\r\n");
    QCOMPARE(region.status(), 400);
    QCOMPARE(region.text("/errors/0/pointer"), std::string("?default_region"));
}

void RestRoutesTest::importsAForm()
{
    const std::string body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"July.csv\"\r\n\r\n"
                             "phone\n+14155550142\n\r\n--B--\r\n";
    const Answer answer =
        ask("POST " + campaignPath + "/targets", body, "Content-Type: multipart/form-data; boundary=B\r\n");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(m_fake->importedBytes, QByteArray("phone\n+14155550142\n"));
    QCOMPARE(m_fake->imported.sourceName, QStringLiteral("July.csv"));
}

void RestRoutesTest::refusesBadForms()
{
    const Answer answer = ask("POST " + campaignPath + "/targets", "--B\r\n\r\nx\r\n--B--\r\n",
                              "Content-Type: multipart/form-data; boundary=B\r\n");
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/code"), std::string("invalid_input"));
    QVERIFY(m_fake->imported.path.isEmpty());
}

void RestRoutesTest::refusesOtherTypesOfLists()
{
    for (const char *type : {"text/plain", "application/octet-stream", "multipart/form-data",
                             "multipart/mixed; boundary=B", "application/vnd.ms-excel"}) {
        const Answer answer =
            ask("POST " + campaignPath + "/targets", "x", "Content-Type: " + std::string(type) + "\r\n");
        QCOMPARE(answer.status(), 415);
        QCOMPARE(answer.text("/code"), std::string("unsupported_type"));
    }
}

void RestRoutesTest::listsTargets()
{
    const Answer answer = ask("GET " + campaignPath + "/targets?status=pending&q=415+555&limit=7");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(m_fake->targetFilter.status, std::optional(TargetStatus::Pending));
    QCOMPARE(m_fake->targetFilter.text, QStringLiteral("415 555"));
    QCOMPARE(m_fake->limit, 7);
    QCOMPARE(answer.text("/data/0/id"), TargetId{2'000}.toStdString());
    QCOMPARE(answer.text("/data/0/to_number"), std::string("+14155550142"));
    QCOMPARE(answer.text("/data/0/variables/city"), std::string("Bern"));
    QVERIFY(answer.body.at("data")[0].at("next_at").is_null());
    const Answer second = ask("GET " + campaignPath + "/targets?cursor=" + answer.text("/next_cursor"));
    QCOMPARE(second.status(), 200);
    QCOMPARE(m_fake->targetsAfter, TargetId{2'000});
    QVERIFY(second.body.at("next_cursor").is_null());
    QCOMPARE(m_fake->limit, 50);
}

void RestRoutesTest::tellsAnEmptyListFromNoCampaign()
{
    const Answer empty = ask("GET " + campaignPath + "/targets?q=nobody");
    QCOMPARE(empty.status(), 200);
    QVERIFY(empty.body.at("data").empty());
    QCOMPARE(ask("GET /v1/campaigns/" + CampaignId{5}.toStdString() + "/targets").status(), 404);
}

void RestRoutesTest::skipsATarget()
{
    const Answer answer = ask("DELETE " + targetPath);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/status"), std::string("skipped"));
    m_fake->lastCall.clear();
    QCOMPARE(ask("DELETE " + campaignPath + "/targets/" + TargetId{1}.toStdString()).status(), 404);
    const std::string foreign = "/v1/campaigns/" + CampaignId{5}.toStdString();
    QCOMPARE(ask("DELETE " + foreign + "/targets/" + TargetId{2'000}.toStdString()).status(), 404);
    QVERIFY(m_fake->lastCall.empty());
}

void RestRoutesTest::streamsTheRejects()
{
    for (int row = 1; row <= 2'500; ++row) {
        m_fake->rejectedRows.push_back(
            {row, QStringLiteral("=1+1"), QStringLiteral("No, \"not\" one."), QStringLiteral("a,b")});
    }
    const Answer answer = ask("GET " + rejectsPath);
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.raw.isWhole);
    QCOMPARE(answer.raw.header("content-type"), std::string("text/csv; charset=utf-8"));
    QVERIFY(answer.raw.header("content-disposition").starts_with("attachment; filename=\"rejects-imp_"));
    const QStringList lines = QString::fromStdString(answer.raw.body).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 2'502); // a header, the rows, and nothing behind the last line end
    QCOMPARE(lines.first(), QStringLiteral("row,number,reason,raw"));
    QCOMPARE(lines.at(2'500), QStringLiteral("2500,'=1+1,\"No, \"\"not\"\" one.\",\"a,b\""));
    QCOMPARE(ask("GET /v1/imports/" + ImportId{1}.toStdString() + "/rejects").status(), 404);
}

void RestRoutesTest::listsAndShowsCalls()
{
    m_fake->call.endReason = EndReason::Busy;
    m_fake->call.state = AttemptState::Ended;
    m_fake->call.sipCode = 486;
    const Answer list = ask("GET /v1/calls?campaign_id=" + CampaignId{1'000}.toStdString() + "&status=failed&q=ada");
    QCOMPARE(list.status(), 200);
    QCOMPARE(m_fake->callFilter.campaign, CampaignId{1'000});
    QCOMPARE(m_fake->callFilter.status, std::optional(ConversationStatus::Failed));
    QCOMPARE(m_fake->callFilter.text, QStringLiteral("ada"));
    QCOMPARE(ask("GET /v1/calls?cursor=" + list.text("/next_cursor")).status(), 200);
    QCOMPARE(m_fake->callsAfter, AttemptId{3'000});

    const Answer one = ask("GET " + callPath);
    QCOMPARE(one.status(), 200);
    QCOMPARE(one.text("/id"), AttemptId{3'000}.toStdString());
    QCOMPARE(one.text("/end_reason"), std::string("busy"));
    QCOMPARE(one.text("/disposition"), std::string("busy"));
    QCOMPARE(one.body.at("sip_code").get<int>(), 486);
    QVERIFY(one.body.at("conversation_id").is_null());
    QVERIFY(one.body.at("answered_at").is_null());
}

void RestRoutesTest::hangsUp()
{
    QCOMPARE(ask("POST " + callPath + "/hangup").status(), 202);
    QCOMPARE(m_fake->lastCall, std::string("hangUp"));
    m_fake->error = Error{ErrorCode::Conflict, QStringLiteral("The call has ended."), {}};
    QCOMPARE(ask("POST " + callPath + "/hangup").status(), 409);
}

void RestRoutesTest::listsTheSetup_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("agents") << QByteArray("/v1/agents") << QByteArray::fromStdString(agentId);
    QTest::newRow("numbers") << QByteArray("/v1/phone-numbers") << QByteArray::fromStdString(numberId);
    QTest::newRow("trunks") << QByteArray("/v1/trunks") << QByteArray::fromStdString(TrunkId{9}.toStdString());
}

void RestRoutesTest::listsTheSetup()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, id);
    const Answer answer = ask("GET " + path.toStdString());
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/data/0/id"), id.toStdString());
    QVERIFY(answer.body.at("next_cursor").is_null());
}

void RestRoutesTest::stopsAllWithinASecond()
{
    Answer answer = ask("POST /v1/stop-all");
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.body.at("recorded").get<bool>());

    m_fake->isStopAllSilent = true; // the storage does not answer
    QElapsedTimer timer;
    timer.start();
    answer = ask("POST /v1/stop-all");
    QVERIFY(timer.elapsed() < 3'000);
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.body.at("stopped_by_hand").get<bool>());
    QVERIFY(!answer.body.at("recorded").get<bool>());

    answer = ask("DELETE /v1/stop-all");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(m_fake->lastCall, std::string("release"));
}

void RestRoutesTest::tellsHealthAndReadiness()
{
    Answer answer = ask("GET /healthz", {}, {}, {});
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/version"), std::string("1.2.3"));
    answer = ask("GET /readyz", {}, {}, {});
    QCOMPARE(answer.status(), 200);
    QVERIFY(!answer.body.contains("data_directory")); // nothing that is nobody's business without a key
    m_fake->engineState.problem = QStringLiteral("The disk is full.");
    answer = ask("GET /readyz", {}, {}, {});
    QCOMPARE(answer.status(), 503);
    QCOMPARE(answer.text("/problem"), std::string("The disk is full."));
    m_fake->engineState.nextDueAt = WallTime{1'785'317'400'000};
    answer = ask("GET /v1/engine");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/next_due_at"), std::string("2026-07-29T09:30:00.000Z"));
}

void RestRoutesTest::servesTheDocument()
{
    const Answer answer = ask("GET /openapi.json", {}, {}, {});
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

void RestRoutesTest::documentsEveryProblem()
{
    const json document = ask("GET /openapi.json", {}, {}, {}).body;
    std::set<std::string> documented;
    for (const json &code :
         document.at("components").at("schemas").at("Problem").at("properties").at("code").at("enum")) {
        documented.insert(code.get<std::string>());
    }
    for (const ProblemKind &kind : allProblemKinds()) {
        QVERIFY2(documented.erase(std::string(kind.code)) == 1, std::string(kind.code).c_str());
        const Answer answer = ask("GET /problems/" + std::string(kind.code), {}, {}, {});
        QCOMPARE(answer.status(), 200);
        QCOMPARE(answer.body.at("status").get<int>(), kind.status);
    }
    QVERIFY(documented.empty());
}

QTEST_GUILESS_MAIN(RestRoutesTest)
#include "rest_routes_test.moc"
