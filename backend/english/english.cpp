#include "english/english.h"

#include <QLocale>

namespace campanile {

namespace {

/// "United Kingdom (GB)"
QString countryName(const QString &code)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory
               ? code
               : QStringLiteral("%1 (%2)").arg(QLocale::territoryToString(territory), code);
}

} // namespace

QString inEnglish(const Hold &hold)
{
    switch (hold.reason) {
    case HoldReason::None:
    case HoldReason::CampaignRate:
        return {};
    case HoldReason::Stopped:
        return QStringLiteral("Stop all is in force. Release it to go on.");
    case HoldReason::StorageFailed:
        return QStringLiteral("The database cannot be written, so nothing is dialled.");
    case HoldReason::DiskLow:
        return QStringLiteral("The disk is nearly full, so nothing is dialled. Free some space.");
    case HoldReason::WorkspaceDisabled:
        return QStringLiteral("The workspace is disabled.");
    case HoldReason::CampaignNotActive:
        return QStringLiteral("The campaign is not active.");
    case HoldReason::AgentDisabled:
        return QStringLiteral("The campaign's agent is disabled.");
    case HoldReason::NumberInboundOnly:
        return QStringLiteral("The caller ID is for inbound calls only. Choose a number that may also place calls.");
    case HoldReason::NumberUnverified:
        return QStringLiteral("The caller ID has not been verified yet.");
    case HoldReason::NumberNotAssigned:
        return QStringLiteral("The caller ID is not assigned to the agent.");
    case HoldReason::OutsideHours:
        return QStringLiteral("It is outside the calling hours.");
    case HoldReason::NoCredit:
        return QStringLiteral("There is not enough credit for another call. Top up to go on.");
    case HoldReason::SpendLimit:
        return QStringLiteral("The campaign has reached its spend limit.");
    case HoldReason::NoCarrier:
        return QStringLiteral("The caller ID's trunk has no carrier that can be reached.");
    case HoldReason::TrunkThrottled:
        return QStringLiteral("The caller ID's trunk takes no more calls for a while.");
    case HoldReason::WorkspaceBusy:
        return QStringLiteral("As many calls are in progress as the workspace allows at once.");
    case HoldReason::TrunkBusy:
        return QStringLiteral("All channels of the trunk are in use.");
    case HoldReason::CampaignBusy:
        return QStringLiteral("As many calls are in progress as the campaign allows at once.");
    case HoldReason::WorkspaceRate:
        return QStringLiteral("The workspace's calls per minute are used up.");
    case HoldReason::NumberRate:
        return QStringLiteral("The caller ID's calls per minute are used up.");
    case HoldReason::NumberLedger:
        return QStringLiteral("The numbers now due were called too recently.");
    case HoldReason::RetryDelay:
        return QStringLiteral("Everybody who is left waits for the next attempt.");
    }
    return {};
}

QString withInstantInEnglish(const Hold &hold)
{
    const QString words = inEnglish(hold);
    return words.isEmpty() || hold.until.ms == 0 ? words
                                                 : QStringLiteral("%1 The next call is possible at %2.")
                                                       .arg(words, hold.until.toUtc().toString(Qt::ISODate));
}

QString inEnglish(const PauseReason &reason)
{
    switch (reason.code) {
    case PauseReason::Code::None:
        return {};
    case PauseReason::Code::FailuresInARow:
        return QStringLiteral("The last %1 calls failed one after the other. Check trunk, caller ID and list, then "
                              "resume.")
            .arg(reason.failed);
    case PauseReason::Code::ShareOfFailures:
        return QStringLiteral("%1 of the last %2 calls failed. Check trunk, caller ID and list, then resume.")
            .arg(reason.failed)
            .arg(reason.calls);
    case PauseReason::Code::EarlierVersion:
        return reason.text;
    }
    return {};
}

QString inEnglish(const EngineProblem &problem)
{
    switch (problem.code) {
    case EngineProblem::Code::None:
        return {};
    case EngineProblem::Code::TakenOver:
        return QStringLiteral("Another Campanile has taken over this database. This one does not dial any more.");
    case EngineProblem::Code::OutcomesNotWritten:
        return QStringLiteral("Nothing is dialled, because the outcomes of calls cannot be written. %1")
            .arg(problem.detail)
            .trimmed();
    case EngineProblem::Code::GateFailed:
        return QStringLiteral("Nothing is dialled, because the next calls cannot be decided. %1")
            .arg(problem.detail)
            .trimmed();
    case EngineProblem::Code::PlanFailed:
        return QStringLiteral("The calls of a campaign cannot be materialized. %1").arg(problem.detail).trimmed();
    case EngineProblem::Code::NoAnswer:
        return QStringLiteral("The engine does not answer. %1").arg(problem.detail).trimmed();
    }
    return {};
}

