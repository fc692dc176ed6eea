#pragma once

#include "core/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace campanile {

/// The limits of a JSON body. Each limit is inclusive.
struct JsonLimits {
    int depth = 32;              ///< arrays and objects in one another; the outermost is 1
    std::size_t nodes = 100'000; ///< values of any kind, the outermost included
    /// The length of one string or member name, in UTF-8, after escapes are resolved.
    std::size_t stringBytes = std::size_t{64} * 1024;
};

/// Reads a JSON text (RFC 8259) and refuses everything that parsers disagree about: a byte order mark, NaN, comments,
/// member names that occur twice in one object, lone surrogates, U+0000 in a string, bytes that are no UTF-8, and
/// anything beyond the limits. The text is checked once before a tree is built, so that deep nesting uses no stack.
/// @returns InvalidInput with a JSON Pointer fragment to the place where that is known. Thread: any.
Result<nlohmann::json> parseJson(std::string_view text, const JsonLimits &limits = {});

/// One step of a JSON Pointer fragment: '/', and the name escaped by RFC 6901 sections 3 and 6.
std::string pointerStep(std::string_view name);

} // namespace campanile
