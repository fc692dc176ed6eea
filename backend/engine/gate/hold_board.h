#pragma once

#include "domain/call.h"
#include "domain/hold.h"

#include <map>
#include <mutex>

namespace campanile {

/// The hold of each lane. The engine writes it, and the services read it. Thread: any.
class HoldBoard {
public:
    void set(Lane lane, Hold hold);
    [[nodiscard]] Hold of(Lane lane) const;

private:
    mutable std::mutex m_mutex; // guards m_holds
    std::map<Lane, Hold> m_holds;
};

} // namespace campanile
