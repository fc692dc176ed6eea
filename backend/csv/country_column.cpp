#include "csv/country_column.h"

#include "core/number_parser.h"
#include "csv/cell_values.h"

#include <algorithm>
#include <map>
#include <string>

namespace campanile {

namespace {

// From this share of readable countries on, in per cent, a word such as "Land" means a country.
constexpr int mostCountries = 80;
// So many rows tell.
constexpr int mostRows = 40;

std::string_view cellAt(const std::vector<std::string> &row, int column)
{
    const auto index = static_cast<std::size_t>(column);
    return column >= 0 && index < row.size() ? trimmedCell(row[index]) : std::string_view();
}

bool isDigits(std::string_view cell)
{
    return !cell.empty() && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

/// "Mr" and "Ms" in a column of prefixes are no countries; "MR" and "MS" are.
bool mayBeLetters(std::string_view cell)
{
    return cell.size() != 2 || std::ranges::all_of(cell, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// What the rows say of a column that may hold calling codes.
struct Evidence {
    int filled = 0;          ///< rows with a cell, and a number beside it
    int codes = 0;           ///< … whose cell is a calling code in bare digits, or names a country
    int byCode = 0;          ///< … whose number is assigned in that country
    int byRegion = 0;        ///< … or in the region of the list
    bool isExplicit = false; ///< a cell is "+49" or "0049"
};

class Parsers {
public:
    bool isAssigned(std::string_view number, const std::string &region)
    {
        const NumberParser &parser = m_parsers.try_emplace(region, region).first->second;
        const ParsedNumber parsed = parser.parse(number);
        return parsed.ok() && campanile::isAssigned(parsed.number);
    }

private:
    std::map<std::string, NumberParser> m_parsers;
};

Evidence evidenceOf(const SampleRows &rows, std::size_t firstRow, std::size_t column, int numberColumn,
                    const std::string &region)
{
    Evidence evidence;
    Parsers parsers;
    for (std::size_t i = firstRow; i < rows.size() && evidence.filled < mostRows; ++i) {
        const std::string_view cell = cellAt(rows[i], static_cast<int>(column));
        const std::string_view number = cellAt(rows[i], numberColumn);
        evidence.filled += cell.empty() || number.empty() ? 0 : 1;
        const CountryCell country = readCountry(cell);
        if (country.kind != CountryCell::Kind::Known) {
            continue;
        }
        evidence.isExplicit = evidence.isExplicit || cell.starts_with('+') || cell.starts_with("00");
        if ((isDigits(cell) || mayBeLetters(cell)) && !number.empty()) {
            ++evidence.codes;
            evidence.byCode += parsers.isAssigned(number, country.region) ? 1 : 0;
            evidence.byRegion += parsers.isAssigned(number, region) ? 1 : 0;
        }
    }
    return evidence;
}

} // namespace

int countryShare(const SampleRows &rows, std::size_t firstRow, std::size_t column)
{
    int filled = 0;
    int known = 0;
    for (std::size_t i = firstRow; i < rows.size(); ++i) {
        const CountryCell cell = column < rows[i].size() ? readCountry(rows[i][column]) : CountryCell{};
        filled += cell.kind == CountryCell::Kind::Empty ? 0 : 1;
        known += cell.kind == CountryCell::Kind::Known ? 1 : 0;
    }
    return filled == 0 ? 0 : known * 100 / filled;
}

bool isCountryColumn(HeadingKind kind, const SampleRows &rows, std::size_t firstRow, std::size_t column,
                     int numberColumn, std::string_view region)
{
    if (kind == HeadingKind::Country) {
        return true;
    }
    if (kind == HeadingKind::MaybeCountry) {
        return countryShare(rows, firstRow, column) >= mostCountries;
    }
    if (kind != HeadingKind::MaybeCallingCode && kind != HeadingKind::MaybeCode) {
        return false;
    }
    const Evidence evidence = evidenceOf(rows, firstRow, column, numberColumn, std::string(region));
    if (evidence.isExplicit) {
        return true; // rows with another cell are rejected, and nobody is called in the wrong country
    }
    // "Code" may number anything, so that the numbers have to say more.
    const int least = kind == HeadingKind::MaybeCode ? evidence.byRegion + 1 : evidence.byRegion;
    return evidence.codes > 0 && evidence.byCode >= least && evidence.byCode * 100 >= evidence.codes * mostCountries &&
           evidence.codes * 100 >= evidence.filled * mostCountries;
}

} // namespace campanile
