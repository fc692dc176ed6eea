#pragma once

#include "domain/caller.h"

#include <optional>
#include <string_view>

namespace campanile {

/// Says who an API key belongs to. Thread: any.
class ApiKeyLookup {
public:
    virtual ~ApiKeyLookup() = default;
    /// The caller that this key stands for: its workspace and its scopes. Nothing when the key is not known, is
    /// disabled or has expired. Compares hashes in constant time; `key` is what the client sent, of any length.
    [[nodiscard]] virtual std::optional<Caller> find(std::string_view key) const = 0;
};

} // namespace campanile
