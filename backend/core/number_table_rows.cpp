// A number of national digits n may skip the library when three things hold: the length of n is possible in its
// country, the library's parser takes exactly the expected prefix away from what is written, and nothing else can be
// read from it. Prefixes are regular expressions of the metadata; for each pair of leading digits they are run here on
// "those two digits and then anything", so that the answer holds for every number and not for a sample.

#include "number_table_rows.h"

#include "metadata_pattern.h"
#include "number_ranges.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <bit>
#include <vector>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumberDesc;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr int maxDigits = 15; // ITU-T E.164, section 6
// Seven digits at least without a '+', so that no emergency or service number is among them.
constexpr int leastBare = 7;
// Numbers without their area code have at most this many digits.
constexpr int longestWithoutArea = 8;
// A national prefix has at most this many digits where the table allows for one.
constexpr int longestTrunk = 3;

bool has(std::uint16_t lengths, int length)
{
    return length > 0 && length <= maxDigits && (lengths >> length & 1U) != 0;
}

std::string digitsOf(int pair)
{
    return {static_cast<char>('0' + pair / 10), static_cast<char>('0' + pair % 10)};
}

std::uint16_t possibleLengths(const PhoneMetadata &metadata)
{
    return lengthsOf(metadata, metadata.general_desc());
}

std::uint16_t usualLengths(const PhoneMetadata &metadata)
{
    return static_cast<std::uint16_t>(lengthsOf(metadata, metadata.fixed_line()) |
                                      lengthsOf(metadata, metadata.mobile()));
}

void settle(NumberLengths &table, int pair, int length)
{
    auto &lengths = table[static_cast<std::size_t>(pair)];
    lengths = static_cast<std::uint16_t>(lengths | 1U << length);
}

bool isIn(const NumberLengths &table, int pair, int length)
{
    return (table[static_cast<std::size_t>(pair)] >> length & 1U) != 0;
}

/// Calls `visit(pair, length)` for all first two digits and all these lengths.
template<class Visit>
void forEach(std::uint16_t lengths, Visit visit)
{
    for (int pair = 0; pair < 100; ++pair) {
        for (int length = 2; length <= maxDigits; ++length) {
            if (has(lengths, length)) {
                visit(pair, length);
            }
        }
    }
}

/// The countries of one calling code.
class CallingCode {
public:
    explicit CallingCode(int code)
        : m_code(code)
    {
    }
    void add(const PhoneMetadata &metadata, bool isMain)
    {
        m_main = isMain ? &metadata : m_main;
        m_all.push_back(&metadata);
    }
    [[nodiscard]] const PhoneMetadata &main() const { return *m_main; }

    /// Adds what an international number of this code may look like when it has lost its '+'.
    void addInternational(NumberLengths &table) const
    {
        const std::string code = std::to_string(m_code);
        const int codeDigits = static_cast<int>(code.size());
        forEach(0xffffU, [&](int pair, int length) {
            const std::string first = digitsOf(pair);
            const std::size_t common = std::min(first.size(), code.size());
            if (length > codeDigits && first.substr(0, common) == code.substr(0, common) &&
                has(possibleLengths(*m_main), length - codeDigits) &&
                canBeAssigned(first.substr(common), length - codeDigits)) {
                settle(table, pair, length);
            }
        });
    }

    [[nodiscard]] NumberTableRow row() const
    {
        const MetadataPattern trunk(m_main->national_prefix_for_parsing());
        NumberTableRow row;
        row.callingCode = m_code;
        row.lengths = possibleLengths(*m_main);
        row.trunk = '0';
        row.keptZeros = keptZeros();
        row.usual = usualLengths(*m_main);
        addRanges(row, trunk);
        forEach(row.lengths, [&](int pair, int length) {
            const std::string first = digitsOf(pair);
            if (!isIn(row.read, pair, length)) {
                return;
            }
            if (!trunk.canMatch(first, length) && !mayRepeatCode(row, first, length) &&
                (first[0] != '0' || keepsZero(row, first, length))) {
                settle(row.plain, pair, length);
            }
            if (first[0] != '0' && dropsZero(row, trunk, first, length)) {
                settle(row.behindTrunk, pair, length);
            }
        });
        return row;
    }

private:
    static constexpr std::array descriptions{&PhoneMetadata::fixed_line,   &PhoneMetadata::mobile,
                                             &PhoneMetadata::toll_free,    &PhoneMetadata::voip,
                                             &PhoneMetadata::premium_rate, &PhoneMetadata::shared_cost,
                                             &PhoneMetadata::uan,          &PhoneMetadata::personal_number,
                                             &PhoneMetadata::pager,        &PhoneMetadata::voicemail};

