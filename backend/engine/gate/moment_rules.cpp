#include "engine/gate/moment_rules.h"

#include "domain/gcra.h"
#include "storage/attempt_store.h"
#include "storage/campaign_store.h"
#include "storage/credit_store.h"

namespace campanile {

namespace {

constexpr Milliseconds minute{60'000};
// How many calls a scope begins until the old ones are removed; they take little room and are found by their number.
constexpr std::int64_t callsBetweenRemovals = 64;

} // namespace

std::array<Rate, 3> ratesOf(const CallFacts &facts)
{
    return {{{BucketScope::Workspace, facts.workspace->id.value, facts.workspaceRate()},
             {BucketScope::PhoneNumber, facts.number->id.value, facts.number->ratePerMinute},
             {BucketScope::Campaign, facts.campaign ? facts.campaign->id.value : 0,
              facts.campaign ? facts.campaign->ratePerMinute : 0}}};
}

MomentRules::MomentRules(Connection &db, LimitStore &limits, WallTime now, Accounts accounts)
    : m_db(db)
    , m_limits(limits)
    , m_now(now)
    , m_accounts(std::move(accounts))
{
}

Moment MomentRules::of(const CallFacts &facts)
{
    Moment moment;
    moment.now = m_now;
    if (const int limit = facts.workspace->maxConcurrent; limit > 0) {
        moment.workspace = {running(facts.workspace->id), limit};
    }
    if (const int limit = facts.trunk->maxChannels; limit > 0) {
        moment.trunk = {running(facts.trunk->id), limit};
    }
    for (const Rate &rate : ratesOf(facts)) {
        moment.pace(rate.scope) = paceOf({rate.scope, rate.id}, rate.perMinute);
    }
    moment.price = facts.trunk->pricePerMinute;
    if (facts.campaign) {
        if (const int limit = facts.campaign->maxConcurrent; limit > 0) {
            moment.campaign = {running(facts.campaign->id), limit};
        }
        if (facts.campaign->spendLimit > Money{}) {
            moment.spendLimit = facts.campaign->spendLimit;
            moment.spent = facts.campaign->spent;
            moment.setAside = running(facts.campaign->id);
        }
    }
    if (moment.price > Money{}) {
        const CreditAccount *known = account(facts.workspace->id);
        moment.spendable = known != nullptr ? known->spendable(m_now, moment.price) : Money{};
    }
    return moment;
}

void MomentRules::take(const CallFacts &facts)
{
    // A count that was not read yet will include this call when it is read.
    if (m_countsRead) {
        ++m_byWorkspace[facts.workspace->id];
        ++m_byTrunk[facts.trunk->id];
    }
    if (facts.campaign) {
        if (const auto known = m_byCampaign.find(facts.campaign->id); known != m_byCampaign.end()) {
            ++known->second;
        }
    }
    for (const Rate &rate : ratesOf(facts)) {
        takePace({rate.scope, rate.id}, rate.perMinute);
    }
}

void MomentRules::save()
{
    for (auto &[key, pace] : m_paces) {
        if (pace.moved) {
            m_limits.setBucket(key.first, key.second, pace.bucket);
        }
        if (pace.taken > 0) {
            const std::int64_t last = pace.bucket.begun;
            const bool removes = last / callsBetweenRemovals != (last - pace.taken) / callsBetweenRemovals;
            m_limits.recordBegun(key.first, key.second, last, pace.taken, m_now, removes ? last - pace.perMinute : 0);
        }
    }
    m_paces.clear();
}

std::int64_t MomentRules::running(WorkspaceId workspace)
{
    readLiveCounts();
    return m_byWorkspace[workspace];
}

std::int64_t MomentRules::running(TrunkId trunk)
{
    readLiveCounts();
    return m_byTrunk[trunk];
}

/// The counter is written at the end of a job, so it is read before the first call of the campaign is counted: its
/// limit is the same for the whole transaction.
std::int64_t MomentRules::running(CampaignId campaign)
{
    const auto [place, isNew] = m_byCampaign.try_emplace(campaign);
    if (isNew) {
        place->second = CampaignStore(m_db).inFlight(campaign);
    }
    return place->second;
}

void MomentRules::readLiveCounts()
{
    if (m_countsRead) {
        return;
    }
    m_countsRead = true;
    for (const LiveCount &live : AttemptStore(m_db).liveCounts()) {
        m_byWorkspace[live.workspace] += live.calls;
        m_byTrunk[live.trunk] += live.calls;
    }
}

Pace MomentRules::paceOf(ScopeKey key, int perMinute)
{
    if (perMinute <= 0) {
        return {};
    }
    const SavedPace &known = saved(key, perMinute);
    const Pace pace{perMinute, known.bucket.tat, {}};
    // While the bucket holds the next call, the count of the last minute is not needed.
    const Gcra gcra = Gcra::perMinute(perMinute);
    return gcra.earliest(pace.bucket, m_now) > m_now ? pace : Pace{perMinute, pace.bucket, minuteFreeAt(key, known)};
}

MomentRules::SavedPace &MomentRules::saved(ScopeKey key, int perMinute)
{
    const auto [place, isNew] = m_paces.try_emplace(key);
    SavedPace &pace = place->second;
    if (isNew) {
        pace.bucket = m_limits.bucket(key.first, key.second).value_or(Bucket{});
        pace.perMinute = perMinute;
        // A bucket that was saved before the clock was set back is kept as it is believed now. Otherwise each check
        // would begin its interval anew.
        const WallTime believed = Gcra::perMinute(perMinute).believed(pace.bucket.tat, m_now);
        pace.moved = believed != pace.bucket.tat;
        pace.bucket.tat = believed;
    }
    return pace;
}

/// The next call would be one too many while the call that began `perMinute` calls before it is less than a minute old.
WallTime MomentRules::minuteFreeAt(ScopeKey key, const SavedPace &pace)
{
    const std::int64_t oldest = pace.bucket.begun - pace.perMinute + 1;
    if (oldest < 1) {
        return {};
    }
    const bool isOfThisPass = oldest > pace.bucket.begun - pace.taken;
    const std::optional<WallTime> begun = isOfThisPass ? m_now : m_limits.begunAt(key.first, key.second, oldest);
    return begun ? *begun + minute + Milliseconds(1) : WallTime{};
}

void MomentRules::takePace(ScopeKey key, int perMinute)
{
    if (perMinute <= 0) {
        return;
    }
    SavedPace &pace = saved(key, perMinute);
    pace.bucket.tat = Gcra::perMinute(perMinute).afterCall(pace.bucket.tat, m_now);
    ++pace.bucket.begun;
    ++pace.taken;
    pace.moved = true;
}

const CreditAccount *MomentRules::account(WorkspaceId workspace)
{
    if (m_accounts) {
        return m_accounts(workspace);
    }
    const auto [place, isNew] = m_savedAccounts.try_emplace(workspace);
    if (isNew) {
        place->second = CreditStore(m_db).accountAt(workspace, m_now);
    }
    return place->second ? &*place->second : nullptr;
}

} // namespace campanile
