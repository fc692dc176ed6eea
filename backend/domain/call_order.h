#pragma once

namespace campanile {

/// By what a list of calls can be put in order.
enum class CallSortColumn { DialledAt, Number, Name, Outcome, TalkTime, Attempt, CampaignName };

/// An order of calls. Calls that have not ended come by their state and before those that have, which come by the
/// reason why they ended; names compare as a search compares them. Calls that have nothing to compare, such as no name,
/// come last in both directions, and calls that compare equal come newest first.
struct CallOrder {
    CallSortColumn by = CallSortColumn::DialledAt;
    bool isDescending = false;

    friend bool operator==(const CallOrder &, const CallOrder &) = default;
};

} // namespace campanile
