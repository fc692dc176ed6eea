#pragma once

#include <iosfwd>

namespace i18n::phonenumbers {
class PhoneMetadataCollection;
} // namespace i18n::phonenumbers

namespace campanile {

/// Derives from libphonenumber's metadata which regions a number can belong to by its first digits, and writes that as
/// the header that NumberZones reads. Used by the build only.
///
/// A region is possible as long as some number with those digits is one of the region's, so the answer holds for every
/// number and not for a sample. Digits are looked at until one region is left, at most five behind the calling code.
/// Digits that are no region's as far as the metadata knows (it is older than many an area code) may be of any region
/// of the calling code.
void writeRegionTable(std::ostream &out, const i18n::phonenumbers::PhoneMetadataCollection &collection);

} // namespace campanile
