#pragma once

#include "domain/attempt.h"
#include "storage/brief_store.h"

#include <map>

namespace campanile {

/// Reads the parts that the campaign and the row of a call, or its target, have in its brief. A campaign is read once.
/// Thread: the connection's. Throws StorageError.
class BriefParts {
public:
    /// Borrows a connection that sees nothing but what is committed.
    explicit BriefParts(Connection &reader)
        : m_store(reader)
    {
    }

    /// The part of the call's own row or its target, laid over its campaign's part. A person on a list brings their
    /// name as the variable `name`, unless their list has a column of that name.
    [[nodiscard]] BriefPart of(const Attempt &attempt);

private:
    const BriefPart &ofCampaign(CampaignId campaign);

    BriefStore m_store;
    std::map<CampaignId, BriefPart> m_campaigns;
};

} // namespace campanile
