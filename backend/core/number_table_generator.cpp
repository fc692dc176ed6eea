// Runs during the build: derives from the installed libphonenumber the table by which NumberParser decides most numbers
// without it, and writes it as a header; and beside it the table of regions (region_table.h).
//
// A number of national digits n in a country may skip the library when two things hold: the length of n is possible
// there, and the library's parser leaves n as it is. The parser changes n when it begins like a national prefix ("0" in
// the United Kingdom, "8" in Russia, area code and "15" in Argentina) or, written without '+', like an international
// prefix or the calling code itself. These prefixes are regular expressions of the metadata; for each pair of leading
// digits they are run here on "those two digits and then anything", so that the answer holds for every number and not
// for a sample. What comes out is then probed with real numbers, and a pair on which the library disagrees even once
// goes the long way.

#include "digit_pattern.h"
#include "region_table.h"

#include <phonenumbers/phonemetadata.pb.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace i18n::phonenumbers {
// Compiled into the library and exported by it, but declared in none of its installed headers.
int metadata_size();        // NOLINT(readability-identifier-naming): the library's name
const void *metadata_get(); // NOLINT(readability-identifier-naming): the library's name
} // namespace i18n::phonenumbers

namespace {

using campanile::DigitPattern;
using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr int maxDigits = 15; // ITU-T E.164, section 6
using Pairs = std::bitset<100>;

/// What may follow a calling code, or what may be dialled bare in a region, without asking the library.
struct Row {
    std::string region; // for regions only
    int callingCode = 0;
    std::uint32_t lengths = 0; // bit n: n national digits are possible
    Pairs pairs;               // by the first two national digits: the library leaves the number as it is
    bool trunkOne = false;     // regions of the North American plan: "1" and ten digits are read as international
};

/// Clears the pairs with which a match of `pattern` can begin. A pattern this program cannot read clears them all.
void clearMatches(const std::string &pattern, Row &row)
{
    if (pattern.empty()) {
        return;
    }
    try {
        const DigitPattern digits(pattern);
        for (int pair = 0; pair < 100; ++pair) {
            for (int length = 2; length <= maxDigits; ++length) {
                if ((row.lengths >> length & 1U) != 0 && digits.canMatch(pair, length)) {
                    row.pairs.reset(static_cast<std::size_t>(pair));
                }
            }
        }
    } catch (const std::exception &e) {
        std::cerr << "number table: the long way for " << row.callingCode << ' ' << row.region << ", pattern "
                  << pattern << ": " << e.what() << '\n';
        row.pairs.reset();
    }
}

std::uint32_t possibleLengths(const PhoneMetadata &metadata)
{
    const std::string code = std::to_string(metadata.country_code());
    std::uint32_t lengths = 0;
    for (int i = 0; i < metadata.general_desc().possible_length_size(); ++i) {
        const int length = metadata.general_desc().possible_length(i);
        if (length >= 2 && length + static_cast<int>(code.size()) <= maxDigits) {
            lengths |= 1U << length;
        }
    }
    return lengths;
}

Row internationalRow(const PhoneMetadata &metadata)
{
    Row row;
    row.callingCode = metadata.country_code();
    row.lengths = possibleLengths(metadata);
    row.pairs.set();
    row.pairs.reset(0); // "00…" may be nothing but zeros, which NumberParser refuses
    clearMatches(metadata.national_prefix_for_parsing(), row);
    return row;
}

Row bareRow(const PhoneMetadata &metadata, std::uint32_t lengthsOfCallingCode)
{
    Row row = internationalRow(metadata);
    row.region = metadata.id();
    // Seven digits at least, so that no emergency or service number is among them.
    row.lengths &= lengthsOfCallingCode & ~0x7fU;
    clearMatches(metadata.international_prefix(), row);
    clearMatches(std::to_string(metadata.country_code()), row);
    return row;
}

class Prober {
public:
    /// Whether the library turns `text` into exactly +`expected` and calls it possible.
    bool agrees(const std::string &text, const std::string &region, const std::string &expected)
    {
        PhoneNumber number;
        if (m_library.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
            m_library.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE) {
            return false;
        }
        std::string national;
        m_library.GetNationalSignificantNumber(number, &national);
        return std::to_string(number.country_code()) + national == expected;
    }
    std::string nationalNumber(int pair, int length)
    {
        std::string digits = {static_cast<char>('0' + pair / 10), static_cast<char>('0' + pair % 10)};
        while (static_cast<int>(digits.size()) < length) {
            digits += static_cast<char>('0' + m_random() % 10);
        }
        return digits;
    }
    /// Takes out every pair on which the library disagrees for one of a few random numbers of each possible length.
    void probe(Row &row)
    {
        const std::string code = std::to_string(row.callingCode);
        const bool bare = !row.region.empty();
        for (int pair = 0; pair < 100; ++pair) {
            for (int length = 2; length <= maxDigits; ++length) {
                for (int i = 0; i < 3 && (row.lengths >> length & 1U) != 0; ++i) {
                    const std::string digits = nationalNumber(pair, length);
                    const std::string international = std::string(code).append(digits);
                    if (row.pairs.test(static_cast<std::size_t>(pair)) &&
                        !agrees(bare ? digits : '+' + international, bare ? row.region : "ZZ", international)) {
                        std::cerr << "number table: the library reads " << code << ' ' << digits << " otherwise\n";
                        row.pairs.reset(static_cast<std::size_t>(pair));
                    }
                }
            }
        }
    }
    void probeTrunkOne(Row &row)
    {
        row.trunkOne = row.callingCode == 1;
        for (int pair = 20; pair < 100 && row.trunkOne; ++pair) {
            const std::string digits = '1' + nationalNumber(pair, 10);
            row.trunkOne = agrees(digits, row.region, digits);
        }
    }

private:
    const PhoneNumberUtil &m_library = *PhoneNumberUtil::GetInstance();
    std::mt19937 m_random{20260101}; // fixed, so that a build is repeatable
};

void writeRow(std::ostream &out, const Row &row)
{
    const auto half = [&row](int from) {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 50; ++i) {
            bits |= static_cast<std::uint64_t>(row.pairs.test(static_cast<std::size_t>(from) + i)) << i;
        }
        return bits;
    };
    out << "    {" << row.callingCode << ", 0x" << std::hex << row.lengths << ", {0x" << half(0) << ", 0x" << half(50)
        << "}, " << std::dec << (row.trunkOne ? "true" : "false") << ", \"" << row.region << "\"},\n";
}

