#pragma once

#include "core/e164.h"

#include <QString>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace campanile {

/// Why a text is no number that can be dialled. `problemText` words each for the person who has to correct it. Stored
/// by number: values never change meaning.
enum class NumberProblem : std::uint8_t {
    None,               ///< It is one.
    Empty,              ///< Nothing but space.
    NotANumber,         ///< Words, dates, amounts, numbers of papers, masked digits, or signs that no telephone number
                        ///< contains: "n/a", "2026-11-29", "12.50", "123.456.789-09" in Brazil, "+49 171 ••• 73".
    PlaceHolder,        ///< Only zeros behind the calling code: "000-000-0000".
    Letters,            ///< A number with letters in it: "1-800-FLOWERS", "Home 415 555 0142", "Fax: 415 555 0142".
    HasExtension,       ///< "415-555-0142 x12", ";ext=12": an extension cannot be dialled by itself.
    ScientificNotation, ///< "1.41556E+10": a spreadsheet rounded it; the last digits may be lost.
    MissingCountry,     ///< A national number, and no default region to read it in.
    UnknownCallingCode, ///< International, but no country has that calling code.
    TooShort,           ///< Fewer digits than any number there.
    TooLong,            ///< More digits than any number there, than E.164's 15, or a text of more than 40 characters.
    WrongLength,        ///< Between the shortest and the longest, but a length nobody has there.
    LocalOnly,          ///< Rings only within its own area: the area code is missing. Also digits without the national
                        ///< prefix that are as few as a number without its area code: "9018 2020" in Germany.
    ShortCode,          ///< A service number such as 611 or 20300.
    Emergency,          ///< 911, 112, 999 …: never dialled.
    TwoNumbers,         ///< Two numbers, or a range: "415-555-0160;415-555-0161", "044 123 45 67/68".
    TwoReadings,        ///< With and without its calling code, both possible: "491711234573" in Germany, and
                        ///< "33612345686" there, which may be a French number. NumberReading decides, and
                        ///< ParsedNumber::readings names both.
    Doubtful,           ///< Two readings that only the list's owner can decide, row by row: "+49 30 123456-12" may end
                        ///< in an extension or a range. ParsedNumber::readings names both.
    MadeUp,             ///< All digits equal, or 1234567890: someone had to fill in something.
    NoSuchArea,         ///< North America: the area code or the exchange begins with 0 or 1, or the area code is 211 to
                        ///< 911.
};

/// One English sentence or two: what is wrong and what to do about it.
QString problemText(NumberProblem problem);

/// How a number without '+' is read that may or may not begin with its calling code (NumberProblem::TwoReadings).
enum class NumberReading : std::uint8_t {
    Ask,             ///< It is refused, with both readings.
    AsWritten,       ///< It is a number of the default region as it stands: "4917…" is +49 4917…
    WithCallingCode, ///< It begins with a calling code, and only the '+' is missing: "4917…" is +49 17…
};

/// What NumberParser::parse found: a number, or the reason why there is none.
struct ParsedNumber {
    E164 number;
    NumberProblem problem = NumberProblem::None;
    /// TwoReadings: first as written, then with the calling code. Doubtful: first all digits, then without the doubtful
    /// ones. Null numbers for all other problems, and for none.
    std::array<E164, 2> readings{};

    [[nodiscard]] bool ok() const { return problem == NumberProblem::None; }
    friend bool operator==(const ParsedNumber &, const ParsedNumber &) = default;
};

/// The text of its problem; names both readings where there are two.
QString problemText(const ParsedNumber &parsed);

/// Reads a telephone number as people write them and brings it to E.164. No number ever comes out that a person would
/// not read from the text: where a person would hesitate, the text is refused.
///
/// First the notation is read (number_notation.h): digits of any script, '+', the usual punctuation, spaces and marks
/// of any kind, a spreadsheet's decoration ('…, ="…", ….0), and a word that says what it is ("Mobile: …", "tel:…",
/// "… (mobile)"). Second numbers, ranges, extensions, letters, dates and amounts are told apart and refused.
///
/// Then the digits are read by the plan of their country. A number is accepted when libphonenumber calls it *possible*
/// (its length exists in its country); whether the range is assigned ("valid") only decides between two readings,
/// because the installed metadata is older than many ranges. Stricter than the library: emergency numbers, numbers made
/// of zeros or of one digit, ascending ones, and North American ones that break their plan are refused, since nobody
/// has them or each would ring somebody other than the person meant. So are numbers outside every assigned range that
/// have a length which only services have in their country, that lack Italy's zero, or that are an assigned number with
/// one to four more digits behind a mark: "02 9876 5432-123" in Australia has an extension. Voice mail boxes and pagers
/// count as nobody's telephone there.
///
/// Digits without '+' and national prefix are a number of the region only when their count says so. As few as a number
/// without its area code has, they are refused (LocalOnly): they would ring in another town. Where numbers have many
/// lengths, and the digits may be those of another country's number without its '+', both readings are named.
///
/// Speed: international and national numbers, with or without national prefix, in any notation that is accepted, are
/// decided by a table that the build derives from libphonenumber, without allocating. What the table does not settle
/// costs a libphonenumber parse for each possible reading; what the notation refuses costs none.
///
/// Thread: const calls may come from several threads; libphonenumber's lock makes the slow way no faster by that.
class NumberParser {
public:
    /// @param defaultRegion  ISO 3166-1 alpha-2 in upper case ("US"), in which numbers without '+' are read. Empty or a
    ///                       region without telephones: only international numbers are accepted (MissingCountry else).
    explicit NumberParser(std::string_view defaultRegion = {}, NumberReading reading = NumberReading::Ask);

    /// @param utf8Text  any bytes; more than 40 characters (space at the ends not counted) are no number.
    [[nodiscard]] ParsedNumber parse(std::string_view utf8Text) const;

    /// The region given to the constructor; empty when it was empty or unknown.
    [[nodiscard]] const std::string &defaultRegion() const { return m_defaultRegion; }
    [[nodiscard]] NumberReading reading() const { return m_reading; }

    /// Whether `region` can be a default region.
    [[nodiscard]] static bool isKnownRegion(std::string_view region);

private:
    std::string m_defaultRegion;
    int m_regionRow; // row of m_defaultRegion in the generated table, -1 for none
    NumberReading m_reading;
};

/// How many digits a text has that is written like a telephone number, or like two of them; 0 for everything else:
/// words, dates, amounts, e-mail addresses. Asks no plan and no region, so that "2025550101" and an order number look
/// the same. For guessing what a column holds. Thread: any.
int telephoneDigits(std::string_view utf8Text);

/// Whether the number lies in an assigned range of its country, as far as the installed libphonenumber knows. For
/// guessing only: many numbers in use are in newer ranges. Costs a few libphonenumber matches; not for inner
/// loops. Thread: any.
bool isAssigned(E164 number);

/// The region a number belongs to, as ISO 3166-1 alpha-2 ("CA" for +1 416…). When the digits do not tell (an unassigned
/// range), the main region of its calling code ("US" for +1); "001" for numbers of no country (+800), empty when the
/// calling code is unknown. Costs a few libphonenumber matches; not for inner loops. Thread: any.
QString regionOf(E164 number);
/// The main region of a calling code, as ISO 3166-1 alpha-2 (1: "US", 44: "GB"); empty when no country has it.
std::string mainRegionOf(int callingCode);

} // namespace campanile
