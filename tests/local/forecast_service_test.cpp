// A forecast through its door: what it tells, and how it ends before its time.

#include "support/durations.h"
#include "support/queue_desk.h"

#include <QTest>

#include <atomic>

using namespace campanile;
using namespace campanile::test;

namespace {

class ForecastDesk : public CallingDesk {
public:
    Result<Forecast> foretell(const ForecastRequest &request)
    {
        QueryHandle handle;
        return await<Forecast>(
            [&](Reply<Forecast> reply) { handle = services.forecasts.forecast(caller, request, std::move(reply)); });
    }
    /// Something to reckon with for a while: a call in every minute of a year, and no ledger that would forbid it.
    ForecastRequest longOne()
    {
        Connection(databasePath(), Connection::Access::ReadWrite)
            .execute("UPDATE workspaces SET cooldown_ms = 0, max_per_day = 100000, max_per_week = 1000000");
        NewCampaign fresh = oneAttemptEach();
        fresh.recurrence = {answering(), QStringLiteral("* * * * *"), QStringLiteral("UTC"), {}};
        return {.campaign = createCampaign(fresh)->id, .start = {}, .horizon = day * 366};
    }
};

/// Where replies of several queries are kept.
struct Answers {
    std::atomic<int> arrived = 0;
    std::atomic<int> cancelled = 0;

    static Reply<Forecast> into(const std::shared_ptr<Answers> &answers)
    {
        return [answers](const Result<Forecast> &result) {
            answers->cancelled += !result.ok() && result.error().code == ErrorCode::Cancelled ? 1 : 0;
            ++answers->arrived;
        };
    }
};

} // namespace

class ForecastServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowItGoesAndCallsNobody();
    void tellsWhatHoldsItForGood();
    void tellsWhatItCosts();
    void refusesWhatCannotBeForetold();
    void lettingGoCancels();
    void theEndOfTheProgramCancels();
};

void ForecastServiceTest::tellsHowItGoesAndCallsNobody()
{
    ForecastDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.ratePerMinute = 30;
    const CampaignId campaign = desk.draft(60, fresh);
    const WallTime start = ForecastDesk::now() + day;
    const Result<Forecast> result = desk.foretell({.campaign = campaign, .start = start});
    QVERIFY(result.ok());
    QCOMPARE(result->startsAt, start);
    QCOMPARE(result->end, ForecastEnd::Finishes);
    QCOMPARE(result->rows, 60);
    QCOMPARE(result->left, 0);
    QVERIFY(result->attempts >= 60);
    QVERIFY(result->answered > 0 && result->answered <= 60);
    QVERIFY(result->endsAt >= start + Milliseconds(59 * 2'000)); // B1-27
    qint64 attempts = 0;
    for (const ForecastHour &inHour : result->hours) {
        attempts += inHour.attempts;
    }
    QCOMPARE(attempts, result->attempts);
    QCOMPARE(result->basis, ForecastBasis::Simulation);
    QCOMPARE(*desk.foretell({.campaign = campaign, .start = start}), *result);

    QCOMPARE(desk.overview(campaign).campaign.status, CampaignStatus::Draft);
    QCOMPARE(desk.overview(campaign).stats.of(TargetStatus::Pending), 60);
    QVERIFY(desk.queued().empty());
    QVERIFY(desk.calls().empty());
}

void ForecastServiceTest::tellsWhatHoldsItForGood()
{
    ForecastDesk desk;
    const CampaignId campaign = desk.draft(5);
    AgentEdit edit;
    edit.disabled = true;
    desk.change(edit);
    const Result<Forecast> result = desk.foretell({.campaign = campaign});
    QCOMPARE(result->end, ForecastEnd::HeldForGood);
    QCOMPARE(result->heldForGoodBy, HoldReason::AgentDisabled);
    QCOMPARE(result->attempts, 0);
    QCOMPARE(result->left, 5);
}

void ForecastServiceTest::tellsWhatItCosts()
{
    ForecastDesk desk;
    desk.charge(Money::of(1));
    const CampaignId campaign = desk.draft(30);
    const Result<Forecast> broke = desk.foretell({.campaign = campaign});
    QCOMPARE(broke->end, ForecastEnd::HeldForGood);
    QCOMPARE(broke->heldForGoodBy, HoldReason::NoCredit);
    QCOMPARE(broke->cost, Money{});
    desk.topUp(Money::of(1'000));
    const Result<Forecast> rich = desk.foretell({.campaign = campaign});
    QCOMPARE(rich->end, ForecastEnd::Finishes);
    QVERIFY(rich->cost > Money{});
    QVERIFY(rich->cost < Money::of(1'000));
}

void ForecastServiceTest::refusesWhatCannotBeForetold()
{
    ForecastDesk desk;
    const CampaignId campaign = desk.draft(1);
    refuses(desk.foretell({.campaign = CampaignId{77}}), ErrorCode::NotFound);
    refuses(desk.foretell({.campaign = campaign, .horizon = hour - Milliseconds(1)}), ErrorCode::InvalidInput,
            "#/horizon_seconds");
    refuses(desk.foretell({.campaign = campaign, .horizon = day * 366 + Milliseconds(1)}), ErrorCode::InvalidInput,
            "#/horizon_seconds");
    QVERIFY(desk.foretell({.campaign = campaign, .horizon = hour}).ok());
    QVERIFY(desk.move(&CampaignService::cancel, campaign).ok());
    conflicts(desk.foretell({.campaign = campaign}), "cancelled");
}

void ForecastServiceTest::lettingGoCancels()
{
    ForecastDesk desk;
    const ForecastRequest request = desk.longOne();
    auto answers = std::make_shared<Answers>();
    constexpr int rounds = 20;
    for (int i = 0; i < rounds; ++i) {
        QueryHandle handle = desk.services.forecasts.forecast(desk.caller, request, Answers::into(answers));
        if (i % 2 == 0) {
            (void)desk.overview(request.campaign); // another reader has answered: this one is at work by now
        }
        handle.reset();
    }
    QVERIFY(desk.foretell({.campaign = request.campaign, .horizon = hour}).ok()); // the readers are free again
    QTRY_COMPARE(answers->arrived.load(), answers->cancelled.load());
}

void ForecastServiceTest::theEndOfTheProgramCancels()
{
    auto answers = std::make_shared<Answers>();
    std::vector<QueryHandle> handles;
    constexpr int many = 10;
    {
        ForecastDesk desk;
        const ForecastRequest request = desk.longOne();
        for (int i = 0; i < many; ++i) {
            handles.push_back(desk.services.forecasts.forecast(desk.caller, request, Answers::into(answers)));
        }
        desk.backend.reset();
    }
    QCOMPARE(answers->arrived.load(), many); // nobody waits for ever
    QCOMPARE(answers->cancelled.load(), many);
    handles.clear(); // does no harm afterwards
}

QTEST_GUILESS_MAIN(ForecastServiceTest)
#include "forecast_service_test.moc"
