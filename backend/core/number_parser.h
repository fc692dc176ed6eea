#pragma once

#include "core/e164.h"

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace campanile {

/// Why a text is no number that can be dialled. `problemText` words each for the person who has to correct it. Stored
/// by number: values never change meaning.
enum class NumberProblem : std::uint8_t {
    None,               ///< It is one.
    Empty,              ///< Nothing but space.
    NotANumber,         ///< Words, or signs no telephone number contains: "n/a", "unknown", "+-1".
    PlaceHolder,        ///< Only zeros behind the calling code: "000-000-0000".
    Letters,            ///< A number with letters in it: "1-800-FLOWERS", "Home 415 555 0142".
    HasExtension,       ///< "415-555-0142 x12", ";ext=12": an extension cannot be dialled by itself.
    ScientificNotation, ///< "1.41556E+10": a spreadsheet rounded it; the last digits are lost.
    MissingCountry,     ///< A national number, and no default region to read it in.
    UnknownCallingCode, ///< International, but no country has that calling code.
    TooShort,           ///< Fewer digits than any number there.
    TooLong,            ///< More digits than any number there, than E.164's 15, or a text of more than 40 bytes.
    WrongLength,        ///< Between the shortest and the longest, but a length nobody has there.
    LocalOnly,          ///< Rings only within its own area: the area code is missing.
    ShortCode,          ///< A service number such as 611 or 20300.
    Emergency,          ///< 911, 112, 999 …: never dialled.
};

/// One English sentence: what is wrong and what to do about it.
QString problemText(NumberProblem problem);

/// What NumberParser::parse found: a number, or the reason why there is none.
struct ParsedNumber {
    E164 number;
    NumberProblem problem = NumberProblem::None;

    [[nodiscard]] bool ok() const { return problem == NumberProblem::None; }
    friend bool operator==(const ParsedNumber &, const ParsedNumber &) = default;
};

/// Reads a telephone number as people write them and brings it to E.164.
///
/// A number is accepted when libphonenumber calls it *possible* (its length exists in its country); whether the range
/// is assigned ("valid") is not asked, because the installed metadata is older than many ranges. Four rules are
/// stricter than the library: letters (but for a leading "tel:"), extensions, emergency numbers and numbers made of
/// zeros are refused, since each would ring somebody other than the person meant. One leading apostrophe, a
/// spreadsheet's mark for "text", is ignored.
///
/// Speed: the notations "+<digits>" and bare national digits, with spaces, dots, dashes, slashes, parentheses or
/// no-break spaces anywhere between, are decided by a table that the build derives from libphonenumber (in some 50 ns
/// and without allocating). Everything else, and every refusal, costs one libphonenumber parse (10 to 20 µs).
///
/// Thread: const calls may come from several threads; libphonenumber's lock makes the slow way no faster by that.
class NumberParser {
public:
    /// @param defaultRegion  ISO 3166-1 alpha-2 in upper case ("US"), in which numbers without '+' are read. Empty or a
    ///                       region without telephones: only international numbers are accepted (MissingCountry else).
    explicit NumberParser(std::string_view defaultRegion = {});

    /// @param utf8Text  any bytes; more than 40 of them (space at the ends not counted) are no number.
    [[nodiscard]] ParsedNumber parse(std::string_view utf8Text) const;

    /// The region given to the constructor; empty when it was empty or unknown.
    [[nodiscard]] const std::string &defaultRegion() const { return m_defaultRegion; }

    /// Whether `region` can be a default region.
    [[nodiscard]] static bool isKnownRegion(std::string_view region);

private:
    std::string m_defaultRegion;
    int m_regionRow; // row of m_defaultRegion in the generated table, -1 for none
};

/// The region a number belongs to, as ISO 3166-1 alpha-2 ("CA" for +1 416…). When the digits do not tell (an unassigned
/// range), the main region of its calling code ("US" for +1); "001" for numbers of no country (+800), empty when the
/// calling code is unknown. Costs a few libphonenumber matches; not for inner loops. Thread: any.
QString regionOf(E164 number);

} // namespace campanile
