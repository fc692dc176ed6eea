// Campaigns over REST: created, moved, shown, counted and listed.

#include "api/rest_world.h"

#include <QTest>

#include <set>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

class CampaignRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createsACampaign();
    void createsACampaignByCallerNumber();
    void refusesBadCampaigns_data();
    void refusesBadCampaigns();
    void namesEveryMistakeAtOnce();
    void movesCampaigns_data();
    void movesCampaigns();
    void showsACampaign();
    void itsOwnLimitHoldsNoCampaign();
    void showsAnImport();
    void undoesAFailedImport();
    void editsACampaign();
    void refusesBadEdits_data();
    void refusesBadEdits();
    void copiesACampaign();
    void deletesADraft();
    void showsStatistics();
    void countsTargetsByState();
    void pagesThroughCampaigns();
};

void CampaignRoutesTest::createsACampaign()
{
    RestWorld world;
    const RestAnswer answer =
        world.post("/v1/campaigns", campaignBody(R"(,"kind":"bulk","description":"é","max_attempts":3,)"
                                                 R"("rate_limit_per_minute":30,"max_concurrent":5,)"
                                                 R"("retry_delay_seconds":60)"));
    QCOMPARE(answer.status(), 201);
    QCOMPARE(answer.raw.header("location"), campaignPath);
    QCOMPARE(answer.text("/id"), CampaignId{1'000}.toStdString());
    QCOMPARE(answer.text("/status"), std::string("draft"));
    QCOMPARE(world.fake.created.name, QStringLiteral("July"));
    QCOMPARE(world.fake.created.description, QStringLiteral("é"));
    QCOMPARE(world.fake.created.agent, AgentId{7});
    QCOMPARE(world.fake.created.fromNumber, PhoneNumberId{8});
    QVERIFY(world.fake.created.from.isNull());
    QCOMPARE(world.fake.created.ratePerMinute, 30);
    QCOMPARE(world.fake.created.maxConcurrent, 5);
    QCOMPARE(world.fake.created.retry.maxAttempts, 3);
    QCOMPARE(world.fake.created.retry.delay.count(), 60'000);

    QCOMPARE(world.post("/v1/campaigns", campaignBody(R"(,"rate_limit_per_minute":null)")).status(), 201);
    QCOMPARE(world.fake.created.ratePerMinute, 0);
    QCOMPARE(world.fake.created.retry, RetryPolicy{.maxAttempts = RetryPolicy::usualAttempts});
}

void CampaignRoutesTest::createsACampaignByCallerNumber()
{
    RestWorld world;
    const auto body = [](const std::string &number) {
        return R"({"name":"July","agent_id":")" + agentId + R"(","from_number":")" + number + "\"}";
    };
    QCOMPARE(world.post("/v1/campaigns", body("+14155550100")).status(), 201);
    QCOMPARE(world.fake.created.from, E164{14155550100});
    QVERIFY(world.fake.created.fromNumber.isNull());
    const RestAnswer unknown = world.post("/v1/campaigns", body("+14155550199"));
    QCOMPARE(unknown.status(), 404);
    QCOMPARE(unknown.text("/errors/0/pointer"), std::string("#/from_number"));
}

void CampaignRoutesTest::refusesBadCampaigns_data()
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

void CampaignRoutesTest::refusesBadCampaigns()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = world.post("/v1/campaigns", body.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/code"), std::string("invalid_input"));
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(world.fake.created.name.isEmpty());
}

void CampaignRoutesTest::namesEveryMistakeAtOnce()
{
    RestWorld world;
    const RestAnswer answer = world.post("/v1/campaigns", R"({"nmae":"x","max_attempts":99})");
    QCOMPARE(answer.status(), 400);
    std::set<std::string> pointers;
    for (const json &error : answer.body.at("errors")) {
        pointers.insert(error.at("pointer").get<std::string>());
    }
    QCOMPARE(pointers,
             (std::set<std::string>{"#/name", "#/agent_id", "#/phone_number_id", "#/max_attempts", "#/nmae"}));
}

void CampaignRoutesTest::movesCampaigns_data()
{
    QTest::addColumn<QByteArray>("move");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("start") << QByteArray("start") << QByteArray("active");
    QTest::newRow("pause") << QByteArray("pause") << QByteArray("paused");
    QTest::newRow("resume") << QByteArray("resume") << QByteArray("active");
    QTest::newRow("cancel") << QByteArray("cancel") << QByteArray("cancelled");
}

void CampaignRoutesTest::movesCampaigns()
{
    QFETCH(const QByteArray, move);
    QFETCH(const QByteArray, status);
    RestWorld world;
    const std::string path = campaignPath + "/" + move.toStdString();
    const RestAnswer answer = world.ask("POST " + path);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/status"), status.toStdString());
    QCOMPARE(world.fake.lastCall, move.toStdString());
    QCOMPARE(world.post(path, "{}").status(), 200);
    QCOMPARE(world.post(path, R"({"x":1})").status(), 400);
    QCOMPARE(world.ask("POST " + path + "?x=1").status(), 400);
    QCOMPARE(world.ask("GET " + path).status(), 405);
}

void CampaignRoutesTest::showsACampaign()
{
    RestWorld world;
    world.fake.overview.campaign.status = CampaignStatus::Active;
    world.fake.overview.hold = {HoldReason::WorkspaceRate, {}};
    const RestAnswer answer = world.ask("GET " + campaignPath);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/kind"), std::string("bulk"));
    QCOMPARE(answer.text("/agent_id"), agentId);
    QCOMPARE(answer.text("/phone_number_id"), numberId);
    QCOMPARE(answer.text("/created_at"), std::string("2026-07-29T09:30:00.123Z"));
    QCOMPARE(answer.text("/held_because"), std::string("The workspace's calls per minute are used up."));
    QVERIFY(answer.body.at("started_at").is_null());
    QVERIFY(answer.body.at("rate_limit_per_minute").is_null());
}

void CampaignRoutesTest::itsOwnLimitHoldsNoCampaign()
{
    RestWorld world;
    world.fake.overview.campaign.status = CampaignStatus::Active;
    world.fake.overview.hold = {HoldReason::CampaignBusy, {}};
    QVERIFY(world.ask("GET " + campaignPath).body.at("held_because").is_null());
    QVERIFY(world.ask("GET " + campaignPath + "/stats").body.at("held_because").is_null());
}

void CampaignRoutesTest::showsAnImport()
{
    RestWorld world;
    QVERIFY(world.ask("GET " + campaignPath).body.at("import").is_null());
    world.fake.overview.import = {CampaignImport::State::Failed,
                                  ImportId{77},
                                  QStringLiteral("july.csv"),
                                  WallTime{1'785'317'400'123},
                                  4'000,
                                  Error{ErrorCode::StorageFull, QStringLiteral("The disk is full."), {}}};
    const RestAnswer failed = world.ask("GET " + campaignPath);
    QCOMPARE(failed.text("/import/state"), std::string("failed"));
    QCOMPARE(failed.text("/import/import_id"), ImportId{77}.toStdString());
    QCOMPARE(failed.text("/import/source"), std::string("july.csv"));
    QCOMPARE(failed.text("/import/failure"), std::string("The disk is full."));
    QCOMPARE(failed.body.at("import").at("targets").get<int>(), 4'000);
    world.fake.overview.import.state = CampaignImport::State::Running;
    QCOMPARE(world.ask("GET " + campaignPath).text("/import/state"), std::string("running"));
}

void CampaignRoutesTest::undoesAFailedImport()
{
    RestWorld world;
    const RestAnswer undone = world.ask("POST " + campaignPath + "/undo-import");
    QCOMPARE(undone.status(), 200);
    QCOMPARE(world.fake.lastCall, std::string("undo"));
    QVERIFY(undone.body.at("import").is_null());
    world.fake.error = Error{ErrorCode::Conflict, QStringLiteral("It is running."), {}};
    QCOMPARE(world.ask("POST " + campaignPath + "/undo-import").status(), 409);
}

namespace {

RestAnswer patch(RestWorld &world, const std::string &body)
{
    return world.ask("PATCH " + campaignPath, body, "Content-Type: application/json\r\n");
}

} // namespace

void CampaignRoutesTest::editsACampaign()
{
    RestWorld world;
    const RestAnswer answer =
        patch(world, R"({"name":"August","description":null,"rate_limit_per_minute":null,"max_concurrent":5,)"
                     R"("max_attempts":2,"retry_delay_seconds":60,"from_number":"+14155550100","agent_id":")" +
                         agentId + "\"}");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.lastCall, std::string("edit"));
    const CampaignEdit &edit = world.fake.edited;
    QCOMPARE(edit.name, std::optional(QStringLiteral("August")));
    QCOMPARE(edit.description, std::optional(QString()));
    QCOMPARE(edit.ratePerMinute, std::optional(0));
    QCOMPARE(edit.maxConcurrent, std::optional(5));
    QCOMPARE(edit.maxAttempts, std::optional(2));
    QCOMPARE(edit.retryDelay, std::optional(Milliseconds(60'000)));
    QCOMPARE(edit.from, std::optional(E164{14155550100}));
    QCOMPARE(edit.agent, std::optional(AgentId{7}));
    QVERIFY(!edit.fromNumber && !edit.hours && !edit.cron);
    QCOMPARE(patch(world, "{}").status(), 200); // absent members stay
    QVERIFY(!world.fake.edited.name && !world.fake.edited.isForDrafts());
}

void CampaignRoutesTest::refusesBadEdits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("no attempt") << QByteArray(R"({"max_attempts":0})") << QByteArray("#/max_attempts");
    QTest::newRow("attempts cleared") << QByteArray(R"({"max_attempts":null})") << QByteArray("#/max_attempts");
    QTest::newRow("name cleared") << QByteArray(R"({"name":null})") << QByteArray("#/name");
    QTest::newRow("kind") << QByteArray(R"({"kind":"bulk"})") << QByteArray("#/kind");
    QTest::newRow("no number") << QByteArray(R"({"from_number":"x"})") << QByteArray("#/from_number");
}

void CampaignRoutesTest::refusesBadEdits()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = patch(world, body.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(world.fake.lastCall.empty());
}

void CampaignRoutesTest::copiesACampaign()
{
    RestWorld world;
    const RestAnswer answer = world.post(campaignPath + "/duplicate", R"({"name":"August"})");
    QCOMPARE(answer.status(), 201);
    QCOMPARE(answer.raw.header("location"), campaignPath);
    QCOMPARE(world.fake.lastCall, std::string("duplicate"));
    QCOMPARE(world.fake.copied.name, std::optional(QStringLiteral("August")));
    QCOMPARE(world.post(campaignPath + "/duplicate", "{}").status(), 201);
    QVERIFY(!world.fake.copied.name);
    QCOMPARE(world.post(campaignPath + "/duplicate", R"({"x":1})").status(), 400);
}

void CampaignRoutesTest::deletesADraft()
{
    RestWorld world;
    const RestAnswer answer = world.ask("DELETE " + campaignPath);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/id"), CampaignId{1'000}.toStdString());
    QCOMPARE(world.fake.lastCall, std::string("remove"));
    world.fake.error = Error{ErrorCode::Conflict, QStringLiteral("It is active."), {}};
    QCOMPARE(world.ask("DELETE " + campaignPath).status(), 409);
}

void CampaignRoutesTest::showsStatistics()
{
    RestWorld world;
    world.fake.overview.stats.byStatus = {1, 2, 3, 4, 5};
    world.fake.overview.stats.byOutcome = {
        {EndReason::Busy, 4}, {EndReason::CalleeHangup, 2}, {EndReason::AgentHangup, 1}};
    world.fake.overview.stats.attempts = 9;
    const RestAnswer answer = world.ask("GET " + campaignPath + "/stats");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.body.at("total").get<int>(), 15);
    QCOMPARE(answer.body.at("terminal").get<int>(), 12);
    QCOMPARE(answer.body.at("targets").dump(),
             std::string(R"({"dispatched":3,"failed":4,"pending":1,"scheduled":2,"skipped":5})"));
    QCOMPARE(answer.body.at("end_reasons").dump(), std::string(R"({"agent_hangup":1,"busy":4,"callee_hangup":2})"));
    QCOMPARE(answer.body.at("dispositions").dump(), std::string(R"({"busy":4,"completed":3})"));
    QCOMPARE(answer.body.at("counts_by_state").size(), allTargetStates.size());
}

void CampaignRoutesTest::countsTargetsByState()
{
    RestWorld world;
    world.fake.overview.states.add(TargetState::Talking, 2);
    world.fake.overview.states.add(TargetState::RetryDue, 3);
    for (const char *path : {"", "/stats"}) {
        const json counts = world.ask("GET " + campaignPath + path).body.at("counts_by_state");
        QCOMPARE(counts.at("talking").get<int>(), 2);
        QCOMPARE(counts.at("retry_due").get<int>(), 3);
        QCOMPARE(counts.at("busy").get<int>(), 0);
    }
    world.fake.overview.campaign.kind = CampaignKind::Recurring; // it has no list
    QVERIFY(world.ask("GET " + campaignPath).body.at("counts_by_state").is_null());
}

void CampaignRoutesTest::pagesThroughCampaigns()
{
    RestWorld world;
    for (const std::int64_t id : {50, 40, 30, 20, 10}) {
        CampaignOverview row = world.fake.overview;
        row.campaign.id = CampaignId{id};
        world.fake.campaigns.push_back(row);
    }
    std::vector<std::string> seen;
    std::string next;
    for (int page = 0; page < 3; ++page) {
        const RestAnswer answer = world.ask("GET /v1/campaigns?limit=2" + (next.empty() ? "" : "&cursor=" + next));
        QCOMPARE(answer.status(), 200);
        for (const json &row : answer.body.at("data")) {
            seen.push_back(row.at("id").get<std::string>());
        }
        next = page < 2 ? answer.text("/next_cursor") : std::string();
        QCOMPARE(answer.body.at("next_cursor").is_null(), page == 2);
        // New ones at the front, and the one that the cursor names gone, move nothing.
        CampaignOverview fresh = world.fake.overview;
        fresh.campaign.id = CampaignId{100 + page};
        world.fake.campaigns.insert(world.fake.campaigns.begin(), fresh);
        std::erase_if(world.fake.campaigns,
                      [](const CampaignOverview &row) { return row.campaign.id == CampaignId{40}; });
    }
    std::vector<std::string> expected;
    for (const std::int64_t id : {50, 40, 30, 20, 10}) {
        expected.push_back(CampaignId{id}.toStdString());
    }
    QCOMPARE(seen, expected);
}

QTEST_GUILESS_MAIN(CampaignRoutesTest)
#include "campaign_routes_test.moc"
