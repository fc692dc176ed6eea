#pragma once

#include "simulation/truth/truth.h"

#include <string>
#include <string_view>
#include <vector>

namespace campanile::simulation {

/// The promises that the checker proves. The messages use the names C1 to C10 and P4 for the central ones.
enum class Promise {
    OneCallId,        ///< C1: per intent at most one Call-ID; a further call only after an ending that may be retried
    OneInvite,        ///< C2: per Call-ID one INVITE
    IntentFirst,      ///< C3: every INVITE has an intent committed before it, and follows it within a permit's life
    InviteBehind,     ///< C4: every outcome on record has the INVITE that the carrier saw end so
    NobodyLost,       ///< C5: every accepted person has one row: terminal, waiting with a due time, or unknown
    Rates,            ///< C6: every half-open minute of real time
    Channels,         ///< no more calls at once than workspace, trunk and campaign allow
    CallingHours,     ///< C7: inside the hours, by the machine's clock
    Suppression,      ///< C8: nobody who asked not to be called is called
    LegsEnd,          ///< C9: every answered leg ends
    NumberLedger,     ///< C10: cool-down, retry delay and daily caps of a number, over all campaigns of a workspace
    SilenceIsSilence, ///< P4: nothing is dialled after a pause, a cancel or Stop all
    SoundDatabase,    ///< the file is whole and its counters are those of its rows
    Occurrences,      ///< every firing of a recurring campaign has its row, once, and none has one that is no firing
    OneOffs,          ///< a one-off call exists once and is dialled as asked for, never after it expires
    Decisions,        ///< a call that may have rung is dialled again only by a person's or the policy's decision
    Credit,           ///< the ledger sums to the balance, each call is charged once, none is dialled without credit
    Outbox,           ///< each event is written once, and no event is written without its cause
    WireInstants,     ///< no talk is charged for longer than it was on the wire
    Breakers,         ///< a campaign pauses itself soon when most calls fail, and never when most are answered
    Briefs,           ///< the text spoken on a call was committed, was in force, and is meant for the person called
};

/// "C1 one Call-ID per intent" and so on.
std::string_view nameOf(Promise promise);

struct Violation {
    Promise promise = Promise::OneCallId;
    std::string what; ///< one sentence with what is needed to look it up
};

using Violations = std::vector<Violation>;

class Index;

/// Compares the carrier's log with the copy of the database and with the plan. This function and those below are pure
/// functions of their arguments. There is one for each promise, and its header comment states its rules. The index is
/// that of the same truth; it is made once for all of them.
Violations checkEverything(const Truth &truth);

Violations checkOneCallId(const Truth &truth, const Index &index);
Violations checkOneInvite(const Truth &truth, const Index &index);
Violations checkIntentFirst(const Truth &truth, const Index &index);
Violations checkInviteBehind(const Truth &truth, const Index &index);
Violations checkNobodyLost(const Truth &truth, const Index &index);
Violations checkRates(const Truth &truth, const Index &index);
Violations checkChannels(const Truth &truth, const Index &index);
Violations checkCallingHours(const Truth &truth, const Index &index);
Violations checkSuppression(const Truth &truth, const Index &index);
Violations checkLegsEnd(const Truth &truth, const Index &index);
Violations checkNumberLedger(const Truth &truth, const Index &index);
Violations checkSilence(const Truth &truth, const Index &index);
Violations checkSoundDatabase(const Truth &truth, const Index &index);
Violations checkOccurrences(const Truth &truth, const Index &index);
Violations checkOneOffs(const Truth &truth, const Index &index);
Violations checkDecisions(const Truth &truth, const Index &index);
Violations checkCredit(const Truth &truth, const Index &index);
Violations checkOutbox(const Truth &truth, const Index &index);
Violations checkWireInstants(const Truth &truth, const Index &index);
Violations checkBreakers(const Truth &truth, const Index &index);
Violations checkBriefs(const Truth &truth, const Index &index);

} // namespace campanile::simulation
