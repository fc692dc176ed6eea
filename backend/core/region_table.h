#pragma once

#include <iosfwd>

namespace i18n::phonenumbers {
class PhoneMetadataCollection;
} // namespace i18n::phonenumbers

namespace campanile {

/// Derives from libphonenumber's metadata which regions a number can belong to by its first digits, and writes the
/// result as the header that NumberZones reads. It is used by the build only.
///
/// A region is possible as long as some number with those digits is one of the region's, so the answer holds for every
/// number and not for a sample. Digits are read until one region is left; at most five digits after the calling code
/// are read. Digits that the metadata assigns to no region may belong to any region of the calling code, because many
/// area codes are newer than the metadata.
void writeRegionTable(std::ostream &out, const i18n::phonenumbers::PhoneMetadataCollection &collection);

} // namespace campanile
