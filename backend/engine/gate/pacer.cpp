#include "engine/gate/pacer.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
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
        byAge.emplace_back(history.age(intent.at, intent.generation), &intent);
    }
    std::ranges::stable_sort(byAge, std::greater(), [](const auto &entry) { return entry.first; });
    const MonoTime now = m_clock.mono();
    for (const auto &[age, intent] : byAge) {
        const MonoTime at = now + (-age);
        m_begun[{BucketScope::Workspace, intent->workspace.value}].push_back(at);
        m_begun[{BucketScope::PhoneNumber, intent->number.value}].push_back(at);
        m_begun[{BucketScope::Campaign, intent->campaign.value}].push_back(at);
    }
}

Hold Pacer::check(Connection &db, const CallRates &rates, WallTime now)
{
    const std::array<std::tuple<Key, int, HoldReason>, 3> scopes = {{
        {{BucketScope::Workspace, rates.workspace.value}, rates.workspacePerMinute, HoldReason::WorkspaceRate},
        {{BucketScope::PhoneNumber, rates.number.value}, rates.numberPerMinute, HoldReason::NumberRate},
        {{BucketScope::Campaign, rates.campaign.value}, rates.campaignPerMinute, HoldReason::CampaignRate},
    }};
    Hold hold;
    for (const auto &[key, perMinute, reason] : scopes) {
        const Hold one = checkOne(db, key, perMinute, reason, now);
        if (one.until > hold.until) {
            hold = one; // the most restrictive wins
        }
    }
    return hold;
}

Hold Pacer::checkOne(Connection &db, Key key, int perMinute, HoldReason reason, WallTime now)
{
    const Gcra gcra = Gcra::perMinute(perMinute);
    if (!gcra.limits()) {
        return {};
    }
    const WallTime earliest = gcra.earliest(bucket(db, key, gcra, now).tat, now);
    if (earliest > now) {
        return {reason, earliest};
    }
    std::deque<MonoTime> &begun = lastMinute(key);
    if (begun.size() >= static_cast<std::size_t>(perMinute)) {
        const Microseconds wait = begun.front() + Microseconds(minute) - m_clock.mono();
        return {reason, now + std::chrono::ceil<Milliseconds>(wait) + Milliseconds(1)};
    }
    return {};
}

Pacer::Bucket &Pacer::bucket(Connection &db, Key key, const Gcra &gcra, WallTime now)
{
    const auto known = m_buckets.find(key);
    if (known != m_buckets.end()) {
        return known->second;
    }
    const WallTime saved = LimitStore(db).bucket(key.first, key.second).value_or(WallTime{});
    Bucket bucket;
    if (m_armed.insert(key).second && saved.ms > 0) {
        bucket = {gcra.rearmed(saved, now), true};
    } else {
        // After a step of the clock backwards the saved instant may lie hours ahead; one interval is all it can mean.
        // It is kept so, or each look would begin that interval anew.
        const WallTime latest = now + gcra.interval * gcra.burst;
        bucket = {std::min(saved, latest), saved > latest};
    }
    return m_buckets.emplace(key, bucket).first->second;
}

void Pacer::take(const CallRates &rates, WallTime now)
{
    takeOne({BucketScope::Workspace, rates.workspace.value}, rates.workspacePerMinute, now);
    takeOne({BucketScope::PhoneNumber, rates.number.value}, rates.numberPerMinute, now);
    takeOne({BucketScope::Campaign, rates.campaign.value}, rates.campaignPerMinute, now);
}

void Pacer::takeOne(Key key, int perMinute, WallTime now)
{
    const Gcra gcra = Gcra::perMinute(perMinute);
    if (!gcra.limits()) {
        return;
    }
    Bucket &bucket = m_buckets.at(key);
    bucket = {gcra.afterCall(bucket.tat, now), true};
    m_begun[key].push_back(m_clock.mono());
}

void Pacer::save(Connection &db)
{
    LimitStore limits(db);
    for (const auto &[key, bucket] : m_buckets) {
        if (bucket.moved) {
            limits.setBucket(key.first, key.second, bucket.tat);
        }
    }
    m_buckets.clear();
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
