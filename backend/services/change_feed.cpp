#include "services/change_feed.h"

namespace campanile {

ChangeFeed::ChangeFeed(QObject *parent)
    : QObject(parent)
{
}

void ChangeFeed::publish(const ChangeSet &changes)
{
    if (changes.isEmpty()) {
        return;
    }
    const std::scoped_lock lock(m_mutex);
    const bool deliveryIsDue = m_waiting.isEmpty();
    m_waiting.merge(changes);
    if (deliveryIsDue) {
        m_deliveries.post([this] { deliver(); });
    }
}

void ChangeFeed::deliver()
{
    ChangeSet changes;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(changes, m_waiting);
    }
    Q_EMIT changed(changes);
}

} // namespace campanile
