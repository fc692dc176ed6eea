#include "domain/target_state.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

/// A target that nobody is calling yet.
TargetStanding waiting(const Target &target, const std::optional<TargetCall> &call, const Hold &campaign, WallTime now)
{
    const WallTime due = call ? call->dueAt : WallTime{};
    if (campaign.reason != HoldReason::None) {
        // When the campaign goes on, a call that is due later than that still waits for its own instant.
        const WallTime until = campaign.until.ms == 0 ? WallTime{} : std::max(campaign.until, due);
        return {.state = TargetState::Held, .at = until, .heldBy = campaign.reason};
    }
    if (call && call->postponement != Postponement::None && due > now) {
        return {.state = TargetState::Held, .at = due, .heldBy = holdReasonOf(call->postponement)};
    }
    if (call && call->attempt > 0) {
        return {.state = TargetState::RetryDue, .at = due, .reason = target.lastOutcome};
    }
    return {};
}

/// A target whose call is claimed and was not answered. An attempt that is being resolved is called dialling: the
/// program that dialled it is gone, and whether it rings or has ended is being asked of the carrier. "Outcome unknown"
/// would be a verdict, and it is not passed before that question has been asked for as long as the resolver is patient.
TargetStanding called(const std::optional<TargetAttempt> &attempt)
{
    const bool rings = attempt && attempt->state == AttemptState::Ringing;
    return {.state = rings ? TargetState::Ringing : TargetState::Dialling,
            .at = attempt ? attempt->dialledAt : WallTime{}};
}

/// A target that counts as reached.
TargetStanding reached(const Target &target, const std::optional<TargetCall> &call,
                       const std::optional<TargetAttempt> &attempt)
{
    if (attempt && attempt->state == AttemptState::Answered) {
        return {.state = TargetState::Talking, .at = attempt->answeredAt};
    }
    if (attempt && attempt->state == AttemptState::Resolving) { // it was answered; how it ended is being found out
        return {.state = TargetState::Answered};
    }
    if (call && call->lastError == EndReason::OutcomeUnknown) { // a person says that it rang; nobody knows who answered
        return {.state = TargetState::OutcomeUnknown, .reason = EndReason::OutcomeUnknown};
    }
    const bool byMachine = target.lastOutcome == EndReason::Voicemail;
    // Whatever cut the talk off, such as a carrier error, the person was reached.
    return {.state = byMachine ? TargetState::Voicemail : TargetState::Answered, .reason = target.lastOutcome};
}

std::int64_t valueOf(const std::map<EndReason, qint64> &counts, EndReason reason)
{
    const auto found = counts.find(reason);
    return found == counts.end() ? 0 : found->second;
}

} // namespace

QLatin1StringView nameOf(TargetState state)
{
    switch (state) {
    case TargetState::Waiting:
        return QLatin1StringView("waiting");
    case TargetState::RetryDue:
        return QLatin1StringView("retry_due");
    case TargetState::Held:
        return QLatin1StringView("held");
    case TargetState::Dialling:
        return QLatin1StringView("dialling");
    case TargetState::Ringing:
        return QLatin1StringView("ringing");
    case TargetState::Talking:
        return QLatin1StringView("talking");
    case TargetState::Answered:
        return QLatin1StringView("answered");
    case TargetState::Voicemail:
        return QLatin1StringView("voicemail");
    case TargetState::NoAnswer:
        return QLatin1StringView("no_answer");
    case TargetState::Busy:
        return QLatin1StringView("busy");
    case TargetState::Declined:
        return QLatin1StringView("declined");
    case TargetState::Failed:
        return QLatin1StringView("failed");
    case TargetState::Skipped:
        return QLatin1StringView("skipped");
    case TargetState::OutcomeUnknown:
        return QLatin1StringView("outcome_unknown");
    }
    return QLatin1StringView("unknown");
}

std::optional<TargetState> targetStateFrom(QStringView name)
{
    const auto *const found =
        std::ranges::find_if(allTargetStates, [name](TargetState state) { return name == nameOf(state); });
    return found == allTargetStates.end() ? std::nullopt : std::optional(*found);
}

