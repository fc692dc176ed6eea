#include "local/calls/call_acceptance.h"

#include "core/time_zone.h"
#include "domain/ceilings.h"
#include "engine/gate/call_rules.h"
#include "engine/gate/moment_rules.h"
#include "english/english.h"
#include "local/editing.h"
#include "storage/limit_store.h"

namespace campanile {

namespace {

Result<void> invalid(const char *pointer, const QString &message)
{
    return {ErrorCode::InvalidInput, message, QString::fromLatin1(pointer)};
}

/// Turns a hold of every call of this agent from this number into an error.
Result<void> asError(const Hold &hold)
{
    const QString words = inEnglish(hold);
    switch (hold.reason) {
    case HoldReason::None:
        return {};
    case HoldReason::WorkspaceDisabled:
        return {ErrorCode::WorkspaceDisabled, words};
    case HoldReason::AgentDisabled:
        return {ErrorCode::AgentDisabled, words, QStringLiteral("#/agent_id")};
    case HoldReason::NumberInboundOnly:
        return {ErrorCode::NumberInboundOnly, words, QStringLiteral("#/phone_number_id")};
    case HoldReason::NumberUnverified:
        return {ErrorCode::NumberUnverified, words, QStringLiteral("#/phone_number_id")};
    case HoldReason::NumberNotAssigned:
        return {ErrorCode::NumberNotAssigned, words, QStringLiteral("#/phone_number_id")};
    default:
        return {ErrorCode::CarrierUnavailable, words};
    }
}

Result<void> checkRoom(const Moment &moment)
{
    if (moment.workspace.isFull()) {
        return {ErrorCode::RateLimited,
                QStringLiteral("As many calls are in progress as the workspace allows at once (%1). "
                               "Try again when one has ended.")
                    .arg(moment.workspace.limit)};
    }
    if (moment.trunk.isFull()) {
        return {ErrorCode::RateLimited,
                QStringLiteral("All %1 channels of the trunk are in use. Try again when one is free.")
                    .arg(moment.trunk.limit)};
    }
    return {};
}

Result<void> checkCredit(const Moment &moment)
{
    if (moment.isUnpaid()) {
        return {ErrorCode::InsufficientCredits,
                QStringLiteral("There is not enough credit for one minute on this trunk. Top up and try again.")};
    }
    return {};
}

/// Checks a new call that is to be dialled now.
Result<void> checkMoment(CallRules &rules, const ScheduledCall &call, const CallFacts &facts, WallTime now)
{
    if (call.scheduledAt + oneOffMisfireGrace < now) {
        return invalid("#/scheduled_at",
                       QStringLiteral("The instant lies too far in the past; the call would be missed. "
                                      "Leave it out to call now."));
    }
    if (const WallTime earliest = rules.earliestFor(call, facts); earliest > now) {
        return {ErrorCode::RateLimited, QStringLiteral("%1 was called too often already. It may be called again at %2.")
                                            .arg(call.to.toString(), earliest.toUtc().toString(Qt::ISODate))};
    }
    return {};
}

/// Checks that the trunk takes calls. A call for later is accepted whatever state the trunk is in now.
Result<void> checkTrunk(const TrunkBoard *trunks, const CallFacts &facts, WallTime now)
{
    return trunks != nullptr && facts.trunk ? asError(trunks->holdOf(facts.trunk->id, now)) : Result<void>();
}

} // namespace

Result<void> checkCall(const ScheduledCall &call)
{
    if (call.to.isNull()) {
        return invalid("#/to_number", QStringLiteral("A call needs the number to call."));
    }
    if (call.expiresAt.ms < 0) {
        return invalid("#/expires_at", QStringLiteral("The call would have expired already."));
    }
    if (call.maxAttempts < 1 || call.maxAttempts > ceilings::attempts) {
        return invalid("#/max_attempts", QStringLiteral("Attempts must be between 1 and %1.").arg(ceilings::attempts));
    }
    if (call.expiresAt.ms > 0 && call.expiresAt <= call.scheduledAt) {
        return invalid("#/expires_at", QStringLiteral("The call must expire later than it is scheduled."));
    }
    if (call.caps.holdSeconds < 0 || call.caps.holdSeconds > ceilings::holdSeconds) {
        return invalid("#/max_hold_seconds",
                       QStringLiteral("The seconds on hold must be between 1 and %1.").arg(ceilings::holdSeconds));
    }
    if (call.caps.durationSeconds < 0 || call.caps.durationSeconds > ceilings::callSeconds) {
        return invalid("#/max_duration_seconds",
                       QStringLiteral("The seconds of a call must be between 1 and %1.").arg(ceilings::callSeconds));
    }
    if (!call.timezone.isEmpty()) {
        if (const Result<TimeZone> zone = TimeZone::findGiven(call.timezone); !zone) {
            return invalid("#/timezone", zone.error().message);
        }
    }
    return {};
}

Result<void> checkNewCall(const NewCall &fresh)
{
    ScheduledCall call;
    call.to = fresh.to;
    call.maxAttempts = fresh.maxAttempts;
    call.timezone = fresh.timezone;
    call.caps = fresh.caps;
    call.scheduledAt = fresh.scheduledAt.value_or(WallTime{});
    call.expiresAt = fresh.expiresAt.value_or(WallTime{});
    return checkCall(call);
}

Result<void> acceptCall(WriteTransaction &tx, const ScheduledCall &call, const TrunkBoard *trunks)
{
    if (Result<void> allowed = mayEdit(tx.db, call.workspace); !allowed) {
        return allowed;
    }
    HoursBook hours;
    CallRules rules(tx.db, hours, tx.now);
    const CallFacts &facts = rules.factsOf(call);
    if (!facts.agent || facts.agent->workspace != call.workspace) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such agent."), QStringLiteral("#/agent_id")};
    }
    if (!facts.number || facts.number->workspace != call.workspace) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such phone number."),
                QStringLiteral("#/phone_number_id")};
    }
    if (Result<void> standing = asError(rules.standing(facts)); !standing) {
        return standing;
    }
    if (facts.blocksAnybody && LimitStore(tx.db).isBlocked(call.workspace, call.to)) {
        return {ErrorCode::BlockedDnc, QStringLiteral("%1 is on the do-not-call list.").arg(call.to.toString()),
                QStringLiteral("#/to_number")};
    }
    if (const std::optional<CountryRefusal> refusal = facts.countries.refusalOf(call.to)) {
        return refused(*refusal, QStringLiteral("#/to_number"));
    }
    if (call.expiresAt.ms > 0 && call.expiresAt <= tx.now) {
        return invalid("#/expires_at", QStringLiteral("The call would have expired already."));
    }
    LimitStore limits(tx.db);
    const Moment moment = MomentRules(tx.db, limits, tx.now).of(facts);
    if (Result<void> credit = checkCredit(moment); !credit) {
        return credit;
    }
    if (call.scheduledAt > tx.now) {
        return {};
    }
    if (call.id.isNull()) { // a call that waits already passed these checks when it was placed
        if (Result<void> possible = checkMoment(rules, call, facts, tx.now); !possible) {
            return possible;
        }
        if (Result<void> reachable = checkTrunk(trunks, facts, tx.now); !reachable) {
            return reachable;
        }
    }
    return checkRoom(moment);
}

} // namespace campanile
