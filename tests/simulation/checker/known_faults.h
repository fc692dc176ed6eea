#pragma once

#include "domain/credit.h"
#include "simulation/checker/timeline.h"
#include "simulation/truth/truth.h"

/// What the product is known not to keep yet. The checker passes over it, so that it goes on finding what nobody knows;
/// campanile_simulate --strict does not. Each of these goes when its fault is mended.
namespace campanile::simulation {

/// Keys of requests are kept for 24 hours of the wall clock, so that one that was set forward by a day forgets them at
/// the next request: the same request, sent again, is another one then (IdempotencyStore::forget).
inline bool isKeyForgotten(const OneOffRequest &request, const Plan &plan)
{
    constexpr Milliseconds kept{24LL * 3'600'000};
    const Timeline timeline(plan);
    const BootTime asked = request.versions.front().asked;
    return !plan.strict && std::any_of(plan.steps.begin(), plan.steps.end(), [&](const ClockStep &step) {
        return step.at > asked && timeline.wallAt(step.at) > timeline.wallAt(asked) + kept - Milliseconds(60'000);
    });
}

/// What an account has bought of its own accord in a month is forgotten when the wall clock is set to another month,
/// and counted from nothing when it is set back (CreditBook::reload).
inline bool isMonthForgotten(const Plan &plan)
{
    const Timeline timeline(plan);
    return !plan.strict && monthOf(timeline.earliest()) != monthOf(timeline.latest());
}

/// A row that is given back, because its attempt never left the machine, is due anew five seconds after that: an outage
/// of an hour makes it no later, and a clock that was set back makes it early (Settlement::giveBack,
/// CallRules::missed).
inline bool isDueTimeForgotten(const AttemptRow &attempt, const Plan &plan)
{
    return !plan.strict && attempt.epoch > 1;
}

/// A call by name that finds its number called as often as anybody may be waits for the next day, and is dialled then
/// however late it is (CallRules::tooSoon).
inline bool isPutOffByCaps(const LoggedCall &invite, const Truth &truth)
{
    const auto before = std::count_if(truth.log.begin(), truth.log.end(), [&invite](const LoggedCall &call) {
        return call.to == invite.to && call.at < invite.at;
    });
    return !truth.plan.strict && before >= truth.plan.oneOffsPerDay;
}

} // namespace campanile::simulation
