#include "simulation/world/exchange.h"

#include <algorithm>

namespace campanile::simulation {

namespace {

BootTime after(BootTime at, Milliseconds duration)
{
    return {at.us + Microseconds(duration).count()};
}

/// Who ended a call that nobody hung up on our side.
EndOrigin originOf(EndReason reason)
{
    const bool byCallee = wasAnswered(reason) || reason == EndReason::Busy || reason == EndReason::Declined;
    return byCallee ? EndOrigin::Callee : EndOrigin::Carrier;
}

int sipCodeOf(EndReason reason)
{
    switch (reason) {
    case EndReason::Busy:
        return 486;
    case EndReason::NoAnswer:
        return 480;
    case EndReason::Declined:
        return 603;
    case EndReason::InvalidNumber:
        return 404;
    case EndReason::CarrierError:
        return 503;
    case EndReason::Cancelled:
        return 487;
    default:
        return 200;
    }
}

} // namespace

Exchange::Exchange(const Clock &clock, const Scenario &scenario)
    : m_clock(clock)
    , m_mood(scenario.carrier)
    , m_seed(scenario.seed)
    , m_neverExpires(scenario.bug == PlantedBug::LegsNeverExpire)
    , m_dice(scenario.seed, "exchange")
{
}

void Exchange::happen(BootTime at, Happening happening)
{
    const auto place = m_queue.emplace(std::pair(at, ++m_sequence), happening).first;
    if (sooner && place == m_queue.begin()) {
        sooner();
    }
}

void Exchange::invite(std::int64_t line, const LoggedCall &call, int n)
{
    const std::size_t index = m_calls.size();
    m_calls.push_back({call, line, n, false, false, false, {}});
    m_latest[call.attempt] = index;
    m_byCallId[call.callId] = index;
    m_up.insert(index);
    happen(after(call.at, m_dice.between(Milliseconds(0), m_mood.longestLatency)), {What::Arrive, index});
}

/// How a call ends: drawn from the number, its attempt and how often there was such a call before, so that it does not
/// depend on the order of other numbers' calls.
EndReason Exchange::fateOf(E164 number, int n)
{
    if (m_mood.firstTryFails && n == 1) {
        return EndReason::Busy;
    }
    const auto digits = static_cast<std::uint64_t>(number.digits);
    if (Random(Random::mix(m_seed ^ digits)).unit() < m_mood.invalid) {
        return EndReason::InvalidNumber; // of a number, not of a call
    }
    const std::uint64_t again = m_before[{number, n}]++ * 1'000;
    double lot = Random(Random::mix(m_seed ^ digits) + static_cast<std::uint64_t>(n) + again).unit();
    const auto falls = [&lot](double share) {
        lot -= share;
        return lot < 0;
    };
    if (falls(m_mood.busy)) {
        return EndReason::Busy;
    }
    if (falls(m_mood.noAnswer)) {
        return EndReason::NoAnswer;
    }
    if (falls(m_mood.declined)) {
        return EndReason::Declined;
    }
    if (falls(m_mood.failing)) {
        return EndReason::CarrierError;
    }
    return falls(m_mood.voicemail) ? EndReason::Voicemail : EndReason::CalleeHangup;
}

void Exchange::arrive(std::size_t index, BootTime at)
{
    Call &call = m_calls[index];
    call.arrived = true;
    const EndReason fate = fateOf(call.logged.to, call.n);
    const BootTime rings = after(at, m_dice.between(Milliseconds(100), Milliseconds(2'000)));
    if (fate == EndReason::InvalidNumber || fate == EndReason::CarrierError) {
        happen(rings, {What::Finish, index, fate});
        return;
    }
    if (m_dice.chance(0.9)) { // some carriers say nothing before the end
        happen(rings, {What::Ring, index});
    }
    if (wasAnswered(fate)) {
        call.talk = m_dice.between(Milliseconds(2'000), m_mood.longestTalk);
        happen(after(rings, m_dice.between(Milliseconds(1'000), Milliseconds(30'000))), {What::Answer, index, fate});
    } else {
        const bool isLong = fate == EndReason::NoAnswer;
        happen(after(rings, m_dice.between(Milliseconds(isLong ? 20'000 : 500), Milliseconds(isLong ? 45'000 : 9'000))),
               {What::Finish, index, fate});
    }
    tell(call, CarrierEvent::Kind::Trying, 100);
}

void Exchange::answer(std::size_t index, BootTime at)
{
    Call &call = m_calls[index];
    call.logged.answeredAt = at;
    const bool isAlone = call.orphan || m_asleepUntil > after(at, Milliseconds(90'000));
    if (isAlone && !m_neverExpires) {
        happen(after(at, expiry()), {What::Expire, index, EndReason::CalleeHangup});
    }
    if (!isAlone || !m_neverExpires) {
        happen(after(at, call.talk), {What::Finish, index, call.logged.reason});
    }
    tell(call, CarrierEvent::Kind::Answered, 200);
}

void Exchange::finish(std::size_t index, BootTime at, EndReason reason, EndedBy by, EndOrigin origin)
{
    Call &call = m_calls[index];
    call.logged.endedAt = at;
    call.logged.reason = reason;
    call.logged.by = by;
    m_up.erase(index);
    const auto line = m_lines.find(call.line);
    if (line != m_lines.end()) {
        line->second->ended(call.logged.attempt, reason, origin, sipCodeOf(reason));
    }
}

void Exchange::tell(const Call &call, CarrierEvent::Kind kind, int sipCode)
{
    const auto line = m_lines.find(call.line);
    if (line == m_lines.end()) {
        return;
    }
    const AttemptId attempt = call.logged.attempt;
    const bool twice = m_mood.repeatedProgress > 0 && m_dice.chance(m_mood.repeatedProgress);
    line->second->progressed(attempt, kind, sipCode);
    if (twice) {
        line->second->progressed(attempt, kind, sipCode);
    }
}

void Exchange::hangUp(AttemptId attempt, EndReason reason, EndOrigin by)
{
    const auto found = m_latest.find(attempt);
    if (found != m_latest.end() && m_up.contains(found->second)) {
        const Milliseconds latency = m_dice.between(Milliseconds(0), m_mood.longestLatency);
        happen(after(m_clock.boot(), latency), {What::HangUp, found->second, reason, by});
    }
}

Exchange::Knowledge Exchange::know(const std::string &callId) const
{
    const auto found = m_byCallId.find(callId);
    if (found == m_byCallId.end()) {
        return {};
    }
    const Call &call = m_calls[found->second];
    Knowledge known;
    known.onItsWay = !call.arrived && !call.lost;
    known.arrived = call.arrived;
    if (call.logged.endedAt) {
        known.ended = call.logged.reason;
        known.endedAt = *call.logged.endedAt;
    }
    return known;
}

std::vector<AttemptId> Exchange::upOf(std::int64_t line) const
{
    std::vector<AttemptId> up;
    for (const std::size_t index : m_up) {
        if (m_calls[index].line == line) {
            up.push_back(m_calls[index].logged.attempt);
        }
    }
    return up;
}

void Exchange::abandon(std::int64_t line)
{
    const std::set<std::size_t> up = m_up;
    for (const std::size_t index : up) {
        Call &call = m_calls[index];
        if (call.line != line) {
            continue;
        }
        call.orphan = true;
        if (!call.arrived && m_dice.chance(0.5)) {
            call.lost = true;
            m_up.erase(index);
        } else if (call.logged.answeredAt && !m_neverExpires) {
            happen(after(m_clock.boot(), expiry()), {What::Expire, index, EndReason::CalleeHangup});
        }
    }
}

void Exchange::sleep(BootTime until)
{
    m_asleepUntil = until;
    for (const std::size_t index : m_up) {
        const Milliseconds left = expiry();
        if (m_calls[index].logged.answeredAt && after(m_clock.boot(), left) < until) {
            happen(after(m_clock.boot(), left), {What::Expire, index, EndReason::CalleeHangup});
        }
    }
}

std::optional<BootTime> Exchange::next() const
{
    return m_queue.empty() ? std::nullopt : std::optional<BootTime>(m_queue.begin()->first.first);
}

void Exchange::run()
{
    while (!m_queue.empty() && m_queue.begin()->first.first <= m_clock.boot()) {
        const BootTime at = m_queue.begin()->first.first;
        const Happening now = m_queue.begin()->second;
        m_queue.erase(m_queue.begin());
        if (!m_up.contains(now.call)) {
            continue; // over already
        }
        switch (now.what) {
        case What::Arrive:
            arrive(now.call, at);
            break;
        case What::Ring:
            tell(m_calls[now.call], CarrierEvent::Kind::Ringing, 180);
            break;
        case What::Answer:
            m_calls[now.call].logged.reason = now.reason;
            answer(now.call, at);
            break;
        case What::Finish:
            finish(now.call, at, now.reason, m_calls[now.call].logged.answeredAt ? EndedBy::Callee : EndedBy::Carrier,
                   originOf(now.reason));
            break;
        case What::HangUp: {
            if (!m_calls[now.call].arrived) {
                happen(after(at, m_mood.longestLatency), now); // CANCEL waits for the first answer
                break;
            }
            const bool wasUp = m_calls[now.call].logged.answeredAt.has_value();
            // What was asked for before the answer and comes after it ends a call that was answered.
            finish(now.call, at, wasUp && !wasAnswered(now.reason) ? EndReason::AgentHangup : now.reason, EndedBy::Us,
                   now.by);
            break;
        }
        case What::Expire:
            finish(now.call, at, now.reason, EndedBy::SessionExpiry, EndOrigin::Carrier);
            break;
        }
    }
}

CarrierLog Exchange::log() const
{
    CarrierLog log;
    for (const Call &call : m_calls) {
        if (call.arrived) {
            log.push_back(call.logged);
        }
    }
    std::stable_sort(log.begin(), log.end(), [](const LoggedCall &a, const LoggedCall &b) { return a.at < b.at; });
    return log;
}

} // namespace campanile::simulation
