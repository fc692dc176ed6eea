#include "core/number_marks.h"

#include <algorithm>
#include <array>

namespace campanile {

namespace {

using Mark = NumberNotation::Mark;

// A number of its own, as opposed to an extension or the end of a range, has at least this many digits.
constexpr int leastOfNumber = 5;
// Digits that people write without a mark between them, at most, before a dot that is no decimal sign.
constexpr int longestGroup = 3;
// Two parts of this many digits each are two numbers: no country's numbers have 14 digits behind the calling code that
// people write in two halves.
constexpr int leastOfHalf = 7;

/// The digits in groups, as marks part them.
class Groups {
public:
    explicit Groups(const NumberNotation &notation)
        : m_notation(&notation)
        , m_count(notation.count)
    {
        for (int i = 0; i < notation.count; ++i) {
            if (i == 0 || markAt(i) != 0) {
                m_starts[static_cast<std::size_t>(m_size++)] = static_cast<std::uint8_t>(i);
            }
        }
    }
    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] int start(int group) const
    {
        return group < m_size ? m_starts[static_cast<std::size_t>(group)] : m_count;
    }
    [[nodiscard]] int length(int group) const { return start(group + 1) - start(group); }
    [[nodiscard]] int value(int group) const { return valueOf(start(group), length(group)); }
    /// Marks before the group.
    [[nodiscard]] std::uint8_t marks(int group) const { return markAt(start(group)); }
    [[nodiscard]] bool beginsWithZero(int group) const { return digitAt(start(group)) == 0; }
    [[nodiscard]] int valueOf(int from, int length) const
    {
        int value = 0;
        for (int i = from; i < from + std::min(length, 9); ++i) {
            value = value * 10 + digitAt(i);
        }
        return value;
    }
    /// Digits of the piece that ends before `group`, when only this mark parts pieces.
    [[nodiscard]] int pieceBefore(int group, std::uint8_t mark) const
    {
        int first = group - 1;
        while (first > 0 && (marks(first) & mark) == 0) {
            --first;
        }
        return start(group) - start(first);
    }
    [[nodiscard]] bool areEqual(int one, int other) const
    {
        return length(one) == length(other) && value(one) == value(other);
    }

private:
    [[nodiscard]] std::uint8_t markAt(int i) const { return m_notation->before[static_cast<std::size_t>(i)]; }
    [[nodiscard]] int digitAt(int i) const { return m_notation->digits[static_cast<std::size_t>(i)]; }

