#pragma once

#include "core/clock.h"
#include "domain/campaign.h"
#include "domain/end_reason.h"
#include "domain/hold.h"
#include "domain/status.h"
#include "domain/target.h"

#include <QLatin1StringView>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>

/// What a person sees of a target. The status of a target says which moves it can still make; its state says what is
/// going on with it at this moment, and is made of the target, its scheduled call, the attempt on the wire and what
/// holds its campaign. It is derived by `standingOf` and nowhere else, so that window, REST and export say the same.
namespace campanile {

/// The states are in the order in which people read them: who waits, who is on the line, how it ended.
enum class TargetState {
    Waiting,        ///< for its turn
    RetryDue,       ///< an attempt has ended, and another is due at an instant, or was and waits for its turn
    Held,           ///< something keeps it waiting: a rule of its campaign, or the hours or the ledger of its number
    Dialling,       ///< it is being dialled; nothing has rung yet, as far as is known
    Ringing,        ///< the far end has reported that it rings
    Talking,        ///< it was answered, and the call goes on
    Answered,       ///< a person answered, and the call is over, or nobody knows yet how it ended
    Voicemail,      ///< a machine answered
    NoAnswer,       ///< it rang until the limit
    Busy,           ///< the line was busy
    Declined,       ///< the person refused the call
    Failed,         ///< for any other reason
    Skipped,        ///< it is not called
    OutcomeUnknown, ///< it may have rung, and nobody can prove how it ended
};

inline constexpr std::array allTargetStates = {
    TargetState::Waiting,  TargetState::RetryDue,       TargetState::Held,     TargetState::Dialling,
    TargetState::Ringing,  TargetState::Talking,        TargetState::Answered, TargetState::Voicemail,
    TargetState::NoAnswer, TargetState::Busy,           TargetState::Declined, TargetState::Failed,
    TargetState::Skipped,  TargetState::OutcomeUnknown,
};
static_assert(allTargetStates.size() == static_cast<std::size_t>(TargetState::OutcomeUnknown) + 1);

/// The stable name, as the REST API shows it.
QLatin1StringView nameOf(TargetState state);
/// Reads a name; returns nothing when it is not the name of a state.
std::optional<TargetState> targetStateFrom(QStringView name);

/// Whether nobody is calling the target and somebody is going to.
constexpr bool isWaiting(TargetState state)
{
    return state == TargetState::Waiting || state == TargetState::RetryDue || state == TargetState::Held;
}
/// Whether there is a call to the target on the wire.
constexpr bool isOnTheLine(TargetState state)
{
    return state == TargetState::Dialling || state == TargetState::Ringing || state == TargetState::Talking;
}

/// A set of states, as a filter takes it.
class TargetStates {
public:
    constexpr TargetStates() = default;
    constexpr TargetStates(std::initializer_list<TargetState> states)
    {
        for (const TargetState state : states) {
            add(state);
        }
    }

    constexpr void add(TargetState state) { m_bits |= bitOf(state); }
    [[nodiscard]] constexpr bool contains(TargetState state) const { return (m_bits & bitOf(state)) != 0; }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }

    friend constexpr bool operator==(const TargetStates &, const TargetStates &) = default;

private:
    static constexpr std::uint32_t bitOf(TargetState state) { return 1U << static_cast<unsigned>(state); }

    std::uint32_t m_bits = 0;
};

/// What made the gate postpone a pending call. Stored by number: values never change meaning.
enum class Postponement {
    None = 0,
    Hours = 1,  ///< HoldReason::OutsideHours
    Ledger = 2, ///< HoldReason::NumberLedger
};

/// The postponement by a hold; None for holds that do not postpone single calls.
constexpr Postponement postponementBy(HoldReason reason)
{
    return reason == HoldReason::OutsideHours   ? Postponement::Hours
           : reason == HoldReason::NumberLedger ? Postponement::Ledger
                                                : Postponement::None;
}
constexpr HoldReason holdReasonOf(Postponement postponement)
{
    switch (postponement) {
    case Postponement::None:
        break;
    case Postponement::Hours:
        return HoldReason::OutsideHours;
    case Postponement::Ledger:
        return HoldReason::NumberLedger;
    }
    return HoldReason::None;
}

