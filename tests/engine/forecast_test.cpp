// Forecast: held against the truth. Each setup is foretold, then the real engine runs the same campaign on virtual time
// over the same database. Attempts may differ by 1 %, the end by 1 % of the whole or by one interval of the pace,
// whichever is more; rows that are never dialled must be the same.

#include "engine/forecast/forecast.h"
#include "storage/credit_store.h"
#include "support/durations.h"
#include "support/engine_world.h"
#include "support/second_workspace.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr double tolerance = 0.01;

class ForecastWorld : public TestDatabase {
public:
    std::unique_ptr<EngineLife> life;

    [[nodiscard]] Forecast foretell(CampaignId campaign, Milliseconds horizon = hour * 24 * 30)
    {
        const Result<Forecast> result =
            forecast(db, {.campaign = campaign, .start = {}, .horizon = horizon}, clock.wall());
        if (!result) {
            qFatal("No forecast: %s", qPrintable(result.error().message));
        }
        return *result;
    }
    void begin()
    {
        life = std::make_unique<EngineLife>(
            *this, [](const Trunk &given, EventLoop &loop, CarrierListener &listener, MediaListener &media) {
                return std::make_unique<SimulatedCarrier>(loop, listener, media, given.simulation);
            });
    }
    [[nodiscard]] Campaign now(CampaignId campaign) { return CampaignStore(db).find(campaign).value(); }
    bool runToEnd(CampaignId campaign, Milliseconds limit = hour * 24 * 30)
    {
        return life->runUntil([&] { return isTerminal(now(campaign).status); }, limit);
    }
    void setHours(CampaignId campaign, const char *json)
    {
        db.execute("UPDATE campaigns SET hours = ? WHERE id = ?", std::string_view(json), campaign);
    }
    void setMoney(Money price, Money balance)
    {
        Trunk priced = trunk;
        priced.pricePerMinute = price;
        save(priced);
        CreditAccount account = CreditStore(db).account(workspace.id).value();
        account.balance = balance;
        CreditStore(db).update(workspace.id, account);
    }
    void liftLedger()
    {
        Workspace lifted = workspace;
        lifted.cooldown = Milliseconds(0);
        lifted.maxPerDay = lifted.maxPerWeek = 1'000;
        save(lifted);
    }
};

/// The numbers of a short list are looked up one by one, those of a longer one are read with the list.
void addListsOfBothSizes()
{
    QTest::addColumn<int>("people");
    QTest::newRow("few") << 600;
    QTest::newRow("many") << 1'400;
}

bool isNear(const char *what, double foretold, double truth, double allowed)
{
    const double off = std::abs(foretold - truth);
    if (off == 0) {
        return true;
    }
    qInfo("%s: foretold %.0f, was %.0f, off by %.3f %%", what, foretold, truth, truth > 0 ? 100 * off / truth : 0);
    return off <= std::max(allowed, truth * tolerance);
}

/// Runs the campaign for real and compares. A macro would point at the line, but hide the comparison.
void compareWithTheTruth(ForecastWorld &world, CampaignId campaign, Milliseconds interval)
{
    const CampaignStats before = world.stats(campaign);
    const Forecast foretold = world.foretell(campaign);
    QCOMPARE(foretold.end, ForecastEnd::Finishes);
    QCOMPARE(foretold.left, 0);
    if (!world.life) {
        world.begin();
    }
    QVERIFY(world.runToEnd(campaign));
    const CampaignStats after = world.stats(campaign);
    const auto span = static_cast<double>(foretold.endsAt.ms - foretold.startsAt.ms);
    const auto truth = static_cast<double>(world.now(campaign).endedAt.ms - foretold.startsAt.ms);
    QVERIFY(isNear("end in ms", span, truth, static_cast<double>(interval.count())));
    QVERIFY(isNear("attempts", static_cast<double>(foretold.attempts),
                   static_cast<double>(after.attempts - before.attempts), 0));
    qint64 inHours = 0;
    for (const ForecastHour &each : foretold.hours) {
        inHours += each.attempts;
    }
    QCOMPARE(inHours, foretold.attempts);
    for (const EndReason reason : allEndReasons) {
        const auto of = [reason](const std::map<EndReason, qint64> &all) {
            const auto found = all.find(reason);
            return found == all.end() ? qint64{0} : found->second;
        };
        const qint64 truly = of(after.byOutcome) - of(before.byOutcome);
        QVERIFY(isNear(nameOf(reason).data(), static_cast<double>(of(foretold.outcomes)), static_cast<double>(truly),
                       5 + static_cast<double>(before.inFlight)));
        if (reason == EndReason::Blocked || reason == EndReason::Missed || reason == EndReason::CountryNotAllowed) {
            QCOMPARE(of(foretold.outcomes), truly);
        }
    }
    QVERIFY(isNear("cost", static_cast<double>(foretold.cost.micros),
                   static_cast<double>(world.now(campaign).spent.micros), 0));
}

} // namespace

class ForecastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foretellsAPace();
    void foretellsChannels();
    void foretellsRetries();
    void foretellsHoursOfEverybody();
    void foretellsHoursOfTheCallee();
    void foretellsTheNumberLedger_data();
    void foretellsTheNumberLedger();
    void foretellsWhenCreditEnds();
    void foretellsASpendLimit();
    void foretellsTheDoNotCallList_data();
    void foretellsTheDoNotCallList();
    void foretellsCountriesThatAreNotCalled();
    void foretellsTheRestOfACampaign();
    void foretellsARecurringCampaign();
    void sharesANumberEvenly();
    void sharesWithAnotherWorkspaceTheTrunkAlone();
    void tellsWhoHasNoHours();
    void tellsWhatHoldsItForGood();
    void tellsWhenTheBreakerWouldTrip();
    void beginsLaterWhenAsked();
    void isCutOffAtTheHorizon();
    void usesTheHistoryOfARealTrunk();
    void isTheSameEveryTime();
    void canBeCancelled();
    void refusesWhatCannotBeForetold();
};

void ForecastTest::foretellsAPace()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 30});
    world.addTargets(campaign.id, 1'000);
    const Forecast foretold = world.foretell(campaign.id);
    // 1,000 targets at 30 a minute take some 33 minutes (B1-27), and then the last call ends.
    QCOMPARE(foretold.held.at(HoldReason::CampaignRate) / minute, 33);
    QVERIFY(foretold.endsAt < foretold.startsAt + minute * 36);
    QCOMPARE(foretold.attempts, 1'000);
    QCOMPARE(foretold.hours.size(), 1U);
    compareWithTheTruth(world, campaign.id, second * 2);
}

void ForecastTest::foretellsChannels()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.maxConcurrent = 7});
    world.addTargets(campaign.id, 2'000);
    QVERIFY(world.foretell(campaign.id).held.at(HoldReason::CampaignBusy) > hour);
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsRetries()
{
    ForecastWorld world;
    const Campaign campaign =
        world.addCampaign({.ratePerMinute = 60, .retry = {.maxAttempts = 3, .delay = minute * 15}});
    world.addTargets(campaign.id, 3'000);
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsHoursOfEverybody()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 20, .retry = {.maxAttempts = 2, .delay = hour}});
    world.addTargets(campaign.id, 3'000);
    world.setHours(campaign.id, R"({"zone":"Europe/London","mon":["09:30-10:00"],"wed":["09:00-10:30","14:00-15:00"],)"
                                R"("fri":["20:00-21:00"],"closed_on":["2026-01-07"]})");
    QVERIFY(world.foretell(campaign.id).held.at(HoldReason::OutsideHours) > hour * 24);
    compareWithTheTruth(world, campaign.id, second * 3);
}

void ForecastTest::foretellsHoursOfTheCallee()
{
    ForecastWorld world;
    const Campaign campaign =
        world.addCampaign({.ratePerMinute = 60, .retry = {.maxAttempts = 2, .delay = minute * 10}});
    world.addTargets(campaign.id, 500, E164{442079460100});
    world.addTargets(campaign.id, 500, E164{919845012100});
    world.setHours(campaign.id, R"({"zone":"callee","mon":["09:00-12:00","15:00-16:00"],"tue":["10:00-18:00"]})");
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsTheNumberLedger_data()
{
    addListsOfBothSizes();
}

void ForecastTest::foretellsTheNumberLedger()
{
    QFETCH(const int, people);
    ForecastWorld world;
    const Campaign earlier = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(earlier.id, 500);
    world.begin();
    QVERIFY(world.runToEnd(earlier.id));
    const Campaign campaign =
        world.addCampaign({.ratePerMinute = 120, .retry = {.maxAttempts = 4, .delay = minute * 20}});
    world.addTargets(campaign.id, people);
    const Forecast foretold = world.foretell(campaign.id);
    QVERIFY(foretold.held.at(HoldReason::NumberLedger) > minute);
    world.life->move(campaign.id, CampaignStatus::Active);
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsWhenCreditEnds()
{
    ForecastWorld world;
    world.setMoney(Money::of(0, 6), Money::of(5));
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 1'000);
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.end, ForecastEnd::HeldForGood);
    QCOMPARE(foretold.heldForGoodBy, HoldReason::NoCredit);
    world.begin();
    world.life->runFor(hour * 10);
    const CampaignStats stats = world.stats(campaign.id);
    // Talks that are cut short at the end leave credit for a few calls more, which a forecast does not foresee.
    constexpr double fewCalls = 5;
    const auto left = static_cast<double>(stats.total() - stats.terminal());
    QVERIFY(isNear("attempts", static_cast<double>(foretold.attempts), static_cast<double>(stats.attempts), fewCalls));
    QVERIFY(isNear("left", static_cast<double>(foretold.left), left, fewCalls));
    QVERIFY(isNear("cost", static_cast<double>(foretold.cost.micros),
                   static_cast<double>(world.now(campaign.id).spent.micros), fewCalls * 60'000));
}

void ForecastTest::foretellsASpendLimit()
{
    ForecastWorld world;
    world.setMoney(Money::of(0, 6), Money::of(500));
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 500);
    world.db.execute("UPDATE campaigns SET spend_limit = ? WHERE id = ?", Money::of(3), campaign.id);
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.heldForGoodBy, HoldReason::SpendLimit);
    world.begin();
    world.life->runFor(hour * 10);
    QVERIFY(isNear("attempts", static_cast<double>(foretold.attempts),
                   static_cast<double>(world.stats(campaign.id).attempts), 0));
    QCOMPARE(foretold.cost, world.now(campaign.id).spent);
}

void ForecastTest::foretellsTheDoNotCallList_data()
{
    addListsOfBothSizes();
}

void ForecastTest::foretellsTheDoNotCallList()
{
    QFETCH(const int, people);
    ForecastWorld world;
    world.setMoney(Money::of(0, 6), Money::of(5'000));
    for (int i = 0; i < 100; ++i) {
        world.write([&](WriteTransaction &transaction) {
            return LimitStore(transaction.db)
                .block(world.workspace.id, E164{14155552000 + i * 7}, QStringLiteral("test"), world.clock.wall());
        });
    }
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, people);
    const Forecast foretold = world.foretell(campaign.id);
    const int blocked = std::min(100, people / 7 + 1);
    QCOMPARE(foretold.skipped.at(ForecastSkip::DoNotCall), blocked);
    QCOMPARE(foretold.attempts, people - blocked);
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsCountriesThatAreNotCalled()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 300);
    world.addTargets(campaign.id, 40, E164{442079460000});
    world.db.execute("UPDATE trunks SET countries = 'CA'");
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.skipped.at(ForecastSkip::Country), 40);
    QCOMPARE(foretold.attempts, 300);
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsTheRestOfACampaign()
{
    ForecastWorld world;
    const Campaign campaign =
        world.addCampaign({.ratePerMinute = 90, .maxConcurrent = 60, .retry = {.maxAttempts = 3, .delay = minute * 5}});
    world.addTargets(campaign.id, 3'000);
    world.begin();
    world.life->runFor(minute * 11 + second * 7);
    QVERIFY(world.stats(campaign.id).inFlight > 0);
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::foretellsARecurringCampaign()
{
    ForecastWorld world;
    Campaign campaign =
        world.addCampaign({.status = CampaignStatus::Draft, .retry = {.maxAttempts = 2, .delay = minute}});
    world.db.execute("UPDATE campaigns SET kind = 1, to_number = ?, cron = ?, timezone = ?, end_at = ?,"
                     " misfire_grace_ms = ?, status = ? WHERE id = ?",
                     E164{14155550142}, QStringLiteral("*/30 9-11 * * *"), QStringLiteral("Europe/London"),
                     startOfTest + hour * 24 * 3, recurringMisfireGrace, CampaignStatus::Active, campaign.id);
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.end, ForecastEnd::Finishes);
    world.begin();
    QVERIFY(world.runToEnd(campaign.id));
    const CampaignStats stats = world.stats(campaign.id);
    QCOMPARE(foretold.rows, 17); // six a day, but for the one at the very start
    QCOMPARE(foretold.attempts, stats.attempts);
    QCOMPARE(foretold.outcomes, stats.byOutcome);
    // At most one within an hour, three a day and seven a week; what would come too late then, comes not at all.
    QCOMPARE(foretold.skipped.at(ForecastSkip::Missed), stats.byOutcome.at(EndReason::Missed));
    QVERIFY(isNear("end in ms", static_cast<double>(foretold.endsAt.ms - startOfTest.ms),
                   static_cast<double>(world.now(campaign.id).endedAt.ms - startOfTest.ms), 0));
}

void ForecastTest::sharesANumberEvenly()
{
    ForecastWorld world;
    PhoneNumber limited = world.number;
    limited.ratePerMinute = 60;
    world.save(limited);
    const Campaign campaign = world.addCampaign({});
    const Campaign other = world.addCampaign({});
    world.addTargets(campaign.id, 1'000);
    world.addTargets(other.id, 400, E164{14155562000});
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.sharedWith, 1);
    // 400 calls take turns with 400 of ours, then 600 go alone: 1,400 seconds.
    QVERIFY(foretold.endsAt.ms - foretold.startsAt.ms > 1'390 * second.count());
    compareWithTheTruth(world, campaign.id, second);
}

void ForecastTest::sharesWithAnotherWorkspaceTheTrunkAlone()
{
    ForecastWorld world;
    SecondWorkspace tenant(world, SecondWorkspace::TrunkOf::TheFirst);
    Workspace limited = world.workspace;
    limited.ratePerMinute = 60;
    world.save(limited);
    const Campaign campaign = world.addCampaign({});
    world.addTargets(campaign.id, 300);
    tenant.addCampaign(400, {}, E164{14155562000});
    const Forecast alone = world.foretell(campaign.id);
    QCOMPARE(alone.sharedWith, 0); // the rate is the first workspace's
    QVERIFY(alone.endsAt.ms - alone.startsAt.ms < 420 * second.count());
    Trunk narrow = world.trunk;
    narrow.maxChannels = 4;
    world.save(narrow);
    const Forecast shared = world.foretell(campaign.id);
    QCOMPARE(shared.sharedWith, 1);
    QVERIFY(shared.endsAt > alone.endsAt);
}

void ForecastTest::tellsWhoHasNoHours()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 10, E164{442079460100});
    world.addTargets(campaign.id, 5, E164{80012345100}); // of no country
    world.setHours(campaign.id, R"({"zone":"callee","mon":["09:00-18:00"]})");
    const Forecast foretold = world.foretell(campaign.id, hour * 24 * 60);
    QCOMPARE(foretold.attempts, 10);
    QCOMPARE(foretold.skipped.at(ForecastSkip::NoHours), 5);
    QCOMPARE(foretold.left, 5);
}

void ForecastTest::tellsWhatHoldsItForGood()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 10);
    world.db.execute("UPDATE phone_numbers SET verified = 0");
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.end, ForecastEnd::HeldForGood);
    QCOMPARE(foretold.heldForGoodBy, HoldReason::NumberUnverified);
    QCOMPARE(foretold.attempts, 0);
    QCOMPARE(foretold.left, 10);
}

