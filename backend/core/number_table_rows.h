#pragma once

#include <phonenumbers/phonemetadata.pb.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace campanile {

/// What the generated table says of some digits, by their first two digits: bit n of an element stands for n digits.
using NumberLengths = std::array<std::uint16_t, 100>;

/// A row of the generated table (number_table.h), as the build derives it: of a calling code, or of a region. Each set
/// bit is a promise that NumberParser's long way would read the same number and see no other reading.
struct NumberTableRow {
    std::string region; ///< of regions only
    int callingCode = 0;
    char trunk = 0;                  ///< the digit of `behindTrunk`, 0 for none
    std::uint16_t lengths = 0;       ///< bit n: n national digits are possible
    std::uint16_t usual = 0;         ///< bit n: telephones at home or mobile ones have n national digits
    std::uint16_t withArea = 0;      ///< of regions: those of them that a number without its area code never has
    bool hasAreas = false;           ///< of regions: telephones at home have several lengths, so that digits without
                                     ///< an area code may look like others with one
    std::uint16_t keptZeros = 0;     ///< of calling codes: bit d: national numbers may begin with 0 and d
    bool internationalZeros = false; ///< of regions: "00" is what is dialled before a calling code, and nothing else is
    NumberLengths mayRing{};         ///< of calling codes: some of these numbers may be a telephone's
    NumberLengths allRing{};         ///< of calling codes: all of these numbers are telephones'
    NumberLengths read{};            ///< of calling codes, not written: they are read, whether they are assigned or not
    NumberLengths plain{};           ///< The digits are the national number.
    NumberLengths behindTrunk{};     ///< The digits behind the trunk digit are it.
    NumberLengths behindCode{};      ///< of regions: the digits behind the region's own calling code are it
};

/// Rows of all calling codes and of all regions, from the metadata of the installed libphonenumber. Used by the build.
class NumberTableRows {
public:
    explicit NumberTableRows(const i18n::phonenumbers::PhoneMetadataCollection &collection);

    std::map<int, NumberTableRow> codes;
    std::map<std::string, NumberTableRow> regions;
};

} // namespace campanile
