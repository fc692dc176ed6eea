#pragma once

#include "domain/campaign.h"
#include "domain/forecast.h"
#include "domain/hold.h"
#include "storage/reader_pool.h"

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace campanile {

/// When active campaigns will have ended, as the forecast sees it: with the number ledger, calling hours, retries and
/// pace. The time of a forecast grows with the list, so its answer is kept for a while, fifty times as long as it took
/// and five seconds at least. A short list is foretold at once, a longer one on a reader of its own. Until it answers,
/// the last answer stands as long as it is possible. Without one, and for very long lists always, the campaign's pace
/// so far is carried on from the instant at which its hold ends. An answer that has proved wrong, because its instant
/// has passed or the hold lasts longer, is not shown, and yet the next forecast of a longer list waits as if it were
/// kept. Thread: any.
class ExpectedEnds {
public:
    /// @param readers  patient ones
    ExpectedEnds(const Clock &clock, ReaderPool &readers);
    /// Stops what runs, so that whoever takes the readers apart next need not wait for it.
    void stop();

    /// 0 when it cannot be told, or nothing is left to call, or the campaign is not active.
    /// @param db   within the caller's snapshot
    /// @param hold what holds the campaign now
    [[nodiscard]] WallTime of(Connection &db, const Campaign &campaign, const CampaignStats &stats, const Hold &hold);

private:
    struct Entry {
        WallTime endsAt;
        MonoTime goodUntil;
        bool isUnderWay = false;
    };
    struct Book {
        std::mutex mutex; // guards `entries`
        std::map<CampaignId, Entry> entries;
    };

    void keep(CampaignId campaign, const Result<Forecast> &forecast, MonoTime since);
    static void keepIn(Book &book, CampaignId campaign, const Result<Forecast> &forecast, MonoTime since, MonoTime now);
    void foretellLater(CampaignId campaign);

    const Clock &m_clock;
    ReaderPool &m_readers;
    const std::shared_ptr<Book> m_book = std::make_shared<Book>();
    std::stop_source m_ending;
};

} // namespace campanile