    const NumberNotation *m_notation;
    int m_count;
    std::array<std::uint8_t, NumberNotation::mostDigits> m_starts{};
    int m_size = 0;
};

/// Digits before the area code: the calling code behind '+' or "00".
int digitsOfCallingCode(const NumberNotation &notation)
{
    const auto &d = notation.digits;
    if (notation.plus) {
        return callingCodeLength(d[0], d[1]);
    }
    return d[0] == 0 && d[1] == 0 ? 2 + callingCodeLength(d[2], d[3]) : 0;
}

bool isYear(int value)
{
    return value >= 1900 && value < 2100;
}

/// Whether a mark may stand between day, month and year. A space may stand beside it, or alone.
bool partsDates(std::uint8_t mark)
{
    const auto sign = static_cast<std::uint8_t>(mark & ~Mark::Space);
    return sign == Mark::Hyphen || sign == Mark::Dot || sign == Mark::Slash || mark == Mark::Space;
}

/// "2026-11-29", "29.11.2026", "29. 11. 2026", "29/11-2026", "11/29/26", and a day with a time behind it.
bool isDate(const Groups &groups, const NumberNotation &notation)
{
    if (notation.plus || groups.size() < 3 || !partsDates(groups.marks(1)) || !partsDates(groups.marks(2))) {
        return false;
    }
    for (int group = 3; group < groups.size(); ++group) {
        if (groups.length(group) != 2) {
            return false;
        }
    }
    const bool isOneSign = groups.marks(1) == groups.marks(2) && (groups.marks(1) & Mark::Space) == 0;
    const bool isShortYear = groups.size() == 3 && isOneSign;
    const auto isDayAndMonth = [&groups](int one, int other) {
        const int a = groups.value(one);
        const int b = groups.value(other);
        return groups.length(one) <= 2 && groups.length(other) <= 2 && std::min(a, b) >= 1 && std::min(a, b) <= 12 &&
               std::max(a, b) <= 31;
    };
    const auto isYearAt = [&groups, isShortYear](int group) {
        return (isShortYear && groups.length(group) == 2) || (groups.length(group) == 4 && isYear(groups.value(group)));
    };
    return (isYearAt(0) && isDayAndMonth(1, 2)) || (isYearAt(2) && isDayAndMonth(0, 1));
}

/// "8.00-17.30"
bool isSpanOfHours(const Groups &groups)
{
    const auto isTime = [&groups](int hour) {
        return groups.length(hour) <= 2 && groups.value(hour) <= 24 && groups.marks(hour + 1) == Mark::Dot &&
               groups.length(hour + 1) == 2 && groups.value(hour + 1) < 60;
    };
    return groups.size() == 4 && (groups.marks(2) & ~Mark::Space) == Mark::Hyphen && isTime(0) && isTime(2);
}

/// "2019-2020"
bool isSpanOfYears(const Groups &groups)
{
    const auto sign = static_cast<std::uint8_t>(groups.marks(1) & ~Mark::Space);
    return groups.size() == 2 && (sign == Mark::Hyphen || sign == Mark::Slash) && groups.length(0) == 4 &&
           groups.length(1) == 4 && isYear(groups.value(0)) && isYear(groups.value(1));
}

/// "52.5200066", "0.1711234573". An area code of one or two digits is written with its zero.
bool isDecimalFraction(const Groups &groups, const NumberNotation &notation)
{
    return !notation.plus && groups.size() == 2 && groups.marks(1) == Mark::Dot && groups.length(1) >= leastOfNumber &&
           (groups.length(0) == 1 || (groups.length(0) == 2 && !groups.beginsWithZero(0)));
}

/// "4,155,550,142": the commas part thousands.
bool isLargeAmount(const Groups &groups, const NumberNotation &notation)
{
    bool is = !notation.plus && groups.size() >= 3 && groups.length(0) <= longestGroup && !groups.beginsWithZero(0);
    for (int group = 1; group < groups.size() && is; ++group) {
        is = groups.marks(group) == Mark::Comma && groups.length(group) == longestGroup;
    }
    return is;
}

/// "192.168.1.10". Numbers of four groups with dots mostly begin with 0, or with an area code of two digits.
bool isInternetAddress(const Groups &groups, const NumberNotation &notation)
{
    bool is = !notation.plus && groups.size() == 4 && groups.length(0) == 3;
    for (int i = 0; i < 4 && is; ++i) {
        is = groups.length(i) <= 3 && groups.value(i) <= 255 && (i == 0 || groups.marks(i) == Mark::Dot) &&
             (groups.length(i) == 1 || !groups.beginsWithZero(i));
    }
    return is;
}

/// Whether the last group ends a range that the group before begins: "100-199", "1200-1299".
bool isRange(const Groups &groups)
{
    const int last = groups.size() - 1;
    const int length = groups.length(last);
    if (length < 3 || length > 4 || groups.length(last - 1) < length) {
        return false;
    }
    const int from = groups.valueOf(groups.start(last) - length, length);
    const int to = groups.value(last);
    return from < to && from / 100 == to / 100;
}

/// Whether the last groups are an ending behind a piece of more than two digits, when the mark parts pieces: one short
/// group, or more than the two of "123-45-67".
bool hasShortEnding(const Groups &groups, std::uint8_t mark, int codeDigits)
{
    int group = groups.size() - 1;
    int endings = 0;
    while (group > 0 && (groups.marks(group) & mark) != 0 && groups.length(group) <= 2) {
        --group;
        ++endings;
    }
    const int piece = groups.pieceBefore(group + 1, mark);
    const bool hasCode = piece == groups.start(group + 1);
    return (endings == 1 || endings > 2) && piece - (hasCode ? codeDigits : 0) > 2;
}

/// Zeros behind a decimal sign are cut off; digits that may be an extension or end a range become doubtful.
NumberProblem readEnding(NumberNotation &notation, const Groups &groups)
{
    const int last = groups.size() - 1;
    if (last == 0) {
        return NumberProblem::None;
    }
    const std::uint8_t mark = groups.marks(last);
    const int length = groups.length(last);
    const int before = groups.start(last);
    const bool onlyMark = last == 1;
    const bool zeros = groups.value(last) == 0;
    const std::uint8_t parting = mark & (Mark::Hyphen | Mark::Dot | Mark::Comma);
    const bool isShort = hasShortEnding(groups, parting, digitsOfCallingCode(notation));
    if (mark == Mark::Dot || mark == Mark::Comma) {
        if (isShort && zeros && before >= leastOfNumber && (onlyMark || mark == Mark::Comma || length == 1)) {
            notation.count = before;
            return NumberProblem::None;
        }
        if (onlyMark && mark == Mark::Dot && length <= 2) {
            return NumberProblem::NotANumber; // an amount
        }
        const bool isLong = groups.pieceBefore(last, Mark::Dot) > longestGroup;
        if (mark == Mark::Dot && zeros && (isShort || isLong)) {
            notation.doubtful = length;
            notation.decimals = true;
            return NumberProblem::None;
        }
    }
    // "-0" is how German and Austrian companies write the number of their switchboard; no range ends in it.
    const bool isSwitchboard = (mark & Mark::Hyphen) != 0 && length == 1 && zeros;
    const bool isOdd = length == 1 && groups.pieceBefore(last, parting) > 1; // "12-34-5"
    if ((parting != 0 && (isShort || isOdd) && !isSwitchboard) || ((mark & Mark::Hyphen) != 0 && isRange(groups))) {
        notation.doubtful = length;
    }
    return NumberProblem::None;
}

/// A slash parts the area code from the number, or a number into small groups; else a number from another.
bool slashesPartNumbers(const NumberNotation &notation, const Groups &groups)
{
    constexpr int longestAreaCode = 5;
    constexpr int longestPiece = 4;
    int first = 0; // the first group behind a slash
    for (int group = 1; group < groups.size(); ++group) {
        if ((groups.marks(group) & Mark::Slash) == 0) {
            continue;
        }
        const int piece = groups.pieceBefore(group, Mark::Slash);
        if (first != 0 && piece > longestPiece) {
            return true;
        }
        first = first == 0 ? group : first;
    }
    if (first == 0) {
        return false;
    }
    const int code = digitsOfCallingCode(notation);
    const int area = groups.start(first) - code;
    const bool marked = code > 0 || groups.beginsWithZero(0); // the first piece shows that it is an area code
    const bool hasTrunk = notation.digits[static_cast<std::size_t>(code)] == 0;
    if (area > longestAreaCode + (hasTrunk ? 1 : 0)) {
        return true;
    }
    const int rest = notation.count - groups.start(first);
    if (!marked && (rest < leastOfNumber || (area > longestPiece && area == rest))) {
        return true;
    }
    int group = groups.size() - 1;
    while (group > 0 && (groups.marks(group) & Mark::Slash) != 0 && groups.length(group) <= 2) {
        --group;
    }
    const int piece = groups.pieceBefore(group + 1, Mark::Slash);
    const bool hasCode = piece == groups.start(group + 1);
    return group + 1 < groups.size() && piece - (hasCode ? code : 0) > 2;
}

/// Whether the groups say twice the same beginning: "030 1234 030 5678", "22123 22124", "0711 12345 12346".
bool repeats(const Groups &groups)
{
    const int last = groups.size() - 1;
    if (last >= 2 && groups.length(last) >= leastOfNumber && groups.length(last) == groups.length(last - 1) &&
        groups.value(last) / 100 == groups.value(last - 1) / 100) {
        return true;
    }
    const int half = groups.size() / 2;
    if (half == 0 || groups.size() % 2 != 0) {
        return false;
    }
    if (half > 1 && groups.beginsWithZero(0) && groups.length(0) >= 3 && groups.areEqual(0, half)) {
        return true;
    }
    bool areAlike = groups.start(half) >= leastOfNumber && groups.length(half - 1) >= 2;
    for (int group = 0; group < half && areAlike; ++group) {
        areAlike = groups.length(group) == groups.length(group + half) &&
                   (group + 1 == half ? groups.value(group) / 100 == groups.value(group + half) / 100
                                      : groups.value(group) == groups.value(group + half));
    }
    return areAlike;
}

bool splitsInHalves(const NumberNotation &notation, const Groups &groups)
{
    const int code = digitsOfCallingCode(notation);
    for (int group = 1; group < groups.size(); ++group) {
        const int before = groups.start(group) - code;
        if (before >= leastOfHalf && notation.count - groups.start(group) >= leastOfHalf) {
            return true;
        }
    }
    return false;
}

void findLoneZero(NumberNotation &notation, const Groups &groups)
{
    for (int group = 1; group + 1 < groups.size(); ++group) {
        if (groups.length(group) == 1 && groups.beginsWithZero(group)) {
            notation.loneZero = groups.start(group);
            notation.zeroInBrackets =
                (groups.marks(group) & Mark::Open) != 0 && (groups.marks(group + 1) & Mark::Close) != 0;
            return;
        }
    }
}

NumberProblem problemOfEnds(const Groups &groups)
{
    for (int group = 1; group < groups.size(); ++group) {
        const int before = groups.start(group);
        if ((groups.marks(group) & (Mark::End | Mark::Comma)) != 0) {
            const int rest = groups.start(groups.size()) - before;
            return std::max(before, rest) >= leastOfNumber ? NumberProblem::TwoNumbers : NumberProblem::NotANumber;
        }
    }
    return NumberProblem::None;
}

} // namespace

