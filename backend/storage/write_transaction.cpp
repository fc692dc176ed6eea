#include "storage/write_transaction.h"

namespace campanile {

void WriteTransaction::flushCounts()
{
    for (const auto &[key, by] : m_counts) {
        if (by == 0) {
            continue;
        }
        const auto &[campaign, kind, index] = key;
        db.execute("INSERT INTO campaign_counts (campaign_id, kind, key, n) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT (campaign_id, kind, key) DO UPDATE SET n = campaign_counts.n + excluded.n",
                   campaign, kind, index, by);
        changes.campaigns.insert(campaign);
    }
    m_counts.clear();
}

} // namespace campanile
