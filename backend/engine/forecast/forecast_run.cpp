#include "engine/forecast/forecast_run.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

constexpr Milliseconds hour{3'600'000};
constexpr Milliseconds day{86'400'000};
// The gate postpones a row by at least a second (gate.cpp).
constexpr Milliseconds leastWait{1'000};
// A look ahead covers two weeks. When the second look finds no opening either, the row counts as one that has no hours.
constexpr int mostClosedLooks = 2;
// How many rounds pass between two checks of the stop token: there are hundreds of thousands of rounds in a second
// (`campanile_bench forecast`).
constexpr std::uint32_t roundsPerQuestion = 512;

ForecastSkip skipFor(EndReason refusal)
{
    switch (refusal) {
    case EndReason::Blocked:
        return ForecastSkip::DoNotCall;
    case EndReason::CountryNotAllowed:
        return ForecastSkip::Country;
    default:
        return ForecastSkip::Missed;
    }
}

} // namespace

ForecastRun::ForecastRun(Connection &db, ForecastInput input, const ForecastRequest &request)
    : m_db(db)
    , m_input(std::move(input))
    , m_campaign(*m_input.facts.campaign)
    , m_horizon(m_input.start + request.horizon)
    , m_outcomes(m_input.facts.trunk.value_or(Trunk{}), m_input.facts.agent.value_or(Agent{}),
                 std::move(m_input.endings), request.seed)
    , m_limits(m_input)
    , m_now(m_input.start)
    , m_queue(m_input)
{
    for (int i = m_input.breaker.count - 1; i >= 0; --i) {
        m_failed.push_back((m_input.breaker.outcomes >> i & 1U) != 0);
    }
    m_result.startsAt = m_input.start;
    m_result.basis = m_outcomes.basis();
    m_result.sharedWith = m_limits.sharedWith();
    takeOver();
}

/// Calls on the wire at the start end as if they had been foretold when they were dialled, but not in the past.
void ForecastRun::takeOver()
{
    for (const auto &[call, row] : m_input.live) {
        const CallPlan plan = m_outcomes.plan(call.to, call.attempt);
        const WallTime endsAt = call.intentAt + plan.ringing + plan.talking;
        m_wire.push_back({std::max(endsAt, m_now), row, plan.reason, plan.talking, call.reserved, call.answered});
        m_counted += call.answered ? 1 : 0;
        m_limits.takeOver();
    }
    std::ranges::make_heap(m_wire, isLater);
}

Result<Forecast> ForecastRun::run(const std::stop_token &stop)
{
    for (std::uint32_t round = 0;; ++round) {
        if (round % roundsPerQuestion == 0 && stop.stop_requested()) {
            return {ErrorCode::Cancelled, QStringLiteral("The forecast was cancelled.")};
        }
        finishCalls();
        m_queue.materialize(m_now, m_wire.size());
        if (!waitsForPace()) {
            pass();
        }
        if (m_wire.empty() && m_queue.isOver(m_now)) {
            return conclude(ForecastEnd::Finishes, m_now);
        }
        const std::optional<WallTime> next = nextInstant();
        if (!next) {
            return conclude(ForecastEnd::HeldForGood, m_now);
        }
        if (*next >= m_horizon) {
            passTime(m_horizon);
            return conclude(ForecastEnd::CutOff, m_horizon);
        }
        passTime(*next);
    }
}

void ForecastRun::finishCalls()
{
    while (!m_wire.empty() && m_wire.front().endsAt <= m_now) {
        std::ranges::pop_heap(m_wire, isLater);
        const OnWire call = m_wire.back();
        m_wire.pop_back();
        finish(call);
    }
}

void ForecastRun::finish(const OnWire &call)
{
    const bool answered = wasAnswered(call.reason);
    const std::int64_t seconds = answered ? (call.talking.count() + 999) / 1000 : 0;
    const Money cost = costOf(seconds, call.reserved);
    m_limits.ended(m_now, call.reserved, cost);
    m_result.cost += cost;
    if (call.place && isFailure(call.reason)) {
        judgeBreaker(*call.place);
    }
    ForecastRow &row = m_input.rows[static_cast<std::size_t>(call.row)];
    const std::optional<Milliseconds> delay = m_campaign.retry.delayAfter(row.attempt, call.reason);
    if (answered || call.isCounted || !delay) {
        m_result.outcomes[call.reason] += call.isCounted ? 0 : 1;
        return;
    }
    row.waitsFor = HoldReason::None;
    m_queue.push({m_now + *delay, call.row});
}