/// How an answered call is counted while it lasts: as an ordinary ending. Nobody is shown this ending before the call
/// has ended.
inline constexpr EndReason countedWhileTalking = EndReason::CalleeHangup;

/// As much of a target's scheduled call as its state is made of.
struct TargetCall {
    ScheduledCallStatus status = ScheduledCallStatus::Pending;
    WallTime dueAt{};
    int attempt = 0;                                ///< attempts that count, made so far
    Postponement postponement = Postponement::None; ///< of a pending call
    std::optional<EndReason> lastError{};
    bool undecided = false;
};

/// The attempt that belongs to the present epoch of the call: the one on the wire, or the last one.
struct TargetAttempt {
    AttemptState state = AttemptState::Intent;
    WallTime dialledAt;
    WallTime answeredAt; ///< 0 when it was not answered
};

/// How a target stands at one moment.
struct TargetStanding {
    TargetState state = TargetState::Waiting;
    /// RetryDue: when it is due. Held: until when, 0 when that is not known. Dialling, Ringing: since when it is being
    /// called. Talking: since when it talks. 0 in all other states.
    WallTime at{};
    /// RetryDue: how the last attempt ended. Final states: how the call ended; nothing while that is not known.
    std::optional<EndReason> reason{};
    HoldReason heldBy = HoldReason::None; ///< of a target that is held
    bool undecided = false;               ///< of an unknown outcome: a person has still to decide about it

    friend bool operator==(const TargetStanding &, const TargetStanding &) = default;
};

/// The state that an ending leads to when it is the target's last.
TargetState stateOf(EndReason reason);

/// How a target of a bulk campaign stands.
/// @param call  nothing: it is not in the queue
/// @param attempt  of the call's present epoch; nothing: it was never dialled
/// @param campaign  what holds every waiting target of the campaign; None: nothing does
TargetStanding standingOf(const Target &target, const std::optional<TargetCall> &call,
                          const std::optional<TargetAttempt> &attempt, const Hold &campaign, WallTime now);

/// A target as faces show it. No outcome is in it while the call is still talking, and no next instant while there is
/// a call on the wire.
struct TargetRow : Target {
    TargetStanding standing;

    friend bool operator==(const TargetRow &, const TargetRow &) = default;
};

/// A target together with its standing.
TargetRow rowOf(Target target, const TargetStanding &standing);

/// How many targets of a campaign are in each state. The counts are those of one moment and add up to its targets.
class TargetStateCounts {
public:
    [[nodiscard]] std::int64_t of(TargetState state) const { return m_counts[static_cast<std::size_t>(state)]; }
    [[nodiscard]] std::int64_t of(TargetStates states) const;
    [[nodiscard]] std::int64_t total() const;
    void add(TargetState state, std::int64_t n = 1) { m_counts[static_cast<std::size_t>(state)] += n; }

    friend bool operator==(const TargetStateCounts &, const TargetStateCounts &) = default;

private:
    std::array<std::int64_t, allTargetStates.size()> m_counts{};
};

/// A campaign's attempts that have not ended.
struct OpenAttempts {
    std::int64_t dialling = 0;  ///< on the wire; not answered, and not known to ring
    std::int64_t ringing = 0;   ///< on the wire
    std::int64_t talking = 0;   ///< on the wire, answered
    std::int64_t resolving = 0; ///< being resolved; not answered, as far as is known
    std::int64_t unended = 0;   ///< being resolved; answered

    friend bool operator==(const OpenAttempts &, const OpenAttempts &) = default;
};

/// A campaign's pending calls that the gate has postponed to an instant that still lies ahead.
struct PostponedCalls {
    std::int64_t untried = 0; ///< no attempt counts
    std::int64_t retries = 0; ///< an attempt counts

    friend bool operator==(const PostponedCalls &, const PostponedCalls &) = default;
};

/// What `standingOf` comes to over all targets of a bulk campaign; all arguments are of one snapshot. No list is
/// counted for it: final states come from the campaign's counters, live ones from its few open attempts, and who waits
/// is the rest.
/// @param campaign  as for `standingOf`
TargetStateCounts countsOf(const CampaignStats &stats, const OpenAttempts &open, const PostponedCalls &postponed,
                           const Hold &campaign);

} // namespace campanile
