#include "core/number_notation.h"

#include "core/number_characters.h"
#include "core/number_labels.h"
#include "core/number_marks.h"

#include <algorithm>

namespace campanile {

namespace {

using Kind = NumberCharacter;
using Mark = NumberNotation::Mark;

// The longest international number with all its usual punctuation has 25 characters.
constexpr int mostCharacters = 40;
// What is longer is not read to its end. Only texts of several numbers come near.
constexpr std::size_t mostBytes = 400;
// A number of its own, as opposed to an extension or the end of a range, has at least this many digits.
constexpr int leastOfNumber = 5;
// With less, a text is a word with a digit in it, and not a number with a word in it.
constexpr int leastBesideWords = 3;
// So many marks in a row stand for digits that are hidden or cut off: "+49 171 ••• 73", "0171 12...".
constexpr int leastMaskingDots = 2;
constexpr int leastMaskingHyphens = 3;
// A text that is not read to its end holds a number when it has this many digits.
constexpr int leastOfLongText = 7;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view noBreakSpace = "\u00A0";
    for (;;) {
        if (!text.empty() && isBlank(text.front())) {
            text.remove_prefix(1);
        } else if (!text.empty() && isBlank(text.back())) {
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

/// Without what spreadsheets put around a text so that it stays one: '… and ="…".
std::string_view withoutDecoration(std::string_view text)
{
    text = trimmed(text);
    for (const std::string_view apostrophe : {"'", "\u2019"}) {
        if (text.starts_with(apostrophe)) {
            return trimmed(text.substr(apostrophe.size()));
        }
    }
    const std::string_view quoted = text.starts_with('=') ? text.substr(1) : text;
    if (quoted.size() >= 2 && quoted.front() == '"' && quoted.back() == '"') {
        return trimmed(quoted.substr(1, quoted.size() - 2));
    }
    return text;
}

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

constexpr std::uint8_t markOf(Kind kind)
{
    switch (kind) {
    case Kind::Space:
        return Mark::Space;
    case Kind::Hyphen:
        return Mark::Hyphen;
    case Kind::Dot:
        return Mark::Dot;
    case Kind::Slash:
        return Mark::Slash;
    case Kind::Open:
        return Mark::Open;
    case Kind::Close:
        return Mark::Close;
    case Kind::Comma:
        return Mark::Comma;
    case Kind::Separator:
        return Mark::End;
    default:
        return 0;
    }
}

/// A text from its beginning to its end, with everything that is not part of a plain number counted.
struct Scan {
    NumberNotation notation;
    std::uint8_t behind = 0; // marks behind the last digit
    std::uint8_t all = 0;    // marks before any digit but the first
    int characters = 0;
    bool onlySpace = true;
    bool malformed = false;
    bool doublePlus = false;
    bool masked = false;
    int dots = 0;    // since the last digit
    int hyphens = 0; // since the last digit
    int letters = 0;
    int hashes = 0;
    int others = 0;
    std::size_t firstStrange = std::string_view::npos; // where the first letter, hash or other stands
    int digitsBeforeStrange = 0;

    void addDigit(std::uint8_t digit)
    {
        if (notation.count < NumberNotation::mostDigits) {
            const auto i = static_cast<std::size_t>(notation.count);
            notation.digits[i] = digit;
            notation.before[i] = behind;
            all |= notation.count > 0 ? behind : std::uint8_t{0};
        }
        ++notation.count;
        behind = 0;
        dots = 0;
        hyphens = 0;
    }
    void addMark(Kind kind)
    {
        behind |= markOf(kind);
        dots += kind == Kind::Dot ? 1 : 0;
        hyphens += kind == Kind::Hyphen ? 1 : 0;
        masked = masked || dots >= leastMaskingDots || hyphens >= leastMaskingHyphens;
    }
    void addPlus()
    {
        doublePlus = doublePlus || (notation.plus && notation.count == 0);
        if (notation.count == 0) {
            notation.plus = true;
            behind = 0;
        } else {
            behind |= Mark::End; // another number begins
        }
    }
    void addStrange(std::size_t at, int &count)
    {
        if (firstStrange == std::string_view::npos) {
            firstStrange = at;
            digitsBeforeStrange = notation.count;
        }
        ++count;
        behind |= Mark::End;
    }
};

Scan scan(std::string_view text)
{
    Scan result;
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter character = firstNumberCharacter(text.substr(at));
        switch (character.kind) {
        case Kind::Digit:
            result.addDigit(character.digit);
            break;
        case Kind::Plus:
            result.addPlus();
            break;
        case Kind::Letter:
            result.addStrange(at, result.letters);
            break;
        case Kind::Hash:
            result.addStrange(at, result.hashes);
            break;
        case Kind::Other:
            result.addStrange(at, result.others);
            break;
        case Kind::Malformed:
            result.malformed = true;
            break;
        default:
            result.addMark(character.kind);
            break;
        }
        result.onlySpace = result.onlySpace && (character.kind == Kind::Space || character.kind == Kind::Invisible);
        ++result.characters;
        at += character.length;
    }
    return result;
}

/// Why a text with letters or foreign signs in it is no number.
NumberProblem problemOfStrange(const Scan &scan, std::string_view text)
{
    const int before = scan.digitsBeforeStrange;
    const int behind = scan.notation.count - before;
    if (isScientific(text)) {
        return NumberProblem::ScientificNotation;
    }
    if (scan.notation.count < leastBesideWords) {
        return NumberProblem::NotANumber;
    }
    if (before >= leastOfNumber && behind > 0 &&
        (text[scan.firstStrange] == '#' || beginsWithExtension(text.substr(scan.firstStrange)))) {
        return NumberProblem::HasExtension;
    }
    if (before >= leastOfNumber && behind >= leastOfNumber) {
        return NumberProblem::TwoNumbers;
    }
    return scan.letters > 0 ? NumberProblem::Letters : NumberProblem::NotANumber;
}

/// "-9876543119", "-9876543119.0": a spreadsheet takes "+91-9876543210" for a sum and writes what comes of it. A minus
/// sign directly before digits without any further mark is that, and no way to write a telephone number.
bool isNegativeAmount(const Scan &scan)
{
    const NumberNotation &notation = scan.notation;
    const bool hasDecimals = scan.all == Mark::Dot || scan.all == Mark::Comma;
    if (notation.plus || notation.before[0] != Mark::Hyphen || (scan.all != 0 && !hasDecimals)) {
        return false;
    }
    const auto marks = std::ranges::count_if(notation.before, [](std::uint8_t mark) { return mark != 0; });
    return marks <= 2; // the sign and the decimal one
}

NumberProblem problemOf(Scan &scan, std::string_view text)
{
    NumberNotation &notation = scan.notation;
    if (scan.malformed || scan.masked) {
        return NumberProblem::NotANumber;
    }
    if (scan.letters + scan.hashes + scan.others > 0) {
        return problemOfStrange(scan, text);
    }
    if (notation.count == 0) {
        return scan.onlySpace && !notation.plus ? NumberProblem::Empty : NumberProblem::NotANumber;
    }
    if (scan.doublePlus || (notation.before[0] & (Mark::End | Mark::Comma)) != 0) {
        return NumberProblem::NotANumber;
    }
    if (isNegativeAmount(scan)) {
        return NumberProblem::NotANumber;
    }
    if (scan.all != 0 || notation.count > NumberNotation::mostDigits) {
        if (const NumberProblem problem = readMarks(notation, scan.all, scan.behind); problem != NumberProblem::None) {
            return problem;
        }
    }
    if (scan.characters > mostCharacters) {
        return notation.count >= leastOfLongText ? NumberProblem::TooLong : NumberProblem::NotANumber;
    }
    return NumberProblem::None;
}

} // namespace

NumberNotation readNotation(std::string_view utf8Text)
{
    std::string_view text = withoutDecoration(utf8Text);
    const bool isCut = text.size() > mostBytes;
    text = text.substr(0, mostBytes);
    Scan result = scan(text);
    if (result.letters > 0 && !result.malformed && !isCut) {
        const std::string_view bare = withoutDecoration(withoutNumberLabels(text));
        if (bare.size() != text.size() && !bare.empty()) {
            text = bare;
            result = scan(text);
        }
    }
    if (isCut) {
        const bool hasNumber = result.notation.count >= leastOfLongText;
        const bool hasMore = hasNumber && result.all != 0;
        result.notation.problem = hasMore     ? NumberProblem::TwoNumbers
                                  : hasNumber ? NumberProblem::TooLong
                                              : NumberProblem::NotANumber;
    } else {
        result.notation.problem = problemOf(result, text);
    }
    return result.notation;
}

int telephoneDigits(std::string_view utf8Text)
{
    const NumberNotation notation = readNotation(utf8Text);
    switch (notation.problem) {
    case NumberProblem::None:
    case NumberProblem::TwoNumbers:
    case NumberProblem::HasExtension:
        return notation.count;
    default:
        return 0;
    }
}

} // namespace campanile
