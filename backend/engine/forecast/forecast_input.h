#pragma once

#include "core/result.h"
#include "domain/credit.h"
#include "domain/cron.h"
#include "engine/forecast/forecast.h"
#include "engine/gate/call_rules.h"
#include "storage/forecast_store.h"

#include <array>
#include <optional>
#include <vector>

namespace campanile {

/// One row of the forecast. Rows that are due at the same instant go in the order of the list.
struct ForecastRow {
    E164 to;
    std::int64_t call = 0; ///< in the ledger; below zero for a row that is not in the queue yet
    WallTime scheduledAt;
    WallTime expiresAt;                     ///< 0: no such limit
    int person = 0;                         ///< index into ForecastInput::lastDial
    std::int16_t attempt = 0;               ///< attempts made so far
    std::uint8_t closedLooks = 0;           ///< how many times in a row no opening of its hours was in sight
    std::optional<EndReason> refusal;       ///< why its number is never called
    HoldReason waitsFor = HoldReason::None; ///< why it was postponed
    QString timezone;
};

/// A dial in the ledger; those of one person form a list, newest first.
struct ForecastDial {
    WallTime at;
    std::int64_t call = 0;
    int older = -1; ///< index; -1: none within a week
};

/// Everything a forecast needs, read once: from here on the database is not asked again.
struct ForecastInput {
    struct Due {
        WallTime at;
        int row = 0;
    };
    struct Live {
        ForecastStore::Live call;
        int row = 0;
    };
    /// What is still to be materialized of a recurring campaign.
    struct Occurrences {
        CronExpression cron;
        TimeZone zone;
        WallTime cursor;                    ///< the next one is after it
        WallTime endAt;                     ///< none at or after it; 0: it never ends
        std::optional<EndReason> refusal{}; ///< as ForecastRow::refusal
    };

    WallTime start;
    CallFacts facts; ///< the campaign as active
    std::vector<ForecastRow> rows;
    std::vector<Due> due;   ///< rows in the queue
    std::vector<Live> live; ///< rows on the wire
    int firstFresh = 0;     ///< rows from here on are targets that are not in the queue yet
    std::vector<ForecastDial> dials;
    std::vector<int> lastDial; ///< of each person: index into `dials`, -1 for none
    std::optional<Occurrences> occurrences;
    std::optional<CreditAccount> credit;
    std::array<WallTime, 3> buckets; ///< as saved; index: BucketScope
    std::vector<ForecastStore::Competitor> competitors;
    std::vector<ForecastStore::Ending> endings;
    BreakerHistory breaker;
};

/// Errors as `forecast` has them. Throws StorageError.
Result<ForecastInput> readForecastInput(Connection &db, const ForecastRequest &request, WallTime now);

} // namespace campanile
