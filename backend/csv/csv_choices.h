#pragma once

#include "csv/text_encoding.h"

#include <QString>

#include <optional>

namespace campanile {

/// What the user chose instead of what was found; empty members are found.
struct CsvChoices {
    std::optional<TextEncoding> encoding; ///< as encodingFromName reads it
    std::optional<char> delimiter;
    std::optional<bool> hasHeader; ///< whether the list has a row that names the columns
    /// The only column of numbers to call: its header, or its place counted from 1 (ColumnMapping::columnNamed).
    std::optional<QString> numberColumn;

    friend bool operator==(const CsvChoices &, const CsvChoices &) = default;
};

} // namespace campanile
