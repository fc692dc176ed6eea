#pragma once

#include "csv/column_mapping.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace campanile {

/// A cell without the space around it: ASCII and Unicode spaces, no-break spaces, zero-width ones and byte order marks.
/// Costs two comparisons for a cell that has none.
std::string_view trimmedCell(std::string_view utf8Cell);

/// Takes the first number off a cell that holds several of one person, as address books export them
/// ("+1 415-555-0142 ::: +1 415-555-0143"), and leaves the others in it; a cell of one number is left empty. Any other
/// separator is NumberParser's business, which refuses two numbers. Both are trimmed.
std::string_view takeNumber(std::string_view &utf8Cell);

/// What a cell of a Country column says.
struct CountryCell {
    enum class Kind : std::uint8_t {
        Empty,
        Known,
        Unknown, ///< Numbers without '+' in this row cannot be read: reject it.
    };
    Kind kind = Kind::Empty;
    std::string region; ///< Known: ISO 3166-1 alpha-2, for NumberParser; the main one of a calling code ("1" is US).

    friend bool operator==(const CountryCell &, const CountryCell &) = default;
};
/// Reads a calling code ("44", "+44", "0044"), an ISO 3166-1 code ("GB", "GBR"), or the name of a country in English,
/// in its own language, or, for large ones, in other European languages. Thread: any.
CountryCell readCountry(std::string_view utf8Cell);

/// Yes or no, as people and programs write it in many languages.
enum class YesNo : std::uint8_t { Empty, Yes, No, Unclear };
/// "yes", "true", "1", "x", "ja", "oui", "si", "да", "はい", ticks and dates (of when it was said) are Yes; "no",
/// "false", "0", "nein" … are No.
YesNo readYesNo(std::string_view utf8Cell);

/// Whether a person may be called, as far as one cell tells.
enum class CallPermission : std::uint8_t {
    Granted,
    Refused, ///< Skip the row.
    Unclear, ///< Reject the row: nobody is called on a guess.
};
/// @param role  DoNotCall (an empty cell grants) or Consent (an empty cell is unclear).
CallPermission readPermission(ColumnRole role, std::string_view utf8Cell);
/// Whether a cell of remarks says that the person must not be called ("DNC", "VIP; Do not call", "Unsubscribed"),
/// whatever its column is for. A sentence that only mentions it does not.
bool saysNotToCall(std::string_view utf8Cell);

} // namespace campanile
