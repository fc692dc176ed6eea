#pragma once

#include "core/e164.h"

#include <QString>

namespace campanile {

/// The number as people read it, in the groups of its country: "+1 415 555 0142", "+49 30 23125014". The groups are
/// those of libphonenumber's international format, with a space between any two of them (ITU-T E.123). A number whose
/// country has no groups, or is not known, is as in E164::toString. Always ASCII digits. Only for showing; everything
/// else takes E164.
///
/// North American numbers are grouped without asking the library. Any other number costs some 10 µs; remember the
/// answer where it is asked for again. Thread: any.
QString groupedNumber(E164 number);

} // namespace campanile
