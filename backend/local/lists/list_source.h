#pragma once

#include "csv/column_mapping.h"
#include "csv/csv_choices.h"
#include "csv/csv_dialect.h"
#include "csv/csv_source.h"

#include <QByteArray>

namespace campanile {

/// A list as it was handed over: a file, or, when there is no path, the bytes themselves, which are borrowed.
/// @param encoding  overrides what the bytes suggest.
Result<CsvSource> openList(const QString &path, const QByteArray &content, std::optional<TextEncoding> encoding = {});

/// How a list is to be read: by the mapping chosen, or, when that is null, as guessed from its first rows.
struct ListFormat {
    CsvDialect dialect;
    ColumnMapping mapping;
};
/// Errors: those of CsvSource; InvalidInput when there is no row, or the mapping does not pass its check.
Result<ListFormat> formatOf(const QString &path, const QByteArray &content, const ColumnMapping *chosen,
                            const CsvChoices &choices = {});

} // namespace campanile