/// Looks at the calls that were dialled before and after one that has failed now, as BreakerWatch does.
void ForecastRun::judgeBreaker(std::size_t failed)
{
    m_failed[failed] = true;
    const auto reach = static_cast<std::size_t>(reachOf(m_campaign.breaker));
    const std::size_t end = std::min(failed + reach + 1, m_failed.size());
    BreakerHistory history;
    for (std::size_t i = failed - std::min(failed, reach); i < end && m_result.breakerTripsAt.ms == 0; ++i) {
        history.add(m_failed[i]);
        if (trips(m_campaign.breaker, history)) {
            m_result.breakerTripsAt = m_now;
        }
    }
}

/// Does what a pass of the gate does, over this campaign's lane alone.
void ForecastRun::pass()
{
    m_hold = CallRules(m_db, m_hours, m_now).standing(m_input.facts);
    while (m_hold.reason == HoldReason::None && !m_queue.isEmpty() && m_queue.front().at <= m_now) {
        const Judgement judgement = judge(m_input.rows[static_cast<std::size_t>(m_queue.front().row)]);
        if (judgement.verdict == Judgement::Verdict::Refuse) {
            m_queue.pop();
            ++m_result.outcomes[judgement.reason];
            skip(skipFor(judgement.reason));
        } else if (judgement.verdict == Judgement::Verdict::Wait) {
            postpone(m_queue.pop(), judgement.hold);
        } else {
            m_hold = m_limits.check(m_now);
            if (m_hold.reason == HoldReason::None) {
                dial(m_queue.pop().row);
            }
        }
    }
}

/// Asks the questions of CallRules::judge, in the same order, of what was read.
Judgement ForecastRun::judge(const ForecastRow &row)
{
    using Verdict = Judgement::Verdict;
    const Milliseconds late(m_now.ms - m_queue.front().at.ms);
    const bool tooLate = m_campaign.misfireGrace > Milliseconds(0) && late > m_campaign.misfireGrace;
    if (tooLate || (row.expiresAt.ms > 0 && m_now >= row.expiresAt)) {
        return {Verdict::Refuse, {}, EndReason::Missed, late};
    }
    if (row.refusal) {
        return {Verdict::Refuse, {}, *row.refusal};
    }
    m_asked.to = row.to;
    m_asked.timezone = row.timezone;
    const OpenState state = m_hours.at(m_input.facts.workspace->hours, m_campaign.hours, m_asked, m_now);
    if (!state.open) {
        return {Verdict::Wait, {HoldReason::OutsideHours, state.until}};
    }
    const WallTime earliest = earliestCall(historyOf(row), *m_input.facts.workspace);
    if (earliest <= m_now) {
        return {};
    }
    const Milliseconds wouldBeLate(earliest.ms - row.scheduledAt.ms);
    if (m_campaign.misfireGrace > Milliseconds(0) && row.attempt == 0 && wouldBeLate > m_campaign.misfireGrace) {
        return {Verdict::Refuse, {}, EndReason::Missed, wouldBeLate};
    }
    return {Verdict::Wait, {HoldReason::NumberLedger, earliest}};
}

/// The row's history, as LimitStore::history returns it.
NumberHistory ForecastRun::historyOf(const ForecastRow &row) const
{
    NumberHistory history;
    int index = m_input.lastDial[static_cast<std::size_t>(row.person)];
    while (index >= 0) {
        const ForecastDial &dial = m_input.dials[static_cast<std::size_t>(index)];
        if (dial.at <= m_now - day * 7) {
            break;
        }
        ++history.lastWeek;
        history.oldestOfWeek = dial.at;
        if (dial.at > m_now - day) {
            ++history.lastDay;
            history.oldestOfDay = dial.at;
        }
        if (dial.call != row.call && history.lastOtherAt.ms == 0) {
            history.lastOtherAt = dial.at;
        }
        index = dial.older;
    }
    return history;
}

void ForecastRun::postpone(ForecastInput::Due due, const Hold &hold)
{
    ForecastRow &row = m_input.rows[static_cast<std::size_t>(due.row)];
    row.waitsFor = hold.reason;
    m_queue.served();
    const bool isClosedForLong =
        hold.reason == HoldReason::OutsideHours && hold.until > m_now + OpeningHours::lookAhead - day * 2;
    row.closedLooks = isClosedForLong ? static_cast<std::uint8_t>(row.closedLooks + 1) : std::uint8_t{0};
    if (row.closedLooks >= mostClosedLooks) {
        ++m_result.skipped[ForecastSkip::NoHours];
        return;
    }
    m_queue.push({std::max(hold.until, m_now + leastWait), due.row});
}

