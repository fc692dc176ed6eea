#pragma once

#include "core/clock.h"
#include "core/number_parser.h"
#include "core/result.h"
#include "csv/csv_choices.h"

namespace campanile {

struct CsvPreview;
struct DialOptions;
struct ImportRequest;
struct ListReading;

/// What the options say of the list, checked before anything is opened.
struct ListOptions {
    CsvChoices choices;
    NumberReading reading = NumberReading::Ask;
    WallTime skipCalledSince; ///< 0: whoever was ever called
};

/// InvalidInput, with the option's name.
Result<ListOptions> readListOptions(const DialOptions &options);

/// The list of these options as the services take it, without a campaign.
ImportRequest listRequest(const DialOptions &options, const ListOptions &list);

/// Whether a list was read before as these options read it. What is not known of the earlier reading does not count.
/// @param region  of the options; empty: not given
/// @param preview  of the same list, by these choices
bool wasReadBy(const ListOptions &options, const QString &region, const CsvPreview &preview, const ListReading &before);

} // namespace campanile
