#pragma once

namespace campanile {

/// What happens to a call when it is not known whether it rang, because the program ended during the dial. Stored by
/// number.
enum class UnknownPolicy {
    Hold = 0,  ///< a person decides; the call counts as failed until then
    Fail = 1,  ///< it has failed
    Retry = 2, ///< it is dialled again after the number's cool-down, as one more attempt of its budget
};

/// What a person decides about such a call.
enum class UnknownDecision {
    ItRang,    ///< the call counts as made and is not dialled again
    DialAgain, ///< the call gets one more attempt, whatever its budget; limits and hours apply as for any other attempt
    GiveUp,    ///< the call stays failed, and its outcome stays unknown
};

} // namespace campanile
