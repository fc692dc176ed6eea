#include "domain/retry_policy.h"
#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

#include <set>
#include <utility>

/// C1 to C3: what may be on the wire at all.
namespace campanile::simulation {

namespace {

/// The carrier's log says how the earlier call ended, unless nobody could ask the carrier. Whether such a call may be
/// followed is checked by checkDecisions.
std::string mayNotFollow(const AttemptRow &attempt, const LoggedCall &earlier, const LoggedCall &later)
{
    if (!earlier.endedAt || *earlier.endedAt > later.at) {
        return "while that call was still going on";
    }
    if (attempt.reason != EndReason::OutcomeUnknown && !RetryPolicy{}.isRetryable(earlier.reason)) {
        return "although that call ended as " + std::string(nameOf(earlier.reason).data());
    }
    return {};
}

void checkRow(ScheduledCallId row, const std::vector<const AttemptRow *> &attempts, const Index &index,
              const Plan &plan, Report &report)
{
    const LoggedCall *earlier = nullptr;
    const AttemptRow *before = nullptr;
    std::set<int> sent;
    for (const AttemptRow *attempt : attempts) {
        const LoggedCall *invite = index.firstInvite(attempt->id);
        if (invite == nullptr) {
            continue;
        }
        if (!sent.insert(attempt->n).second) {
            report.add("attempt " + std::to_string(attempt->n) + " of " + row.toStdString() +
                       " was sent twice, the second time to " + inWords(*invite));
        }
        if (earlier != nullptr) {
            if (const std::string why = mayNotFollow(*before, *earlier, *invite); !why.empty()) {
                report.add(inWords(*invite) + " followed " + inWords(*earlier) + ' ' + why);
            }
        }
        earlier = invite;
        before = attempt;
    }
    const std::optional<int> most = index.mostAttempts(row, attempts.front()->campaign, plan);
    if (most && sent.size() > static_cast<std::size_t>(*most)) {
        report.add(row.toStdString() + " was called " + std::to_string(sent.size()) + " times, and " +
                   std::to_string(*most) + " were allowed");
    }
}

bool steppedJustBefore(BootTime at, const Plan &plan)
{
    constexpr Microseconds doubtful{10'000'000};
    for (const ClockStep &step : plan.steps) {
        if (step.at <= at && at - step.at <= doubtful) {
            return true;
        }
    }
    return false;
}

} // namespace

Violations checkOneCallId(const Truth &truth, const Index &index)
{
    Report report(Promise::OneCallId);
    for (const auto &[attempt, invites] : index.invites) {
        std::set<std::string> callIds;
        for (const LoggedCall *invite : invites) {
            if (callIds.insert(invite->callId).second && callIds.size() > 1) {
                report.add("the intent of " + inWords(*invites.front()) + " was sent again as " + inWords(*invite));
            }
        }
    }
    for (const auto &[row, attempts] : index.attemptsOf) {
        checkRow(row, attempts, index, truth.plan, report);
    }
    return report.take();
}

Violations checkOneInvite(const Truth &truth, const Index &)
{
    Report report(Promise::OneInvite);
    std::map<std::string, const LoggedCall *> seen;
    for (const LoggedCall &call : truth.log) {
        const auto [first, isNew] = seen.emplace(call.callId, &call);
        if (!isNew) {
            report.add(inWords(call) + " had been sent before, at " + inWords(first->second->at));
        }
    }
    return report.take();
}

Violations checkIntentFirst(const Truth &truth, const Index &index)
{
    Report report(Promise::IntentFirst);
    for (const LoggedCall &call : truth.log) {
        const AttemptRow *row = index.attempt(call.attempt);
        if (row == nullptr) {
            report.add(inWords(call) + " has no attempt in the database");
            continue;
        }
        if (row->to != call.to || row->from != call.from) {
            report.add(inWords(call) + " was meant for " + row->to.toStdString() + " from " + row->from.toStdString());
        }
        if (!truth.journal.contains(call.attempt)) {
            report.add(inWords(call) + " has no line in the dial journal");
        }
        const auto life = index.lives.find(row->process);
        if (life == index.lives.end() || call.at < life->second->from ||
            (life->second->until && call.at > *life->second->until)) {
            report.add(inWords(call) + " is of process " + std::to_string(row->process.value) +
                       ", which did not live then");
        }
        const Milliseconds since(call.wall.ms - row->intentAt.ms);
        if (!steppedJustBefore(call.at, truth.plan) && (since < Milliseconds(0) || since > truth.plan.permitLifetime)) {
            report.add(inWords(call) + " was sent " + inWords(since) + " after its intent");
        }
    }
    return report.take();
}

} // namespace campanile::simulation
