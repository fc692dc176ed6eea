#pragma once

#include "core/clock.h"
#include "core/number_zones.h"
#include "domain/calling_hours.h"

#include <optional>
#include <vector>

namespace campanile {

/// Whether calls may begin, and until when this stays true.
struct OpenState {
    bool open = false;
    WallTime until; ///< nothing changes before this instant
    /// The state changes at `until`; if false, `until` is only the end of what OpeningHours looks ahead.
    bool changesThen = true;

    friend bool operator==(const OpenState &, const OpenState &) = default;
};

/// Computes when calling hours are open. All rules (a workspace's and a campaign's) must be open, and a rule in the
/// callee's zone must be open in each zone the callee may be in. Without any rule, the hours are always open; with a
/// rule in the callee's zone and no zone, they are never open. An instant is inside a window when the local time there
/// is inside the window, so an hour that a change of summer time skips or repeats counts as local clocks show it.
///
/// Answers for a set of zones are cached until they change, so a question for each call costs only a look-up. Every
/// answer depends on the rules, the zones and the instant alone, not on earlier questions. When rules change, make a
/// new object.
/// Thread: one at a time.
class OpeningHours {
public:
    /// How far it looks ahead, counted from the last midnight UTC. Hours that are not open in all zones at the same
    /// time on any of these days are closed until the end of these days, and can be asked for again then.
    static constexpr Milliseconds lookAhead{15 * 86'400'000LL};

    /// @param rules  must be checked. A rule whose zone is not known on this machine is never open.
    explicit OpeningHours(std::vector<CallingHours> rules = {});

    /// The state at `now`. Instants may come in any order, and the clock may step.
    [[nodiscard]] OpenState at(const ZoneSet &callee, WallTime now);

    /// The first instant, not before `now`, at which the hours are open; nothing when that instant is beyond the
    /// look-ahead, which is at least 14 days.
    [[nodiscard]] std::optional<WallTime> opening(const ZoneSet &callee, WallTime now);
    /// The first instant, not before `now`, at which the hours are closed; when they do not close, the end of the
    /// look-ahead.
    [[nodiscard]] WallTime closing(const ZoneSet &callee, WallTime now);

    /// Whether any rule depends on where the callee is.
    [[nodiscard]] bool asksForCallee() const { return m_asksForCallee; }

private:
    struct Rule {
        CallingHours hours;
        ZoneSet fixed; // the rule's own zone
    };
    struct Remembered {
        WallTime from;
        WallTime to; // the answer is the same until exactly this instant
        OpenState state;
    };
    [[nodiscard]] OpenState reckon(const ZoneSet &callee, WallTime now) const;

    std::vector<Rule> m_rules;
    bool m_asksForCallee = false;
    QHash<ZoneSet, Remembered> m_remembered;
};

} // namespace campanile
