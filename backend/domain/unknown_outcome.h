#pragma once

namespace campanile {

/// What becomes of a call of which nobody can say whether it rang, because the program ended while it was on its way.
/// Stored by number.
enum class UnknownPolicy {
    Hold = 0,  ///< a person decides; the call counts as failed until then
    Fail = 1,  ///< it has failed
    Retry = 2, ///< it is tried again after the number's cool-down, as one more attempt of its budget
};

/// What a person says of such a call.
enum class UnknownDecision {
    ItRang,    ///< the number was called, and is not called again
    DialAgain, ///< one more attempt, whatever the budget; limits and hours hold as for any other
    GiveUp,    ///< nobody knows, and it is left at that
};

} // namespace campanile
