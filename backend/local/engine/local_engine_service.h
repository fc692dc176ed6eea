#pragma once

#include "local/backend_core.h"
#include "services/engine_service.h"

#include <mutex>

namespace campanile {

/// EngineService on the backend of this process.
class LocalEngineService final : public EngineService {
public:
    /// @param engine called directly, from any thread, only for what it allows from any thread
    LocalEngineService(BackendCore &core, Engine &engine)
        : m_core(core)
        , m_engine(engine)
    {
    }

    void status(const Caller &caller, Reply<EngineStatus> reply) override;
    void stopAll(const Caller &caller, Reply<void> reply) override;
    void release(const Caller &caller, Reply<void> reply) override;

private:
    void remember(bool stopped, std::function<bool()> isMeant, Reply<void> reply);

    BackendCore &m_core;
    Engine &m_engine;
    std::mutex m_mutex; // guards m_stops and the switch itself: no release comes between a stop and its count
    std::uint64_t m_stops = 0;
};

} // namespace campanile
