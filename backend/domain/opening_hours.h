#pragma once

#include "core/clock.h"
#include "core/number_zones.h"
#include "domain/calling_hours.h"

#include <optional>
#include <vector>

namespace campanile {

/// Whether calls may begin, and until when that stays so.
struct OpenState {
    bool open = false;
    WallTime until;          ///< nothing changes before this instant
    bool changesThen = true; ///< it does change at `until`; else `until` is as far as OpeningHours looks ahead

    friend bool operator==(const OpenState &, const OpenState &) = default;
};

/// Calling hours at work: all of several rules (a workspace's and a campaign's) must be open, and a rule in the
/// callee's zone must be open in each zone the callee may be in. With no rule it is always open; with a rule in the
/// callee's zone and no zone never. An instant is inside a window when a clock on the wall there shows a time inside
/// it, so that the hour which a change of summer time skips or repeats is counted as people live it.
///
/// Answers for a set of zones are remembered until they change: asking once per call costs a look-up. Every answer
/// follows from rules, zones and instant alone, whatever was asked before. When rules change, make a new object.
/// Thread: one at a time.
class OpeningHours {
public:
    /// How far it looks ahead, counted from the last midnight UTC. Hours that do not suit all zones on any of these
    /// days are closed to the end of them, and may be asked again then.
    static constexpr Milliseconds lookAhead{15 * 86'400'000LL};

    /// @param rules  checked ones. A rule whose zone is not known here is never open.
    explicit OpeningHours(std::vector<CallingHours> rules = {});

    /// Instants may come in any order; the clock may step.
    [[nodiscard]] OpenState at(const ZoneSet &callee, WallTime now);

    /// The first instant, not before `now`, at which it is open; nothing when that is farther than it looks ahead,
    /// which is 14 days at least.
    [[nodiscard]] std::optional<WallTime> opening(const ZoneSet &callee, WallTime now);
    /// The first instant, not before `now`, at which it is closed; when it does not close, as far as it looks ahead.
    [[nodiscard]] WallTime closing(const ZoneSet &callee, WallTime now);

    /// Whether any rule depends on where the callee is.
    [[nodiscard]] bool asksForCallee() const { return m_asksForCallee; }

private:
    struct Rule {
        CallingHours hours;
        ZoneSet fixed; // of the rule's own zone
    };
    struct Remembered {
        WallTime from;
        WallTime to; // until then the answer is the same, to the millisecond
        OpenState state;
    };
    [[nodiscard]] OpenState reckon(const ZoneSet &callee, WallTime now) const;

    std::vector<Rule> m_rules;
    bool m_asksForCallee = false;
    QHash<ZoneSet, Remembered> m_remembered;
};

} // namespace campanile
