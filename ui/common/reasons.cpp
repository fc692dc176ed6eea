// Why something is held, paused or not dialled. The words for errors and for rows of lists are in error_reasons.cpp.

#include "common/reasons.h"

#include "common/words.h"

namespace campanile {

using namespace Qt::Literals::StringLiterals;

QString Reasons::inWords(const Hold &hold)
{
    const auto goesOn = [&hold](const QString &why) {
        return hold.until.ms > 0 ? tr("%1 The next call is possible at %2.").arg(why, Words::moment(hold.until)) : why;
    };
    switch (hold.reason) {
    case HoldReason::None:
    case HoldReason::CampaignRate:
        return {};
    case HoldReason::Stopped:
        return tr("Stop all is in force. Release it to go on.");
    case HoldReason::StorageFailed:
        return tr("The database cannot be written, so nothing is dialled.");
    case HoldReason::DiskLow:
        return tr("The disk is nearly full, so nothing is dialled. Free some space.");
    case HoldReason::WorkspaceDisabled:
        return tr("The workspace is disabled.");
    case HoldReason::CampaignNotActive:
        return tr("The campaign is not active.");
    case HoldReason::AgentDisabled:
        return tr("The campaign's agent is disabled.");
    case HoldReason::NumberInboundOnly:
        return tr("The caller ID is for inbound calls only. Choose a number that may also place calls.");
    case HoldReason::NumberUnverified:
        return tr("The caller ID has not been verified yet.");
    case HoldReason::NumberNotAssigned:
        return tr("The caller ID is not assigned to the agent.");
    case HoldReason::NoCarrier:
        return tr("The caller ID's trunk has no carrier that can be reached.");
    case HoldReason::TrunkThrottled:
        return hold.until.ms > 0
                   ? tr("The caller ID's trunk takes no more calls until %1.").arg(Words::moment(hold.until))
                   : tr("The caller ID's trunk takes no more calls for a while.");
    case HoldReason::OutsideHours:
        return hold.until.ms > 0
                   ? tr("It is outside the calling hours. They begin at %1.").arg(Words::moment(hold.until))
                   : tr("It is outside the calling hours.");
    case HoldReason::NumberLedger:
        return goesOn(tr("The numbers now due were called too recently."));
    case HoldReason::RetryDelay:
        return hold.until.ms > 0 ? tr("Everybody who is left waits for the next attempt, which is due at %1.")
                                       .arg(Words::moment(hold.until))
                                 : tr("Everybody who is left waits for the next attempt.");
    case HoldReason::NoCredit:
        return tr("There is not enough credit for another call. Top up to go on.");
    case HoldReason::SpendLimit:
        return tr("The campaign has reached its spend limit.");
    case HoldReason::WorkspaceBusy:
        return tr("As many calls are in progress as the workspace allows at once.");
    case HoldReason::TrunkBusy:
        return tr("All channels of the trunk are in use.");
    case HoldReason::CampaignBusy:
        return tr("As many calls are in progress as the campaign allows at once.");
    case HoldReason::WorkspaceRate:
        return goesOn(tr("The workspace's calls per minute are used up."));
    case HoldReason::NumberRate:
        return goesOn(tr("The caller ID's calls per minute are used up."));
    }
    return {};
}

QString Reasons::inWords(const PauseReason &reason)
{
    switch (reason.code) {
    case PauseReason::Code::None:
        return {};
    case PauseReason::Code::FailuresInARow:
        return tr("The last %Ln call(s) failed one after the other. Check trunk, caller ID and list, then resume.",
                  nullptr, reason.failed);
    case PauseReason::Code::ShareOfFailures:
        return tr("%1 of the last %2 calls failed. Check trunk, caller ID and list, then resume.")
            .arg(Words::count(reason.failed), Words::count(reason.calls));
    case PauseReason::Code::EarlierVersion:
        return tr("The campaign paused itself under an earlier version of Campanile. Check trunk, caller ID and list, "
                  "then resume.");
    }
    return {};
}

QString Reasons::inWords(const EngineProblem &problem)
{
    const auto becauseOf = [&problem](const QString &what) { return what + u' ' + inWords(problem.cause); };
    switch (problem.code) {
    case EngineProblem::Code::None:
        return {};
    case EngineProblem::Code::TakenOver:
        return tr("Another Campanile has taken over this database. This one does not dial any more.");
    case EngineProblem::Code::OutcomesNotWritten:
        return becauseOf(tr("Nothing is dialled, because the outcomes of calls cannot be written."));
    case EngineProblem::Code::GateFailed:
        return becauseOf(tr("Nothing is dialled, because the next calls cannot be decided."));
    case EngineProblem::Code::PlanFailed:
        return becauseOf(tr("The calls of a campaign cannot be put into the queue."));
    case EngineProblem::Code::NoAnswer:
        return becauseOf(tr("The engine does not answer."));
    }
    return {};
}

QString Reasons::inWords(const EngineAdvice &advice)
{
    switch (advice.code) {
    case EngineAdvice::Code::None:
        return {};
    case EngineAdvice::Code::ManyOneOffCalls:
        return tr("%1 one-off calls were placed within the last hour. Carriers treat such calls as spam, and nothing "
                  "limits "
                  "their rate. Use a campaign, which keeps a rate.")
            .arg(Words::count(advice.calls));
    }
    return {};
}

QString Reasons::inWords(const CountryRefusal &refusal)
{
    const QString to = Words::number(refusal.to);
    const QString from = Words::number(refusal.from);
    if (refusal.country.isEmpty()) {
        return tr("The number %1 belongs to no country, and such numbers are not called from %2.").arg(to, from);
    }
    if (refusal.called.isEmpty()) {
        return tr("The number %1 belongs to the country %2, and no country is called from %3. To call it, allow the "
                  "country on the caller ID's trunk.")
            .arg(to, refusal.country, from);
    }
    return tr("The number %1 belongs to the country %2. From %3 only these countries are called: %4. To call it, allow "
              "the "
              "country on the caller ID's trunk.")
        .arg(to, refusal.country, from, refusal.called.join(u", "_s));
}

QString Reasons::inWords(RowStand stand)
{
    switch (stand) {
    case RowStand::NothingQueued:
        return tr("None of the campaign's calls waits in the queue.");
    case RowStand::Skipped:
        return tr("It was skipped.");
    case RowStand::AfterOthers:
        return tr("Others on the list come first. Its call is not in the queue yet.");
    case RowStand::OnTheWire:
        return tr("The call is being made now.");
    case RowStand::BeingResolved:
        return tr("The program ended during the call. The carrier is being asked what became of it.");
    case RowStand::Answered:
        return tr("It has been answered.");
    case RowStand::Cancelled:
        return tr("It was cancelled before it was dialled.");
    case RowStand::Undecided:
        return tr("Nobody knows whether it rang. Say what became of it: it rang, dial again, or give up.");
    case RowStand::Listed:
        return tr("The number is on the do-not-call list. It is never called.");
    case RowStand::TooLate:
        return tr("It is too late for the call, and it will not be dialled.");
    case RowStand::NoVariables:
        return tr("Its agent asks for variables that the call does not have. It will not be dialled.");
    case RowStand::NotDue:
        return tr("It is not due yet.");
    case RowStand::RetryNotDue:
        return tr("Its next attempt is not due yet.");
    }
    return {};
}

struct Reasons::Speaker {
    template<class Plain>
    QString operator()(const Plain &obstacle) const
    {
        return inWords(obstacle);
    }
    QString operator()(const OwnPace &pace) const
    {
        return tr("Its turn comes at the campaign's pace of %Ln call(s) per minute.", nullptr, pace.perMinute);
    }
    QString operator()(CampaignStatus status) const
    {
        switch (status) {
        case CampaignStatus::Draft:
            return tr("The campaign has not been started.");
        case CampaignStatus::Active:
            return tr("The campaign is active.");
        case CampaignStatus::Paused:
            return tr("The campaign is paused.");
        case CampaignStatus::Completed:
            return tr("The campaign is completed.");
        case CampaignStatus::Cancelled:
            return tr("The campaign is cancelled.");
        }
        return {};
    }
    QString operator()(const MissedBy &missed) const
    {
        return tr("It was not dialled, because its turn came %1 too late.")
            .arg(Words::length(missed.late.count() / 1'000));
    }
    QString operator()(const FailedFor &failed) const
    {
        return failed.reason ? tr("It has failed: %1.").arg(Words::look(*failed.reason).word)
                             : tr("It has failed, and no reason is on record.");
    }
};

QString Reasons::inWords(const Obstacle &obstacle)
{
    return std::visit(Speaker(), obstacle);
}

QString Reasons::inWords(const Explanation &explanation)
{
    return explanation.gates.empty() ? tr("Nothing holds it. It is dialled next.")
                                     : inWords(explanation.gates.front().obstacle);
}

} // namespace campanile
