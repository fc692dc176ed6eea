#pragma once

#include "csv/csv_preview.h"

#include <QString>
#include <QStringList>

namespace campanile {

/// Words of the shown rows with letters beyond ASCII, at most six: a person sees in them whether the encoding is right.
/// Each has a letter that those before it have not.
QStringList doubtfulWords(const CsvPreview &preview);

/// What to say about the encoding of a list: that it is a guess, or how its doubtful letters read as chosen, and
/// whether letters are lost. Empty when there is nothing to doubt.
/// @param isChosen  whether the user chose the encoding
QString encodingDoubt(const CsvPreview &preview, bool isChosen);

} // namespace campanile
