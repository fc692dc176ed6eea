#include "core/number_parser.h"

#include "number_table.h" // written by the build, see number_table_generator.cpp

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;
using number_table::Row;

// The longest international number with all its usual punctuation has 25 characters; three bytes each leaves room for
// full-width digits. The library's own limit is 250, at which one parse takes a thousand times longer.
constexpr std::size_t maxTextBytes = 40;
// The longest emergency number of any region has five digits; asking about every number would cost as much as parsing
// it.
constexpr int longestEmergencyNumber = 6;
constexpr int maxDigits = 15;               // ITU-T E.164, section 6
constexpr std::string_view noRegion = "ZZ"; // CLDR's "unknown region"

constexpr std::array<std::int64_t, 16> powersOfTen = [] {
    std::array<std::int64_t, 16> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) {
        powers[i] = powers[i - 1] * 10;
    }
    return powers;
}();

const PhoneNumberUtil &library()
{
    static const PhoneNumberUtil &instance = []() -> const PhoneNumberUtil & {
        PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
        util->SetLogger(new i18n::phonenumbers::NullLogger); // else it writes to stdout; takes ownership
        return *util;
    }();
    return instance;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view noBreakSpace = "\u00A0";
    const auto isSpace = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    for (;;) {
        if (!text.empty() && isSpace(text.front())) {
            text.remove_prefix(1);
        } else if (!text.empty() && isSpace(text.back())) {
            text.remove_suffix(1);
        } else if (text.starts_with(noBreakSpace)) {
            text.remove_prefix(noBreakSpace.size());
        } else if (text.ends_with(noBreakSpace)) {
            text.remove_suffix(noBreakSpace.size());
        } else {
            return text;
        }
    }
}

// ---- the table's way ----

/// The digits of a number in plain notation.
struct PlainDigits {
    bool international = false; // a '+' before the first
    int count = 0;
    std::int64_t value = 0;
    std::array<std::uint8_t, maxDigits> digits{};

    [[nodiscard]] int pairAt(int index) const
    {
        const auto i = static_cast<std::size_t>(index);
        return digits[i] * 10 + digits[i + 1];
    }
};

/// Reads digits with nothing but the usual punctuation between them; nothing for any other notation.
std::optional<PlainDigits> readPlainDigits(std::string_view text)
{
    PlainDigits plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isDigit(c)) {
            if (plain.count == maxDigits) {
                return std::nullopt;
            }
            plain.digits[static_cast<std::size_t>(plain.count++)] = static_cast<std::uint8_t>(c - '0');
            plain.value = plain.value * 10 + (c - '0');
        } else if (c == '+') {
            if (plain.international || plain.count > 0) {
                return std::nullopt;
            }
            plain.international = true;
        } else if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') { // no-break space
            ++i;
        } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '/') {
            return std::nullopt;
        }
    }
    return plain;
}

/// Whether the table knows that `length` national digits beginning with this pair are the number as they stand.
bool isSettled(const Row &row, int length, int pair)
{
    return (row.lengths >> length & 1U) != 0 && (row.pairs[pair / 50] >> (pair % 50) & 1U) != 0;
}

E164 byTable(const PlainDigits &plain, int regionRow)
{
    if (plain.count < 5) {
        return {};
    }
    if (plain.international) {
        const int prefix = plain.digits[0] * 100 + plain.pairAt(1);
        const int index = number_table::rowOfPrefix[prefix];
        if (index < 0) {
            return {};
        }
        const Row &row = number_table::callingCodes[index];
        const int codeDigits = row.callingCode < 10 ? 1 : row.callingCode < 100 ? 2 : 3;
        const bool settled = isSettled(row, plain.count - codeDigits, plain.pairAt(codeDigits));
        return settled ? E164{plain.value} : E164{};
    }
    if (regionRow < 0) {
        return {};
    }
    const Row &row = number_table::regions[regionRow];
    if (isSettled(row, plain.count, plain.pairAt(0))) {
        // Never more than 15 digits in all: the table's lengths leave room for the calling code.
        return E164{row.callingCode * powersOfTen[static_cast<std::size_t>(plain.count)] + plain.value};
    }
    if (row.trunkOne && plain.count == 11 && plain.digits[0] == 1 && plain.digits[1] >= 2) {
        return E164{plain.value};
    }
    return {};
}