TargetState stateOf(EndReason reason)
{
    switch (reason) {
    case EndReason::CalleeHangup:
    case EndReason::AgentHangup:
    case EndReason::MaxDuration:
    case EndReason::MaxHold:
        return TargetState::Answered;
    case EndReason::Voicemail:
        return TargetState::Voicemail;
    case EndReason::Busy:
        return TargetState::Busy;
    case EndReason::NoAnswer:
        return TargetState::NoAnswer;
    case EndReason::Declined:
        return TargetState::Declined;
    case EndReason::OutcomeUnknown:
        return TargetState::OutcomeUnknown;
    case EndReason::InvalidNumber:
    case EndReason::Blocked:
    case EndReason::CarrierError:
    case EndReason::Cancelled:
    case EndReason::InsufficientCredits:
    case EndReason::Missed:
    case EndReason::NotSent:
    case EndReason::CountryNotAllowed:
    case EndReason::TrunkRefused:
    case EndReason::TrunkAuthentication:
    case EndReason::MediaMismatch:
    case EndReason::TrunkThrottled:
    case EndReason::VariablesMissing:
        return TargetState::Failed;
    }
    return TargetState::Failed;
}

TargetStanding standingOf(const Target &target, const std::optional<TargetCall> &call,
                          const std::optional<TargetAttempt> &attempt, const Hold &campaign, WallTime now)
{
    switch (target.status) {
    case TargetStatus::Pending:
        return waiting(target, std::nullopt, campaign, now);
    case TargetStatus::Scheduled:
        return call && call->status == ScheduledCallStatus::InFlight ? called(attempt)
                                                                     : waiting(target, call, campaign, now);
    case TargetStatus::Dispatched:
        return reached(target, call, attempt);
    case TargetStatus::Failed: {
        const TargetState state = target.lastOutcome ? stateOf(*target.lastOutcome) : TargetState::Failed;
        return {.state = state, .reason = target.lastOutcome, .undecided = call && call->undecided};
    }
    case TargetStatus::Skipped:
        break;
    }
    return {.state = TargetState::Skipped};
}

TargetRow rowOf(Target target, const TargetStanding &standing)
{
    TargetRow row{std::move(target), standing};
    if (!isWaiting(standing.state)) {
        row.nextAt = {};
    }
    if (row.status == TargetStatus::Dispatched) { // else it is the outcome of an earlier attempt
        row.lastOutcome = standing.reason;
    }
    return row;
}

std::int64_t TargetStateCounts::of(TargetStates states) const
{
    std::int64_t sum = 0;
    for (const TargetState state : allTargetStates) {
        sum += states.contains(state) ? of(state) : 0;
    }
    return sum;
}

std::int64_t TargetStateCounts::total() const
{
    std::int64_t sum = 0;
    for (const std::int64_t n : m_counts) {
        sum += n;
    }
    return sum;
}

TargetStateCounts countsOf(const CampaignStats &stats, const OpenAttempts &open, const PostponedCalls &postponed,
                           const Hold &campaign)
{
    TargetStateCounts counts;
    counts.add(TargetState::Skipped, stats.of(TargetStatus::Skipped));
    for (const auto &[reason, n] : stats.byOutcome) {
        const std::int64_t otherwise = valueOf(stats.answeredOtherwise, reason);
        counts.add(stateOf(reason), n - otherwise);
        counts.add(TargetState::Answered, otherwise);
    }
    // A call that talks counts as reached since its answer.
    counts.add(TargetState::Answered, -open.talking);
    counts.add(TargetState::Talking, open.talking);
    counts.add(TargetState::Dialling, open.dialling + open.resolving);
    counts.add(TargetState::Ringing, open.ringing);

    const std::int64_t wait = stats.of(TargetStatus::Pending) + stats.of(TargetStatus::Scheduled) - open.dialling -
                              open.resolving - open.ringing;
    if (campaign.reason != HoldReason::None) {
        counts.add(TargetState::Held, wait);
        return counts;
    }
    const std::int64_t held = postponed.untried + postponed.retries;
    const std::int64_t retry = stats.retryDue - postponed.retries;
    counts.add(TargetState::Held, held);
    counts.add(TargetState::RetryDue, retry);
    counts.add(TargetState::Waiting, wait - held - retry);
    return counts;
}

} // namespace campanile
