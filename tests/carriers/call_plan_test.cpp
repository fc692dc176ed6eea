// What is to become of a call on the simulated carrier: reserved endings and seeded rates.

#include "carriers/simulated/call_plan.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace campanile;

Q_DECLARE_METATYPE(campanile::EndReason)

namespace {

constexpr Milliseconds maxHold{60'000};
constexpr Milliseconds maxDuration{1'800'000};

CallPlan planFor(std::int64_t to, int attempt = 1, const SimulationSettings &settings = {})
{
    return planCall(settings, E164{to}, attempt, maxHold, maxDuration);
}

} // namespace

class CallPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reservedEndingsForceTheOutcome_data();
    void reservedEndingsForceTheOutcome();
    void aCarrierErrorOnceIsAnsweredTheSecondTime();
    void theSameSeedGivesTheSamePlan();
    void anotherSeedOrAttemptGivesAnotherPlan();
    void theRatesAreKept();
    void noCallLastsLongerThanAllowed();
};

void CallPlanTest::reservedEndingsForceTheOutcome_data()
{
    QTest::addColumn<int>("ending");
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<int>("sipCode");
    QTest::newRow("0000") << 0 << EndReason::CalleeHangup << 200;
    QTest::newRow("0001") << 1 << EndReason::Busy << 486;
    QTest::newRow("0002") << 2 << EndReason::NoAnswer << 408;
    QTest::newRow("0003") << 3 << EndReason::Declined << 603;
    QTest::newRow("0004") << 4 << EndReason::InvalidNumber << 404;
    QTest::newRow("0005") << 5 << EndReason::CarrierError << 503;
    QTest::newRow("0006") << 6 << EndReason::CarrierError << 503;
    QTest::newRow("0007") << 7 << EndReason::Voicemail << 200;
    QTest::newRow("0008") << 8 << EndReason::MaxHold << 200;
    QTest::newRow("0009") << 9 << EndReason::MaxDuration << 200;
    QTest::newRow("0010") << 10 << EndReason::CalleeHangup << 200;
    QTest::newRow("0011") << 11 << EndReason::AgentHangup << 200;
}

void CallPlanTest::reservedEndingsForceTheOutcome()
{
    QFETCH(const int, ending);
    QFETCH(const EndReason, reason);
    QFETCH(const int, sipCode);
    for (const std::int64_t prefix : {1'415'555, 44'207'946, 49'151'123}) {
        for (quint64 seed = 1; seed <= 20; ++seed) { // whatever the seed, and whatever the rates
            SimulationSettings settings;
            settings.seed = seed;
            settings.busyRate = 1.0;
            const CallPlan plan = planFor(prefix * 10'000 + ending, 1, settings);
            QCOMPARE(plan.reason, reason);
            QCOMPARE(plan.sipCode, sipCode);
            QCOMPARE(plan.talking > Milliseconds(0), wasAnswered(reason));
            if (reason == EndReason::NoAnswer) {
                QCOMPARE(plan.ringing, settings.ringLimit);
            } else if (reason == EndReason::MaxHold) {
                QCOMPARE(plan.talking, maxHold);
            } else if (reason == EndReason::MaxDuration) {
                QCOMPARE(plan.talking, maxDuration);
            }
        }
    }
}

void CallPlanTest::aCarrierErrorOnceIsAnsweredTheSecondTime()
{
    QCOMPARE(planFor(14155550005, 1).reason, EndReason::CarrierError);
    QCOMPARE(planFor(14155550005, 2).reason, EndReason::CalleeHangup);
    for (int attempt = 1; attempt <= 5; ++attempt) {
        QCOMPARE(planFor(14155550006, attempt).reason, EndReason::CarrierError);
    }
}

void CallPlanTest::theSameSeedGivesTheSamePlan()
{
    for (std::int64_t to = 14155552000; to < 14155552500; ++to) {
        QCOMPARE(planFor(to), planFor(to));
    }
}

void CallPlanTest::anotherSeedOrAttemptGivesAnotherPlan()
{
    SimulationSettings other;
    other.seed = 2;
    int bySeed = 0;
    int byAttempt = 0;
    for (std::int64_t to = 14155552000; to < 14155552500; ++to) {
        bySeed += planFor(to) == planFor(to, 1, other) ? 0 : 1;
        byAttempt += planFor(to, 1) == planFor(to, 2) ? 0 : 1;
    }
    QVERIFY(bySeed > 400);
    QVERIFY(byAttempt > 400);
}

void CallPlanTest::theRatesAreKept()
{
    constexpr int calls = 100'000;
    const SimulationSettings settings;
    std::map<EndReason, int> seen;
    int made = 0;
    for (std::int64_t to = 14'155'552'000; made < calls; ++to) {
        if (to % 10'000 > 11) {
            ++seen[planFor(to).reason];
            ++made;
        }
    }
    const std::map<EndReason, double> rates = {{EndReason::Busy, settings.busyRate},
                                               {EndReason::NoAnswer, settings.noAnswerRate},
                                               {EndReason::Declined, settings.declinedRate},
                                               {EndReason::InvalidNumber, settings.invalidRate},
                                               {EndReason::CarrierError, settings.carrierErrorRate},
                                               {EndReason::Voicemail, settings.voicemailRate}};
    double left = 1.0;
    for (const auto &[reason, rate] : rates) {
        const double share = static_cast<double>(seen[reason]) / calls;
        // Five standard deviations: it fails only when something is wrong.
        QVERIFY2(std::abs(share - rate) < 5 * std::sqrt(rate * (1 - rate) / calls), nameOf(reason).data());
        left -= rate;
    }
    QVERIFY(std::abs(static_cast<double>(seen[EndReason::CalleeHangup]) / calls - left) < 0.01);
    QCOMPARE(seen.size(), 7U);
}

void CallPlanTest::noCallLastsLongerThanAllowed()
{
    for (std::int64_t to = 14155552000; to < 14155553000; ++to) {
        const CallPlan plan = planCall({}, E164{to}, 1, maxHold, Milliseconds(30'000));
        QVERIFY(plan.talking <= Milliseconds(30'000));
        QVERIFY(plan.ringing <= SimulationSettings{}.ringLimit);
        if (plan.reason == EndReason::CalleeHangup) {
            QVERIFY(plan.talking < Milliseconds(30'000));
        }
    }
}

QTEST_GUILESS_MAIN(CallPlanTest)
#include "call_plan_test.moc"