NumberProblem readMarks(NumberNotation &notation, std::uint8_t all, std::uint8_t behind)
{
    const bool bracketsAtEnd = (behind & Mark::Close) != 0;
    if (notation.count > NumberNotation::mostDigits) {
        return (all & ~Mark::Close) != 0 ? NumberProblem::TwoNumbers : NumberProblem::TooLong;
    }
    Groups groups(notation);
    if (isDate(groups, notation) || isSpanOfHours(groups) || isSpanOfYears(groups) ||
        isDecimalFraction(groups, notation) || isLargeAmount(groups, notation) || isInternetAddress(groups, notation)) {
        return NumberProblem::NotANumber;
    }
    for (int count = 0; count != notation.count; groups = Groups(notation)) {
        count = notation.count; // once more when decimals were cut off
        if (const NumberProblem problem = readEnding(notation, groups); problem != NumberProblem::None) {
            return problem;
        }
    }
    if (const NumberProblem problem = problemOfEnds(groups); problem != NumberProblem::None) {
        return problem;
    }
    const int last = groups.size() - 1;
    const bool inBrackets = last > 0 && bracketsAtEnd && (groups.marks(last) & Mark::Open) != 0;
    if ((inBrackets && groups.start(last) + (groups.length(last) <= longestGroup ? 1 : 0) >= leastOfNumber) ||
        repeats(groups) || ((all & Mark::Slash) != 0 && slashesPartNumbers(notation, groups))) {
        return NumberProblem::TwoNumbers;
    }
    notation.splits = splitsInHalves(notation, groups);
    if (notation.splits && groups.size() == 2) {
        return NumberProblem::TwoNumbers;
    }
    findLoneZero(notation, groups);
    return NumberProblem::None;
}

} // namespace campanile
