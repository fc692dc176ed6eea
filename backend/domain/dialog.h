#pragma once

#include <string>

namespace campanile {

/// The parts of a call's SIP dialog besides its Call-ID: a later process needs them to end a leg that an earlier
/// process left up. All texts are copied from the SIP messages without change.
struct Dialog {
    std::string fromTag;
    std::string toTag; ///< empty until the first answer
    int cseq = 0;      ///< the CSeq of the last request that was sent
    std::string remoteTarget;
    std::string routeSet; ///< the routes between commas; empty: there are none

    friend bool operator==(const Dialog &, const Dialog &) = default;
};

} // namespace campanile
