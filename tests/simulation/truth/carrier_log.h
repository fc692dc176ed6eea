#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/end_reason.h"
#include "domain/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace campanile::simulation {

/// Who ended a leg.
enum class EndedBy { Callee, Us, Carrier, SessionExpiry };

/// One INVITE that reached the carrier, and what came of it. Real time is BootTime: it never steps and never stands
/// still, whatever happens to the machine that dials.
struct LoggedCall {
    std::string callId;
    std::string branch;
    AttemptId attempt; ///< left side of the Call-ID; null when it is none of ours
    E164 to;
    E164 from;
    BootTime at;   ///< when it left the machine
    WallTime wall; ///< what the machine's clock said then, right or wrong
    std::optional<BootTime> answeredAt;
    std::optional<BootTime> endedAt;
    EndReason reason = EndReason::CarrierError; ///< once it has ended
    EndedBy by = EndedBy::Carrier;
    std::string said{}; ///< the agent's first message, as the brief had it
};

/// In the order in which the calls left the machine.
using CarrierLog = std::vector<LoggedCall>;

} // namespace campanile::simulation
