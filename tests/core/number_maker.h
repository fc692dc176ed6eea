#pragma once

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace campanile {

/// Numbers in many notations, most of them nearly right: what decides is at the edges.
class NumberMaker {
public:
    NumberMaker()
    {
        const i18n::phonenumbers::PhoneNumberUtil &library = *i18n::phonenumbers::PhoneNumberUtil::GetInstance();
        library.GetSupportedRegions(&m_regionSet);
        std::set<int> codes;
        library.GetSupportedCallingCodes(&codes);
        m_regions.assign(m_regionSet.begin(), m_regionSet.end());
        for (const int code : codes) {
            m_codes.push_back(std::to_string(code));
        }
    }
    std::string region()
    {
        static const std::vector<std::string> common{"",   "US", "CA", "IN", "GB", "DE",
                                                     "IT", "AR", "BR", "MX", "RU", "AG"};
        return chance(50) ? common[below(common.size())] : m_regions[below(m_regions.size())];
    }
    std::string text(const std::string &region)
    {
        const std::string whole = punctuated(plain(region));
        return chance(8) && whole.size() < 35 ? whole + ending() : whole;
    }

private:
    std::string plain(const std::string &region)
    {
        static const std::vector<std::string> prefixes{"",   "",   "",    "0", "1",    "8",  "9", "15",
                                                       "06", "00", "011", "+", "0011", "44", "91"};
        switch (below(10)) {
        case 0:
        case 1:
        case 2:
            return '+' + m_codes[below(m_codes.size())] + prefixes[below(chance(50) ? 3 : 8)] + digits(4 + below(11));
        case 3:
            return '+' + digits(1 + below(16));
        case 4:
            return '+' + example(m_regions[below(m_regions.size())], true);
        case 5:
            return region.empty() ? digits(10)
                                  : prefixes[below(chance(50) ? 3 : prefixes.size())] + example(region, false);
        case 6:
        case 7:
            return withOwnCode(region);
        default:
            return prefixes[below(prefixes.size())] + digits(below(16));
        }
    }
    /// The region's own calling code, as people write it.
    std::string withOwnCode(const std::string &region)
    {
        static const std::vector<std::string> before{"", "", "+", "00", "0", "00 ", "(+"};
        static const std::vector<std::string> behind{"", "", " ", "0", " (0) ", "(0)", " 0 ", ") "};
        const int code = i18n::phonenumbers::PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(region);
        return before[below(before.size())] + (code > 0 ? std::to_string(code) : "49") + behind[below(behind.size())] +
               (region.empty() ? digits(9) : example(region, false)) + (chance(5) ? "-" + digits(2) : "");
    }
    /// A real number of the region with its last digits changed, cut or lengthened.
    std::string example(const std::string &region, bool international)
    {
        i18n::phonenumbers::PhoneNumber number;
        if (!i18n::phonenumbers::PhoneNumberUtil::GetInstance()->GetExampleNumberForType(
                region, static_cast<i18n::phonenumbers::PhoneNumberUtil::PhoneNumberType>(below(3)), &number)) {
            return digits(9);
        }
        std::string national;
        i18n::phonenumbers::PhoneNumberUtil::GetInstance()->GetNationalSignificantNumber(number, &national);
        for (std::size_t i = 1 + below(national.size()); i < national.size(); ++i) {
            national[i] = static_cast<char>('0' + below(10));
        }
        if (chance(10)) {
            national.pop_back();
        } else if (chance(10)) {
            national += digits(1);
        }
        return international ? std::to_string(number.country_code()) + national : national;
    }
    /// Up to four digits behind a mark, as extensions are written.
    std::string ending() { return (chance(70) ? "-" : " ") + digits(1 + below(4)); }
    std::string punctuated(const std::string &plain)
    {
        static const std::vector<std::string> marks{" ",      "-",  ".",      "(",  ")",      "/",      "\u00A0",
                                                    "\u2013", ") ", "\u202F", "\t", "\u200D", "\u30FC", "[",
                                                    "~",      ";",  ",",      "x",  "\uFF0D", "]"};
        if (chance(50)) {
            return plain;
        }
        std::string result;
        for (const char c : plain) {
            result += c;
            if (chance(15)) {
                result += marks[below(chance(95) ? 13 : marks.size())];
            }
        }
        return result.size() > 40 ? plain : result;
    }
    std::string digits(std::size_t count)
    {
        std::string result;
        for (std::size_t i = 0; i < count; ++i) {
            result += static_cast<char>('0' + below(10));
        }
        return result;
    }
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    bool chance(unsigned percent) { return m_random() % 100 < percent; }

    std::mt19937 m_random{4711};
    std::set<std::string> m_regionSet;
    std::vector<std::string> m_regions;
    std::vector<std::string> m_codes;
};

} // namespace campanile
