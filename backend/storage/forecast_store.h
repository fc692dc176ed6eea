#pragma once

#include "domain/call.h"
#include "domain/money.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// Reads what a forecast needs of many rows at once. Writes nothing. Thread: the connection's. Throws StorageError.
class ForecastStore {
public:
    explicit ForecastStore(Connection &db)
        : m_db(db)
    {
    }

    /// A row of the queue that waits.
    struct Waiting {
        ScheduledCallId id;
        E164 to;
        WallTime dueAt;
        WallTime scheduledAt;
        WallTime expiresAt; ///< 0: no such limit
        int attempt = 0;    ///< attempts made so far
        QString timezone;   ///< as ScheduledCall::timezone
    };
    /// The pending rows of a campaign, oldest id first.
    [[nodiscard]] std::vector<Waiting> waiting(CampaignId campaign);

    /// A call on the wire.
    struct Live {
        ScheduledCallId call;
        E164 to;
        int attempt = 1;
        WallTime intentAt;
        Money reserved;
        bool answered = false; ///< so its row is terminal already
    };
    [[nodiscard]] std::vector<Live> live(CampaignId campaign);

    /// A dial of one of the numbers asked for.
    struct Dialled {
        E164 number;
        WallTime at;
        ScheduledCallId call;
    };
    /// All dials of a workspace after `since` to the numbers on a campaign's list, by number, then oldest first.
    [[nodiscard]] std::vector<Dialled> dialledOfList(WorkspaceId workspace, CampaignId campaign, WallTime since);
    /// The same to one number.
    [[nodiscard]] std::vector<Dialled> dialledOf(WorkspaceId workspace, E164 number, WallTime since);

    /// Which numbers of a campaign's list must not be called, in order.
    [[nodiscard]] std::vector<E164> blockedOfList(WorkspaceId workspace, CampaignId campaign);

    /// Another active bulk campaign, of any workspace, with somebody left to call.
    struct Competitor {
        CampaignId campaign;
        WorkspaceId workspace;
        PhoneNumberId number;
        TrunkId trunk;
        int ratePerMinute = 0;
        std::int64_t left = 0; ///< targets that are not terminal
    };
    [[nodiscard]] std::vector<Competitor> competitors(CampaignId campaign);

    /// How often a campaign's attempts ended like this, and how long they took on average.
    struct Ending {
        EndReason reason = EndReason::CarrierError;
        std::int64_t attempts = 0;
        Milliseconds ringing{0}; ///< from the dial to the answer, or to the failure
        Milliseconds talking{0};
    };
    /// How many attempts `endings` looks at: enough for shares that a thousandth does not move, also while the calls of
    /// the last minutes still talk, and few enough that a forecast late in a campaign of a million is as quick as an
    /// early one.
    static constexpr int newestEndings = 20'000;
    /// Of the newest attempts that reached the carrier and whose outcome is known.
    [[nodiscard]] std::vector<Ending> endings(CampaignId campaign);

private:
    Connection &m_db;
};

} // namespace campanile
