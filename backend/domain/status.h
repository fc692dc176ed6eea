#pragma once

#include "core/result.h"

#include <QLatin1StringView>

#include <array>
#include <optional>

/// The glossary and the life cycles.
///
/// The glossary has one word for one thing. Names, comments, messages, tables and the API use these words. It begins
/// with what is asked for and follows a call to its end; the machinery comes last.
///
/// - campaign: a set of calls that are planned together: bulk (a list at a rate) or recurring (one number, a schedule).
/// - list: the targets of one bulk campaign; a number is on it at most once.
/// - target: one person on a list.
/// - state: of a target, what a person sees of it at this moment (TargetState); its status says only which moves it can
///   still make.
/// - scheduled call: one row of the queue: whom to call, from which number, from when on; a short form is "row".
/// - one-off call: a scheduled call that belongs to no campaign.
/// - occurrence: one firing of a recurring campaign's schedule, with at most one scheduled call.
/// - lane: calls that take turns: those of one campaign, or the one-off calls from one phone number.
/// - materialize: to make scheduled calls of a campaign's targets or occurrences.
/// - pass: one transaction of the gate, which decides what is dialled now.
/// - hold: a reason for which a lane, or everything, is not dialled now (Hold, HoldReason).
/// - postponed: a pending row that the gate has made due later, because its calling hours or its number ledger hold it.
/// - claim: the move pending → in flight, which the gate makes for exactly one attempt.
/// - attempt: one dial of a scheduled call; each retry is a further attempt.
/// - intent: the first state of an attempt: it is committed, and the wire has reported nothing of it yet.
/// - brief: everything that one call needs, read back with its intent: what is said, caps, variables (CallBrief).
/// - permit: the right to place one call once; the gate alone makes it, of an intent read back (DialPermit).
/// - withheld: an intent that got no permit, because something failed after its commit; it is given back.
/// - unfit: an intent whose agent asks for variables that the call does not have; its call fails.
/// - not sent: an attempt that provably never left this machine; it uses up nothing of the retry budget.
/// - given back: the row of an attempt that was not sent, pending again; the wait since then still counts as lateness.
/// - carrier: the code that places permits on the wire of one trunk and reports their calls.
/// - trunk: a configured way to the telephone network, with channels, a price and countries.
/// - conversation: the talk of an answered call; its id is known from the acceptance of the call on.
/// - settle: to write what the wire reported, with all that follows for attempt, row, target, credit and campaign.
/// - outcome unknown: the ending of an attempt of which nobody can prove how it ended; it may have rung.
/// - undecided: a failed call with an unknown outcome about which a person has to decide.
/// - ledger: of a number, its dials, which cool-down and caps are judged by; of credit, every movement of money.
/// - journal: the dial journal, a file beside the database with a line for each permit and each result.
/// - process: one run of a program that serves the database; it has a row with a heartbeat.
/// - lease: the right of one process to do certain work alone, as long as its row says that it is alive.
/// - fence: the check by which a process that was declared dead can never dial again.
///
/// The life cycles: a status makes only the moves of `canMove`; nothing else in the program decides what is legal. The
/// statuses of scheduled calls and targets are written by RowMoves alone. Values are stored: they never change meaning.
namespace campanile {

/// draft → active ⇄ paused → completed | cancelled (both terminal).
enum class CampaignStatus { Draft = 0, Active = 1, Paused = 2, Completed = 3, Cancelled = 4 };

/// pending → scheduled → dispatched | failed | skipped; pending → skipped. A scheduled target is skipped only as long
/// as nothing has claimed its call. A failed target whose outcome is unknown waits for a person's decision: failed →
/// dispatched (it rang) or failed → scheduled (dial again). Dispatched, failed and skipped are terminal otherwise.
enum class TargetStatus { Pending = 0, Scheduled = 1, Dispatched = 2, Failed = 3, Skipped = 4 };

/// pending → in_flight → dispatched | failed | pending again (a retry, or an attempt that provably never left);
/// pending → cancelled; pending → failed (missed its latest time, or its number is on a do-not-call list). A person
/// decides on a failed call whose outcome is unknown: failed → dispatched (it rang) or failed → pending (dial again).
enum class ScheduledCallStatus { Pending = 0, InFlight = 1, Dispatched = 2, Failed = 3, Cancelled = 4 };

/// intent → trying → ringing → answered → ended, or ended from any of them; an attempt found open by a later
/// process is resolving until there is a verdict. Signals may be skipped (a 486 without ringing), never reversed.
enum class AttemptState { Intent = 0, Trying = 1, Ringing = 2, Answered = 3, Ended = 4, Resolving = 5 };

/// queued → processing → ringing → in_progress → completed | failed: the progress of a call as the API shows it.
enum class ConversationStatus { Queued = 0, Processing = 1, Ringing = 2, InProgress = 3, Completed = 4, Failed = 5 };

inline constexpr std::array allCampaignStatuses = {CampaignStatus::Draft, CampaignStatus::Active,
                                                   CampaignStatus::Paused, CampaignStatus::Completed,
                                                   CampaignStatus::Cancelled};
inline constexpr std::array allTargetStatuses = {TargetStatus::Pending, TargetStatus::Scheduled,
                                                 TargetStatus::Dispatched, TargetStatus::Failed, TargetStatus::Skipped};
inline constexpr std::array allScheduledCallStatuses = {ScheduledCallStatus::Pending, ScheduledCallStatus::InFlight,
                                                        ScheduledCallStatus::Dispatched, ScheduledCallStatus::Failed,
                                                        ScheduledCallStatus::Cancelled};
inline constexpr std::array allAttemptStates = {AttemptState::Intent,   AttemptState::Trying, AttemptState::Ringing,
                                                AttemptState::Answered, AttemptState::Ended,  AttemptState::Resolving};
inline constexpr std::array allConversationStatuses = {ConversationStatus::Queued,    ConversationStatus::Processing,
                                                       ConversationStatus::Ringing,   ConversationStatus::InProgress,
                                                       ConversationStatus::Completed, ConversationStatus::Failed};

/// Whether the life cycle has this move. A status never moves to itself, except for a pending scheduled call (an edit).
constexpr bool canMove(CampaignStatus from, CampaignStatus to)
{
    using enum CampaignStatus;
    switch (from) {
    case Draft:
        return to == Active || to == Cancelled;
    case Active:
        return to == Paused || to == Completed || to == Cancelled;
    case Paused:
        return to == Active || to == Completed || to == Cancelled;
    case Completed:
    case Cancelled:
        return false;
    }
    return false;
}

constexpr bool canMove(TargetStatus from, TargetStatus to)
{
    using enum TargetStatus;
    switch (from) {
    case Pending:
        return to == Scheduled || to == Skipped;
    case Scheduled:
        return to == Dispatched || to == Failed || to == Skipped;
    case Failed: // a person's decision on an unknown outcome, nothing else
        return to == Dispatched || to == Scheduled;
    case Dispatched:
    case Skipped:
        return false;
    }
    return false;
}

constexpr bool canMove(ScheduledCallStatus from, ScheduledCallStatus to)
{
    using enum ScheduledCallStatus;
    switch (from) {
    case Pending:
        return to == Pending || to == InFlight || to == Cancelled || to == Failed;
    case InFlight:
        return to == Dispatched || to == Pending || to == Failed;
    case Failed: // a person's decision on an unknown outcome, nothing else
        return to == Dispatched || to == Pending;
    case Dispatched:
    case Cancelled:
        return false;
    }
    return false;
}

constexpr bool canMove(AttemptState from, AttemptState to)
{
    using enum AttemptState;
    switch (from) {
    case Intent:
        return to == Trying || to == Ringing || to == Answered || to == Ended || to == Resolving;
    case Trying:
        return to == Ringing || to == Answered || to == Ended || to == Resolving;
    case Ringing:
        return to == Answered || to == Ended || to == Resolving;
    case Answered:
        return to == Ended || to == Resolving;
    case Resolving:
        return to == Ended;
    case Ended:
        return false;
    }
    return false;
}

constexpr bool canMove(ConversationStatus from, ConversationStatus to)
{
    using enum ConversationStatus;
    if (from == Completed || from == Failed || from == to) {
        return false;
    }
    return to == Failed || static_cast<int>(to) > static_cast<int>(from);
}

/// One move of a life cycle, made at compile time: a move that the life cycle does not have does not compile. A
/// function that writes a status takes such a move, and its statement names the status that the move starts from.
template<class Status>
struct Move {
    Status from;
    Status to;