    /// Fills in what depends on the assigned ranges.
    void addRanges(NumberTableRow &row, const MetadataPattern &trunk) const
    {
        const NumberRanges ranges(m_all, *m_main);
        const bool isReplaced = !m_main->national_prefix_transform_rule().empty();
        const int leastWithTrunk = isReplaced ? 0 : ranges.shortest() + 1;
        // A national prefix that the library finds in a number and takes away leaves another one.
        const auto mayRing = [&](const std::string &first, int length) {
            return ranges.mayRing(first, length) || (length >= leastWithTrunk && trunk.canMatch(first, length));
        };
        forEach(0xffffU, [&](int pair, int length) {
            const std::string first = digitsOf(pair);
            const bool allRing = ranges.allRing(first, length) && !trunk.canMatch(first, length);
            const bool isUsual = row.usual == 0 || has(row.usual, length);
            const bool mayLackZero = first[0] != '0' && (row.keptZeros >> (first[0] - '0') & 1U) != 0 &&
                                     length < maxDigits && mayRing('0' + first, length + 1);
            if (mayRing(first, length)) {
                settle(row.mayRing, pair, length);
            }
            if (allRing) {
                settle(row.allRing, pair, length);
            }
            if (allRing || (isUsual && !mayLackZero)) {
                settle(row.read, pair, length);
            }
        });
    }
    [[nodiscard]] std::uint16_t keptZeros() const
    {
        unsigned kept = 0;
        for (const PhoneMetadata *const metadata : m_all) {
            const MetadataPattern general(metadata->general_desc().national_number_pattern());
            for (unsigned digit = 0; digit < 10; ++digit) {
                if (general.canMatch(digitsOf(static_cast<int>(digit)), maxDigits)) {
                    kept |= 1U << digit;
                }
            }
        }
        return static_cast<std::uint16_t>(kept);
    }
    [[nodiscard]] bool canBeAssigned(const std::string &first, int length) const
    {
        for (const PhoneMetadata *const metadata : m_all) {
            for (const auto description : descriptions) {
                const PhoneNumberDesc &desc = (metadata->*description)();
                if (MetadataPattern(desc.national_number_pattern()).canMatch(first, length)) {
                    return true;
                }
            }
        }
        return false;
    }
    /// Whether digits that begin like this may be the calling code for the second time: "+49 49171 …".
    [[nodiscard]] bool mayRepeatCode(const NumberTableRow &row, const std::string &first, int length) const
    {
        const std::string code = std::to_string(m_code);
        const std::size_t common = std::min(first.size(), code.size());
        return first.substr(0, common) == code.substr(0, common) &&
               has(row.usual, length - static_cast<int>(code.size()));
    }
    /// Whether national numbers keep the zero they begin with, and nobody can take it for a trunk prefix.
    [[nodiscard]] bool keepsZero(const NumberTableRow &row, const std::string &first, int length) const
    {
        const bool keeps = first[1] != '0' && (row.keptZeros >> (first[1] - '0') & 1U) != 0;
        return keeps && (!has(row.lengths, length - 1) || !canBeAssigned(first.substr(1), length - 1));
    }
    /// Whether "0" and these digits are the digits: either the library takes a zero away, or it knows no national
    /// prefix, neither a zero nor one behind it, and no number with a zero, and NumberParser does.
    [[nodiscard]] static bool dropsZero(const NumberTableRow &row, const MetadataPattern &trunk,
                                        const std::string &first, int length)
    {
        const bool kept = (row.keptZeros >> (first[0] - '0') & 1U) != 0;
        const bool hasNone = !trunk.canMatch('0' + first, length + 1) && !trunk.canMatch(first, length);
        return !kept && (trunk.takesOnly('0', first[0]) || hasNone);
    }

    int m_code;
    const PhoneMetadata *m_main = nullptr;
    std::vector<const PhoneMetadata *> m_all;
};

