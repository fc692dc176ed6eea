#include "core/number_papers.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace campanile {

namespace {

using Mark = NumberNotation::Mark;

/// How many digits each group has, and the mark between two groups; ' ' also stands for a hyphen.
struct Paper {
    std::string_view region;
    std::string_view notation;
    bool mayBeginWithZero = false; ///< as dates of birth do; else a zero is the national prefix of a telephone number
};

// By region. Only what would be possible as a telephone number of the region.
constexpr std::array papers{
    Paper{"AR", "2-8-1"},         // tax
    Paper{"AT", "4 6"},           // social insurance
    Paper{"BR", "3.3.3-2", true}, // tax
    Paper{"BR", "9-2", true},     // tax
    Paper{"CL", "1.3.3-1"},       // tax and identity
    Paper{"CL", "2.3.3-1"},       // tax and identity
    Paper{"CL", "7-1"},           // tax and identity
    Paper{"CL", "8-1"},           // tax and identity
    Paper{"CO", "1.3.3.3"},       // identity
    Paper{"CO", "3.3.3-1"},       // tax
    Paper{"CO", "9-1"},           // tax
    Paper{"CZ", "6/3", true},     // birth
    Paper{"CZ", "6/4", true},     // birth
    Paper{"DE", "2 3 3 3"},       // tax
    Paper{"DK", "6-4", true},     // person
    Paper{"FI", "6-4", true},     // person
    Paper{"IN", "4 4 4"},         // identity
    Paper{"KR", "3-2-5"},         // company
    Paper{"KR", "6-7", true},     // person
    Paper{"LV", "6-5", true},     // person
    Paper{"NZ", "2-3-3"},         // tax
    Paper{"PH", "3-3-3-3"},       // tax
    Paper{"PL", "3-2-2-3"},       // tax
    Paper{"PL", "3-3-2-2"},       // tax
    Paper{"SE", "6-4", true},     // person, company
    Paper{"SE", "8-4"},           // person
    Paper{"SK", "6/3", true},     // birth
    Paper{"SK", "6/4", true},     // birth
    Paper{"TH", "1-4-5-2-1"},     // identity
    Paper{"UY", "1.3.3-1"},       // identity
    Paper{"UY", "7-1"},           // identity
};

bool isMark(std::uint8_t marks, char written)
{
    const auto bare = static_cast<std::uint8_t>(marks & ~Mark::Space);
    switch (written) {
    case '.':
        return bare == Mark::Dot;
    case '/':
        return bare == Mark::Slash;
    case ' ':
        return marks == Mark::Space || bare == Mark::Hyphen;
    default:
        return bare == Mark::Hyphen;
    }
}

bool isWrittenAs(const NumberNotation &notation, const Paper &kind)
{
    if (notation.digits[0] == 0 && !kind.mayBeginWithZero) {
        return false;
    }
    const std::string_view paper = kind.notation;
    int at = 0; // the first digit of the group
    for (std::size_t i = 0; i < paper.size(); i += 2) {
        const int end = at + (paper[i] - '0');
        if (end > notation.count || (i > 0 && !isMark(notation.before[static_cast<std::size_t>(at)], paper[i - 1]))) {
            return false;
        }
        while (++at < end) {
            if (notation.before[static_cast<std::size_t>(at)] != 0) {
                return false;
            }
        }
    }
    return at == notation.count;
}

/// An ISBN in its five groups: "978-3-16-148410-0".
bool isBookNumber(const NumberNotation &notation)
{
    constexpr int digits = 13;
    if (notation.count != digits || notation.digits[0] != 9 || notation.digits[1] != 7 || notation.digits[2] < 8) {
        return false;
    }
    int sum = notation.digits[0];
    int groups = 1;
    for (int i = 1; i < digits; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::uint8_t marks = notation.before[at];
        if (marks != 0 && !isMark(marks, ' ')) {
            return false;
        }
        sum += notation.digits[at] * (i % 2 == 0 ? 1 : 3);
        groups += marks != 0 ? 1 : 0;
    }
    return groups == 5 && notation.before[3] != 0 && notation.before[digits - 1] != 0 && sum % 10 == 0;
}

} // namespace

bool isNumberOfPaper(const NumberNotation &notation, std::string_view region)
{
    if (notation.plus || notation.count > NumberNotation::mostDigits) {
        return false;
    }
    if (isBookNumber(notation)) {
        return true;
    }
    const auto ofRegion = std::ranges::equal_range(papers, region, {}, &Paper::region);
    return std::ranges::any_of(ofRegion, [&notation](const Paper &paper) { return isWrittenAs(notation, paper); });
}

} // namespace campanile
