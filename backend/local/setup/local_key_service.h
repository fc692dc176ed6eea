#pragma once

#include "local/backend_core.h"
#include "services/key_service.h"

namespace campanile {

class ApiKeys;

/// KeyService on the backend of this process.
class LocalKeyService final : public KeyService {
public:
    /// Borrows both.
    LocalKeyService(BackendCore &core, ApiKeys &keys)
        : m_core(core)
        , m_keys(keys)
    {
    }

    void list(const Caller &caller, Reply<std::vector<ApiKey>> reply) override;
    void create(const Caller &caller, NewApiKey fresh, Reply<MadeApiKey> reply) override;
    void disable(const Caller &caller, ApiKeyId id, Reply<ApiKey> reply) override;

private:
    BackendCore &m_core;
    ApiKeys &m_keys;
};

} // namespace campanile
