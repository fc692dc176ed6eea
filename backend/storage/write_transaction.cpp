#include "storage/write_transaction.h"

#include <algorithm>

namespace campanile {

void WriteTransaction::flushCounts()
{
    for (const auto &[key, by] : m_counts) {
        if (by == 0) {
            continue;
        }
        const auto &[campaign, kind, index] = key;
        const bool isKnown = db.execute("UPDATE campaign_counts SET n = n + ? WHERE campaign_id = ? AND kind = ?"
                                        " AND key = ?",
                                        by, campaign, kind, index) > 0;
        if (!isKnown) { // seldom: the first of its kind
            db.execute("INSERT INTO campaign_counts (campaign_id, kind, key, n) VALUES (?, ?, ?, ?)"
                       " ON CONFLICT (campaign_id, kind, key) DO UPDATE SET n = campaign_counts.n + excluded.n",
                       campaign, kind, index, by);
        }
        changes.campaigns.insert(campaign);
    }
    m_counts.clear();
    if (m_lastShortId != m_writtenShortId) {
        db.execute("UPDATE sequences SET last = ? WHERE name = 'calls'", m_lastShortId);
        m_writtenShortId = m_lastShortId;
    }
}

std::int64_t WriteTransaction::nextEvent()
{
    if (m_lastEvent == 0) {
        Rows rows = db.query("SELECT max(sequence) FROM events"
                             " UNION ALL SELECT last FROM sequences WHERE name = 'events'");
        while (rows.next()) {
            m_lastEvent = std::max(m_lastEvent, rows.integer(0)); // no events: 0
        }
    }
    return ++m_lastEvent;
}

std::int64_t WriteTransaction::nextShortId()
{
    if (m_lastShortId == 0) {
        m_writtenShortId = db.integer("SELECT last FROM sequences WHERE name = 'calls'").value();
        m_lastShortId = m_writtenShortId;
    }
    return ++m_lastShortId;
}

} // namespace campanile
