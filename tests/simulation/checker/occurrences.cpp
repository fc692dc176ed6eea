#include "simulation/checker/firings.h"
#include "simulation/checker/index.h"
#include "simulation/checker/timeline.h"
#include "simulation/checker/words.h"

#include <set>

/// Recurring campaigns: every firing of every plan that was in force has its row, and no row is anything else.
namespace campanile::simulation {

namespace {

constexpr Milliseconds hour{3'600'000};
// The engine checks the plan every 30 seconds, and the disk may be slow.
constexpr Milliseconds surelyLookedAt{45'000};
constexpr Milliseconds slack{2'000};

std::string named(const Firing &firing)
{
    return firing.at.toUtc().toString(Qt::ISODate).toStdString() + (firing.fold == 1 ? " (second time)" : "");
}

/// One recurring campaign: what was asked of it, and the rows that it has.
class Ledger {
public:
    Ledger(const RecurringRule &rule, const Truth &truth, const Timeline &timeline, const Index &index, Report &report)
        : m_rule(rule)
        , m_plan(truth.plan)
        , m_timeline(timeline)
        , m_index(index)
        , m_report(report)
    {
        for (const PlanVersion &version : rule.versions) {
            const std::vector<Firing> all =
                firings(version.cron, version.zone, timeline.earliest() - hour, timeline.latest() + hour * 2);
            std::set<Firing> &meant = m_firings.emplace_back();
            for (const Firing &firing : all) {
                if (version.endAt.ms == 0 || firing.at < version.endAt) {
                    meant.insert(firing);
                }
            }
        }
        for (const CallRow &row : truth.database.calls) {
            if (row.campaign == rule.campaign) {
                m_rows[firingOf(row)].push_back(&row);
            }
        }
    }

    void check()
    {
        for (const auto &[firing, rows] : m_rows) {
            checkRows(firing, rows);
        }
        for (std::size_t version = 0; version < m_rule.versions.size(); ++version) {
            checkMissing(version);
        }
    }

private:
    static Firing firingOf(const CallRow &row)
    {
        const OccurrenceColumns key = row.occurrence.value_or(OccurrenceColumns{});
        return {row.scheduledAt, key.localSeconds, key.fold % 2};
    }

    void checkRows(const Firing &firing, const std::vector<const CallRow *> &rows)
    {
        const std::string name =
            rows.front()->id.toStdString() + " of " + m_rule.campaign.toStdString() + " for " + named(firing);
        if (latestVersionOf(firing) == nullptr) {
            m_report.add(name + " is no firing of any plan it had");
            return;
        }
        std::set<int> folds;
        for (const CallRow *row : rows) {
            folds.insert(row->occurrence ? row->occurrence->fold : -1);
            checkTime(*row, name);
        }
        if (folds.size() != rows.size() || rows.size() > zonesBehind()) {
            m_report.add(name + " is there " + std::to_string(rows.size()) + " times");
        }
        checkStale(firing, *rows.front(), name);
    }

    /// How many times the same reading of the clocks can be another occurrence: once for each move of the plan.
    [[nodiscard]] std::size_t zonesBehind() const
    {
        const auto moves = std::count_if(m_rule.versions.begin(), m_rule.versions.end(),
                                         [](const PlanVersion &version) { return version.isMoved; });
        return static_cast<std::size_t>(moves) + 1;
    }

    /// Its first call goes out neither before it is due nor when it is too late, by the clock that decides it.
    void checkTime(const CallRow &row, const std::string &name)
    {
        const auto attempts = m_index.attemptsOf.find(row.id);
        if (attempts == m_index.attemptsOf.end()) {
            return;
        }
        const WallTime due = row.scheduledAt;
        for (const AttemptRow *attempt : attempts->second) {
            if (attempt->n > 1) {
                continue;
            }
            // The number ledger may postpone it as long as it is not too late then.
            const bool isLate = !m_rule.hasHours && attempt->intentAt > due + m_rule.grace * 2;
            if (attempt->intentAt < due) {
                m_report.add(name + " was dialled " + inWords(Milliseconds(due.ms - attempt->intentAt.ms)) +
                             " too early");
            } else if (isLate) {
                m_report.add(name + " was dialled " + inWords(Milliseconds(attempt->intentAt.ms - due.ms)) + " late");
            }
        }
    }

    [[nodiscard]] const PlanVersion *latestVersionOf(const Firing &firing) const
    {
        for (std::size_t i = m_firings.size(); i-- > 0;) {
            if (m_firings[i].contains(firing)) {
                return &m_rule.versions[i];
            }
        }
        return nullptr;
    }

    /// An occurrence that was materialized for a time after an edit follows the edit.
    void checkStale(const Firing &firing, const CallRow &row, const std::string &name)
    {
        const PlanVersion *mine = latestVersionOf(firing);
        const auto attempts = m_index.attemptsOf.find(row.id);
        if (attempts == m_index.attemptsOf.end()) {
            return;
        }
        const LoggedCall *invite = m_index.firstInvite(attempts->second.front()->id);
        for (const PlanVersion &later : m_rule.versions) {
            if (invite != nullptr && later.asked > mine->asked && later.answered && *later.answered < invite->at &&
                m_timeline.wallAt(later.asked) + slack < firing.at && !steppedBack(later.asked, invite->at)) {
                m_report.add(name + " was dialled, although the plan was another by then");
                return;
            }
        }
    }

    [[nodiscard]] bool steppedBack(BootTime from, BootTime until) const
    {
        return std::any_of(m_plan.steps.begin(), m_plan.steps.end(), [&](const ClockStep &step) {
            return step.at >= from && step.at <= until && step.by < Milliseconds(0);
        });
    }

    /// The stretch of time in which this version and nothing else was in force for certain.
    [[nodiscard]] Span certain(std::size_t version) const
    {
        const std::vector<PlanVersion> &all = m_rule.versions;
        const BootTime until = version + 1 < all.size() ? all[version + 1].asked : m_plan.end;
        return {all[version].answered.value_or(until), until};
    }

    /// A firing that the program had the time to see coming, and that no later edit can have taken away, has a row.
    void checkMissing(std::size_t version)
    {
        for (const Stretch &stretch : m_timeline.stretches()) {
            for (const Span &active : m_rule.active) {
                const Span span = common(common(stretch.span, active), certain(version));
                if (span.from < span.until) {
                    checkSpan(version, span);
                }
            }
        }
    }

    void checkSpan(std::size_t version, const Span &span)
    {
        const WallTime from = m_timeline.wallAt(span.from);
        const WallTime until = from + std::chrono::duration_cast<Milliseconds>(span.until - span.from);
        // What the clock has shown before was materialized already, or was passed over for a reason.
        const WallTime highest = m_timeline.highestBefore(span.from);
        const std::set<Firing> &all = m_firings[version];
        for (auto firing = all.upper_bound({highest + slack, 0, 0}); firing != all.end(); ++firing) {
            const WallTime seen = std::max(firing->at - hour, from);
            const WallTime late = std::min(firing->at + m_rule.grace, until);
            if (firing->at > until + hour) {
                break;
            }
            if (seen + surelyLookedAt < late && !m_rows.contains(*firing) && !isEditedBefore(version, *firing)) {
                m_report.add(m_rule.campaign.toStdString() + " has no row for " + named(*firing) +
                             ", although it was active from " + inWords(span.from) + " to " + inWords(span.until));
            }
        }
    }

    [[nodiscard]] bool isEditedBefore(std::size_t version, const Firing &firing) const
    {
        for (std::size_t i = version + 1; i < m_rule.versions.size(); ++i) {
            if (m_timeline.wallAt(m_rule.versions[i].asked) < firing.at + slack) {
                return true;
            }
        }
        return false;
    }

    const RecurringRule &m_rule;
    const Plan &m_plan;
    const Timeline &m_timeline;
    const Index &m_index;
    Report &m_report;
    std::vector<std::set<Firing>> m_firings; ///< of each version
    std::map<Firing, std::vector<const CallRow *>> m_rows;
};

} // namespace

Violations checkOccurrences(const Truth &truth, const Index &index)
{
    if (truth.plan.recurring.empty()) {
        return {};
    }
    Report report(Promise::Occurrences);
    const Timeline timeline(truth.plan);
    for (const RecurringRule &rule : truth.plan.recurring) {
        Ledger(rule, truth, timeline, index, report).check();
    }
    return report.take();
}

} // namespace campanile::simulation
