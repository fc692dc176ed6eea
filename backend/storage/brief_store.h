#pragma once

#include "domain/call.h"
#include "domain/encryption.h"
#include "storage/connection.h"

#include <optional>
#include <string>

namespace campanile {

/// The part that a row or a campaign has in the briefs of its calls. Texts are JSON objects of texts, UTF-8.
struct BriefPart {
    std::string variables = "{}";
    std::string metadata = "{}";
    std::optional<Encryption> encryption{}; ///< nothing: the next wider part's
    CallCaps caps{};                        ///< 0: the agent's
};

/// What the agent is told of a person on a list.
struct TargetPart {
    std::string name;
    std::string variables = "{}";
};

/// What the brief of a call is made of, beside its attempt, its agent and its trunk. Thread: the connection's. Throws
/// StorageError.
class BriefStore {
public:
    explicit BriefStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] BriefPart ofCall(ScheduledCallId id);
    /// A campaign's variables are in the rows that are materialized from it.
    [[nodiscard]] BriefPart ofCampaign(CampaignId id);
    [[nodiscard]] TargetPart ofTarget(TargetId id);

    /// Writes metadata and encryption.
    void setOfCall(ScheduledCallId id, const BriefPart &part);
    void setOfCampaign(CampaignId id, const BriefPart &part);

private:
    Connection &m_db;
};

} // namespace campanile