int rowOfRegion(std::string_view region)
{
    const auto *const found = std::ranges::lower_bound(number_table::regions, region, {},
                                                       [](const Row &row) { return std::string_view(row.region); });
    const bool known = found != std::end(number_table::regions) && region == found->region;
    return known ? static_cast<int>(found - std::begin(number_table::regions)) : -1;
}

// ---- the library's way ----

/// "1.41556E+10", what a spreadsheet makes of a long number; also with a decimal comma.
bool isScientific(std::string_view text)
{
    const std::size_t e = text.find_first_of("eE");
    if (e == 0 || e == std::string_view::npos || !isDigit(text.front())) {
        return false;
    }
    std::string_view exponent = text.substr(e + 1);
    if (exponent.starts_with('+') || exponent.starts_with('-')) {
        exponent.remove_prefix(1);
    }
    const auto isMantissa = [](char c) { return isDigit(c) || c == '.' || c == ','; };
    return !exponent.empty() && std::ranges::all_of(exponent, isDigit) &&
           std::ranges::all_of(text.substr(0, e), isMantissa);
}

/// Marks that order text from right to left and its kin; they come along when a number is copied from a contact list.
bool isInvisible(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0xFEFF;
}

/// What the long way looks at: the text without spreadsheet's and phone book's decoration, and what it is made of.
struct Written {
    std::string text;
    int digits = 0;
    bool letters = false;
};

Written inspect(std::string_view text)
{
    Written written;
    QString characters = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    characters.removeIf(isInvisible);
    if (characters.startsWith(QLatin1StringView("tel:"), Qt::CaseInsensitive)) {
        characters.remove(0, 4);
    }
    for (const QChar c : std::as_const(characters)) {
        written.digits += c.isDigit() ? 1 : 0;
        written.letters = written.letters || c.isLetter();
    }
    written.text = characters.toStdString();
    return written;
}

NumberProblem problemOf(PhoneNumberUtil::ErrorType error, const Written &written)
{
    switch (error) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
        return NumberProblem::None;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        return written.text.find('+') != std::string::npos || written.text.find("\uFF0B") != std::string::npos
                   ? NumberProblem::UnknownCallingCode
                   : NumberProblem::MissingCountry;
    case PhoneNumberUtil::NOT_A_NUMBER:
        // The library wants three digits before it speaks of a number at all.
        return written.digits > 0 && written.digits < 3 ? NumberProblem::TooShort : NumberProblem::NotANumber;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
        return NumberProblem::TooShort;
    case PhoneNumberUtil::TOO_LONG_NSN:
        return NumberProblem::TooLong;
    }
    return NumberProblem::NotANumber;
}

NumberProblem problemOf(PhoneNumberUtil::ValidationResult result)
{
    switch (result) {
    case PhoneNumberUtil::IS_POSSIBLE:
        return NumberProblem::None;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return NumberProblem::LocalOnly;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
        return NumberProblem::UnknownCallingCode;
    case PhoneNumberUtil::TOO_SHORT:
        return NumberProblem::TooShort;
    case PhoneNumberUtil::INVALID_LENGTH:
        return NumberProblem::WrongLength;
    case PhoneNumberUtil::TOO_LONG:
        return NumberProblem::TooLong;
    }
    return NumberProblem::NotANumber;
}

NumberProblem problemOfLetters(const Written &written, bool hasExtension)
{
    if (hasExtension) {
        return NumberProblem::HasExtension;
    }
    // Fewer digits than any number has: a word, not a number with a word in it.
    return written.digits < 3 ? NumberProblem::NotANumber : NumberProblem::Letters;
}

ParsedNumber byLibrary(std::string_view text, const std::string &defaultRegion)
{
    const auto refused = [](NumberProblem problem) { return ParsedNumber{{}, problem}; };
    const Written written = inspect(text);
    const std::string region = defaultRegion.empty() ? std::string(noRegion) : defaultRegion;
    PhoneNumber parsed;
    const PhoneNumberUtil::ErrorType error = library().Parse(written.text, region, &parsed);
    if (written.letters) {
        return refused(problemOfLetters(written, error == PhoneNumberUtil::NO_PARSING_ERROR && parsed.has_extension()));
    }
    static const ShortNumberInfo shortNumbers;
    if (!defaultRegion.empty() && written.digits <= longestEmergencyNumber &&
        shortNumbers.IsEmergencyNumber(written.text, region)) {
        return refused(NumberProblem::Emergency);
    }
    if (const NumberProblem problem = problemOf(error, written); problem != NumberProblem::None) {
        return refused(problem);
    }
    if (parsed.has_extension()) {
        return refused(NumberProblem::HasExtension);
    }
    if (const NumberProblem problem = problemOf(library().IsPossibleNumberWithReason(parsed));
        problem != NumberProblem::None) {
        const bool isService = !defaultRegion.empty() && shortNumbers.IsValidShortNumberForRegion(parsed, region);
        return refused(isService ? NumberProblem::ShortCode : problem);
    }
    if (parsed.national_number() == 0) {
        return refused(NumberProblem::PlaceHolder);
    }
    std::string national;
    library().GetNationalSignificantNumber(parsed, &national);
    const std::optional<E164> number = E164::parse('+' + std::to_string(parsed.country_code()) + national);
    return number ? ParsedNumber{*number, NumberProblem::None} : refused(NumberProblem::TooLong);
}

} // namespace

