#pragma once

#include <string>

namespace campanile {

/// A call's SIP dialog as far as its Call-ID does not tell: what a later process needs to end a leg that an earlier one
/// left up. All of it as it stands in the messages.
struct Dialog {
    std::string fromTag;
    std::string toTag; ///< empty until the first answer
    int cseq = 0;      ///< of the last request that was sent
    std::string remoteTarget;
    std::string routeSet; ///< the routes between commas; empty: there are none

    friend bool operator==(const Dialog &, const Dialog &) = default;
};

} // namespace campanile