/// Derives the row of a region: numbers without '+'.
class Region {
public:
    /// @param international  what numbers that lack their '+' look like, of all calling codes.
    Region(const PhoneMetadata &metadata, const PhoneMetadata &mainOfCode, const NumberTableRow &code,
           const NumberLengths &international)
        : m_codeRow(code)
        , m_withoutPlus(international)
        , m_code(std::to_string(metadata.country_code()))
        , m_trunk(metadata.national_prefix_for_parsing())
        , m_mainTrunk(mainOfCode.national_prefix_for_parsing())
        , m_general(metadata.general_desc().national_number_pattern())
        , m_international(metadata.international_prefix())
    {
        const unsigned atHome = lengthsOf(metadata, metadata.fixed_line());
        m_row.usual = usualLengths(metadata);
        m_row.hasAreas = std::popcount(atHome) > 1;
        const int shortest = std::min(std::countr_zero(atHome), longestWithoutArea + 1);
        const int least = m_row.hasAreas ? longestWithoutArea + 1 : shortest;
        m_row.withArea = static_cast<std::uint16_t>(m_row.usual & (0xffffU << least));
        m_row.region = metadata.id();
        m_row.callingCode = metadata.country_code();
        m_row.lengths = static_cast<std::uint16_t>(possibleLengths(metadata) & code.lengths & (0xffffU << leastBare));
        m_row.internationalZeros = metadata.international_prefix() == "00";
        m_row.trunk = metadata.national_prefix().size() == 1 ? metadata.national_prefix()[0] : '\0';
    }
    [[nodiscard]] NumberTableRow row()
    {
        forEach(m_row.lengths, [this](int pair, int length) {
            const std::string first = digitsOf(pair);
            if (!isIn(m_codeRow.read, pair, length)) {
                return;
            }
            if (isPlain(first, pair, length)) {
                settle(m_row.plain, pair, length);
            }
            if (m_row.trunk != 0 && isBehindTrunk(first, length)) {
                settle(m_row.behindTrunk, pair, length);
            }
        });
        forEach(m_codeRow.lengths, [this](int pair, int length) {
            if (isBehindCode(digitsOf(pair), pair, length)) {
                settle(m_row.behindCode, pair, length);
            }
        });
        return m_row;
    }

private:
    /// Whether digits that begin like this may be the own calling code and a possible number of the other digits.
    [[nodiscard]] bool mayHaveCode(const std::string &first, int length) const
    {
        const std::size_t common = std::min(first.size(), m_code.size());
        bool may = false;
        for (int trunk = 0; trunk <= longestTrunk && first.substr(0, common) == m_code.substr(0, common); ++trunk) {
            may = may || has(m_codeRow.lengths, length - static_cast<int>(m_code.size()) - trunk);
        }
        return may;
    }
    /// Whether NumberParser's long way takes digits without a prefix for a number of the region, assigned or not.
    [[nodiscard]] bool isSurelyNational(int pair, int length) const
    {
        const bool mayBeForeign = std::popcount(m_row.usual) > 1 && isIn(m_withoutPlus, pair, length);
        return has(m_row.withArea, length) && !mayBeForeign;
    }
    [[nodiscard]] bool isPlain(const std::string &first, int pair, int length) const
    {
        const bool zero = first[0] == '0';
        const bool settledZero = isIn(m_codeRow.plain, pair, length) && !mayHaveCode(first.substr(1), length - 1);
        return (!zero || settledZero) && !m_trunk.canMatch(first, length) && !m_international.canMatch(first, length) &&
               !mayHaveCode(first, length) && isSurelyNational(pair, length);
    }
    [[nodiscard]] bool isBehindTrunk(const std::string &first, int length) const
    {
        const std::string written = m_row.trunk + first;
        return first[0] != '0' && m_row.trunk != m_code[0] && m_trunk.takesOnly(m_row.trunk, first[0]) &&
               !m_international.canMatch(written, length + 1) && !m_general.canMatch(written, length + 1) &&
               !(m_row.trunk == '0' && (mayHaveCode(first, length) || first == "11")); // 011 is North America's 00
    }
    [[nodiscard]] bool isBehindCode(const std::string &first, int pair, int length) const
    {
        const int written = length + static_cast<int>(m_code.size());
        if (!isIn(m_codeRow.plain, pair, length) || written < leastBare) {
            return false;
        }
        const std::string begin = m_code + first;
        const bool isTrunk = m_code == "1" && length == 10; // North America's trunk prefix: the same number either way
        return !m_international.canMatch(begin, written) &&
               (isTrunk || (!has(m_codeRow.lengths, written) && !m_trunk.canMatch(begin, written) &&
                            !m_mainTrunk.canMatch(begin, written)));
    }

    NumberTableRow m_row;
    const NumberTableRow &m_codeRow;
    const NumberLengths &m_withoutPlus;
    std::string m_code;
    MetadataPattern m_trunk;
    MetadataPattern m_mainTrunk;
    MetadataPattern m_general;
    MetadataPattern m_international;
};

} // namespace

NumberTableRows::NumberTableRows(const PhoneMetadataCollection &collection)
{
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    std::map<int, CallingCode> callingCodes;
    for (const PhoneMetadata &metadata : collection.metadata()) {
        const int code = metadata.country_code();
        std::string mainRegion;
        library.GetRegionCodeForCountryCode(code, &mainRegion);
        callingCodes.try_emplace(code, code).first->second.add(metadata, metadata.id() == mainRegion);
    }
    NumberLengths international{};
    for (const auto &[code, callingCode] : callingCodes) {
        codes[code] = callingCode.row();
        callingCode.addInternational(international);
    }
    for (const PhoneMetadata &metadata : collection.metadata()) {
        const int code = metadata.country_code();
        if (metadata.id() != "001") {
            regions[metadata.id()] =
                Region(metadata, callingCodes.at(code).main(), codes.at(code), international).row();
        }
    }
}

} // namespace campanile