void ForecastTest::tellsWhenTheBreakerWouldTrip()
{
    ForecastWorld world;
    Trunk broken = world.trunk;
    broken.simulation.carrierErrorRate = 1;
    broken.simulation.busyRate = broken.simulation.noAnswerRate = broken.simulation.declinedRate = 0;
    broken.simulation.invalidRate = broken.simulation.voicemailRate = 0;
    world.save(broken);
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.attempts, 100);
    world.begin();
    QVERIFY(world.life->runUntil([&] { return world.now(campaign.id).status == CampaignStatus::Paused; }));
    QCOMPARE(foretold.breakerTripsAt, world.clock.wall());
}

void ForecastTest::beginsLaterWhenAsked()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.status = CampaignStatus::Draft, .ratePerMinute = 60});
    world.addTargets(campaign.id, 60);
    const WallTime start = world.clock.wall() + hour * 5;
    const Result<Forecast> foretold = forecast(world.db, {.campaign = campaign.id, .start = start}, world.clock.wall());
    QVERIFY(foretold.ok());
    QCOMPARE(foretold->startsAt, start);
    QVERIFY(foretold->endsAt > start + second * 59);
    QVERIFY(foretold->endsAt < start + minute * 4);
}

void ForecastTest::isCutOffAtTheHorizon()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 1});
    world.addTargets(campaign.id, 500);
    const Forecast foretold = world.foretell(campaign.id, hour * 2);
    QCOMPARE(foretold.end, ForecastEnd::CutOff);
    QCOMPARE(foretold.endsAt, foretold.startsAt + hour * 2);
    QCOMPARE(foretold.attempts, 120);
    QVERIFY(foretold.left >= 380);
}

