#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

/// C4 and C9: what became of the calls, on record and on the wire.
namespace campanile::simulation {

namespace {

std::string named(EndReason reason)
{
    return nameOf(reason).data();
}

/// Whether the program hung up a talk because the credit did not last for more of it. It never does so within the
/// minute that was set aside, except in the last ten seconds, because it looks that far ahead. The carrier sees a
/// hang-up by the agent.
bool isCutShort(const AttemptRow &row, const LoggedCall &invite)
{
    constexpr Microseconds leastTalk{50'000'000};
    return *row.reason == EndReason::InsufficientCredits && invite.reason == EndReason::AgentHangup &&
           invite.by == EndedBy::Us && row.reserved > Money{} && invite.answeredAt &&
           *invite.endedAt - *invite.answeredAt >= leastTalk;
}

void checkAttempt(const AttemptRow &row, const LoggedCall *invite, Report &report)
{
    const std::string name = row.id.toStdString() + " to " + row.to.toStdString();
    if (row.state != AttemptState::Ended || !row.reason) {
        return; // C5 asks for its end
    }
    if (*row.reason == EndReason::NotSent) {
        if (invite != nullptr) {
            report.add(name + " is on record as not sent, and the carrier has " + inWords(*invite));
        }
        return;
    }
    if (*row.reason == EndReason::OutcomeUnknown) {
        return;
    }
    if (invite == nullptr) {
        report.add(name + " ended as " + named(*row.reason) + ", and the carrier never had it");
    } else if (!invite->endedAt) {
        report.add(name + " ended as " + named(*row.reason) + ", and the carrier has it still up: " + inWords(*invite));
    } else if (invite->reason != *row.reason && !isCutShort(row, *invite)) {
        report.add(name + " ended as " + named(*row.reason) + ", for the carrier as " + named(invite->reason));
    }
}

/// When a leg has to be over at the latest, if nobody hangs up before.
BootTime latestEnd(const LoggedCall &leg, const LifeSpan *life, const Plan &plan)
{
    constexpr std::int64_t slackUs = 5'000'000;
    const auto us = [](Milliseconds duration) { return Microseconds(duration).count(); };
    const std::int64_t expiry = us(plan.sessionExpiry) + slackUs;
    if (life != nullptr && life->until && *life->until <= leg.answeredAt.value()) {
        return {leg.answeredAt->us + expiry};
    }
    std::int64_t latest = leg.answeredAt->us + us(plan.longestTalk) + slackUs;
    for (const Suspend &suspend : plan.suspends) { // the sleeping machine refreshes no session, and counts no time
        if (suspend.until >= *leg.answeredAt && suspend.from.us <= latest) {
            latest += std::min(expiry, suspend.until.us - suspend.from.us);
        }
    }
    const bool diedMeanwhile = life != nullptr && life->until && life->until->us < latest;
    return {diedMeanwhile ? life->until->us + expiry : latest};
}

/// Whether a person has decided that the call rang.
bool isSaidToHaveRung(ScheduledCallId row, const Plan &plan)
{
    return std::any_of(plan.decisions.begin(), plan.decisions.end(), [row](const Decision &decision) {
        return decision.call == row && decision.what == UnknownDecision::ItRang;
    });
}

} // namespace

Violations checkInviteBehind(const Truth &truth, const Index &index)
{
    Report report(Promise::InviteBehind);
    for (const AttemptRow &row : truth.database.attempts) {
        checkAttempt(row, index.firstInvite(row.id), report);
    }
    for (const CallRow &row : truth.database.calls) {
        if (row.status != ScheduledCallStatus::Dispatched) {
            continue;
        }
        bool sent = isSaidToHaveRung(row.id, truth.plan);
        const auto attempts = index.attemptsOf.find(row.id);
        for (std::size_t i = 0; attempts != index.attemptsOf.end() && i < attempts->second.size(); ++i) {
            const LoggedCall *invite = index.firstInvite(attempts->second[i]->id);
            sent = sent || (invite != nullptr && invite->answeredAt);
        }
        if (!sent) {
            report.add(row.id.toStdString() + " to " + row.to.toStdString() +
                       " is dispatched, and the carrier connected none of its attempts");
        }
    }
    return report.take();
}

Violations checkLegsEnd(const Truth &truth, const Index &index)
{
    Report report(Promise::LegsEnd);
    for (const LoggedCall &call : truth.log) {
        if (!call.answeredAt) {
            continue;
        }
        const AttemptRow *row = index.attempt(call.attempt);
        const auto life = row == nullptr ? index.lives.end() : index.lives.find(row->process);
        const BootTime latest = latestEnd(call, life == index.lives.end() ? nullptr : life->second, truth.plan);
        if (call.endedAt ? *call.endedAt > latest : truth.plan.end > latest) {
            report.add(inWords(call) + ", answered " + inWords(*call.answeredAt) + ", " +
                       (call.endedAt ? "ended only " + inWords(*call.endedAt) : "never ended"));
        }
    }
    return report.take();
}

} // namespace campanile::simulation
