#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

#include <algorithm>
#include <cstdio>

/// What passes between the engine and the wire: the instants that come back, and the brief that goes out.
namespace campanile::simulation {

namespace {

// Another process settles what a process that dies has not written.
constexpr Microseconds settledWithin{10'000'000};
constexpr std::int64_t slackSeconds = 1;

/// Whether the process that made the call wrote its end: it lived on, and no trouble of the disk made the end wait for
/// a process after it.
bool wroteTheEnd(const LifeSpan *life, BootTime end, const Plan &plan)
{
    BootTime by = end + settledWithin;
    for (const Suspend &sleep : plan.suspends) { // a sleeping machine writes nothing
        if (sleep.until >= end && sleep.from <= by) {
            by = by + (sleep.until - sleep.from);
        }
    }
    return life != nullptr && (!life->until || *life->until > by) &&
           std::ranges::none_of(plan.troubles, [&](const Span &t) { return t.from <= by && t.until >= end; });
}

/// "v2 12010000007": the version, and whom the text is meant for; 0 when it names nobody.
struct Said {
    std::size_t version = 0;
    std::int64_t digits = 0;
};

std::optional<Said> read(const std::string &text)
{
    Said said;
    long long digits = 0;
    const int found = std::sscanf(text.c_str(), "v%zu %lld", &said.version, &digits);
    said.digits = digits;
    return found >= 1 ? std::optional(said) : std::nullopt;
}

/// Whether a later version was in force before anything of the call was read.
bool isOutdated(std::size_t version, const LoggedCall &call, const Plan &plan)
{
    const BootTime earliest{call.at.us - Microseconds(plan.permitLifetime).count()};
    for (std::size_t later = version + 1; later < plan.texts.size(); ++later) {
        const TextVersion &text = plan.texts[later];
        if (!text.refused && text.answered && *text.answered < earliest) {
            return true;
        }
    }
    return false;
}

void checkText(const LoggedCall &call, const AttemptRow *row, const Plan &plan, Report &report)
{
    const std::optional<Said> said = read(call.said);
    if (!said || said->version >= plan.texts.size() || plan.texts[said->version].asked > call.at) {
        report.add(inWords(call) + " began with \"" + call.said + "\", which nobody had asked for");
        return;
    }
    if (plan.texts[said->version].refused) {
        report.add(inWords(call) + " began with \"" + call.said + "\", which was undone before it was committed");
    } else if (isOutdated(said->version, call, plan)) {
        report.add(inWords(call) + " began with \"" + call.said + "\", which was no longer in force");
    }
    if (row != nullptr && !row->target.isNull() && said->digits != call.to.digits) {
        report.add(inWords(call) + " was told what is meant for another: \"" + call.said + '"');
    }
}

} // namespace

Violations checkWireInstants(const Truth &truth, const Index &index)
{
    Report report(Promise::WireInstants);
    for (const ConversationRow &talk : truth.database.conversations) {
        const AttemptRow *row = index.attempt(talk.attempt);
        const LoggedCall *call = index.firstInvite(talk.attempt);
        if (!talk.hasEnded || row == nullptr || call == nullptr || !call->answeredAt || !call->endedAt) {
            continue; // C4 and C5
        }
        const auto life = index.lives.find(row->process);
        if (!wroteTheEnd(life == index.lives.end() ? nullptr : life->second, *call->endedAt, truth.plan)) {
            continue;
        }
        const std::int64_t lasted = ((*call->endedAt - *call->answeredAt).count() + 999'999) / 1'000'000;
        if (talk.seconds > lasted + slackSeconds) {
            report.add(inWords(*call) + " was on for " + std::to_string(lasted) + " s, and " +
                       std::to_string(talk.seconds) + " s are charged");
        }
    }
    return report.take();
}

Violations checkBriefs(const Truth &truth, const Index &index)
{
    Report report(Promise::Briefs);
    if (truth.plan.texts.empty()) {
        return {};
    }
    for (const LoggedCall &call : truth.log) {
        checkText(call, index.attempt(call.attempt), truth.plan, report);
    }
    return report.take();
}

} // namespace campanile::simulation
