#include "local/lists/list_source.h"

#include "core/region_names.h"
#include "csv/csv_preview.h"
#include "local/lists/target_rows.h"

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

ListReading readingOf(const CsvPreview &preview, const ColumnMapping &mapping)
{
    ListReading reading;
    for (const int column : mapping.numberColumns()) {
        reading.numberColumns << headingOf(mapping, column);
        reading.numberPlaces.push_back(column + 1);
    }
    if (const int country = mapping.indexOf(ColumnRole::Country); country >= 0) {
        reading.countryColumn = headingOf(mapping, country);
    }
    if (const int zone = mapping.indexOf(ColumnRole::Timezone); zone >= 0) {
        reading.timezoneColumn = headingOf(mapping, zone);
    }
    for (const ColumnRole role : {ColumnRole::DoNotCall, ColumnRole::Consent}) {
        for (const int column : mapping.indexesOf(role)) {
            reading.permissionColumns << headingOf(mapping, column);
        }
    }
    for (const int column : mapping.indexesOf(ColumnRole::NumberLabel)) {
        reading.labelColumns << headingOf(mapping, column);
    }
    reading.encoding = encodingName(preview.encoding);
    reading.encodingIsAssumed = preview.evidence == EncodingEvidence::Assumed;
    reading.delimiter = delimiterName(preview.dialect.delimiter);
    if (mapping.hasHeader) {
        reading.header = preview.headerText;
        reading.headerLine = preview.headerLine;
    }
    return reading;
}

/// The refusal of a mapping. Behind its own values stand the candidates of the question: place, from 1, and heading of
/// each, so that a face can offer them.
Error withCandidates(Error error, const ColumnMapping &mapping)
{
    if (mapping.question) {
        for (const ColumnCandidate &candidate : mapping.question->candidates) {
            error.values << QString::number(candidate.column + 1) << candidate.header;
        }
    }
    return error;
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
                            const CsvChoices &choices, const QString &region)
{
    Result<CsvSource> source = openList(path, content, choices.encoding);
    if (!source) {
        return source.error();
    }
    const Result<CsvPreview> preview = previewCsv(std::move(*source), choices, region.toStdString());
    if (!preview) {
        return preview.error();
    }
    if (isJson(*preview)) {
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("This is JSON, and a list is CSV. Save the people as CSV, or send them to the REST "
                                    "API as application/json."),
                     {},
                     ErrorRule::JsonList};
    }
    ListFormat format{preview->dialect, chosen != nullptr ? *chosen : preview->mapping, {}};
    if (const Result<void> checked = format.mapping.check(); !checked) {
        return withCandidates(checked.error(), format.mapping);
    }
    if (format.mapping.hasHeader && preview->estimatedRows == 0) {
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("The list has a header and no row below it, so there is nobody to call. Export it "
                                    "again with its rows."),
                     {},
                     ErrorRule::HeaderOnly};
    }
    format.reading = readingOf(*preview, format.mapping);
    return format;
}

void tellEncoding(ListReading &reading, const CsvSource &source)
{
    reading.encoding = encodingName(source.encoding());
    reading.encodingIsAssumed = source.evidence() == EncodingEvidence::Assumed;
    reading.unreadableCharacters = source.replacedCharacters();
}

ListContent contentOf(const CsvSource &source)
{
    return {source.bytesTotal(), source.fingerprint()};
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

Result<bool> readRawRecords(CsvReader &reader, const std::atomic<bool> &isCancelled,
                            const std::function<Result<void>(CsvRecord &)> &take)
{
    CsvRecord record;
    while (!isCancelled) {
        switch (reader.next(record)) {
        case CsvReader::Step::End:
            return true;
        case CsvReader::Step::Failed:
            return *reader.error();
        case CsvReader::Step::Record:
            break;
        }
        if (const Result<void> taken = take(record); !taken) {
            return taken.error();
        }
    }
    return false;
}

Result<bool> readRecords(CsvReader &reader, const TargetRows &rows, const std::atomic<bool> &isCancelled,
                         const std::function<Result<void>(const CsvRecord &)> &take)
{
    return readRawRecords(reader, isCancelled, [&](CsvRecord &record) {
        rows.checkFields(record);
        return take(record);
    });
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
