#include "csv/csv_preview.h"

#include "csv/csv_reader.h"

#include <string>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t headBytes = std::size_t{64} * 1024;

struct Head {
    std::string text; // UTF-8
    bool isComplete = false;
};

/// The beginning of the text, from which the delimiter is told.
Result<Head> readHead(CsvSource &source)
{
    Head head;
    head.text.resize(headBytes);
    std::size_t size = 0;
    while (headBytes - size >= 1024) { // the least that read accepts
        const auto got = source.read(std::span(head.text).subspan(size));
        if (!got) {
            return got.error();
        }
        head.isComplete = *got == 0;
        if (head.isComplete) {
            break;
        }
        size += *got;
    }
    head.text.resize(size);
    if (const auto rewound = source.rewind(); !rewound) {
        return rewound.error();
    }
    return head;
}

CsvPreview::Row toRow(const CsvRecord &record)
{
    CsvPreview::Row row{
        .line = record.line, .fields = {}, .problem = record.problem, .problemLine = record.problemLine};
    for (const std::string_view field : record.fields) {
        row.fields.push_back(QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size())));
    }
    return row;
}

bool isUtf16(TextEncoding encoding)
{
    return encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
}

} // namespace

Result<CsvPreview> previewCsv(CsvSource source, const CsvChoices &choices, int maxRows)
{
    const auto head = readHead(source);
    if (!head) {
        return head.error();
    }
    CsvPreview preview;
    preview.dialect = sniffDialect(head->text, head->isComplete, choices.delimiter);
    preview.bytesTotal = source.bytesTotal();

    CsvReader reader(std::move(source), preview.dialect);
    SampleRows sample;
    std::int64_t textBytes = 0;
    CsvRecord record;
    CsvReader::Step step = CsvReader::Step::Record;
    while (static_cast<int>(preview.rows.size()) < maxRows && (step = reader.next(record)) == CsvReader::Step::Record) {
        preview.rows.push_back(toRow(record));
        textBytes += static_cast<std::int64_t>(record.raw.size()) + 1; // and its line end
        if (record.ok()) {
            sample.emplace_back(record.fields.begin(), record.fields.end());
        }
    }
    if (step == CsvReader::Step::Failed) {
        return *reader.error();
    }
    if (preview.rows.empty()) {
        return Error{
            ErrorCode::InvalidInput, u"There is no row in the CSV; export the list again."_s, {}, ErrorRule::NoRows};
    }
    preview.encoding = reader.source().encoding();
    preview.evidence = reader.source().evidence();
    preview.mapping = guessColumns(sample, choices.hasHeader);
    if (const auto checked = preview.mapping.check(); !checked) {
        preview.mappingError = checked.error();
    }
    const auto seen = static_cast<std::int64_t>(preview.rows.size());
    const std::int64_t seenBytes = textBytes * (isUtf16(preview.encoding) ? 2 : 1);
    const std::int64_t all = step == CsvReader::Step::End
                                 ? seen
                                 : std::max(seen, preview.bytesTotal * seen / std::max<std::int64_t>(seenBytes, 1));
    preview.estimatedRows = all - (preview.mapping.hasHeader ? 1 : 0);
    return preview;
}

Result<CsvPreview> previewCsvFile(const QString &path, const CsvChoices &choices, int maxRows)
{
    auto source = CsvSource::openFile(path, choices.encoding);
    if (!source) {
        return source.error();
    }
    return previewCsv(std::move(source.value()), choices, maxRows);
}

} // namespace campanile
