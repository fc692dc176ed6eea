#pragma once

#include "domain/ids.h"

#include <mutex>
#include <set>

namespace campanile {

/// Which trunks have no carrier just now: written where the carriers are, asked by the gate before it commits an
/// intent that nobody could send, and by whoever explains why nothing is dialled. Thread: any.
class TrunkBoard {
public:
    void setReachable(TrunkId trunk, bool reachable)
    {
        const std::scoped_lock lock(m_mutex);
        if (reachable) {
            m_unreachable.erase(trunk);
        } else {
            m_unreachable.insert(trunk);
        }
    }
    [[nodiscard]] bool isReachable(TrunkId trunk) const
    {
        const std::scoped_lock lock(m_mutex);
        return !m_unreachable.contains(trunk);
    }

private:
    mutable std::mutex m_mutex; // guards m_unreachable
    std::set<TrunkId> m_unreachable;
};

} // namespace campanile
