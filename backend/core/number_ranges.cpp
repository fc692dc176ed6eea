#include "number_ranges.h"

#include <algorithm>
#include <array>
#include <bit>

namespace campanile {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneNumberDesc;

namespace {

constexpr int maxDigits = 15; // ITU-T E.164, section 6

using Description = const PhoneNumberDesc &(PhoneMetadata::*)() const;

constexpr std::array<Description, 8> telephones{&PhoneMetadata::fixed_line,   &PhoneMetadata::mobile,
                                                &PhoneMetadata::toll_free,    &PhoneMetadata::voip,
                                                &PhoneMetadata::premium_rate, &PhoneMetadata::shared_cost,
                                                &PhoneMetadata::uan,          &PhoneMetadata::personal_number};
constexpr std::array<Description, 2> others{&PhoneMetadata::pager, &PhoneMetadata::voicemail};

} // namespace

/// The library lists no lengths where all possible ones are meant, and -1 where there is no number of that kind.
std::uint16_t lengthsOf(const PhoneMetadata &metadata, const PhoneNumberDesc &kind)
{
    const int codeDigits = static_cast<int>(std::to_string(metadata.country_code()).size());
    const PhoneNumberDesc &listed = kind.possible_length_size() > 0 ? kind : metadata.general_desc();
    unsigned lengths = 0;
    for (int i = 0; i < listed.possible_length_size(); ++i) {
        const int length = listed.possible_length(i);
        if (length >= 2 && length + codeDigits <= maxDigits) {
            lengths |= 1U << length;
        }
    }
    return static_cast<std::uint16_t>(lengths);
}

NumberRanges::Kind::Kind(const PhoneMetadata &metadata, const PhoneNumberDesc &desc)
    : lengths(lengthsOf(metadata, desc))
    , pattern(desc.national_number_pattern())
{
}

bool NumberRanges::Kind::canHave(const std::string &first, int length) const
{
    return (lengths >> length & 1) != 0 && pattern.canMatchWhole(first, length);
}

bool NumberRanges::Kind::hasAll(const std::string &first, int length) const
{
    return (lengths >> length & 1) != 0 && pattern.mustMatchWhole(first, length);
}

NumberRanges::NumberRanges(const std::vector<const PhoneMetadata *> &countries, const PhoneMetadata &main)
    : m_mainGeneral(main, main.general_desc())
{
    for (const PhoneMetadata *const country : countries) {
        for (const Description description : telephones) {
            m_telephones.emplace_back(*country, (country->*description)());
        }
        if (country->has_leading_digits()) {
            m_beginnings.emplace_back(country->leading_digits());
        }
    }
    for (const Description description : telephones) {
        m_mainTelephones.emplace_back(main, (main.*description)());
    }
    for (const Description description : others) {
        m_mainOthers.emplace_back(main, (main.*description)());
    }
}

bool NumberRanges::mayRing(const std::string &first, int length) const
{
    return std::ranges::any_of(m_telephones, [&](const Kind &kind) { return kind.canHave(first, length); });
}

int NumberRanges::shortest() const
{
    unsigned lengths = 1U << (maxDigits + 1);
    for (const Kind &kind : m_telephones) {
        lengths |= kind.lengths;
    }
    return std::countr_zero(lengths);
}

bool NumberRanges::allRing(const std::string &first, int length) const
{
    return m_mainGeneral.hasAll(first, length) &&
           std::ranges::none_of(m_beginnings, [&](const auto &pattern) { return pattern.canMatch(first, length); }) &&
           std::ranges::none_of(m_mainOthers, [&](const Kind &kind) { return kind.canHave(first, length); }) &&
           std::ranges::any_of(m_mainTelephones, [&](const Kind &kind) { return kind.hasAll(first, length); });
}

} // namespace campanile
