#pragma once

#include "simulation/checker/checker.h"

#include <array>
#include <optional>
#include <string_view>

namespace campanile::simulation {

/// Bugs that systems of this kind have really had. They are planted around the product and never in it: in what the
/// world does at a restart, in its writer, its carrier or its clock, or by triggers in the database. The checker must
/// catch each bug by the promise that the bug breaks.
enum class PlantedBug {
    None,
    OrphanBackToPending,         ///< what was in flight when the process died is dialled again at the start
    RescueByTimeout,             ///< an attempt that resolves for ten minutes is taken for stuck and dialled again
    NeverWithoutProof,           ///< the carrier's adapter says "never" of every call it does not remember itself
    ClaimNotChecked,             ///< a row that is in flight can be claimed once more
    DeclinedRetried,             ///< a declined call is retried
    ResendWithNewCallId,         ///< an INVITE without an answer is sent again under another Call-ID
    PermitUsedTwice,             ///< one permit opens two calls
    PermitNeverExpires,          ///< a permit is used however old it is
    AckBeforeCommit,             ///< a request is answered before it is on the disk
    SynchronousNormal,           ///< commits are not synced
    ErrorSwallowed,              ///< outcomes whose transaction failed count as written
    OutcomeDropped,              ///< one ending in twenty never reaches the engine
    BucketRefilledAtStart,       ///< a new process knows nothing of the last minute
    DurationsFromWallClock,      ///< the monotonic clock of engine and wire is the one that people set
    LedgerForgottenAtStart,      ///< a new process does not know whom the last one called
    SuppressionCached,           ///< a number on the do-not-call list is respected only ten minutes later
    HoursInUtc,                  ///< calling hours are read in UTC instead of the right zone
    HoursOfYesterdaysOffset,     ///< the offset of the morning before the clocks change is used all day
    StopForgottenAtStart,        ///< Stop all does not outlive the process
    LegsNeverExpire,             ///< somebody goes on refreshing the sessions of a dead process
    CountersDrift,               ///< a counter moves without its row
    TakeoverRequeues,            ///< a second process that takes over the lease dials the open attempts again
    DstHourTwice,                ///< a fixed schedule fires in both of the hours that the clocks show twice
    DstGapLost,                  ///< what was due in the time that the clocks skip never fires
    DstGapLate,                  ///< what was due in the time that the clocks skip fires as if they had not skipped it
    OccurrenceKeyLost,           ///< an occurrence that is over is not known any more when the clock is set back
    EditKeepsOccurrences,        ///< an occurrence that was materialized before an edit is dialled after it
    LatenessForgottenAtStart,    ///< what fell due while nothing ran counts as due at the start
    OneOffAfterExpiry,           ///< a one-off call does not expire
    RequestKeysForgottenAtStart, ///< a request that is sent again after a restart is another one
    GiveUpDialledAgain,          ///< a call that somebody gave up is dialled again
    CreditReservedTwice,         ///< two minutes are set aside for one call
    CreditNeverSettled,          ///< what was set aside for some calls is never given back
    CallChargedTwice,            ///< some calls are charged twice
    OutboxApart,                 ///< events are written in a second transaction
    WireInstantsIgnored,         ///< an answer or an end counts from when the engine hears of it
    RemovedTrunkDialled,         ///< calls are dialled on a trunk after its removal was answered
    BriefFromUncommittedRows,    ///< a call's brief has an edit that is not committed yet
    ChannelsIgnored,             ///< the limits on calls at once are ignored
    LedgerOfAnotherWorkspace,    ///< a dial is entered in the ledger of a workspace that did not make it
    ListOfAnotherWorkspace,      ///< a person who asks not to be called is listed in another workspace
    BreakerJudgesOutcomes,       ///< a breaker judges calls in the order in which they end, not in that of dialling
};

struct NamedBug {
    PlantedBug bug = PlantedBug::None;
    std::string_view name;
    Promise breaks = Promise::OneCallId; ///< the promise whose check must catch the bug
};

inline constexpr std::array plantedBugs = {
    NamedBug{PlantedBug::OrphanBackToPending, "orphan-back-to-pending", Promise::OneCallId},
    NamedBug{PlantedBug::RescueByTimeout, "rescue-by-timeout", Promise::OneCallId},
    NamedBug{PlantedBug::NeverWithoutProof, "never-without-proof", Promise::OneCallId},
    NamedBug{PlantedBug::ClaimNotChecked, "claim-not-checked", Promise::OneCallId},
    NamedBug{PlantedBug::DeclinedRetried, "declined-retried", Promise::OneCallId},
    NamedBug{PlantedBug::ResendWithNewCallId, "resend-with-new-call-id", Promise::OneCallId},
    NamedBug{PlantedBug::PermitUsedTwice, "permit-used-twice", Promise::OneInvite},
    NamedBug{PlantedBug::PermitNeverExpires, "permit-never-expires", Promise::IntentFirst},
    NamedBug{PlantedBug::AckBeforeCommit, "ack-before-commit", Promise::NobodyLost},
    NamedBug{PlantedBug::SynchronousNormal, "synchronous-normal", Promise::IntentFirst},
    NamedBug{PlantedBug::ErrorSwallowed, "error-swallowed", Promise::NobodyLost},
    NamedBug{PlantedBug::OutcomeDropped, "outcome-dropped", Promise::InviteBehind},
    NamedBug{PlantedBug::BucketRefilledAtStart, "bucket-refilled-at-start", Promise::Rates},
    NamedBug{PlantedBug::DurationsFromWallClock, "durations-from-wall-clock", Promise::WireInstants},
    NamedBug{PlantedBug::LedgerForgottenAtStart, "ledger-forgotten-at-start", Promise::NumberLedger},
    NamedBug{PlantedBug::SuppressionCached, "suppression-cached", Promise::Suppression},
    NamedBug{PlantedBug::HoursInUtc, "hours-in-utc", Promise::CallingHours},
    NamedBug{PlantedBug::HoursOfYesterdaysOffset, "hours-of-yesterdays-offset", Promise::CallingHours},
    NamedBug{PlantedBug::StopForgottenAtStart, "stop-forgotten-at-start", Promise::SilenceIsSilence},
    NamedBug{PlantedBug::LegsNeverExpire, "legs-never-expire", Promise::LegsEnd},
    NamedBug{PlantedBug::CountersDrift, "counters-drift", Promise::SoundDatabase},
    NamedBug{PlantedBug::TakeoverRequeues, "takeover-requeues", Promise::OneCallId},
    NamedBug{PlantedBug::DstHourTwice, "dst-hour-twice", Promise::Occurrences},
    NamedBug{PlantedBug::DstGapLost, "dst-gap-lost", Promise::Occurrences},
    NamedBug{PlantedBug::DstGapLate, "dst-gap-late", Promise::Occurrences},
    NamedBug{PlantedBug::OccurrenceKeyLost, "occurrence-key-lost", Promise::Occurrences},
    NamedBug{PlantedBug::EditKeepsOccurrences, "edit-keeps-occurrences", Promise::Occurrences},
    NamedBug{PlantedBug::LatenessForgottenAtStart, "lateness-forgotten-at-start", Promise::Occurrences},
    NamedBug{PlantedBug::OneOffAfterExpiry, "one-off-after-expiry", Promise::OneOffs},
    NamedBug{PlantedBug::RequestKeysForgottenAtStart, "request-keys-forgotten-at-start", Promise::OneOffs},
    NamedBug{PlantedBug::GiveUpDialledAgain, "give-up-dialled-again", Promise::Decisions},
    NamedBug{PlantedBug::CreditReservedTwice, "credit-reserved-twice", Promise::Credit},
    NamedBug{PlantedBug::CreditNeverSettled, "credit-never-settled", Promise::Credit},
    NamedBug{PlantedBug::CallChargedTwice, "call-charged-twice", Promise::Credit},
    NamedBug{PlantedBug::OutboxApart, "outbox-apart", Promise::Outbox},
    NamedBug{PlantedBug::WireInstantsIgnored, "wire-instants-ignored", Promise::WireInstants},
    NamedBug{PlantedBug::RemovedTrunkDialled, "removed-trunk-dialled", Promise::SilenceIsSilence},
    NamedBug{PlantedBug::BriefFromUncommittedRows, "brief-from-uncommitted-rows", Promise::Briefs},
    NamedBug{PlantedBug::ChannelsIgnored, "channels-ignored", Promise::Channels},
    NamedBug{PlantedBug::LedgerOfAnotherWorkspace, "ledger-of-another-workspace", Promise::NumberLedger},
    NamedBug{PlantedBug::ListOfAnotherWorkspace, "list-of-another-workspace", Promise::Suppression},
    NamedBug{PlantedBug::BreakerJudgesOutcomes, "breaker-judges-outcomes", Promise::Breakers},
};

constexpr std::optional<NamedBug> plantedBugFrom(std::string_view name)
{
    for (const NamedBug &known : plantedBugs) {
        if (known.name == name) {
            return known;
        }
    }
    return std::nullopt;
}

} // namespace campanile::simulation