void writeTable(std::ostream &out, const std::map<int, Row> &codes, const std::map<std::string, Row> &regions)
{
    out << "// Written by the build from the installed libphonenumber; see number_table_generator.cpp.\n"
           "#pragma once\n\n#include <array>\n#include <cstdint>\n#include <string_view>\n\n"
           "namespace campanile::number_table {\n\n"
           "struct Row {\n"
           "    std::uint16_t callingCode;\n"
           "    std::uint32_t lengths; // bit n: n national digits are possible\n"
           "    // Bit of the first two national digits, 50 to a word: the digits are the number.\n"
           "    std::array<std::uint64_t, 2> pairs;\n"
           "    bool trunkOne; // '1' and ten digits, the first of them 2 to 9, are an international number\n"
           "    std::string_view region;\n"
           "};\n\n"
           "/// By calling code.\ninline constexpr std::array<Row, "
        << codes.size() << "> callingCodes{{\n";
    std::vector<int> rowOfPrefix(1000, -1);
    int index = 0;
    for (const auto &[code, row] : codes) {
        writeRow(out, row);
        const std::string digits = std::to_string(code);
        const std::size_t span = digits.size() == 1 ? 100 : digits.size() == 2 ? 10 : 1;
        const auto first = rowOfPrefix.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(code) * span);
        std::fill_n(first, span, index);
        ++index;
    }
    out << "}};\n\n/// Row of callingCodes by the first three digits of an international number; -1 for none.\n"
           "inline constexpr std::array<std::int16_t, 1000> rowOfPrefix{";
    for (std::size_t i = 0; i < rowOfPrefix.size(); ++i) {
        out << (i % 20 == 0 ? "\n    " : " ") << rowOfPrefix[i] << ',';
    }
    out << "\n};\n\n/// By region, in alphabetical order, for numbers written without '+'.\ninline "
           "constexpr std::array<Row, "
        << regions.size() << "> regions{{\n";
    for (const auto &[region, row] : regions) {
        writeRow(out, row);
    }
    out << "}};\n\n} // namespace campanile::number_table\n";
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::cerr << "usage: number_table_generator NUMBERS.h REGIONS.h\n";
        return 2;
    }
    PhoneMetadataCollection collection;
    if (!collection.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size())) {
        std::cerr << "number table: the library's metadata cannot be read\n";
        return 1;
    }
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    std::map<int, Row> codes;
    for (const PhoneMetadata &metadata : collection.metadata()) {
        std::string mainRegion;
        library.GetRegionCodeForCountryCode(metadata.country_code(), &mainRegion);
        if (metadata.id() == mainRegion) {
            codes[metadata.country_code()] = internationalRow(metadata);
        }
    }
    std::map<std::string, Row> regions;
    for (const PhoneMetadata &metadata : collection.metadata()) {
        if (metadata.id() != "001") {
            regions[metadata.id()] = bareRow(metadata, codes.at(metadata.country_code()).lengths);
        }
    }
    Prober prober;
    for (auto &[code, row] : codes) {
        prober.probe(row);
    }
    for (auto &[region, row] : regions) {
        prober.probe(row);
        prober.probeTrunkOne(row);
    }
    std::ofstream out(argv[1]);
    writeTable(out, codes, regions);
    out.close();
    std::ofstream regionsOut(argv[2]);
    campanile::writeRegionTable(regionsOut, collection);
    regionsOut.close();
    return out && regionsOut ? 0 : 1;
}
