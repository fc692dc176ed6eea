#pragma once

#include <string_view>

namespace campanile {

/// The text (UTF-8) without the space at its ends: of ASCII, no-break and other spaces of Unicode, marks without width.
/// Thread: any.
std::string_view trimmedText(std::string_view text);

} // namespace campanile
