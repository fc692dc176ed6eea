#pragma once

#include "core/result.h"
#include "csv/column_guess.h"
#include "csv/csv_choices.h"
#include "csv/csv_dialect.h"
#include "csv/csv_record.h"
#include "csv/csv_source.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace campanile {

/// The beginning of a CSV as the import dialog shows it, and everything needed to read the whole of it.
struct CsvPreview {
    TextEncoding encoding = TextEncoding::Utf8;
    EncodingEvidence evidence = EncodingEvidence::Evident;
    CsvDialect dialect;
    ColumnMapping mapping;
    /// Why the mapping cannot be used yet (no number column, or a question); none when it can.
    std::optional<Error> mappingError;
    /// The row that names the columns, as it stands in the file; empty when there is none.
    QString headerText;
    /// The physical line on which it begins, counted from 1; 0 when there is none.
    std::int64_t headerLine = 0;

    struct Row {
        std::int64_t line = 0; ///< Physical line, counted from 1.
        std::vector<QString> fields;
        CsvProblem problem = CsvProblem::None; ///< Why this row cannot be read.
        std::int64_t problemLine = 0;          ///< As CsvRecord has it.
    };
    /// The first rows: mapping.preambleRows rows of a preamble, the header (if any), then targets.
    std::vector<Row> rows;
    std::int64_t bytesTotal = 0;
    /// Rows without preamble and header, those that cannot be read included: as many as the first rows let
    /// expect, or counted (previewCsvFile).
    std::int64_t estimatedRows = 0;
    bool rowsAreCounted = true; ///< estimatedRows is exact
};

/// Reads the first `maxRows` rows, then rewinds nothing: open the source anew to import.
/// @param region  as guessColumns has it.
/// Errors: those of CsvSource; InvalidInput when there is no row at all (NoRows), when none of the rows can be read
/// (RowUnreadable, about the first), or when choices.numberColumn names no column (NoSuchColumn).
Result<CsvPreview> previewCsv(CsvSource source, const CsvChoices &choices = {}, std::string_view region = {},
                              int maxRows = 100);
/// The same for a file, whose rows are counted when it has at most 32 MiB, and else reckoned from the first 32 MiB:
/// that takes a tenth of a second or two.
Result<CsvPreview> previewCsvFile(const QString &path, const CsvChoices &choices = {}, std::string_view region = {},
                                  int maxRows = 100);

/// Guesses anew what depends on which column holds the numbers: the country and the labels of numbers. To be called
/// when another column was chosen. Columns whose role the user chose keep it.
void guessAroundNumbers(CsvPreview &preview, std::string_view region);

} // namespace campanile