    consteval Move(Status start, Status end)
        : from(start)
        , to(end)
    {
        if (!canMove(start, end)) {
            // A throw is not a constant expression, so the compiler refuses the move.
            throw "The life cycle does not have this move.";
        }
    }
};

/// Whether the status is final, except for a person's decision on an unknown outcome.
constexpr bool isTerminal(CampaignStatus s)
{
    return s == CampaignStatus::Completed || s == CampaignStatus::Cancelled;
}
constexpr bool isTerminal(TargetStatus s)
{
    return s != TargetStatus::Pending && s != TargetStatus::Scheduled;
}
constexpr bool isTerminal(ScheduledCallStatus s)
{
    return s != ScheduledCallStatus::Pending && s != ScheduledCallStatus::InFlight;
}

/// The stable names, as the REST API shows them.
QLatin1StringView nameOf(CampaignStatus status);
QLatin1StringView nameOf(TargetStatus status);
QLatin1StringView nameOf(ScheduledCallStatus status);
QLatin1StringView nameOf(AttemptState state);
QLatin1StringView nameOf(ConversationStatus status);

/// Reads a name; returns nothing when it is not the name of a status of this kind.
std::optional<TargetStatus> targetStatusFrom(QStringView name);
std::optional<CampaignStatus> campaignStatusFrom(QStringView name);
std::optional<ConversationStatus> conversationStatusFrom(QStringView name);

/// Returns `to`, or Conflict with a message that names the present status: "The campaign is completed and cannot become
/// active."
Result<CampaignStatus> moved(CampaignStatus from, CampaignStatus to);
Result<TargetStatus> moved(TargetStatus from, TargetStatus to);
Result<ScheduledCallStatus> moved(ScheduledCallStatus from, ScheduledCallStatus to);

} // namespace campanile