QString inEnglish(const EngineAdvice &advice)
{
    switch (advice.code) {
    case EngineAdvice::Code::None:
        return {};
    case EngineAdvice::Code::ManyOneOffCalls:
        return QStringLiteral(
                   "%1 one-off calls were placed within the last hour. Carriers treat such calls as spam, and "
                   "nothing limits their rate. Use a campaign, which keeps a rate.")
            .arg(advice.calls);
    }
    return {};
}

QString inEnglish(const CountryRefusal &refusal)
{
    if (refusal.country.isEmpty()) {
        return QStringLiteral("The number %1 belongs to no country, and such numbers are not called from %2.")
            .arg(refusal.to.toString(), refusal.from.toString());
    }
    QStringList called;
    for (const QString &code : refusal.called) {
        called << countryName(code);
    }
    return QStringLiteral(
               "The number %1 belongs to %2. From %3 only these countries are called: %4. To call it, allow its "
               "country on the caller ID's trunk.")
        .arg(refusal.to.toString(), countryName(refusal.country), refusal.from.toString(),
             called.isEmpty() ? QStringLiteral("none") : called.join(QStringLiteral(", ")));
}

QString inEnglish(RowStand stand)
{
    switch (stand) {
    case RowStand::NothingQueued:
        return QStringLiteral("None of its calls is waiting in the queue.");
    case RowStand::Skipped:
        return QStringLiteral("It was skipped.");
    case RowStand::AfterOthers:
        return QStringLiteral("The targets before it on the list come first; its call is not in the queue yet.");
    case RowStand::OnTheWire:
        return QStringLiteral("It is on the wire now.");
    case RowStand::BeingResolved:
        return QStringLiteral("The program ended while it was on the wire. The carrier is being asked what became of "
                              "it.");
    case RowStand::Answered:
        return QStringLiteral("It has been answered.");
    case RowStand::Cancelled:
        return QStringLiteral("It was cancelled before it was dialled.");
    case RowStand::Undecided:
        return QStringLiteral("Nobody knows whether it rang. Say what became of it: it rang, dial again, or give up.");
    case RowStand::Listed:
        return QStringLiteral("The number is on the do-not-call list; it is never called.");
    case RowStand::TooLate:
        return QStringLiteral("Its latest time has passed, and it will not be dialled.");
    case RowStand::NoVariables:
        return QStringLiteral("Its agent asks for variables that it does not have, and it will not be dialled.");
    case RowStand::NotDue:
        return QStringLiteral("It is not due yet.");
    case RowStand::RetryNotDue:
        return QStringLiteral("Its next attempt is not due yet.");
    }
    return {};
}

QString inEnglish(TargetState state)
{
    return QString(nameOf(state)).replace(u'_', u' ');
}

namespace {

struct Speaker {
    template<class Plain>
    QString operator()(const Plain &obstacle) const
    {
        return inEnglish(obstacle);
    }
    QString operator()(const OwnPace &pace) const
    {
        return QStringLiteral("Its turn comes at the pace of %1 calls a minute.").arg(pace.perMinute);
    }
    QString operator()(CampaignStatus status) const
    {
        return QStringLiteral("The campaign is %1.").arg(nameOf(status));
    }
    QString operator()(const MissedBy &missed) const
    {
        return QStringLiteral("It was %1 seconds too late and was not dialled.").arg(missed.late.count() / 1'000);
    }
    QString operator()(const FailedFor &failed) const
    {
        return QStringLiteral("It has failed: %1.")
            .arg(failed.reason ? QString(nameOf(*failed.reason)) : QStringLiteral("no reason is on record"));
    }
};

} // namespace

QString inEnglish(const Obstacle &obstacle)
{
    return std::visit(Speaker(), obstacle);
}

Error refused(const CountryRefusal &refusal, const QString &pointer)
{
    return {ErrorCode::PermissionDenied, inEnglish(refusal), pointer, ErrorRule::Country,
            QStringList{refusal.to.toString(), refusal.country, refusal.from.toString()} + refusal.called};
}

QString inEnglish(const Explanation &explanation)
{
    return explanation.gates.empty() ? QStringLiteral("Nothing holds it: it is dialled next.")
                                     : inEnglish(explanation.gates.front().obstacle);
}

} // namespace campanile
