#pragma once

/// The grid of 4 px. Widgets take their distances from here alone.
namespace campanile::space {

inline constexpr int unit = 4;       ///< between an icon and its word
inline constexpr int control = 8;    ///< between controls of one group
inline constexpr int group = 12;     ///< between groups
inline constexpr int margin = 16;    ///< around a page
inline constexpr int rowHeight = 32; ///< of table rows; all rows of a table have it, so a million cost nothing
inline constexpr int radius = 5;     ///< of buttons, fields and chips

} // namespace campanile::space
