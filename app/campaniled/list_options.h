#pragma once

#include "core/clock.h"
#include "core/number_parser.h"
#include "core/result.h"
#include "csv/csv_choices.h"

namespace campanile {

struct DialOptions;

/// What the options say of the list, checked before anything is opened.
struct ListOptions {
    CsvChoices choices;
    NumberReading reading = NumberReading::Ask;
    WallTime skipCalledSince; ///< 0: whoever was ever called
};

/// InvalidInput, with the option's name.
Result<ListOptions> readListOptions(const DialOptions &options);

} // namespace campanile