void ForecastTest::usesTheHistoryOfARealTrunk()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600});
    world.addTargets(campaign.id, 3'000);
    world.begin();
    world.life->runFor(minute);
    world.life->move(campaign.id, CampaignStatus::Paused);
    world.life->runFor(minute * 10); // short calls end first: the shares are right once all have ended
    world.life.reset();
    world.db.execute("UPDATE trunks SET kind = 1");
    const Forecast foretold = world.foretell(campaign.id);
    QCOMPARE(foretold.basis, ForecastBasis::History);
    const double share = static_cast<double>(foretold.answered) / static_cast<double>(foretold.attempts);
    QVERIFY2(share > 0.6 && share < 0.72, qPrintable(QString::number(share))); // 66 % of the simulated ones answer

    world.db.execute("DELETE FROM conversations");
    world.db.execute("DELETE FROM attempts");
    const Forecast usual = world.foretell(campaign.id);
    QCOMPARE(usual.basis, ForecastBasis::Defaults);
    const double usualShare = static_cast<double>(usual.answered) / static_cast<double>(usual.attempts);
    QVERIFY2(usualShare > 0.62 && usualShare < 0.70, qPrintable(QString::number(usualShare)));
}

void ForecastTest::isTheSameEveryTime()
{
    ForecastWorld world;
    world.db.execute("UPDATE trunks SET kind = 1");
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600, .retry = {.maxAttempts = 3}});
    world.addTargets(campaign.id, 2'000);
    const std::string before = world.contents();
    const Forecast first = world.foretell(campaign.id);
    QCOMPARE(world.foretell(campaign.id), first);
    const Result<Forecast> otherSeed = forecast(world.db, {.campaign = campaign.id, .seed = 2}, world.clock.wall());
    QVERIFY(otherSeed.ok());
    QVERIFY(otherSeed->attempts != first.attempts);
    QCOMPARE(world.contents(), before); // and it wrote nothing
}

void ForecastTest::canBeCancelled()
{
    ForecastWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 60});
    world.addTargets(campaign.id, 100);
    std::stop_source stop;
    stop.request_stop();
    const Result<Forecast> result = forecast(world.db, {.campaign = campaign.id}, world.clock.wall(), stop.get_token());
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void ForecastTest::refusesWhatCannotBeForetold()
{
    ForecastWorld world;
    const Campaign over = world.addCampaign({.status = CampaignStatus::Completed});
    const WallTime now = world.clock.wall();
    QCOMPARE(forecast(world.db, {.campaign = over.id}, now).error().code, ErrorCode::Conflict);
    QCOMPARE(forecast(world.db, {.campaign = CampaignId{1}}, now).error().code, ErrorCode::NotFound);
    QCOMPARE(forecast(world.db, {.campaign = over.id, .horizon = second}, now).error().code, ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(ForecastTest)
#include "forecast_test.moc"
