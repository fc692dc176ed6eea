#pragma once

#include "api/rest/query_reader.h"
#include "core/number_parser.h"
#include "csv/csv_choices.h"

#include <QString>

#include <optional>

namespace campanile {

/// What the query of an upload says of how a list in CSV is to be read: default_region, column, header, encoding and
/// number_reading.
struct ListQuery {
    QString defaultRegion;
    CsvChoices choices;
    NumberReading reading = NumberReading::Ask;
};

/// @param charset  that the Content-Type declares; the member `encoding` must not say otherwise
ListQuery readListQuery(QueryReader &query, std::optional<TextEncoding> charset);

} // namespace campanile
