#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "domain/ids.h"
#include "domain/status.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

namespace campanile {

/// Somebody whom a caller ID and an agent have called, or are to call.
struct KnownPerson {
    E164 number;
    WallTime calledAt;       ///< the last call; 0: none since the instant asked for
    CampaignId waitsIn;      ///< a campaign that is still to call them; null: none
    bool hasStarted = false; ///< that campaign has been started; any that has goes before drafts
};

/// A campaign with exactly the people of a list.
struct SamePeople {
    CampaignId campaign;
    CampaignStatus status = CampaignStatus::Draft;
};

/// Whom a workspace has called from one caller ID by one agent: what a list is held against before its people are
/// called again. Reads many rows at once, and writes nothing. Thread: the connection's. Throws StorageError.
class CalledStore {
public:
    explicit CalledStore(Connection &db)
        : m_db(db)
    {
    }

    /// Everybody who was called at or after `since` (0: ever), in the order of their numbers; a call that provably
    /// never left does not count. Also who waits in a campaign other than `except` that has not ended: in a draft, too,
    /// since it may be started at any time, once the list has gone in.
    [[nodiscard]] std::vector<KnownPerson> known(WorkspaceId workspace, PhoneNumberId from, AgentId agent,
                                                 WallTime since, CampaignId except = {});
    /// The newest campaign whose list has this fingerprint (PeopleFingerprint); nothing when there is none.
    [[nodiscard]] std::optional<SamePeople> samePeople(WorkspaceId workspace, PhoneNumberId from, AgentId agent,
                                                       std::int64_t fingerprint);

private:
    Connection &m_db;
};

} // namespace campanile
