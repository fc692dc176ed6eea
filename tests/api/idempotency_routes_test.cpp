// Idempotency-Key at the REST API, with the real backend behind it: one effect, the same bytes, and a sign that it is a
// replay. And what a key may not do is refused there, too.

#include "api/served_desk.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

std::string field(const RawAnswer &answer, const std::string &name)
{
    return answer.header(name);
}

std::string codeOf(const RawAnswer &answer)
{
    return nlohmann::json::parse(answer.body, nullptr, false).value("code", std::string());
}

} // namespace

class IdempotencyRoutesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCampaignIsMadeOnce();
    void targetsAreAddedOnce();
    void aListIsImportedOnce();
    void anotherBodyIsAConflict();
    void aRefusalOfTheInputIsLookedAtAnew();
    void anotherWorkspaceIsNotFound();
    void aKeyWithoutTheScopeIsRefused();
    void aDisabledKeyIsNoKey();
};

void IdempotencyRoutesTest::aCampaignIsMadeOnce()
{
    ServedDesk desk;
    const RawAnswer first = desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody(), "application/json", "k1");
    QCOMPARE(first.status, 201);
    QCOMPARE(field(first, "idempotent-replayed"), std::string());
    const RawAnswer second =
        desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody(), "application/json", "k1");
    QCOMPARE(second.status, 201);
    QCOMPARE(second.body, first.body);
    QCOMPARE(field(second, "idempotent-replayed"), std::string("true"));
    QCOMPARE(field(second, "location"), field(first, "location"));
    QCOMPARE(field(second, "content-type"), field(first, "content-type"));
    QCOMPARE(desk.campaigns(), 1U);
    // Without the field, each request is one of its own.
    QCOMPARE(desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody()).status, 201);
    QCOMPARE(desk.campaigns(), 2U);
}

void IdempotencyRoutesTest::targetsAreAddedOnce()
{
    ServedDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const std::string path = "POST /v1/campaigns/" + campaign.toStdString() + "/targets";
    const std::string body = R"([{"to_number":"+14155552001"},{"to_number":"+14155552002"}])";
    const RawAnswer first = desk.send(path, desk.ownKey, body, "application/json", "k1");
    QCOMPARE(first.status, 200);
    const RawAnswer second = desk.send(path, desk.ownKey, body, "application/json", "k1");
    QCOMPARE(second.body, first.body); // 2 inserted, and not 2 duplicates
    QCOMPARE(field(second, "idempotent-replayed"), std::string("true"));
    QCOMPARE(desk.stats(campaign).total(), 2);
}

void IdempotencyRoutesTest::aListIsImportedOnce()
{
    ServedDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const std::string path = "POST /v1/campaigns/" + campaign.toStdString() + "/targets";
    const std::string list = "phone,name\n+14155552001,Ada\n+14155552002,Ben\nnonsense,Nobody\n";
    const RawAnswer first = desk.send(path, desk.ownKey, list, "text/csv", "k1");
    QCOMPARE(first.status, 200);
    const RawAnswer second = desk.send(path, desk.ownKey, list, "text/csv", "k1");
    QCOMPARE(second.body, first.body);
    QCOMPARE(field(second, "idempotent-replayed"), std::string("true"));
    QCOMPARE(desk.stats(campaign).total(), 2);
    // A list of which one byte is another is another request.
    const RawAnswer other = desk.send(path, desk.ownKey, list + "\n", "text/csv", "k1");
    QCOMPARE(other.status, 409);
    QCOMPARE(codeOf(other), std::string("conflict"));
    // The same bytes in another encoding are other names.
    const RawAnswer reread = desk.send(path, desk.ownKey, list, "text/csv; charset=windows-1251", "k1");
    QCOMPARE(reread.status, 409);
    QCOMPARE(codeOf(reread), std::string("conflict"));
}

