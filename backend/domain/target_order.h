#pragma once

namespace campanile {

/// By what a list of targets can be put in order.
enum class TargetColumn { Number, Name, State, Attempts, Reason, NextAt };

/// An order of targets. States come in the order of TargetState. Reasons are how calls ended, and behind them what
/// holds those who are held. Names compare as in a search (without case and accents). Rows that have nothing to
/// compare, such as no name, come last in both directions, and rows that compare equal stay in list order.
struct TargetOrder {
    TargetColumn by = TargetColumn::Number;
    bool isDescending = false;

    friend bool operator==(const TargetOrder &, const TargetOrder &) = default;
};

} // namespace campanile
