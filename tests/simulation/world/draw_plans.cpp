#include "simulation/world/draw_plans.h"

#include "simulation/world/dice.h"
#include "simulation/world/zones.h"

#include <algorithm>

namespace campanile::simulation {

namespace {

constexpr Milliseconds second{1'000};
constexpr Milliseconds minute{60'000};
constexpr Milliseconds hour{3'600'000};

UnknownPolicy anyPolicy(Dice &dice)
{
    return dice.oneOf({UnknownPolicy::Hold, UnknownPolicy::Hold, UnknownPolicy::Fail, UnknownPolicy::Retry});
}

/// Numbers that are called again and again need a number ledger that allows it.
void loosenLedger(Scenario &s, Dice &dice)
{
    s.cooldown = dice.oneOf({Milliseconds(0), minute, minute * 5, minute * 60});
    s.maxPerDay = dice.oneOf({3, 10, 10, 1'000});
    s.maxPerWeek = s.maxPerDay * 5;
}

void drawRecurring(Scenario &s)
{
    Dice dice(s.seed, "recurring");
    if (!dice.chance(0.5)) {
        return;
    }
    loosenLedger(s, dice);
    std::size_t zone = dice.below(namedZones().size());
    if (s.zone.empty() && dice.chance(0.7)) { // some hours before its clocks change
        s.start = namedZones()[zone].aDayOfInterest;
    }
    const int plans = dice.between(1, 3);
    for (int i = 0; i < plans; ++i) {
        RecurringScenario plan;
        plan.cron = dice.oneOf(cronExpressions());
        plan.zone = zone;
        plan.retry.maxAttempts = dice.between(1, 3);
        plan.retry.delay = dice.oneOf({second * 30, minute, minute * 15});
        plan.unknown = anyPolicy(dice);
        plan.callerId = dice.below(s.callerIds.size());
        plan.startsAfter = dice.chance(0.7) ? Milliseconds(0) : dice.between(Milliseconds(0), hour * 6);
        plan.endsAfter = dice.chance(0.7) ? Milliseconds(0) : dice.between(hour * 8, hour * 30);
        plan.hasHours = !s.zone.empty() && !s.hoursByClerk && dice.chance(0.3);
        s.recurring.push_back(plan);
        zone = dice.chance(0.7) ? zone : dice.below(namedZones().size());
    }
    s.planActionsPerDay = s.faults.operatorActions ? dice.oneOf({2, 10, 30}) : 0;
}

void drawOneOffs(Scenario &s)
{
    Dice dice(s.seed, "one-offs");
    s.oneOffsPerDay = dice.chance(0.5) ? dice.oneOf({10, 40, 100}) : 0;
}

void drawCredit(Scenario &s)
{
    Dice dice(s.seed, "credit");
    if (!dice.chance(0.35)) {
        return;
    }
    CreditScenario credit;
    for (std::size_t i = 0; i < s.trunkChannels.size(); ++i) {
        credit.prices.push_back({dice.oneOf({10'000, 12'347, 250'000})});
    }
    const Money dearest = *std::max_element(credit.prices.begin(), credit.prices.end());
    credit.opening = {dearest.micros * dice.oneOf({0, 3, 40, 5'000})};
    if (dice.chance(0.4)) {
        credit.reload = {{dearest.micros * 2}, {dearest.micros * 10}, {dearest.micros * dice.oneOf({0, 25, 200})}};
    }
    credit.topUp = {dearest.micros * dice.oneOf({2, 20, 300})};
    credit.topUpEvery = dice.oneOf({minute * 20, hour * 2, hour * 8});
    s.credit = credit;
}

} // namespace

const std::vector<const char *> &cronExpressions()
{
    static const std::vector<const char *> all = {
        "*/15 * * * *",  "*/5 * * * *",    "7 * * * *",       "10-50/20 */2 * * *", "0,30 2 * * *",      "45 1 * * *",
        "15 2 * * *",    "*/10 1,2 * * *", "10 1-3 * * *",    "30 0-23/3 * * *",    "5 2,9,12,17 * * *", "0 3 * * *",
        "20 0-23 * * *", "1 2 * * 0",      "59 1,2 1,29 * 0", "*/20 9-17 * * 1-5",
    };
    return all;
}

void drawPlans(Scenario &scenario)
{
    drawRecurring(scenario);
    drawOneOffs(scenario);
    drawCredit(scenario);
}

} // namespace campanile::simulation
