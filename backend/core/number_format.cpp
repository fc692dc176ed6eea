#include "core/number_format.h"

#include "core/number_readings.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <string>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::size_t northAmericanLength = 12; // of "+14155550142"

/// The groups with single spaces between them. The library separates them with dashes in some countries.
std::string spaced(const std::string &formatted)
{
    std::string groups;
    for (const char c : formatted) {
        const bool isOfNumber = (c >= '0' && c <= '9') || (c == '+' && groups.empty());
        if (isOfNumber) {
            groups += c;
        } else if (!groups.empty() && groups.back() != ' ') {
            groups += ' ';
        }
    }
    return groups;
}

std::string byLibrary(const std::string &plain)
{
    PhoneNumber number;
    const PhoneNumberUtil &library = numberLibrary();
    if (library.Parse(plain, noRegion, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return plain;
    }
    std::string formatted;
    library.Format(number, PhoneNumberUtil::INTERNATIONAL, &formatted);
    const std::string groups = spaced(formatted);
    std::string digits = groups;
    std::erase(digits, ' ');
    return digits == plain ? groups : plain; // a format may leave digits out, and a number is never shown so
}

} // namespace

QString groupedNumber(E164 number)
{
    const std::string plain = number.toStdString();
    if (plain.size() == northAmericanLength && plain[1] == '1') {
        return QString::fromLatin1(
            (plain.substr(0, 2) + ' ' + plain.substr(2, 3) + ' ' + plain.substr(5, 3) + ' ' + plain.substr(8)).c_str());
    }
    return QString::fromStdString(byLibrary(plain));
}

} // namespace campanile
