#pragma once

#include "csv/column_mapping.h"

#include <optional>

namespace campanile {

/// The question for the encoding of a list that was taken for Windows-1252 without proof: there is one when a heading
/// is not understood and has letters that other encodings spell otherwise, because it may be "Fax" or "Do not call".
/// Its candidates are the columns of these headings, without shares. Nothing when the list has no such heading.
std::optional<ColumnQuestion> encodingQuestion(const ColumnMapping &mapping);

} // namespace campanile
