#pragma once

#include "core/clock.h"
#include "domain/caller.h"

namespace campanile {

/// An API key without its secret: only the holder knows the key itself.
struct ApiKey {
    ApiKeyId id;
    WorkspaceId workspace;
    QString name;
    Scopes scopes;
    QString prefix; ///< the first characters of the key, to tell keys apart; empty for keys of older versions
    WallTime createdAt;
    WallTime expiresAt; ///< the key is refused from this instant on; 0: it does not expire
    bool disabled = false;

    friend bool operator==(const ApiKey &, const ApiKey &) = default;
};

} // namespace campanile
