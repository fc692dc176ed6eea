#include "engine/gate/pacer.h"

#include "engine/gate/moment_rules.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace campanile {

namespace {

constexpr Milliseconds minute{60'000};

} // namespace

void Pacer::seed(Connection &db, const ClockHistory &history)
{
    std::map<AttemptId, RecentIntent> intents; // the windows overlap where the clock was set back
    for (const ClockHistory::Window &window : history.last(minute)) {
        for (const RecentIntent &intent : AttemptStore(db).intentsBetween(window.from, window.to)) {
            intents.emplace(intent.id, intent);
        }
    }
    std::vector<std::pair<Microseconds, const RecentIntent *>> byAge;
    byAge.reserve(intents.size());
    for (const auto &[id, intent] : intents) {
        byAge.emplace_back(history.age(intent.at, intent.process), &intent);
    }
    std::ranges::stable_sort(byAge, std::greater(), [](const auto &entry) { return entry.first; });
    const MonoTime now = m_clock.mono();
    for (const auto &[age, intent] : byAge) {
        const MonoTime at = now + (-age);
        m_begun[{BucketScope::Workspace, intent->workspace.value}].push_back(at);
        m_begun[{BucketScope::PhoneNumber, intent->number.value}].push_back(at);
        if (!intent->campaign.isNull()) {
            m_begun[{BucketScope::Campaign, intent->campaign.value}].push_back(at);
        }
    }
}

Hold Pacer::check(const CallFacts &facts, WallTime now)
{
    Hold hold;
    for (const Rate &rate : ratesOf(facts)) {
        if (rate.perMinute <= 0) {
            continue;
        }
        const Key key{rate.scope, rate.id};
        const std::deque<MonoTime> &begun = lastMinute(key);
        const auto taken = m_taken.find(key);
        const std::size_t takenNow = taken == m_taken.end() ? 0 : taken->second.size();
        if (begun.size() + takenNow < static_cast<std::size_t>(rate.perMinute)) {
            continue;
        }
        const MonoTime oldest = begun.empty() ? taken->second.front() : begun.front();
        const Microseconds wait = oldest + Microseconds(minute) - m_clock.mono();
        const WallTime until = now + std::chrono::ceil<Milliseconds>(wait) + Milliseconds(1);
        if (until > hold.until) {
            hold = {rateReasons[static_cast<std::size_t>(rate.scope)], until}; // the most restrictive wins
        }
    }
    return hold;
}

void Pacer::take(const CallFacts &facts)
{
    for (const Rate &rate : ratesOf(facts)) {
        if (rate.perMinute > 0) {
            m_taken[{rate.scope, rate.id}].push_back(m_clock.mono());
        }
    }
}

void Pacer::keep()
{
    for (const auto &[key, taken] : m_taken) {
        std::deque<MonoTime> &begun = m_begun[key];
        begun.insert(begun.end(), taken.begin(), taken.end());
    }
    m_taken.clear();
}

std::deque<MonoTime> &Pacer::lastMinute(Key key)
{
    std::deque<MonoTime> &begun = m_begun[key];
    const MonoTime now = m_clock.mono();
    while (!begun.empty() && now - begun.front() > Microseconds(minute)) {
        begun.pop_front();
    }
    return begun;
}

} // namespace campanile
