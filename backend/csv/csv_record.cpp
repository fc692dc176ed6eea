#include "csv/csv_record.h"

namespace campanile {

QString problemText(const CsvRecord &record)
{
    switch (record.problem) {
    case CsvProblem::None:
        return {};
    case CsvProblem::UnclosedQuote:
        return QStringLiteral("The quote that opens on line %1 is never closed; close it, double it, or remove it.")
            .arg(record.problemLine);
    case CsvProblem::FieldTooLong:
        return QStringLiteral("A field of the record on line %1 is longer than 64 KiB; shorten it.").arg(record.line);
    case CsvProblem::TooManyColumns:
        return QStringLiteral(
                   "The record on line %1 has more than %2 columns; remove some, or choose another delimiter.")
            .arg(record.line)
            .arg(CsvLimits::columns);
    case CsvProblem::RecordTooLong:
        return QStringLiteral("The record on line %1 is longer than 1 MiB; shorten it, or check its line ends.")
            .arg(record.line);
    case CsvProblem::NulByte:
        return QStringLiteral("Line %1 contains a NUL character; the file is damaged there, export it again.")
            .arg(record.problemLine);
    case CsvProblem::MovedFields:
        return QStringLiteral(
                   "The record on line %1 has more fields than the list has columns, so that it is not clear "
                   "which is the number; put quotes around fields that hold a delimiter, or name all "
                   "columns.")
            .arg(record.line);
    }
    return {};
}

} // namespace campanile
