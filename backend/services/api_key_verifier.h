#pragma once

#include <string_view>

namespace campanile {

/// Says whether an API key is one of ours. Thread: any.
class ApiKeyVerifier {
public:
    virtual ~ApiKeyVerifier() = default;
    /// Compares in constant time; `key` is what the client sent, of any length.
    [[nodiscard]] virtual bool accepts(std::string_view key) const = 0;
};

} // namespace campanile
