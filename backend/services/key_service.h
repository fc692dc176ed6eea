#pragma once

#include "core/result.h"
#include "domain/api_key.h"

#include <vector>

namespace campanile {

/// An API key that is to be made.
struct NewApiKey {
    QString name;          ///< 1 to ceilings::nameLength characters
    Scopes scopes;         ///< at least one
    WorkspaceId workspace; ///< null: the caller's own
    WallTime expiresAt;    ///< in the future; 0: the key does not expire
};

/// A new API key with its secret, which is shown this once only.
struct MadeApiKey {
    ApiKey key;
    QString secret; ///< what the client sends; only its hash is stored
};

/// The API keys of a workspace. All functions need the scope `admin`.
/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing.
class KeyService {
public:
    virtual ~KeyService() = default;

    /// The keys of the caller's workspace, in the order in which they were made.
    virtual void list(const Caller &caller, Reply<std::vector<ApiKey>> reply) = 0;
    /// Makes a key, which is accepted from the reply on. InvalidInput at #/name, #/scopes or #/expires_at; NotFound at
    /// #/workspace_id; Internal when the system gives no random numbers. There is no replay under an idempotency key:
    /// an answer that is kept would keep the secret.
    virtual void create(const Caller &caller, NewApiKey key, Reply<MadeApiKey> reply) = 0;
    /// The key is refused from the reply on; doing it twice is no error. NotFound.
    virtual void disable(const Caller &caller, ApiKeyId id, Reply<ApiKey> reply) = 0;
};

} // namespace campanile
