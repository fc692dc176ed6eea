#include "local/campaigns/expected_ends.h"

#include "engine/forecast/forecast.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

// Few, since somebody waits for the answer, and may ask for many campaigns at once.
constexpr qint64 mostAtOnce = 500;
// A longer list would keep one of the few readers busy for too long (`campanile_bench forecast` measures 100,000
// people).
constexpr qint64 mostForetold = 200'000;
constexpr Microseconds leastKept{5'000'000};
constexpr int keptTimes = 50; // as long as the forecast took

/// The pace so far, or the campaign's own rate where that is slower, carried on from the instant at which it goes on.
WallTime byPace(const Campaign &campaign, const CampaignStats &stats, const Hold &hold, WallTime now)
{
    const auto left = static_cast<double>(stats.total() - stats.terminal());
    double perMs = campaign.ratePerMinute / 60'000.0;
    const auto elapsed = static_cast<double>(now.ms - campaign.startedAt.ms);
    if (stats.terminal() > 0 && elapsed > 0) {
        const double observed = static_cast<double>(stats.terminal()) / elapsed;
        perMs = perMs > 0 ? std::min(perMs, observed) : observed;
    }
    return perMs > 0 ? std::max(now, hold.until) + Milliseconds(static_cast<std::int64_t>(left / perMs)) : WallTime{};
}

} // namespace

ExpectedEnds::ExpectedEnds(const Clock &clock, ReaderPool &readers)
    : m_clock(clock)
    , m_readers(readers)
{
}

void ExpectedEnds::stop()
{
    m_ending.request_stop();
}

WallTime ExpectedEnds::of(Connection &db, const Campaign &campaign, const CampaignStats &stats, const Hold &hold)
{
    const qint64 left = stats.total() - stats.terminal();
    if (campaign.status != CampaignStatus::Active || campaign.kind != CampaignKind::Bulk || left == 0) {
        return {};
    }
    const MonoTime since = m_clock.mono();
    WallTime old;
    bool isUnderWay = false;
    bool isFresh = false;
    {
        const std::scoped_lock lock(m_book->mutex);
        const auto known = m_book->entries.find(campaign.id);
        const bool isKnown = known != m_book->entries.end();
        // What has passed, or lies before the end of the hold, is known to be wrong.
        const bool isPossible =
            isKnown && (known->second.endsAt.ms == 0 || known->second.endsAt >= std::max(m_clock.wall(), hold.until));
        isFresh = isKnown && since < known->second.goodUntil;
        if (isPossible && isFresh) {
            return known->second.endsAt;
        }
        isUnderWay = isKnown && known->second.isUnderWay;
        old = isPossible ? known->second.endsAt : WallTime{};
    }
    if (left <= mostAtOnce) {
        keep(campaign.id, forecast(db, {.campaign = campaign.id}, m_clock.wall(), m_ending.get_token()), since);
        const std::scoped_lock lock(m_book->mutex);
        return m_book->entries[campaign.id].endsAt;
    }
    if (left > mostForetold) {
        return byPace(campaign, stats, hold, m_clock.wall());
    }
    // A forecast that has proved wrong is no reason for the next one at once: readers would do nothing else.
    if (!isUnderWay && !isFresh) {
        foretellLater(campaign.id);
    }
    // An answer that is a little old is better than the pace, and does not jump to it and back.
    return old.ms > 0 ? old : byPace(campaign, stats, hold, m_clock.wall());
}

void ExpectedEnds::foretellLater(CampaignId campaign)
{
    {
        const std::scoped_lock lock(m_book->mutex);
        m_book->entries[campaign].isUnderWay = true;
    }
    const auto since = std::make_shared<MonoTime>();
    m_readers.read<Forecast>(
        [campaign, since, &clock = m_clock, stop = m_ending.get_token()](Connection &db) -> Result<Forecast> {
            *since = clock.mono();
            return forecast(db, {.campaign = campaign}, clock.wall(), stop);
        },
        [book = m_book, campaign, since, &clock = m_clock](const Result<Forecast> &result) {
            keepIn(*book, campaign, result, *since, clock.mono());
        });
}

void ExpectedEnds::keep(CampaignId campaign, const Result<Forecast> &forecast, MonoTime since)
{
    keepIn(*m_book, campaign, forecast, since, m_clock.mono());
}

void ExpectedEnds::keepIn(Book &book, CampaignId campaign, const Result<Forecast> &forecast, MonoTime since,
                          MonoTime now)
{
    const bool finishes = forecast && forecast->end == ForecastEnd::Finishes;
    const std::scoped_lock lock(book.mutex);
    book.entries[campaign] = {finishes ? forecast->endsAt : WallTime{},
                              now + std::max(leastKept, (now - since) * keptTimes), false};
}

} // namespace campanile
