// Over REST: calls, what the workspace calls with, Stop all, and how the program fares.

#include "api/rest_world.h"

#include <QElapsedTimer>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

class EngineRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsAndShowsCalls();
    void hangsUp();
    void listsTheSetup_data();
    void listsTheSetup();
    void stopsAllWithinASecond();
    void tellsHealthAndReadiness();
};

void EngineRoutesTest::listsAndShowsCalls()
{
    RestWorld world;
    world.fake.call.endReason = EndReason::Busy;
    world.fake.call.state = AttemptState::Ended;
    world.fake.call.sipCode = 486;
    const RestAnswer list =
        world.ask("GET /v1/calls?campaign_id=" + CampaignId{1'000}.toStdString() + "&status=failed&q=ada");
    QCOMPARE(list.status(), 200);
    QCOMPARE(world.fake.callFilter.campaign, CampaignId{1'000});
    QCOMPARE(world.fake.callFilter.status, std::optional(ConversationStatus::Failed));
    QCOMPARE(world.fake.callFilter.text, QStringLiteral("ada"));
    QCOMPARE(world.ask("GET /v1/calls?cursor=" + list.text("/next_cursor")).status(), 200);
    QCOMPARE(world.fake.callsAfter, AttemptId{3'000});

    const RestAnswer one = world.ask("GET " + callPath);
    QCOMPARE(one.status(), 200);
    QCOMPARE(one.text("/id"), AttemptId{3'000}.toStdString());
    QCOMPARE(one.text("/end_reason"), std::string("busy"));
    QCOMPARE(one.text("/disposition"), std::string("busy"));
    QCOMPARE(one.body.at("sip_code").get<int>(), 486);
    QVERIFY(one.body.at("conversation_id").is_null());
    QVERIFY(one.body.at("answered_at").is_null());
}

void EngineRoutesTest::hangsUp()
{
    RestWorld world;
    QCOMPARE(world.ask("POST " + callPath + "/hangup").status(), 202);
    QCOMPARE(world.fake.lastCall, std::string("hangUp"));
    world.fake.error = Error{ErrorCode::Conflict, QStringLiteral("The call has ended."), {}};
    QCOMPARE(world.ask("POST " + callPath + "/hangup").status(), 409);
}

void EngineRoutesTest::listsTheSetup_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("agents") << QByteArray("/v1/agents") << QByteArray::fromStdString(agentId);
    QTest::newRow("numbers") << QByteArray("/v1/phone-numbers") << QByteArray::fromStdString(numberId);
    QTest::newRow("trunks") << QByteArray("/v1/trunks") << QByteArray::fromStdString(TrunkId{9}.toStdString());
}

void EngineRoutesTest::listsTheSetup()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, id);
    RestWorld world;
    const RestAnswer answer = world.ask("GET " + path.toStdString());
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/data/0/id"), id.toStdString());
    QVERIFY(answer.body.at("next_cursor").is_null());
}

void EngineRoutesTest::stopsAllWithinASecond()
{
    RestWorld world;
    RestAnswer answer = world.ask("POST /v1/stop-all");
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.body.at("recorded").get<bool>());

    world.fake.isStopAllSilent = true; // the storage does not answer
    QElapsedTimer timer;
    timer.start();
    answer = world.ask("POST /v1/stop-all");
    QVERIFY(timer.elapsed() < 3'000);
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.body.at("stopped_by_hand").get<bool>());
    QVERIFY(!answer.body.at("recorded").get<bool>());

    answer = world.ask("DELETE /v1/stop-all");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.lastCall, std::string("release"));
}

void EngineRoutesTest::tellsHealthAndReadiness()
{
    RestWorld world;
    RestAnswer answer = world.askWithoutKey("GET /healthz");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/version"), std::string("1.2.3"));
    answer = world.askWithoutKey("GET /readyz");
    QCOMPARE(answer.status(), 200);
    QVERIFY(!answer.body.contains("data_directory")); // nothing that is nobody's business without a key
    world.fake.engineState.advice = {EngineAdvice::Code::ManyOneOffCalls, 120};
    world.fake.engineState.problem = {EngineProblem::Code::GateFailed, ErrorCode::StorageFull,
                                      QStringLiteral("The disk is full.")};
    answer = world.askWithoutKey("GET /readyz");
    QCOMPARE(answer.status(), 503);
    QCOMPARE(answer.text("/problem"),
             std::string("Nothing is dialled, because the next calls cannot be decided. The disk is full."));
    world.fake.engineState.nextDueAt = WallTime{1'785'317'400'000};
    answer = world.ask("GET /v1/engine");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/next_due_at"), std::string("2026-07-29T09:30:00.000Z"));
    QVERIFY(answer.text("/advice").starts_with("120 one-off calls were placed"));
}

QTEST_GUILESS_MAIN(EngineRoutesTest)
#include "engine_routes_test.moc"
