#pragma once

#include "metadata_pattern.h"

#include <phonenumbers/phonemetadata.pb.h>

#include <cstdint>
#include <list>
#include <string>
#include <vector>

namespace campanile {

/// Which lengths numbers of a kind have, as bits: bit n stands for n national digits.
std::uint16_t lengthsOf(const i18n::phonenumbers::PhoneMetadata &metadata,
                        const i18n::phonenumbers::PhoneNumberDesc &kind);

/// The assigned ranges of a calling code, without those of pagers and voice mail boxes. Used by the build.
class NumberRanges {
public:
    /// @param countries  all of the calling code, among them `main`, whose rules the library's parser takes.
    NumberRanges(const std::vector<const i18n::phonenumbers::PhoneMetadata *> &countries,
                 const i18n::phonenumbers::PhoneMetadata &main);

    /// Whether some number of `length` national digits with these first ones may be a telephone's.
    [[nodiscard]] bool mayRing(const std::string &first, int length) const;
    /// The fewest national digits that a telephone has; more than any has when there is none.
    [[nodiscard]] int shortest() const;
    /// Whether the library surely calls all of them a telephone's.
    [[nodiscard]] bool allRing(const std::string &first, int length) const;

private:
    struct Kind {
        Kind(const i18n::phonenumbers::PhoneMetadata &metadata, const i18n::phonenumbers::PhoneNumberDesc &desc);
        [[nodiscard]] bool canHave(const std::string &first, int length) const;
        [[nodiscard]] bool hasAll(const std::string &first, int length) const;

        std::uint16_t lengths;
        MetadataPattern pattern;
    };
    // Patterns cannot be moved; lists do not ask for it.
    std::list<Kind> m_telephones; // of all countries
    std::list<Kind> m_mainTelephones;
    std::list<Kind> m_mainOthers;            // pagers and voice mail
    std::list<MetadataPattern> m_beginnings; // by which the library tells other countries of the calling code
    Kind m_mainGeneral;
};

} // namespace campanile