void ForecastRun::skip(ForecastSkip reason)
{
    ++m_result.skipped[reason];
    m_queue.served();
}

void ForecastRun::dial(int index)
{
    ForecastRow &row = m_input.rows[static_cast<std::size_t>(index)];
    m_limits.take(m_now);
    m_queue.served();
    ++row.attempt;
    row.waitsFor = HoldReason::None;
    row.closedLooks = 0;
    int &last = m_input.lastDial[static_cast<std::size_t>(row.person)];
    m_input.dials.push_back({m_now, row.call, last});
    last = static_cast<int>(m_input.dials.size()) - 1;
    const CallPlan plan = m_outcomes.plan(row.to, row.attempt);
    m_wire.push_back({m_now + plan.ringing + plan.talking, index, plan.reason, plan.talking,
                      m_input.facts.trunk->pricePerMinute, false, m_failed.size()});
    m_failed.push_back(false);
    std::ranges::push_heap(m_wire, isLater);
    ForecastHour &current = hourOf(m_now);
    ++current.attempts;
    ++m_result.attempts;
    if (wasAnswered(plan.reason)) {
        ++current.answered;
        ++m_result.answered;
    }
}

/// Whether the hold ends by time alone, so that the events until then need not be looked at.
bool ForecastRun::waitsForPace() const
{
    switch (m_hold.reason) {
    case HoldReason::OutsideHours:
    case HoldReason::WorkspaceRate:
    case HoldReason::NumberRate:
    case HoldReason::CampaignRate:
        return m_now < m_hold.until;
    default:
        return false;
    }
}

/// The next instant at which anything can change; nothing when it stays as it is for good.
std::optional<WallTime> ForecastRun::nextInstant() const
{
    std::optional<WallTime> next;
    const auto consider = [&next](WallTime instant) { next = next ? std::min(*next, instant) : instant; };
    if (!m_wire.empty()) {
        consider(m_wire.front().endsAt);
    }
    if (m_hold.until.ms > 0) {
        consider(std::max(m_hold.until, m_now + Milliseconds(1)));
    }
    if (m_hold.reason == HoldReason::None && !m_queue.isEmpty()) {
        consider(m_queue.front().at);
    }
    // While the lane is held, more rows change only the order in which they go when it goes on, and they never end a
    // hold that has no end.
    const bool isHeld = m_hold.reason != HoldReason::None && (!next || m_hold.reason == HoldReason::OutsideHours);
    if (const std::optional<WallTime> more = m_queue.nextMaterialization(m_now); more && !isHeld) {
        consider(*more);
    }
    return next;
}

void ForecastRun::passTime(WallTime until)
{
    const Milliseconds passed(until.ms - m_now.ms);
    if (m_hold.reason != HoldReason::None) {
        m_result.held[m_hold.reason] += passed;
    } else if (!m_queue.isEmpty()) {
        const ForecastRow &row = m_input.rows[static_cast<std::size_t>(m_queue.front().row)];
        if (row.waitsFor != HoldReason::None) {
            m_result.held[row.waitsFor] += passed;
        } else if (row.attempt > 0) {
            m_result.betweenAttempts += passed;
        } else {
            m_result.held[HoldReason::CampaignRate] += passed; // rows are materialized at the campaign's pace
        }
    }
    m_now = until;
}

ForecastHour &ForecastRun::hourOf(WallTime instant)
{
    const auto index = static_cast<std::size_t>((instant.ms - m_input.start.ms) / hour.count());
    if (index >= m_result.hours.size()) {
        m_result.hours.resize(index + 1);
    }
    return m_result.hours[index];
}

Forecast ForecastRun::conclude(ForecastEnd end, WallTime at)
{
    m_result.end = end;
    m_result.endsAt = at;
    m_result.heldForGoodBy = end == ForecastEnd::HeldForGood ? m_hold.reason : HoldReason::None;
    const auto withoutHours = m_result.skipped.find(ForecastSkip::NoHours);
    m_result.rows = static_cast<qint64>(m_input.rows.size()) - m_counted;
    m_result.left = m_queue.left() + static_cast<qint64>(m_wire.size()) +
                    (withoutHours == m_result.skipped.end() ? 0 : withoutHours->second);
    return std::move(m_result);
}

} // namespace campanile
