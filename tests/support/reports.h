#pragma once

#include "engine/calls/settlement.h"

namespace campanile::test {

/// What a carrier reports, as the engine hands it to settling.
inline AttemptReport advanced(AttemptId attempt, AttemptState state, WallTime at)
{
    AttemptReport report;
    report.attempt = attempt;
    report.state = state;
    report.sipCode = state == AttemptState::Answered ? 200 : 180;
    if (state == AttemptState::Answered) {
        report.answeredAt = at;
    }
    return report;
}

inline AttemptReport ended(AttemptId attempt, EndReason reason, WallTime at, int sipCode = 0)
{
    AttemptReport report;
    report.attempt = attempt;
    report.state = AttemptState::Ended;
    report.endedAt = at;
    report.reason = reason;
    report.sipCode = sipCode;
    return report;
}

} // namespace campanile::test
