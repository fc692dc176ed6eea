// The rules of the moment: in which order they hold a call, and that the counts they stand on are in the database,
// where several engines find them.

#include "core/random.h"
#include "engine/gate/moment_rules.h"
#include "storage/credit_store.h"
#include "support/durations.h"
#include "support/gate_world.h"
#include "support/most_in_a_minute.h"

#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

class MomentRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstHoldIsAmongAll();
    void theLongestRateWins();
    void twoGatesOnOneDatabaseKeepTheMinuteTogether();
    void twoGatesOnOneDatabaseKeepTheChannelsTogether();
    void aPassThatWasUndoneTakesNothingOfTheMinute();
    void theFirstPassKnowsTheLastMinuteEvenWhenItIsUndone_data();
    void theFirstPassKnowsTheLastMinuteEvenWhenItIsUndone();
    void theMinuteForgetsWhatIsTooOldToCount();
    void aPassReadsEachFactOnce();
};

void MomentRulesTest::theFirstHoldIsAmongAll()
{
    Random random(7);
    const auto upTo = [&random](int most) {
        return static_cast<int>(random.below(static_cast<std::uint64_t>(most) + 1));
    };
    for (int i = 0; i < 20'000; ++i) {
        Moment moment;
        moment.now = startOfTest;
        moment.workspace = {upTo(3), upTo(3)};
        moment.trunk = {upTo(3), upTo(3)};
        moment.campaign = {upTo(3), upTo(3)};
        for (Pace &pace : moment.paces) {
            pace = {upTo(3) * 10, startOfTest + Milliseconds(upTo(3'000) - 2'000),
                    startOfTest + Milliseconds(upTo(3'000) - 2'500)};
        }
        moment.price = Money::of(upTo(1));
        moment.spendable = Money::of(upTo(1));
        moment.spendLimit = Money::of(upTo(4));
        moment.spent = Money::of(upTo(3));
        moment.setAside = upTo(2);
        const Hold first = firstHold(moment);
        const std::vector<Hold> all = allHolds(moment);
        QCOMPARE(first.reason == HoldReason::None, all.empty());
        QVERIFY(all.empty() || std::ranges::find(all, first) != all.end());
    }
}

void MomentRulesTest::theLongestRateWins()
{
    Moment moment;
    moment.now = startOfTest;
    moment.pace(BucketScope::Workspace) = {60, startOfTest + Milliseconds(300), {}};
    moment.pace(BucketScope::PhoneNumber) = {60, startOfTest + Milliseconds(200), startOfTest + second};
    moment.pace(BucketScope::Campaign) = {60, startOfTest + Milliseconds(900), {}};
    QCOMPARE(firstHold(moment), (Hold{HoldReason::NumberRate, startOfTest + second}));
    moment.pace(BucketScope::PhoneNumber).minuteFreeAt = {};
    QCOMPARE(firstHold(moment), (Hold{HoldReason::CampaignRate, startOfTest + Milliseconds(900)}));
    moment.trunk = {1, 1};
    QCOMPARE(firstHold(moment), (Hold{HoldReason::TrunkBusy, {}}));
    QCOMPARE(allHolds(moment).size(), 4U);
}

/// Their buckets are emptied again and again, so nothing but the count of the last minute is left to hold them.
void MomentRulesTest::twoGatesOnOneDatabaseKeepTheMinuteTogether()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 10});
    world.addTargets(campaign.id, 400);
    world.materialize(campaign.id);
    Gate twin(world.writer, world.db, world.clock, world.options());
    std::vector<WallTime> calls;
    for (int i = 0; i < 400; ++i) {
        world.db.execute("UPDATE buckets SET tat = 0");
        world.db.execute("UPDATE scheduled_calls SET due_at = ? WHERE status = 0", world.clock.wall());
        Gate &gate = i % 2 == 0 ? world.gate : twin;
        calls.insert(calls.end(), GateWorld::passOf(gate, {campaign.id})->permits.size(), world.clock.wall());
        world.clock.advance(Milliseconds(700));
    }
    QVERIFY2(mostInAMinute(calls) <= 10, qPrintable(QString::number(mostInAMinute(calls))));
    QVERIFY(calls.size() >= 40);
}

void MomentRulesTest::twoGatesOnOneDatabaseKeepTheChannelsTogether()
{
    GateWorld world;
    Trunk trunk = world.trunk;
    trunk.maxChannels = 5;
    world.save(trunk);
    const Campaign campaign = world.addCampaign();
    world.addTargets(campaign.id, 20);
    world.materialize(campaign.id);
    Gate twin(world.writer, world.db, world.clock, world.options());
    QCOMPARE(world.pass({campaign.id}, 3)->permits.size(), 3U);
    const Result<Passage> other = GateWorld::passOf(twin, {campaign.id});
    QCOMPARE(other->permits.size(), 2U);
    QCOMPARE(holdOf(other), HoldReason::TrunkBusy);
    QCOMPARE(holdOf(world.pass({campaign.id})), HoldReason::TrunkBusy);
}

void MomentRulesTest::aPassThatWasUndoneTakesNothingOfTheMinute()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 1});
    world.addTargets(campaign.id, 3);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall());
    world.writer.fault = [](WritePriority) { return Error{ErrorCode::StorageFailed, QStringLiteral("full"), {}}; };
    QVERIFY(!world.pass({campaign.id}));
    QCOMPARE(world.db.integer("SELECT count(*) FROM minute_calls"), std::optional<std::int64_t>(0));
    world.writer.fault = nullptr;
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U); // the one that was undone never began
    world.clock.advance(minute - second);
    world.db.execute("UPDATE buckets SET tat = 0");
    QCOMPARE(holdOf(world.pass({campaign.id})), HoldReason::CampaignRate);
    world.clock.advance(second + Milliseconds(1));
    QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
}

