// Runs during the build: derives from the installed libphonenumber the table by which NumberParser decides most numbers
// without it, and writes it as a header; and beside it the table of regions (region_table.h).
//
// What number_table_rows.h derives is probed here with real numbers, and two digits for which the library disagrees
// even once go the long way. A calling code without '+' is not probed: there NumberParser is stricter than the library.

#include "number_table_rows.h"
#include "region_table.h"

#include <phonenumbers/phonemetadata.pb.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace i18n::phonenumbers {
// Compiled into the library and exported by it, but declared in none of its installed headers.
int metadata_size();        // NOLINT(readability-identifier-naming): the library's name
const void *metadata_get(); // NOLINT(readability-identifier-naming): the library's name
} // namespace i18n::phonenumbers

namespace {

using campanile::NumberLengths;
using campanile::NumberTableRow;
using campanile::NumberTableRows;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr int maxDigits = 15; // ITU-T E.164, section 6

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
    /// Takes out what the library reads otherwise for one of a few random numbers of each length. `written` goes before
    /// the digits, which are national ones of the row's calling code.
    void probe(const NumberTableRow &row, const std::string &written, NumberLengths &table)
    {
        const std::string code = std::to_string(row.callingCode);
        for (int pair = 0; pair < 100; ++pair) {
            auto &lengths = table[static_cast<std::size_t>(pair)];
            for (int length = 2; length <= maxDigits; ++length) {
                for (int i = 0; i < 2 && (lengths >> length & 1U) != 0; ++i) {
                    const std::string digits = nationalNumber(pair, length);
                    if (!agrees(written + digits, row.region.empty() ? "ZZ" : row.region, code + digits)) {
                        std::cerr << "number table: the library reads " << row.region << ' ' << written << digits
                                  << " otherwise\n";
                        lengths = static_cast<std::uint16_t>(lengths & ~(1U << length));
                    }
                }
            }
        }
    }

private:
    const PhoneNumberUtil &m_library = *PhoneNumberUtil::GetInstance();
    std::mt19937 m_random{20260101}; // fixed, so that a build is repeatable
};

void writeLengths(std::ostream &out, const NumberLengths &table)
{
    if (std::ranges::all_of(table, [](std::uint16_t lengths) { return lengths == 0; })) {
        out << "{}";
        return;
    }
    out << "{{" << std::hex;
    for (const std::uint16_t lengths : table) {
        out << "0x" << lengths << ',';
    }
    out << std::dec << "}}";
}

void writeRow(std::ostream &out, const NumberTableRow &row)
{
    const auto flag = [](bool value) { return value ? "true" : "false"; };
    out << "    {\"" << row.region << "\", " << row.callingCode << ", " << row.usual << ", " << row.withArea << ", "
        << flag(row.hasAreas) << ", " << row.keptZeros << ", " << flag(row.internationalZeros) << ", "
        << (row.trunk == 0 ? -1 : row.trunk - '0') << ",\n     ";
    for (const NumberLengths *const table :
         {&row.mayRing, &row.allRing, &row.plain, &row.behindTrunk, &row.behindCode}) {
        writeLengths(out, *table);
        out << (table == &row.behindCode ? "},\n" : ",\n     ");
    }
}

void writeTable(std::ostream &out, const std::map<int, NumberTableRow> &codes,
                const std::map<std::string, NumberTableRow> &regions)
{
    out << "// Written by the build from the installed libphonenumber; see number_table_generator.cpp.\n"
           "#pragma once\n\n#include <array>\n#include <cstdint>\n#include <string_view>\n\n"
           "namespace campanile::number_table {\n\n"
           "// By the first two digits: bit n stands for n digits. See number_table_rows.h for what each promises.\n"
           "using Lengths = std::array<std::uint16_t, 100>;\n\n"
           "struct Row {\n"
           "    std::string_view region;\n"
           "    std::uint16_t callingCode;\n"
           "    std::uint16_t usual;\n"
           "    std::uint16_t withArea;\n"
           "    bool hasAreas;\n"
           "    std::uint16_t keptZeros;\n"
           "    bool internationalZeros;\n"
           "    std::int8_t trunk; // -1 for none\n"
           "    Lengths mayRing;\n"
           "    Lengths allRing;\n"
           "    Lengths plain;\n"
           "    Lengths behindTrunk;\n"
           "    Lengths behindCode;\n"
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
    NumberTableRows rows(collection);
    Prober prober;
    for (auto &[code, row] : rows.codes) {
        prober.probe(row, '+' + std::to_string(code), row.plain);
    }
    for (auto &[region, row] : rows.regions) {
        prober.probe(row, {}, row.plain);
        prober.probe(row, {row.trunk}, row.behindTrunk);
    }
    std::ofstream out(argv[1]);
    writeTable(out, rows.codes, rows.regions);
    out.close();
    std::ofstream regionsOut(argv[2]);
    campanile::writeRegionTable(regionsOut, collection);
    regionsOut.close();
    return out && regionsOut ? 0 : 1;
}
