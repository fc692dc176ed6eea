#pragma once

#include <QString>

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace campanile {

/// A telephone number in E.164: 2 to 15 digits, the first of which is not 0, without an extension. It is stored as the
/// integer that its digits form (E.164 numbers never begin with 0, so nothing is lost) and shown with a leading '+'.
/// Zero means "none". The type says that the number is well formed, not that it is possible: see core/number_parser.h.
struct E164 {
    std::int64_t digits = 0;

    friend auto operator<=>(E164, E164) = default;

    [[nodiscard]] bool isNull() const { return digits == 0; }
    [[nodiscard]] QString toString() const;        ///< "+14155550142"
    [[nodiscard]] std::string toStdString() const; ///< "+14155550142"

    /// Accepts exactly '+', a digit 1-9 and 1 to 14 more digits (ITU-T E.164, section 6); nothing else.
    static std::optional<E164> parse(std::string_view text);
    static std::optional<E164> parse(QStringView text);
};

} // namespace campanile

template<>
struct std::hash<campanile::E164> {
    std::size_t operator()(campanile::E164 number) const noexcept { return std::hash<std::int64_t>{}(number.digits); }
};
