#include "engine/forecast/forecast_limits.h"

#include "storage/limit_store.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr auto workspaceBucket = static_cast<std::size_t>(BucketScope::Workspace);
constexpr auto numberBucket = static_cast<std::size_t>(BucketScope::PhoneNumber);

} // namespace

ForecastLimits::ForecastLimits(const ForecastInput &input)
    : m_facts(input.facts)
    , m_credit(input.credit)
    , m_price(input.facts.trunk ? input.facts.trunk->pricePerMinute : Money{})
    , m_spent(input.facts.campaign->spent)
{
    const std::array<int, 3> rates = {m_facts.workspaceRate(), m_facts.number ? m_facts.number->ratePerMinute : 0,
                                      m_facts.campaign->ratePerMinute};
    for (std::size_t scope = 0; scope < rates.size(); ++scope) {
        const Gcra gcra = Gcra::perMinute(rates[scope]);
        m_buckets[scope] = {gcra, gcra.believed(input.buckets[scope], input.start), rates[scope]};
    }
    readCompetitors(input);
}

void ForecastLimits::readCompetitors(const ForecastInput &input)
{
    const bool limitsAll = m_facts.workspaceRate() > 0 || (m_facts.workspace && m_facts.workspace->maxConcurrent > 0);
    for (const ForecastStore::Competitor &other : input.competitors) {
        const bool sameWorkspace = m_facts.workspace && other.workspace == m_facts.workspace->id;
        const bool sameNumber = m_facts.number && other.number == m_facts.number->id;
        const bool sameTrunk = m_facts.trunk && other.trunk == m_facts.trunk->id;
        const bool matters = (sameWorkspace && limitsAll) || (sameNumber && m_facts.number->ratePerMinute > 0) ||
                             (sameTrunk && m_facts.trunk->maxChannels > 0);
        if (!matters) {
            continue;
        }
        m_competitors.push_back(
            {other.left, Gcra::perMinute(other.ratePerMinute), input.start, sameWorkspace, sameNumber, sameTrunk});
        m_sharers += sameWorkspace ? 1 : 0;
        m_trunkSharers += sameTrunk ? 1 : 0;
    }
    m_sharedWith = static_cast<int>(m_competitors.size());
}

Hold ForecastLimits::check(WallTime now) const
{
    Hold hold = firstHold(momentAt(now));
    if (hold.reason == HoldReason::NoCredit) {
        hold.until = nextReload(now);
    }
    return hold;
}

Moment ForecastLimits::momentAt(WallTime now) const
{
    Moment moment;
    moment.now = now;
    moment.workspace = {m_running, evenPart(m_facts.workspace->maxConcurrent, m_sharers)};
    moment.trunk = {m_running, evenPart(m_facts.trunk->maxChannels, m_trunkSharers)};
    moment.campaign = {m_running, m_facts.campaign->maxConcurrent};
    for (std::size_t scope = 0; scope < m_buckets.size(); ++scope) {
        moment.paces[scope] = {m_buckets[scope].perMinute, m_buckets[scope].tat, {}};
    }
    moment.price = m_price;
    moment.spendable = m_credit ? m_credit->spendable(now, m_price) : Money{};
    moment.spendLimit = m_facts.campaign->spendLimit;
    moment.spent = m_spent;
    moment.setAside = m_running;
    return moment;
}

/// The part of shared channels that is ours: an even part, and at least one channel.
int ForecastLimits::evenPart(int limit, int sharers)
{
    return limit > 0 ? std::max(limit / (1 + sharers), 1) : 0;
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

/// When an automatic reload may buy again: with the next month, if the month's limit prevents it now.
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
        if (m_credit->available() < m_price) {
            reload(now, m_price);
        }
        m_credit->reserved += m_price;
    }
    ++m_running;
    if (m_sharers + m_trunkSharers > 0) {
        giveTurns(now);
    }
}

/// After one call of ours, each other campaign whose own rate allows it takes one call from the shared rates, for which
/// we wait.
void ForecastLimits::giveTurns(WallTime now)
{
    for (Competitor &other : m_competitors) {
        if (other.left == 0 || other.nextAt > now) {
            continue;
        }
        other.nextAt = other.own.afterCall(other.nextAt, now);
        if (other.sameWorkspace) {
            m_buckets[workspaceBucket].tat = m_buckets[workspaceBucket].tat + m_buckets[workspaceBucket].gcra.interval;
        }
        if (other.sameNumber) {
            m_buckets[numberBucket].tat = m_buckets[numberBucket].tat + m_buckets[numberBucket].gcra.interval;
        }
        if (--other.left == 0) {
            m_sharers -= other.sameWorkspace ? 1 : 0;
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