void MomentRulesTest::theFirstPassKnowsTheLastMinuteEvenWhenItIsUndone_data()
{
    QTest::addColumn<int>("workspaceRate");
    QTest::addColumn<int>("numberRate");
    QTest::addColumn<int>("campaignRate");
    QTest::addColumn<QString>("held");
    QTest::newRow("workspace") << 30 << 0 << 0 << nameOf(HoldReason::WorkspaceRate);
    QTest::newRow("number") << 0 << 30 << 0 << nameOf(HoldReason::NumberRate);
    QTest::newRow("campaign") << 0 << 0 << 30 << nameOf(HoldReason::CampaignRate);
}

/// The counts in the database are removed, so the second lock is left alone: what a process reads of the last minute
/// before its first pass stays with it when that pass is undone.
void MomentRulesTest::theFirstPassKnowsTheLastMinuteEvenWhenItIsUndone()
{
    QFETCH(const int, workspaceRate);
    QFETCH(const int, numberRate);
    QFETCH(const int, campaignRate);
    QFETCH(const QString, held);
    GateWorld world;
    Workspace workspace = world.workspace;
    workspace.ratePerMinute = workspaceRate;
    world.save(workspace);
    PhoneNumber number = world.number;
    number.ratePerMinute = numberRate;
    world.save(number);
    const Campaign campaign = world.addCampaign({.ratePerMinute = campaignRate});
    world.addTargets(campaign.id, 100);
    world.materialize(campaign.id);
    world.db.execute("UPDATE scheduled_calls SET due_at = ?", world.clock.wall());
    const auto forget = [&world] {
        world.db.execute("DELETE FROM buckets");
        world.db.execute("DELETE FROM minute_calls");
    };
    for (int i = 0; i < 29; ++i) {
        QCOMPARE(world.pass({campaign.id})->permits.size(), 1U);
        world.clock.advance(second * 2);
    }
    forget();
    Gate next(world.writer, world.db, world.clock, world.options());
    world.writer.fault = [](WritePriority) { return Error{ErrorCode::StorageFailed, QStringLiteral("full"), {}}; };
    QVERIFY(!GateWorld::passOf(next, {campaign.id}));
    world.writer.fault = nullptr;
    QCOMPARE(GateWorld::passOf(next, {campaign.id})->permits.size(), 1U); // the thirtieth
    forget();
    const Result<Passage> full = GateWorld::passOf(next, {campaign.id});
    QCOMPARE(full->permits.size(), 0U);
    QCOMPARE(nameOf(holdOf(full)), held);
}

void MomentRulesTest::theMinuteForgetsWhatIsTooOldToCount()
{
    GateWorld world;
    const Campaign campaign = world.addCampaign({.ratePerMinute = 600});
    world.addTargets(campaign.id, 1'000);
    world.materialize(campaign.id);
    for (int i = 0; i < 1'000; ++i) {
        world.db.execute("UPDATE scheduled_calls SET due_at = ? WHERE status = 0", world.clock.wall());
        QCOMPARE(world.pass({campaign.id}, 1)->permits.size(), 1U);
        world.clock.advance(Milliseconds(101));
    }
    const std::int64_t kept = world.db.integer("SELECT count(*) FROM minute_calls").value_or(0);
    QVERIFY2(kept >= 600 && kept < 600 + 2 * 64, qPrintable(QString::number(kept)));
    QCOMPARE(LimitStore(world.db).bucket(BucketScope::Campaign, campaign.id.value)->begun, 1'000);
}

void MomentRulesTest::aPassReadsEachFactOnce()
{
    GateWorld world;
    Trunk priced = world.trunk;
    priced.pricePerMinute = Money::of(0, 1);
    priced.maxChannels = 5'000;
    world.save(priced);
    Workspace workspace = world.workspace;
    workspace.maxConcurrent = 5'000;
    world.save(workspace);
    CreditAccount account = CreditStore(world.db).account(world.workspace.id).value();
    account.balance = Money::of(100);
    CreditStore(world.db).update(world.workspace.id, account);
    const Campaign campaign = world.addCampaign({.maxConcurrent = 5'000});
    world.addTargets(campaign.id, 1'000);
    world.materialize(campaign.id);
    int asked = 0;
    world.write([&](WriteTransaction &transaction) {
        HoursBook hours;
        LimitStore limits(transaction.db);
        CallRules rules(transaction.db, hours, transaction.now);
        const CallFacts &facts = rules.factsOf(campaign.id);
        MomentRules moment(transaction.db, limits, transaction.now, [&asked, &account](WorkspaceId) {
            ++asked;
            return &account;
        });
        QCOMPARE(firstHold(moment.of(facts)).reason, HoldReason::None);
        // From here on the database says something else, and nobody looks.
        transaction.db.execute("UPDATE campaign_counts SET n = 9999");
        for (int i = 0; i < 4'999; ++i) {
            moment.take(facts);
            QCOMPARE(firstHold(moment.of(facts)).reason, HoldReason::None);
        }
        moment.take(facts);
        QCOMPARE(firstHold(moment.of(facts)).reason, HoldReason::WorkspaceBusy);
        transaction.db.execute("UPDATE campaign_counts SET n = 0 WHERE kind = 3");
    });
    QCOMPARE(asked, 5'001);
}

QTEST_GUILESS_MAIN(MomentRulesTest)
#include "moment_rules_test.moc"
