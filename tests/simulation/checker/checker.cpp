#include "simulation/checker/checker.h"

#include "simulation/checker/index.h"

#include <array>

namespace campanile::simulation {

std::string_view nameOf(Promise promise)
{
    switch (promise) {
    case Promise::OneCallId:
        return "C1 one Call-ID per intent";
    case Promise::OneInvite:
        return "C2 one INVITE per Call-ID";
    case Promise::IntentFirst:
        return "C3 intent before INVITE";
    case Promise::InviteBehind:
        return "C4 INVITE behind every outcome";
    case Promise::NobodyLost:
        return "C5 nobody lost";
    case Promise::Rates:
        return "C6 rates";
    case Promise::Channels:
        return "calls at once";
    case Promise::CallingHours:
        return "C7 calling hours";
    case Promise::Suppression:
        return "C8 do not call";
    case Promise::LegsEnd:
        return "C9 every leg ends";
    case Promise::NumberLedger:
        return "C10 number ledger";
    case Promise::SilenceIsSilence:
        return "P4 silence after pause and stop";
    case Promise::SoundDatabase:
        return "sound database";
    case Promise::Occurrences:
        return "every occurrence once";
    case Promise::OneOffs:
        return "one-off calls as asked for";
    case Promise::Decisions:
        return "decisions obeyed";
    case Promise::Credit:
        return "credit adds up";
    case Promise::Outbox:
        return "whole outbox";
    case Promise::WireInstants:
        return "instants of the wire";
    case Promise::Breakers:
        return "R-30 breakers";
    case Promise::Briefs:
        return "committed briefs";
    }
    return "";
}

Violations checkEverything(const Truth &truth)
{
    constexpr std::array checks = {&checkSoundDatabase, &checkOneCallId,    &checkOneInvite,    &checkIntentFirst,
                                   &checkInviteBehind,  &checkNobodyLost,   &checkRates,        &checkCallingHours,
                                   &checkSuppression,   &checkLegsEnd,      &checkNumberLedger, &checkSilence,
                                   &checkOccurrences,   &checkOneOffs,      &checkDecisions,    &checkCredit,
                                   &checkOutbox,        &checkWireInstants, &checkBriefs,       &checkChannels,
                                   &checkBreakers};
    const Index index(truth);
    Violations all;
    for (const auto check : checks) {
        Violations found = check(truth, index);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

} // namespace campanile::simulation
