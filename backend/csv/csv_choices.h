#pragma once

#include "csv/csv_source.h"

#include <optional>

namespace campanile {

/// What the user chose instead of what was found; empty members are found.
struct CsvChoices {
    std::optional<TextEncoding> encoding;
    std::optional<char> delimiter;
    std::optional<bool> hasHeader; ///< whether the first row names the columns

    friend bool operator==(const CsvChoices &, const CsvChoices &) = default;
};

} // namespace campanile
