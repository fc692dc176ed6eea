#include "core/number_plan.h"

#include "core/number_papers.h"
#include "core/number_plan_library.h"
#include "core/number_plan_rules.h"

#include "number_table.h" // written by the build, see number_table_generator.cpp

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace campanile {

namespace {

using number_table::Row;

constexpr int maxDigits = 15; // ITU-T E.164, section 6
// No number is shorter, and the table's first two national digits exist.
constexpr int leastDigits = 5;
// An extension, or the end of a second number, has at most this many digits.
constexpr int longestExtension = 4;

constexpr std::array<std::int64_t, 16> powersOfTen = [] {
    std::array<std::int64_t, 16> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) {
        powers[i] = powers[i - 1] * 10;
    }
    return powers;
}();

constexpr int lengthOfCode(int callingCode)
{
    return callingCode < 10 ? 1 : callingCode < 100 ? 2 : 3;
}

/// The digits of a notation from one place to the end.
class Digits {
public:
    explicit Digits(const NumberNotation &notation)
        : m_notation(notation)
    {
    }
    [[nodiscard]] int count() const { return m_notation.count; }
    [[nodiscard]] int at(int index) const { return m_notation.digits[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int from(int index) const { return m_notation.count - index; }
    [[nodiscard]] std::size_t pairAt(int index) const
    {
        return static_cast<std::size_t>(at(index) * 10 + at(index + 1));
    }

    /// The number of this calling code and the digits from `index` on, when the table has settled them and no rule of
    /// ours has a say.
    [[nodiscard]] E164 settled(const number_table::Lengths &table, int callingCode, int index) const
    {
        const int length = from(index);
        if (length < 2 || length > maxDigits || (table[pairAt(index)] >> length & 1) == 0) {
            return {};
        }
        const std::span national(m_notation.digits.data() + index, static_cast<std::size_t>(length));
        if (judgeByPlan(callingCode, national).problem != NumberProblem::None) {
            return {};
        }
        std::int64_t value = 0;
        for (const std::uint8_t digit : national) {
            value = value * 10 + digit;
        }
        // Never more than 15 digits in all: the table's lengths leave room for the calling code.
        return E164{callingCode * powersOfTen[static_cast<std::size_t>(length)] + value};
    }

private:
    const NumberNotation &m_notation;
};

/// Digits that begin with a calling code at `index`.
E164 internationalByTable(const Digits &digits, int index, const NumberNotation &notation)
{
    if (digits.from(index) < leastDigits) {
        return {};
    }
    const std::size_t prefix = static_cast<std::size_t>(digits.at(index)) * 100 + digits.pairAt(index + 1);
    const int rowIndex = number_table::rowOfPrefix[prefix];
    if (rowIndex < 0) {
        return {};
    }
    const Row &row = number_table::callingCodes[static_cast<std::size_t>(rowIndex)];
    const int code = row.callingCode;
    const int national = index + lengthOfCode(code);
    if (notation.zeroInBrackets && notation.loneZero != national) {
        return {};
    }
    if (digits.at(national) == 0) {
        if (const E164 number = digits.settled(row.behindTrunk, code, national + 1); !number.isNull()) {
            return number;
        }
    }
    return notation.loneZero == national ? E164{} : digits.settled(row.plain, code, national);
}

bool hasTrunkEight(int regionRow)
{
    return regionRow >= 0 && number_table::regions[static_cast<std::size_t>(regionRow)].trunk == 8;
}

E164 byTable(const NumberNotation &notation, int regionRow)
{
    const Digits digits(notation);
    if (digits.count() < leastDigits || digits.count() > maxDigits + 3) {
        return {};
    }
    if (notation.plus) {
        // "+8 495 …": the library's way knows Russia's national prefix.
        const bool mayBeTrunk = digits.at(0) == 8 && (notation.before[1] != 0 || hasTrunkEight(regionRow));
        return mayBeTrunk ? E164{} : internationalByTable(digits, 0, notation);
    }
    if (regionRow < 0) {
        return {};
    }
    const Row &row = number_table::regions[static_cast<std::size_t>(regionRow)];
    if (digits.at(0) == 0 && digits.at(1) == 0 && row.internationalZeros) {
        return internationalByTable(digits, 2, notation);
    }
    if (notation.zeroInBrackets) {
        return {};
    }
    if (const E164 number = digits.settled(row.plain, row.callingCode, 0); !number.isNull()) {
        return number;
    }
    if (digits.at(0) == row.trunk) {
        if (const E164 number = digits.settled(row.behindTrunk, row.callingCode, 1); !number.isNull()) {
            return number;
        }
    }
    const int code = row.callingCode;
    const bool begins = code < 10    ? digits.at(0) == code
                        : code < 100 ? static_cast<int>(digits.pairAt(0)) == code
                                     : digits.at(0) * 100 + static_cast<int>(digits.pairAt(1)) == code;
    const int codeDigits = lengthOfCode(code);
    const bool explicitZero = notation.loneZero == codeDigits;
    return begins && !explicitZero ? digits.settled(row.behindCode, code, codeDigits) : E164{};
}

const Row *rowOf(int callingCode)
{
    const auto *const found = std::ranges::lower_bound(number_table::callingCodes, callingCode, {},
                                                       [](const Row &row) { return row.callingCode; });
    return found != std::end(number_table::callingCodes) && found->callingCode == callingCode ? found : nullptr;
}

/// Whether a table of calling codes says so of the number.
bool isInTable(E164 number, number_table::Lengths Row::*table)
{
    int count = 1;
    while (count < maxDigits && powersOfTen[static_cast<std::size_t>(count)] <= number.digits) {
        ++count;
    }
    if (count < leastDigits) {
        return false;
    }
    const auto digits = [&](int from, int length) {
        const std::int64_t cut = number.digits / powersOfTen[static_cast<std::size_t>(count - from - length)];
        return static_cast<std::size_t>(cut % powersOfTen[static_cast<std::size_t>(length)]);
    };
    const int rowIndex = number_table::rowOfPrefix[digits(0, 3)];
    if (rowIndex < 0) {
        return false;
    }
    const Row &row = number_table::callingCodes[static_cast<std::size_t>(rowIndex)];
    const int code = lengthOfCode(row.callingCode);
    return ((row.*table)[digits(code, 2)] >> (count - code) & 1) != 0;
}

/// Whether a mark stands before the last `digits` of the notation.
bool isParted(const NumberNotation &notation, int digits)
{
    return digits < notation.count && notation.before[static_cast<std::size_t>(notation.count - digits)] != 0;
}

/// The first `count` digits of the notation, as a number behind '+' or as one of the region, without the zero before
/// it. Null when they are too many, when there is no region, and when a zero stands behind the calling code: that is a
/// prefix or part of the number, and in neither case leads to another one than the whole number's reading does.
E164 asWritten(const NumberNotation &notation, int count, int regionRow)
{
    const auto &d = notation.digits;
    const int national = notation.plus ? callingCodeLength(d[0], d[1]) : 0;
    if (notation.plus ? d[static_cast<std::size_t>(national)] == 0 : regionRow < 0) {
        return {};
    }
    const int first = d[0] == 0 ? 1 : 0;
    const int code = notation.plus ? 0 : int{number_table::regions[static_cast<std::size_t>(regionRow)].callingCode};
    if (count - first + (code == 0 ? 0 : lengthOfCode(code)) > maxDigits) {
        return {};
    }
    std::int64_t value = code;
    for (int i = first; i < count; ++i) {
        value = value * 10 + d[static_cast<std::size_t>(i)];
    }
    return E164{value};
}

/// The number without its last few digits, when a mark parts these from a whole number and nobody has the longer one:
/// "02 9876 5432-123" in Australia. Null when there is no such doubt. Without these digits the number may begin
/// otherwise, too: "771 000 99 98-1" in Kazakhstan is no number with the calling code 7, nor "0590 27 12 34-123" in
/// Guadeloupe one with 590.
E164 withoutExtension(E164 whole, const NumberNotation &notation, int regionRow, PlanWay way)
{
    for (int digits = 1; digits <= longestExtension; ++digits) {
        if (!isParted(notation, digits)) {
            continue;
        }
        const E164 cut{whole.digits / powersOfTen[static_cast<std::size_t>(digits)]};
        for (const E164 head : {cut, asWritten(notation, notation.count - digits, regionRow)}) {
            const bool isSettled =
                way == PlanWay::TableFirst && (!isInTable(head, &Row::mayRing) || isInTable(whole, &Row::allRing));
            if (!isSettled && isTelephone(head)) {
                return isTelephone(whole) ? E164{} : head;
            }
        }
    }
    return {};
}

ParsedNumber readDigits(const NumberNotation &notation, const PlanRegion &region, NumberReading reading, PlanWay way)
{
    if (way == PlanWay::TableFirst) {
        if (const E164 number = byTable(notation, region.row); !number.isNull()) {
            return {number, NumberProblem::None};
        }
    }
    ParsedNumber parsed = readByLibrary(notation, std::string(region.name), reading);
    if (parsed.problem == NumberProblem::TooLong && notation.splits) {
        parsed.problem = NumberProblem::TwoNumbers;
    }
    return parsed;
}

/// Whether too many digits are a number and an extension behind a mark: "415-555-0142-123".
bool hasExtension(const NumberNotation &notation, const PlanRegion &region, NumberReading reading, PlanWay way)
{
    for (int digits = 1; digits <= longestExtension && notation.count <= NumberNotation::mostDigits; ++digits) {
        if (isParted(notation, digits)) {
            NumberNotation fewer = notation;
            fewer.count -= digits;
            const ParsedNumber head = readDigits(fewer, region, reading, way);
            if (head.ok() && isTelephone(head.number)) {
                return true;
            }
        }
    }
    return false;
}

ParsedNumber readWhole(const NumberNotation &notation, const PlanRegion &region, NumberReading reading, PlanWay way)
{
    const ParsedNumber parsed = readDigits(notation, region, reading, way);
    if (parsed.ok()) {
        const E164 head = withoutExtension(parsed.number, notation, region.row, way);
        return head.isNull() ? parsed : ParsedNumber{{}, NumberProblem::Doubtful, {parsed.number, head}};
    }
    const bool isLong = parsed.problem == NumberProblem::TooLong || parsed.problem == NumberProblem::WrongLength;
    return isLong && hasExtension(notation, region, reading, way) ? ParsedNumber{{}, NumberProblem::HasExtension}
                                                                  : parsed;
}

/// Whether the plan has such a number, also when a rule of ours refuses it, or when only its area code is missing.
bool isInPlan(const ParsedNumber &parsed)
{
    return parsed.ok() || !parsed.readings[0].isNull() || parsed.problem == NumberProblem::MadeUp ||
           parsed.problem == NumberProblem::PlaceHolder || parsed.problem == NumberProblem::NoSuchArea ||
           parsed.problem == NumberProblem::LocalOnly;
}

E164 anyReading(const ParsedNumber &parsed)
{
    return parsed.ok() ? parsed.number : parsed.readings[0];
}

} // namespace

PlanRegion findPlanRegion(std::string_view name)
{
    const auto *const found =
        std::ranges::lower_bound(number_table::regions, name, {}, [](const Row &row) { return row.region; });
    const bool known = found != std::end(number_table::regions) && name == found->region;
    return known ? PlanRegion{found->region, static_cast<int>(found - std::begin(number_table::regions))}
                 : PlanRegion{};
}

bool keepsZero(int callingCode, int digitBehindZero)
{
    const Row *const row = rowOf(callingCode);
    return row != nullptr && (row->keptZeros >> digitBehindZero & 1) != 0;
}

std::uint16_t usualLengthsOf(int callingCode)
{
    const Row *const row = rowOf(callingCode);
    return row != nullptr ? row->usual : std::uint16_t{0};
}

RegionPlan planOf(std::string_view region)
{
    const int index = findPlanRegion(region).row;
    if (index < 0) {
        return {};
    }
    const Row &row = number_table::regions[static_cast<std::size_t>(index)];
    return {row.usual, row.withArea, row.hasAreas, row.trunk};
}

ParsedNumber readByPlan(const NumberNotation &notation, const PlanRegion &region, NumberReading reading, PlanWay way)
{
    if (isNumberOfPaper(notation, region.name)) {
        return {{}, NumberProblem::NotANumber};
    }
    if (notation.doubtful == 0) {
        return readWhole(notation, region, reading, way);
    }
    NumberNotation all = notation;
    all.doubtful = 0;
    NumberNotation fewer = all;
    fewer.count -= notation.doubtful;
    const ParsedNumber whole = readWhole(all, region, reading, way);
    const ParsedNumber head = readWhole(fewer, region, reading, way);
    if (!isInPlan(head)) {
        return whole;
    }
    if (!isInPlan(whole)) {
        return notation.decimals ? head : ParsedNumber{{}, NumberProblem::TwoNumbers};
    }
    if (anyReading(whole).isNull() || anyReading(head).isNull()) {
        return {{}, anyReading(whole).isNull() ? whole.problem : head.problem};
    }
    return {{}, NumberProblem::Doubtful, {anyReading(whole), anyReading(head)}};
}

} // namespace campanile
