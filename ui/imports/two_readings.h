#pragma once

#include "core/e164.h"
#include "csv/csv_preview.h"

#include <QString>

namespace campanile {

/// The rows shown of a list whose number can be read with and without its calling code, and the first of these numbers.
struct TwoReadings {
    int rows = 0;
    QString example; ///< as it stands in the list
    E164 asWritten;
    E164 withCallingCode;
};

/// @param region  ISO 3166-1 of numbers without +; empty: not known
TwoReadings twoReadingsOf(const CsvPreview &preview, const QString &region);

} // namespace campanile
