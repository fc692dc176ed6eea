#pragma once

#include "csv/csv_preview.h"

#include <QString>

#include <string_view>

namespace campanile::test {

inline Result<CsvPreview> preview(std::string_view text, std::string_view region = "US", const CsvChoices &choices = {})
{
    auto source = CsvSource::fromBytes(text, choices.encoding);
    return source ? previewCsv(std::move(source.value()), choices, region) : source.error();
}

/// The headers of the columns of numbers in order: "Mobile>Home"; the question, or the error, when there is none.
inline QString numbersOf(const Result<CsvPreview> &found)
{
    if (!found) {
        return QStringLiteral("error: ") + found.error().message;
    }
    const ColumnMapping &mapping = found->mapping;
    if (mapping.question) {
        return QStringLiteral("question %1").arg(static_cast<int>(mapping.question->kind));
    }
    if (const auto checked = mapping.check(); !checked) {
        return QStringLiteral("error: ") + checked.error().message;
    }
    QStringList names;
    for (const int column : mapping.numberColumns()) {
        const QString &header = mapping.columns[static_cast<std::size_t>(column)].header;
        names += header.isEmpty() ? QString::number(column + 1) : header;
    }
    return names.join(QLatin1Char('>'));
}

inline QString question(ColumnQuestion::Kind kind)
{
    return QStringLiteral("question %1").arg(static_cast<int>(kind));
}

} // namespace campanile::test
