#pragma once

#include "core/result.h"
#include "csv/column_mapping.h"
#include "csv/csv_choices.h"
#include "csv/csv_dialect.h"
#include "csv/csv_record.h"

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
    /// Why the mapping cannot be used yet (no number column); none when it can.
    std::optional<Error> mappingError;

    struct Row {
        std::int64_t line = 0; ///< Physical line, counted from 1.
        std::vector<QString> fields;
        CsvProblem problem = CsvProblem::None; ///< Why this row cannot be read.
        std::int64_t problemLine = 0;          ///< As CsvRecord has it.
    };
    /// The first rows, the header (if any) first.
    std::vector<Row> rows;
    std::int64_t bytesTotal = 0;
    /// Rows without the header, from the size and the mean row so far; exact when the preview saw the whole text.
    std::int64_t estimatedRows = 0;
};

/// Reads the first `maxRows` rows, then rewinds nothing: open the source anew to import.
/// Errors: those of CsvSource; InvalidInput when there is no row at all.
Result<CsvPreview> previewCsv(CsvSource source, const CsvChoices &choices = {}, int maxRows = 100);
/// The same for a file.
Result<CsvPreview> previewCsvFile(const QString &path, const CsvChoices &choices = {}, int maxRows = 100);

} // namespace campanile
