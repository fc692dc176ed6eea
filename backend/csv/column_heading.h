#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace campanile {

/// What a heading says that its column holds.
enum class HeadingKind : std::uint8_t {
    Unknown,
    Phone,       ///< Telephone numbers of the person.
    MaybePhone,  ///< A word that often means telephones and often another thing: "Number", "Contact", "To".
    OtherPhone,  ///< Telephone numbers of somebody else: "Emergency contact phone", "Old number".
    OtherThing,  ///< Something that may have as many digits: fax, id, order, tax, date, postcode, amount …
    NumberLabel, ///< What the telephone numbers of another column are: "Phone 1 - Label", "Telephone type".
    MaybeLabel,  ///< "Type", "Label": of the numbers beside it, or of anything else.
    Name,
    FirstName,
    LastName,
    Timezone,
    Country,          ///< Calling code or country.
    MaybeCountry,     ///< A word that means a country in one language and another thing in another: "Land", "Kraj".
    MaybeCallingCode, ///< A calling code or an area code: "Vorwahl", "Prefijo" (see country_column.h).
    MaybeCode,        ///< "Code": a calling code in some lists, and any other code in most.
    DoNotCall,
    Consent,
    MaybeConsent, ///< Consent when its cells say yes or no: "Call".
    OtherText,    ///< A usual heading of something without digits: e-mail, city, company, notes.
};

struct Heading {
    /// A column from this rank on is used only when no other is headed as a telephone of the person: a switchboard, or
    /// a heading with a word that is not understood, which may make it somebody else's or something else ("Phone foo").
    static constexpr int lastRank = 100;

    HeadingKind kind = HeadingKind::Unknown;
    /// Of Phone: which is tried first. Smaller is earlier. Of OtherPhone: lastRank when no word of it speaks of a
    /// telephone ("Old number"). Of MaybePhone: lastRank when it rather counts the rows ("No.", "#").
    int rank = 0;

    friend bool operator==(const Heading &, const Heading &) = default;
};

/// Reads a heading by the words in it, in the languages that exports are written in; case, accents and signs aside.
Heading readHeading(std::string_view utf8Heading);

/// What two headings about the same telephone have in common: "phone 1" of "Phone 1 - Label" and "Phone 1 - Value".
/// Empty when nothing is left: "Type".
std::string headingStem(std::string_view utf8Heading);

/// What makes a heading of a telephone one of the last rank: "store" of "Store Phone" and "Store Mobile". Empty when it
/// is not of that rank. Telephones of which it is the same belong to the same person or thing.
std::string doubtIn(std::string_view utf8Heading);

/// Whether a column of that heading may say of a person that they must not be called, among other things: "Status",
/// "Tags", "Notes", or no heading at all (saysNotToCall reads its cells).
bool isOfRemarks(std::string_view utf8Heading);

/// What a cell beside a telephone number says of it, in the same languages.
enum class NumberLabel : std::uint8_t {
    Unknown,
    Voice,        ///< "Mobile", "Work", "Main"
    NotVoice,     ///< "Home Fax", "Pager"
    SomebodyElse, ///< not the person's, not any more, or not to be called: "Assistant", "Old", "Do not call"
};
NumberLabel readNumberLabel(std::string_view utf8Cell);

} // namespace campanile
