#include "csv/number_shape.h"

#include "csv/column_guess.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cctype>

namespace campanile {

namespace {

// A telephone number with its prefix and a remark is shorter.
constexpr std::size_t longestField = 120;
constexpr std::size_t longestLabel = 12;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

char plainCharacter(char32_t c)
{
    if (const int digit = QChar::digitValue(c); digit >= 0) {
        return static_cast<char>('0' + digit);
    }
    switch (QChar::category(c)) {
    case QChar::Punctuation_Dash:
        return '-';
    case QChar::Separator_Space:
    case QChar::Other_Format:
        return ' ';
    default:
        break;
    }
    switch (c) {
    case U'\u30FC': // the Japanese length sign, typed for a dash
    case U'\u2212':
        return '-';
    case U'\uFF0B':
        return '+';
    case U'\uFF08':
        return '(';
    case U'\uFF09':
        return ')';
    case U'\uFF0E':
    case U'\u00B7':
        return '.';
    case U'\uFF0F':
        return '/';
    case U'\t':
    case U'\n':
    case U'\r':
        return ' ';
    default:
        return c < 0x80 ? static_cast<char>(c) : '\x80'; // some letter or sign
    }
}

/// Digits, dashes and spaces of all scripts as those of ASCII; any other character beyond ASCII is one letter.
std::string plain(std::string_view utf8Field)
{
    std::string text;
    const bool isAscii = std::ranges::all_of(utf8Field, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (isAscii) {
        text = utf8Field;
        std::ranges::replace_if(
            text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return text;
    }
    const QString field = QString::fromUtf8(utf8Field.data(), static_cast<qsizetype>(utf8Field.size()));
    for (const char32_t c : field.toUcs4()) {
        text += plainCharacter(c);
    }
    return text;
}

std::string_view withoutSpace(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// Takes off what programs and people put around a number: '…, ="…", "tel:…", "… (mobile)", "… ext. 12", "….0".
std::string_view withoutSurroundings(std::string_view text)
{
    text = withoutSpace(text);
    if (text.starts_with("=\"") && text.ends_with('"') && text.size() > 3) {
        text = text.substr(2, text.size() - 3);
    }
    text.remove_prefix(std::min(text.find_first_not_of("' "), text.size()));
    if (const std::size_t colon = text.find(':');
        colon != std::string_view::npos && colon > 0 && colon <= longestLabel) {
        if (std::ranges::all_of(text.substr(0, colon), [](char c) { return isLetter(c) || c == ' ' || c == '.'; })) {
            text = withoutSpace(text.substr(colon + 1));
        }
    }
    if (const std::size_t open = text.rfind('('); open != std::string_view::npos && open > 0 && text.ends_with(')')) {
        const std::string_view remark = text.substr(open + 1, text.size() - open - 2);
        if (!remark.empty() && std::ranges::none_of(remark, isDigit)) {
            text = withoutSpace(text.substr(0, open));
        }
    }
    if (const std::size_t point = text.find_last_of(".,"); point != std::string_view::npos && point + 1 < text.size()) {
        const bool zeros = text.find_first_not_of('0', point + 1) == std::string_view::npos;
        if (zeros && text.size() - point <= 3 && std::ranges::count_if(text.substr(0, point), isDigit) >= 8 &&
            text.find_first_of(" -()/.,") == point) {
            text = text.substr(0, point);
        }
    }
    const std::size_t letter = static_cast<std::size_t>(
        std::ranges::find_if(text, [](char c) { return isLetter(c) || c == ';'; }) - text.begin());
    const std::string_view behind = letter < text.size() ? text.substr(letter) : std::string_view();
    for (const std::string_view sign : {"ext", "Ext", "EXT", "x", "X", ";ext="}) {
        const bool isExtension = behind.starts_with(sign) && behind.size() - sign.size() <= 8 && isDigit(behind.back());
        if (isExtension) {
            return withoutSpace(text.substr(0, letter));
        }
    }
    return text;
}

/// The first of two numbers in one cell.
std::string_view firstOf(std::string_view text)
{
    std::size_t end = text.size();
    for (const std::string_view separator : {":::", ";", ",", "|", " or ", " / ", " und ", " ou ", "&"}) {
        end = std::min(end, text.find(separator));
    }
    return withoutSpace(text.substr(0, end));
}

/// "2026-03-31", "31.03.2026", "3/31/2026" and the same with two digits for the year: eight digits and yet no number.
bool isDate(std::string_view text)
{
    std::array<int, 3> digits{};
    std::size_t group = 0;
    char separator = '\0';
    for (const char c : text) {
        if (isDigit(c)) {
            ++digits[group];
        } else if ((c == '-' || c == '.' || c == '/') && (separator == '\0' || c == separator) && group < 2) {
            separator = c;
            ++group;
        } else {
            return false;
        }
    }
    const auto isShort = [](int count) { return count == 1 || count == 2; };
    return group == 2 && isShort(digits[1]) &&
           ((digits[0] == 4 && isShort(digits[2])) || (isShort(digits[0]) && (digits[2] == 4 || digits[2] == 2)));
}

int valueOf(std::string_view digits)
{
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

bool isCompactDate(std::string_view text)
{
    if (text.size() != 8 || !std::ranges::all_of(text, isDigit)) {
        return false;
    }
    const int year = valueOf(text.substr(0, 4));
    const int month = valueOf(text.substr(4, 2));
    const int day = valueOf(text.substr(6, 2));
    return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/// "192.168.100.200"
bool isNetworkAddress(std::string_view text)
{
    int groups = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('.'), text.size());
        const std::string_view group = text.substr(0, end);
        if (group.empty() || group.size() > 3 || !std::ranges::all_of(group, isDigit) || valueOf(group) > 255) {
            return false;
        }
        ++groups;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return groups == 4;
}

/// "123456.78", "52.5200066": one point, and no sign of a telephone number.
bool isDecimal(std::string_view text)
{
    const std::size_t point = text.find('.');
    return point != std::string_view::npos && isDigit(text.front()) && text.front() != '0' &&
           text.find_first_not_of("0123456789", point + 1) == std::string_view::npos &&
           text.find_first_not_of("0123456789") == point;
}

/// "-9876543119", "-9876543119.5": what a spreadsheet made of "+91-9876543210", which it took for a sum.
bool isNegative(std::string_view text)
{
    if (text.size() < 2 || text[0] != '-' || !isDigit(text[1])) {
        return false;
    }
    const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    return end == text.size() ||
           (text[end] == '.' && text.find_first_not_of("0123456789", end + 1) == std::string_view::npos);
}

/// "1.41556E+10", which a spreadsheet made of a number.
bool isRounded(std::string_view text)
{
    const std::size_t sign = text.find_first_of("Ee");
    if (sign == std::string_view::npos || sign < 2 || text.find_first_not_of("0123456789.,") != sign) {
        return false;
    }
    const std::string_view exponent = text.substr(sign + 1);
    return exponent == "+09" || exponent == "+10" || exponent == "+11" || exponent == "+12";
}

int countGroups(std::string_view text)
{
    int groups = 0;
    bool within = false;
    for (const char c : text) {
        groups += isDigit(c) && !within ? 1 : 0;
        within = isDigit(c);
    }
    return groups;
}

} // namespace

NumberShape shapeOf(std::string_view utf8Field)
{
    NumberShape shape;
    if (utf8Field.empty() || utf8Field.size() > longestField) {
        return shape;
    }
    const std::string field = plain(utf8Field);
    const std::string_view whole = withoutSurroundings(field);
    const std::string_view text = withoutSurroundings(firstOf(whole));
    if (isRounded(whole)) {
        shape.isNumber = true;
        return shape;
    }
    const auto digits = std::ranges::count_if(text, isDigit);
    const std::size_t plus = text.find('+');
    const bool isPunctuated = text.find_first_not_of("0123456789 -./()+") == std::string_view::npos &&
                              (plus == std::string_view::npos || text.find_first_of("0123456789") > plus) &&
                              (plus == std::string_view::npos || text.find('+', plus + 1) == std::string_view::npos);
    if (digits < 7 || digits > 15 || !isPunctuated || isDate(text) || isNetworkAddress(text) || isDecimal(text) ||
        isNegative(text)) {
        return shape;
    }
    shape.isNumber = true;
    shape.isCompactDate = isCompactDate(text);
    shape.isExplicit = plus != std::string_view::npos || text.starts_with("00");
    shape.isWrittenOut = shape.isExplicit || text.front() == '0' || text.front() == '(' || countGroups(text) >= 3;
    return shape;
}

bool looksLikeNumber(std::string_view utf8Field)
{
    return shapeOf(utf8Field).isNumber;
}

} // namespace campanile