void IdempotencyRoutesTest::anotherBodyIsAConflict()
{
    ServedDesk desk;
    QCOMPARE(desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody(), "application/json", "k1").status, 201);
    const RawAnswer other =
        desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody("August"), "application/json", "k1");
    QCOMPARE(other.status, 409);
    QCOMPARE(codeOf(other), std::string("conflict"));
    QCOMPARE(desk.campaigns(), 1U);
}

void IdempotencyRoutesTest::aRefusalOfTheInputIsLookedAtAnew()
{
    ServedDesk desk;
    const std::string bad =
        R"({"name":"x","agent_id":")" + AgentId{7}.toStdString() + R"(","from_number":"+14155550100"})";
    QCOMPARE(desk.send("POST /v1/campaigns", desk.ownKey, bad, "application/json", "k1").status, 404);
    QCOMPARE(desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody(), "application/json", "k1").status, 201);
    const std::string tooLong(256, 'k');
    QCOMPARE(desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody(), "application/json", tooLong).status,
             400);
}

void IdempotencyRoutesTest::anotherWorkspaceIsNotFound()
{
    ServedDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    const std::string path = "/v1/campaigns/" + campaign.toStdString();
    QCOMPARE(desk.send("GET " + path, desk.ownKey).status, 200);
    QCOMPARE(desk.send("GET " + path, desk.neighboursKey).status, 404);
    QCOMPARE(desk.send("POST " + path + "/cancel", desk.neighboursKey).status, 404);
    QCOMPARE(desk.send("GET " + path + "/targets", desk.neighboursKey).status, 404);
    const auto list = nlohmann::json::parse(desk.send("GET /v1/campaigns", desk.neighboursKey).body);
    QVERIFY(list.at("data").empty());
    // Its key is of its own workspace: the same one makes another campaign there.
    QCOMPARE(desk.send("POST /v1/campaigns", desk.ownKey, desk.campaignBody(), "application/json", "k1").status, 201);
    const std::string theirs = R"({"name":"x","agent_id":")" + desk.theirs.agents.front().id.toStdString() +
                               R"(","from_number":"+14155550100"})";
    const RawAnswer made = desk.send("POST /v1/campaigns", desk.neighboursKey, theirs, "application/json", "k1");
    QCOMPARE(made.status, 201);
    QCOMPARE(field(made, "idempotent-replayed"), std::string());
}

void IdempotencyRoutesTest::aKeyWithoutTheScopeIsRefused()
{
    ServedDesk desk;
    const std::string reader = desk.keyOf({}, {Scope::CampaignsRead});
    QCOMPARE(desk.send("GET /v1/campaigns", reader).status, 200);
    const RawAnswer refused = desk.send("POST /v1/campaigns", reader, desk.campaignBody());
    QCOMPARE(refused.status, 403);
    QCOMPARE(codeOf(refused), std::string("permission_denied"));
    QCOMPARE(desk.send("GET /v1/agents", reader).status, 403);
    QCOMPARE(desk.send("GET /v1/calls", reader).status, 403);
    QCOMPARE(desk.send("POST /v1/stop-all", desk.neighboursKey).status, 403); // it would stop everybody's calls
    QVERIFY(!desk.engine().stoppedByHand);
    QCOMPARE(desk.campaigns(), 0U);
}

void IdempotencyRoutesTest::aDisabledKeyIsNoKey()
{
    ServedDesk desk;
    const auto made = ask<MadeApiKey>(desk.caller, desk.services.keys, &KeyService::create,
                                      NewApiKey{QStringLiteral("test"), Scopes::all(), {}, {}});
    QCOMPARE(desk.send("GET /v1/campaigns", made->secret.toStdString()).status, 200);
    QVERIFY(ask<ApiKey>(desk.caller, desk.services.keys, &KeyService::disable, made->key.id).ok());
    QCOMPARE(desk.send("GET /v1/campaigns", made->secret.toStdString()).status, 401);
}

QTEST_GUILESS_MAIN(IdempotencyRoutesTest)
#include "idempotency_routes_test.moc"
