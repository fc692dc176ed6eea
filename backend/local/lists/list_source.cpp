#include "local/lists/list_source.h"

#include "core/region_names.h"
#include "csv/csv_preview.h"

namespace campanile {

namespace {

// Enough of a text to tell how it begins.
constexpr qsizetype enoughOfStart = 8;

/// How the text begins, without space: at most `enoughOfStart` characters of its first rows.
QString startOf(const CsvPreview &preview)
{
    QString start;
    for (const CsvPreview::Row &row : preview.rows) {
        for (const QString &field : row.fields) {
            start += field.simplified().remove(u' ');
            if (start.size() >= enoughOfStart) {
                return start;
            }
        }
    }
    return start;
}

/// Whether the text is an array or an object of JSON: no list begins with two of its brackets, or with a bracket and a
/// quote.
bool isJson(const CsvPreview &preview)
{
    const QString start = startOf(preview);
    return start.size() >= 2 && QStringView(u"[{").contains(start[0]) && QStringView(u"[]{}\"").contains(start[1]);
}

QString columnName(const MappedColumn &column, std::size_t index)
{
    return column.header.isEmpty() ? QStringLiteral("column %1").arg(index + 1) : column.header;
}

ListReading readingOf(const CsvPreview &preview, const ColumnMapping &mapping)
{
    ListReading reading;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        if (mapping.columns[i].role == ColumnRole::Number) {
            reading.numberColumns << columnName(mapping.columns[i], i);
        }
        if (mapping.hasHeader) {
            reading.header << mapping.columns[i].header;
        }
    }
    reading.encoding = encodingName(preview.encoding);
    reading.encodingIsAssumed = preview.evidence == EncodingEvidence::Assumed;
    reading.delimiter = delimiterName(preview.dialect.delimiter);
    return reading;
}

} // namespace

Result<CsvSource> openList(const QString &path, const QByteArray &content, std::optional<TextEncoding> encoding)
{
    if (!path.isEmpty()) {
        return CsvSource::openFile(path, encoding);
    }
    return CsvSource::fromBytes({content.constData(), static_cast<std::size_t>(content.size())}, encoding);
}

Result<ListFormat> formatOf(const QString &path, const QByteArray &content, const ColumnMapping *chosen,
                            const CsvChoices &choices)
{
    Result<CsvSource> source = openList(path, content, choices.encoding);
    if (!source) {
        return source.error();
    }
    const Result<CsvPreview> preview = previewCsv(std::move(*source), choices);
    if (!preview) {
        return preview.error();
    }
    if (isJson(*preview)) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("This is JSON, and a list is CSV. Save the people as CSV, or send them to the REST API "
                               "as application/json."),
                {},
                ErrorRule::JsonList};
    }
    ListFormat format{preview->dialect, chosen != nullptr ? *chosen : preview->mapping, {}};
    if (const Result<void> checked = format.mapping.check(); !checked) {
        return checked.error();
    }
    if (format.mapping.hasHeader && preview->estimatedRows == 0) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("The list has a header and no row below it, so there is nobody to call. Export it again "
                               "with its rows."),
                {},
                ErrorRule::HeaderOnly};
    }
    format.reading = readingOf(*preview, format.mapping);
    return format;
}

Result<void> passRows(CsvReader &reader, int count)
{
    CsvRecord record;
    for (int i = 0; i < count; ++i) {
        if (reader.next(record) == CsvReader::Step::Failed) {
            return *reader.error();
        }
    }
    return {};
}

Result<void> checkDefaultRegion(const QString &region)
{
    if (region.isEmpty()) {
        return {};
    }
    Result<QString> known = knownRegion(region);
    return known ? Result<void>() : Result<void>(known.error());
}

} // namespace campanile