NumberParser::NumberParser(std::string_view defaultRegion)
    : m_regionRow(rowOfRegion(defaultRegion))
{
    if (m_regionRow >= 0) {
        m_defaultRegion = defaultRegion;
    }
}

ParsedNumber NumberParser::parse(std::string_view utf8Text) const
{
    std::string_view text = trimmed(utf8Text);
    if (text.starts_with('\'')) {
        text = trimmed(text.substr(1));
    }
    if (text.empty()) {
        return {{}, NumberProblem::Empty};
    }
    if (text.size() > maxTextBytes) {
        const bool hasNumber = std::ranges::count_if(text, isDigit) >= 7;
        return {{}, hasNumber ? NumberProblem::TooLong : NumberProblem::NotANumber};
    }
    if (const auto plain = readPlainDigits(text)) {
        if (const E164 number = byTable(*plain, m_regionRow); !number.isNull()) {
            return {number, NumberProblem::None};
        }
    }
    if (isScientific(text)) {
        return {{}, NumberProblem::ScientificNotation};
    }
    return byLibrary(text, m_defaultRegion);
}

bool NumberParser::isKnownRegion(std::string_view region)
{
    return rowOfRegion(region) >= 0;
}

QString problemText(NumberProblem problem)
{
    switch (problem) {
    case NumberProblem::None:
        return QStringLiteral("The number can be called.");
    case NumberProblem::Empty:
        return QStringLiteral("There is no number; fill in the number column.");
    case NumberProblem::NotANumber:
        return QStringLiteral("This is not a telephone number; write one such as +14155550142.");
    case NumberProblem::PlaceHolder:
        return QStringLiteral("A number of zeros stands for a missing one; fill in the real number or remove the row.");
    case NumberProblem::Letters:
        return QStringLiteral(
            "The number contains letters; write digits only, such as +18003569377 for 1-800-FLOWERS.");
    case NumberProblem::HasExtension:
        return QStringLiteral(
            "The number has an extension, which cannot be dialled; give a direct number or remove it.");
    case NumberProblem::ScientificNotation:
        return QStringLiteral(
            "A spreadsheet turned this number into something like 1.41556E+10, and its last digits are "
            "lost; format the column as text and export again.");
    case NumberProblem::MissingCountry:
        return QStringLiteral("The number has no country; begin it with + and the country's calling code, or choose a "
                              "default region.");
    case NumberProblem::UnknownCallingCode:
        return QStringLiteral("No country has the calling code behind the +; check its first digits.");
    case NumberProblem::TooShort:
        return QStringLiteral("The number is too short; check for missing digits, and for the area or calling code.");
    case NumberProblem::TooLong:
        return QStringLiteral("The number is too long; check for extra digits, or for two numbers in one field.");
    case NumberProblem::WrongLength:
        return QStringLiteral("No number of its country has this many digits; check for missing or extra ones.");
    case NumberProblem::LocalOnly:
        return QStringLiteral("The number rings only within its own area; add the area code.");
    case NumberProblem::ShortCode:
        return QStringLiteral(
            "This is a short service number, which cannot be called from a campaign; give a full number.");
    case NumberProblem::Emergency:
        return QStringLiteral("This is an emergency number and is never called; remove the row.");
    }
    return {};
}

QString regionOf(E164 number)
{
    PhoneNumber parsed;
    if (library().Parse(number.toStdString(), std::string(noRegion), &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return {};
    }
    std::string region;
    library().GetRegionCodeForNumber(parsed, &region);
    if (region == noRegion) {
        library().GetRegionCodeForCountryCode(parsed.country_code(), &region);
    }
    return region == noRegion ? QString() : QString::fromStdString(region);
}

} // namespace campanile
