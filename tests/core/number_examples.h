#pragma once

#include "core/number_parser.h"

#include <QTest>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <set>
#include <string>
#include <vector>

namespace campanile {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

inline QString described(const ParsedNumber &parsed)
{
    return parsed.ok() ? parsed.number.toString() : problemText(parsed);
}

inline std::string formatted(const PhoneNumber &number, PhoneNumberUtil::PhoneNumberFormat format)
{
    std::string text;
    PhoneNumberUtil::GetInstance()->Format(number, format, &text);
    return text;
}

/// A number that libphonenumber gives as an example, and the notations people use for it.
struct Example {
    std::string region;
    std::string code;
    std::string national; // digits
    std::string e164;
    std::vector<std::string> notations;
    std::vector<std::string> next; // the next number, in the same notations
    bool isTelephone = true;       // neither a pager's nor a voice mail box's
};

inline Example exampleOf(const std::string &region, const PhoneNumber &number)
{
    Example example;
    example.region = region;
    example.code = std::to_string(number.country_code());
    PhoneNumberUtil::GetInstance()->GetNationalSignificantNumber(number, &example.national);
    example.e164 = formatted(number, PhoneNumberUtil::E164);
    const PhoneNumberUtil::PhoneNumberType type = PhoneNumberUtil::GetInstance()->GetNumberType(number);
    example.isTelephone = type != PhoneNumberUtil::PAGER && type != PhoneNumberUtil::VOICEMAIL;
    PhoneNumber next = number;
    next.set_national_number(number.national_number() + 1);
    for (const auto format : {PhoneNumberUtil::E164, PhoneNumberUtil::INTERNATIONAL, PhoneNumberUtil::NATIONAL}) {
        example.notations.push_back(formatted(number, format));
        example.next.push_back(formatted(next, format));
    }
    example.notations.push_back(example.national);
    example.next.push_back(formatted(next, PhoneNumberUtil::E164).substr(1 + example.code.size()));
    return example;
}

/// Of each region and type of number.
inline const std::vector<Example> &examples()
{
    static const std::vector<Example> all = [] {
        const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
        std::set<std::string> regions;
        library.GetSupportedRegions(&regions);
        std::vector<Example> found;
        for (const std::string &region : regions) {
            std::set<std::string> seen;
            for (int type = PhoneNumberUtil::FIXED_LINE; type <= PhoneNumberUtil::VOICEMAIL; ++type) {
                PhoneNumber number;
                if (library.GetExampleNumberForType(region, static_cast<PhoneNumberUtil::PhoneNumberType>(type),
                                                    &number)) {
                    Example example = exampleOf(region, number);
                    if (seen.insert(example.e164).second) {
                        found.push_back(std::move(example));
                    }
                }
            }
        }
        return found;
    }();
    return all;
}

/// Fails when a text becomes another number than the example.
inline void neverAnother(const Example &example, const std::string &text)
{
    const ParsedNumber parsed = NumberParser(example.region).parse(text);
    QVERIFY2(!parsed.ok() || parsed.number.toStdString() == example.e164,
             qPrintable(QStringLiteral("\"%1\" in %2: %3 instead of %4")
                            .arg(QString::fromStdString(text), QString::fromStdString(example.region),
                                 described(parsed), QString::fromStdString(example.e164))));
}

/// Fails when a text is not read as `plain` is.
inline void sameAs(const Example &example, const std::string &plain, const std::string &text)
{
    const NumberParser parser(example.region);
    const ParsedNumber expected = parser.parse(plain);
    const ParsedNumber parsed = parser.parse(text);
    QVERIFY2(!expected.ok() || parsed == expected,
             qPrintable(QStringLiteral("\"%1\" in %2: %3 instead of %4")
                            .arg(QString::fromStdString(text), QString::fromStdString(example.region),
                                 described(parsed), described(expected))));
}

} // namespace campanile
