#pragma once

#include "csv/column_mapping.h"
#include "csv/csv_choices.h"
#include "csv/csv_dialect.h"
#include "csv/csv_reader.h"
#include "domain/target.h"

#include <QByteArray>

#include <atomic>
#include <functional>

namespace campanile {

class TargetRows;

/// A list as it was handed over: a file, or, when there is no path, the bytes themselves, which are borrowed.
/// @param encoding  overrides what the bytes suggest.
Result<CsvSource> openList(const QString &path, const QByteArray &content, std::optional<TextEncoding> encoding = {});

/// How a list is to be read: by the mapping chosen, or, when that is null, as guessed from its first rows.
struct ListFormat {
    CsvDialect dialect;
    ColumnMapping mapping;
    ListReading reading; ///< the same for people

    /// Rows above the first person: the header and what stands above it.
    [[nodiscard]] int rowsAbove() const { return mapping.headRows(); }
};
/// @param region  of numbers in national form, as far as that is known: it helps to guess
/// Errors: those of CsvSource and previewCsv; InvalidInput when there is no row or a header alone, when the text is
/// JSON, or when the mapping does not pass its check. The values of a question end with its candidates: the place, from
/// 1, and the heading of each.
Result<ListFormat> formatOf(const QString &path, const QByteArray &content, const ColumnMapping *chosen,
                            const CsvChoices &choices = {}, const QString &region = {});

/// Tells in which encoding the source was read, and how many characters are none in it: what is beyond ASCII may begin
/// far below the rows a format is guessed from.
void tellEncoding(ListReading &reading, const CsvSource &source);

/// The size of a source that was asked for its fingerprint, and that fingerprint once all of it is read.
ListContent contentOf(const CsvSource &source);

/// Passes over the first `count` rows of a list. Errors: those of the source.
Result<void> passRows(CsvReader &reader, int count);

/// Gives each record of a list to `take`, from where the reader stands to the list's end. Stops at the first error of
/// `take`, and before the next record once `isCancelled`.
/// Answers whether it came to the list's end; false: it was cancelled. Errors: those of the source and of `take`.
Result<bool> readRawRecords(CsvReader &reader, const std::atomic<bool> &isCancelled,
                            const std::function<Result<void>(CsvRecord &)> &take);

/// The same for people who are to be called: marks a record whose fields have moved (TargetRows::checkFields) first, so
/// that nobody reads a number from the wrong field.
Result<bool> readRecords(CsvReader &reader, const TargetRows &rows, const std::atomic<bool> &isCancelled,
                         const std::function<Result<void>(const CsvRecord &)> &take);

/// InvalidInput at #/default_region for what is no region; the message names the region that was probably meant. An
/// empty region is none, and good.
Result<void> checkDefaultRegion(const QString &region);

} // namespace campanile
