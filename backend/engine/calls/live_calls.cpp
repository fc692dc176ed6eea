#include "engine/calls/live_calls.h"

#include <algorithm>
#include <set>
#include <utility>

namespace campanile {

namespace {

// How long an intent takes from its commit to the carrier: as a rule, and at most, whatever the disk does.
constexpr Microseconds permitTakes{1'000'000};
constexpr Microseconds withdrawalKept{10'000'000};
constexpr Microseconds watchEvery{10'000'000};
// Longer than any ring. A call is overdue when it lasts longer than this and its caps on waiting and talk together.
constexpr Milliseconds overdueAfter{120'000};
constexpr Microseconds tryTrunksEvery{5'000'000};

} // namespace

LiveCalls::LiveCalls(EventLoop &loop, CarrierFactory factory, TrunkBoard &board, MediaListener &media,
                     Listener listener)
    : m_loop(loop)
    , m_factory(std::move(factory))
    , m_board(board)
    , m_media(media)
    , m_listener(std::move(listener))
{
}

LiveCalls::~LiveCalls() = default;

void LiveCalls::start(const std::vector<Trunk> &trunks)
{
    for (const Trunk &trunk : trunks) {
        m_trunks.emplace(trunk.id, trunk);
        makeCarrier(trunk);
    }
    watch();
}

void LiveCalls::trunkChanged(const Trunk &trunk)
{
    m_trunks[trunk.id] = trunk;
    const auto carrier = m_carriers.find(trunk.id);
    if (carrier != m_carriers.end()) {
        carrier->second->configure(trunk);
    } else {
        makeCarrier(trunk);
    }
}

void LiveCalls::makeCarrier(const Trunk &trunk)
{
    std::unique_ptr<Carrier> carrier = m_factory(trunk, m_loop, *this, m_media);
    if (carrier != nullptr) {
        m_carriers.emplace(trunk.id, std::move(carrier));
        setState(trunk.id, {.status = TrunkStatus::Up});
        return;
    }
    setState(trunk.id, {.status = TrunkStatus::Down, .reason = TrunkTrouble::NoCarrier});
    if (!std::exchange(m_triesAgain, true)) {
        m_loop.after(tryTrunksEvery, [this] { tryTrunksAgain(); });
    }
}

void LiveCalls::setState(TrunkId trunk, const TrunkState &state)
{
    const WallTime now = m_loop.clock().wall();
    const bool took = m_board.takesCalls(trunk, now);
    m_board.set(trunk, state, now);
    if (!took && m_board.takesCalls(trunk, now)) {
        m_listener.trunkReached();
    }
}

void LiveCalls::trunkHeard(TrunkId trunk, const TrunkState &state)
{
    if (m_trunks.contains(trunk)) { // a removed trunk stays removed, whatever its carrier still reports
        setState(trunk, state);
    }
}

void LiveCalls::trunkRemoved(TrunkId trunk)
{
    m_trunks.erase(trunk);
    setState(trunk, {.status = TrunkStatus::Removed});
    letGo(trunk);
}

void LiveCalls::trunksRead(const std::vector<Trunk> &trunks)
{
    std::set<TrunkId> missing;
    for (const auto &[id, trunk] : m_trunks) {
        missing.insert(id);
    }
    for (const Trunk &trunk : trunks) {
        missing.erase(trunk.id);
        const auto known = m_trunks.find(trunk.id);
        if (known == m_trunks.end() || known->second != trunk) {
            trunkChanged(trunk);
        }
    }
    for (const TrunkId trunk : missing) {
        trunkRemoved(trunk);
    }
}

/// Destroys the carrier of a removed trunk when it has no calls any more. It is not destroyed at once, because it may
/// be the caller of this function.
void LiveCalls::letGo(TrunkId trunk)
{
    m_loop.post([this, trunk] {
        const bool hasCalls = std::ranges::any_of(m_calls, [trunk](const auto &c) { return c.second.trunk == trunk; });
        if (!m_trunks.contains(trunk) && !hasCalls) {
            m_carriers.erase(trunk);
        }
    });
}

void LiveCalls::tryTrunksAgain()
{
    m_triesAgain = false;
    for (const auto &[id, trunk] : m_trunks) {
        if (!m_carriers.contains(id)) {
            makeCarrier(trunk);
        }
    }
}

Carrier *LiveCalls::carrierOf(TrunkId trunk)
{
    const auto carrier = m_carriers.find(trunk);
    return carrier != m_carriers.end() ? carrier->second.get() : nullptr;
}

void LiveCalls::dial(DialPermit permit)
{
    const AttemptId attempt = permit.attemptId();
    const TrunkId trunk = permit.trunk();
    Carrier *carrier = carrierOf(trunk);
    if (carrier == nullptr || !m_board.takesCalls(trunk, m_loop.clock().wall())) {
        giveBack(attempt); // the trunk has stopped taking calls since the gate's pass
        return;
    }
    const MonoTime overdueAt =
        m_loop.clock().mono() + Microseconds(permit.brief().maxHold + permit.brief().maxDuration + overdueAfter);
    const Attempt &intent = permit.intent();
    LiveCall fresh{trunk, intent.workspace, intent.reserved, intent, overdueAt};
    LiveCall &call = m_calls.emplace(attempt, std::move(fresh)).first->second;
    if (auto withdrawal = m_withdrawn.extract(attempt); !withdrawal.empty()) {
        call.asked = std::move(withdrawal.mapped());
        heard(CarrierEvent::ended(attempt, m_loop.clock().now(), EndReason::Cancelled, EndOrigin::Operator));
        return;
    }
    carrier->dial(std::move(permit));
}

void LiveCalls::hangUp(AttemptId attempt, EndOrigin by, Ended ended)
{
    const auto live = m_calls.find(attempt);
    if (live == m_calls.end()) {
        withdraw(attempt, std::move(ended));
        return;
    }
    if (ended) {
        live->second.asked.push_back(std::move(ended));
    }
    m_carriers.at(live->second.trunk)->hangUp(attempt, by);
}

void LiveCalls::hangUpAll()
{
    std::vector<AttemptId> attempts; // hanging up changes the map
    attempts.reserve(m_calls.size());
    for (const auto &[attempt, call] : m_calls) {
        attempts.push_back(attempt);
    }
    for (const AttemptId attempt : attempts) {
        hangUp(attempt, EndOrigin::Operator);
    }
}

void LiveCalls::cutShort(AttemptId attempt, EndReason reason)
{
    if (const auto live = m_calls.find(attempt); live != m_calls.end()) {
        live->second.cutShortBy = reason;
        hangUp(attempt, EndOrigin::Limit);
    }
}

std::vector<Talk> LiveCalls::talks() const
{
    std::vector<Talk> talks;
    const MonoTime now = m_loop.clock().mono();
    for (const auto &[attempt, call] : m_calls) {
        if (call.answeredAt && call.pricePerMinute > Money{}) {
            talks.push_back({attempt, call.workspace, call.pricePerMinute, now - *call.answeredAt});
        }
    }
    return talks;
}

/// The call has ended, or its permit is just being made and must not be used. Which of the two is true is known only
/// when the permits under way have been made.
void LiveCalls::withdraw(AttemptId attempt, Ended ended)
{
    auto tell = std::make_shared<Ended>(std::move(ended));
    const auto hasEnded = [tell] {
        if (const auto told = std::exchange(*tell, nullptr)) {
            told({ErrorCode::NotFound, QStringLiteral("The call is not on the wire any more.")});
        }
    };
    if (!m_listener.expectsMore()) {
        hasEnded();
        return;
    }
    m_withdrawn[attempt].push_back([tell](const Result<EndReason> &reason) {
        if (const auto told = std::exchange(*tell, nullptr)) {
            told(reason);
        }
    });
    m_loop.after(permitTakes, hasEnded);
    m_loop.after(withdrawalKept, [this, attempt] { m_withdrawn.erase(attempt); });
}

/// Brings every call to an end. A call that its carrier has forgotten is hung up. When the carrier reports nothing even
/// then, the outcome of a call that was not answered is unknown, and an answered call counts as one that reached its
/// cap.
void LiveCalls::watch()
{
    const MonoTime now = m_loop.clock().mono();
    std::vector<std::pair<AttemptId, bool>> overdue;
    for (const auto &[attempt, call] : m_calls) {
        if (now >= call.overdueAt) {
            const bool lost = now >= call.overdueAt + Microseconds(overdueAfter);
            overdue.emplace_back(attempt, lost);
        }
    }
    for (const auto &[attempt, lost] : overdue) {
        hangUp(attempt, EndOrigin::Limit);
        if (const auto live = m_calls.find(attempt); lost && live != m_calls.end()) {
            const EndReason reason = live->second.answeredAt ? EndReason::MaxDuration : EndReason::OutcomeUnknown;
            heard(CarrierEvent::ended(attempt, m_loop.clock().now(), reason, EndOrigin::Unknown));
        }
    }
    m_loop.after(watchEvery, [this] { watch(); });
}

AttemptReport LiveCalls::firstOrNext(AttemptId attempt)
{
    AttemptReport report;
    report.attempt = attempt;
    const auto live = m_calls.find(attempt);
    if (live != m_calls.end()) {
        report.intent = std::exchange(live->second.intent, std::nullopt);
    }
    return report;
}

void LiveCalls::heard(const CarrierEvent &event)
{
    switch (event.kind) {
    case CarrierEvent::Kind::NotSent:
        ended(CarrierEvent::ended(event.attempt, event.at, EndReason::NotSent, EndOrigin::Unknown));
        return;
    case CarrierEvent::Kind::Ended:
        ended(event);
        return;
    case CarrierEvent::Kind::Trying:
    case CarrierEvent::Kind::Ringing:
    case CarrierEvent::Kind::Answered:
        break;
    }
    AttemptReport report = firstOrNext(event.attempt);
    report.state = event.kind == CarrierEvent::Kind::Trying    ? AttemptState::Trying
                   : event.kind == CarrierEvent::Kind::Ringing ? AttemptState::Ringing
                                                               : AttemptState::Answered;
    report.rang = event.kind == CarrierEvent::Kind::Ringing;
    report.sipCode = event.sipCode;
    report.dialog = event.dialog;
    if (event.kind == CarrierEvent::Kind::Answered) {
        report.answeredAt = event.at.wall;
        const auto live = m_calls.find(event.attempt);
        if (live != m_calls.end() && !live->second.answeredAt) { // some carriers report an answer twice
            live->second.answeredAt = event.at.mono;
        }
    }
    m_listener.report(std::move(report));
}

void LiveCalls::ended(const CarrierEvent &event)
{
    AttemptReport report = firstOrNext(event.attempt);
    std::vector<Ended> asked;
    EndReason reason = event.cause;
    if (const auto live = m_calls.find(event.attempt); live != m_calls.end()) {
        asked = std::move(live->second.asked);
        const bool byUs = reason == EndReason::Cancelled || reason == EndReason::AgentHangup;
        reason = byUs ? live->second.cutShortBy.value_or(reason) : reason;
        if (live->second.answeredAt) {
            report.talk = event.at.mono - *live->second.answeredAt;
        }
        if (!m_trunks.contains(live->second.trunk)) {
            letGo(live->second.trunk);
        }
        m_calls.erase(live);
    }
    report.state = AttemptState::Ended;
    report.endedAt = event.at.wall;
    report.reason = reason;
    report.sipCode = event.sipCode;
    report.phrase = event.phrase;
    report.endedBy = event.origin;
    m_listener.report(std::move(report));
    for (const Ended &tell : asked) {
        tell(reason);
    }
}

} // namespace campanile
