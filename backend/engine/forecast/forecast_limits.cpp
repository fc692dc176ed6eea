#include "engine/forecast/forecast_limits.h"

#include "storage/limit_store.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr auto workspaceBucket = static_cast<std::size_t>(BucketScope::Workspace);
constexpr auto numberBucket = static_cast<std::size_t>(BucketScope::PhoneNumber);
constexpr auto campaignBucket = static_cast<std::size_t>(BucketScope::Campaign);

} // namespace

ForecastLimits::ForecastLimits(const ForecastInput &input)
    : m_facts(input.facts)
    , m_credit(input.credit)
    , m_price(input.facts.trunk ? input.facts.trunk->pricePerMinute : Money{})
    , m_spent(input.facts.campaign->spent)
{
    const auto setUp = [&](std::size_t scope, int perMinute, HoldReason reason) {
        const Gcra gcra = Gcra::perMinute(perMinute);
        // As after a step of the clock: one interval is all that a saved instant can mean.
        m_buckets[scope] = {gcra, std::min(input.buckets[scope], input.start + gcra.interval * gcra.burst), reason};
    };
    setUp(workspaceBucket, m_facts.workspaceRate(), HoldReason::WorkspaceRate);
    setUp(numberBucket, m_facts.number ? m_facts.number->ratePerMinute : 0, HoldReason::NumberRate);
    setUp(campaignBucket, m_facts.campaign->ratePerMinute, HoldReason::CampaignRate);
    readCompetitors(input);
}

void ForecastLimits::readCompetitors(const ForecastInput &input)
{
    const bool limitsAll = m_facts.workspaceRate() > 0 || (m_facts.workspace && m_facts.workspace->maxConcurrent > 0);
    for (const ForecastStore::Competitor &other : input.competitors) {
        const bool sameNumber = m_facts.number && other.number == m_facts.number->id;
        const bool sameTrunk = m_facts.trunk && other.trunk == m_facts.trunk->id;
        const bool matters = limitsAll || (sameNumber && m_facts.number->ratePerMinute > 0) ||
                             (sameTrunk && m_facts.trunk->maxChannels > 0);
        if (!matters) {
            continue;
        }
        m_competitors.push_back({other.left, Gcra::perMinute(other.ratePerMinute), input.start, sameNumber, sameTrunk});
        ++m_sharers;
        m_trunkSharers += sameTrunk ? 1 : 0;
    }
    m_sharedWith = m_sharers;
}

Hold ForecastLimits::check(WallTime now)
{
    if (isFull(m_facts.workspace->maxConcurrent, m_sharers)) {
        return {HoldReason::WorkspaceBusy, {}};
    }
    if (isFull(m_facts.trunk->maxChannels, m_trunkSharers)) {
        return {HoldReason::TrunkBusy, {}};
    }
    if (isFull(m_facts.campaign->maxConcurrent, 0)) {
        return {HoldReason::CampaignBusy, {}};
    }
    if (const Hold hold = pace(now); hold.reason != HoldReason::None) {
        return hold;
    }
    if (isSpent()) {
        return {HoldReason::SpendLimit, {}};
    }
    return canPay(now) ? Hold{} : Hold{HoldReason::NoCredit, nextReload(now)};
}

/// Of channels that are shared, an even part is ours: at least one.
bool ForecastLimits::isFull(int limit, int sharers) const
{
    return limit > 0 && m_running >= std::max(limit / (1 + sharers), 1);
}

Hold ForecastLimits::pace(WallTime now) const
{
    Hold hold;
    for (const Bucket &bucket : m_buckets) {
        const WallTime earliest = bucket.gcra.earliest(bucket.tat, now);
        if (earliest > now && earliest > hold.until) {
            hold = {bucket.reason, earliest}; // the most restrictive wins
        }
    }
    return hold;
}

bool ForecastLimits::isSpent() const
{
    const Money limit = m_facts.campaign->spendLimit;
    return limit > Money{} && m_spent.micros + (m_running + 1) * m_price.micros > limit.micros;
}

bool ForecastLimits::canPay(WallTime now)
{
    if (m_price <= Money{}) {
        return true;
    }
    if (!m_credit) {
        return false;
    }
    if (m_credit->available() < m_price) {
        reload(now, m_price);
    }
    return m_credit->available() >= m_price;
}

void ForecastLimits::reload(WallTime now, Money needed)
{
    const Money due = reloadDue(*m_credit, now, needed);
    if (due <= Money{}) {
        return;
    }
    if (const int month = monthOf(now); m_credit->reloadMonth != month) {
        m_credit->reloadMonth = month;
        m_credit->reloaded = {};
    }
    m_credit->reloaded += due;
    m_credit->balance += due;
    m_reloaded += due;
}

/// When the account may buy again by itself: with the next month, if it is the month's limit that holds it.
WallTime ForecastLimits::nextReload(WallTime now) const
{
    if (!m_credit || m_credit->reload.amount <= Money{} || m_credit->reload.monthlyLimit < m_credit->reload.amount) {
        return {};
    }
    return startOfMonth(monthOf(now) + 1);
}

void ForecastLimits::take(WallTime now)
{
    for (Bucket &bucket : m_buckets) {
        bucket.tat = bucket.gcra.afterCall(bucket.tat, now);
    }
    if (m_credit && m_price > Money{}) {
        m_credit->reserved += m_price;
    }
    ++m_running;
    if (m_sharers > 0) {
        giveTurns(now);
    }
}

/// One call of ours, one of each other that may: what they take of the rates, we wait for.
void ForecastLimits::giveTurns(WallTime now)
{
    for (Competitor &other : m_competitors) {
        if (other.left == 0 || other.nextAt > now) {
            continue;
        }
        other.nextAt = other.own.afterCall(other.nextAt, now);
        m_buckets[workspaceBucket].tat = m_buckets[workspaceBucket].tat + m_buckets[workspaceBucket].gcra.interval;
        if (other.sameNumber) {
            m_buckets[numberBucket].tat = m_buckets[numberBucket].tat + m_buckets[numberBucket].gcra.interval;
        }
        if (--other.left == 0) {
            --m_sharers;
            m_trunkSharers -= other.sameTrunk ? 1 : 0;
        }
    }
}

void ForecastLimits::ended(WallTime now, Money reserved, Money cost)
{
    --m_running;
    m_spent += cost;
    if (!m_credit || (reserved <= Money{} && cost <= Money{})) {
        return;
    }
    m_credit->reserved = m_credit->reserved - reserved;
    m_credit->balance = m_credit->balance - cost;
    reload(now, {});
}

} // namespace campanile
