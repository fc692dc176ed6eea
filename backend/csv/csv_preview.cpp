#include "csv/csv_preview.h"

#include "csv/csv_reader.h"
#include "csv/encoding_question.h"
#include "csv/number_label.h"

#include <algorithm>
#include <string>
#include <utility>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t headBytes = std::size_t{64} * 1024;
constexpr std::int64_t countedBytes = std::int64_t{32} * 1024 * 1024;

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

/// What the preview itself does not show of the first rows.
struct Rows {
    SampleRows sample;        // one for each row of the preview
    std::vector<QString> raw; // of the rows that can hold the header
    bool isWhole = false;     // there are no more
};

// Further down nobody looks for a header.
constexpr std::size_t mostRaw = 32;

Result<void> readRows(CsvReader &reader, int maxRows, CsvPreview &preview, Rows &rows)
{
    CsvRecord record;
    QString firstProblem;
    bool anyReadable = false;
    while (static_cast<int>(preview.rows.size()) < maxRows) {
        const CsvReader::Step step = reader.next(record);
        if (step == CsvReader::Step::Failed) {
            return *reader.error();
        }
        rows.isWhole = step == CsvReader::Step::End;
        if (rows.isWhole) {
            break;
        }
        preview.rows.push_back(toRow(record));
        rows.sample.emplace_back(record.fields.begin(), record.fields.end()); // empty when it cannot be read
        if (rows.raw.size() < mostRaw) {
            rows.raw.push_back(QString::fromUtf8(record.raw.data(), static_cast<qsizetype>(record.raw.size())));
        }
        firstProblem = firstProblem.isEmpty() && !record.ok() ? problemText(record) : firstProblem;
        anyReadable = anyReadable || record.ok();
    }
    if (preview.rows.empty()) {
        return Error{
            ErrorCode::InvalidInput, u"There is no row in the CSV; export the list again."_s, {}, ErrorRule::NoRows};
    }
    if (!anyReadable) {
        const CsvPreview::Row &first = preview.rows.front();
        return Error{ErrorCode::InvalidInput,
                     firstProblem,
                     {},
                     ErrorRule::RowUnreadable,
                     {QString::number(static_cast<int>(first.problem)), QString::number(first.problemLine)}};
    }
    return {};
}

/// Counts the rows behind those of the preview as far as that byte of the text, and reckons from there. Rows differ so
/// much in length that the first hundred do not tell how many there are: they announce a list of 100,000 as one of
/// 115,000.
Result<void> countRows(CsvReader &reader, const Rows &rows, std::int64_t upTo, CsvPreview &preview)
{
    auto seen = static_cast<std::int64_t>(preview.rows.size());
    bool isWhole = rows.isWhole;
    CsvRecord record;
    while (!isWhole && reader.bytesConsumed() < upTo) {
        const CsvReader::Step step = reader.next(record);
        if (step == CsvReader::Step::Failed) {
            return *reader.error();
        }
        isWhole = step == CsvReader::Step::End;
        seen += isWhole ? 0 : 1;
    }
    const std::int64_t readBytes = std::max<std::int64_t>(reader.bytesConsumed(), 1);
    const auto mean = static_cast<double>(readBytes) / static_cast<double>(std::max<std::int64_t>(seen, 1));
    const auto reckoned = static_cast<std::int64_t>(static_cast<double>(preview.bytesTotal) / mean);
    preview.rowsAreCounted = isWhole;
    preview.estimatedRows = (isWhole ? seen : std::max(seen, reckoned)) - preview.mapping.headRows();
    return {};
}

/// @param countedUpTo  rows are counted as far as that byte
Result<CsvPreview> previewOf(CsvSource source, const CsvChoices &choices, std::string_view region, int maxRows,
                             std::int64_t countedUpTo)
{
    const auto head = readHead(source);
    if (!head) {
        return head.error();
    }
    CsvPreview preview;
    preview.dialect = sniffDialect(head->text, head->isComplete, choices.delimiter);
    preview.bytesTotal = source.bytesTotal();

    CsvReader reader(std::move(source), preview.dialect);
    Rows rows;
    if (auto read = readRows(reader, maxRows, preview, rows); !read) {
        return read.error();
    }
    preview.encoding = reader.source().encoding();
    preview.evidence = reader.source().evidence();
    preview.mapping = guessColumns(rows.sample, choices.hasHeader, region);
    if (choices.numberColumn) {
        const Result<int> column = preview.mapping.columnNamed(*choices.numberColumn);
        if (!column) {
            return column.error();
        }
        preview.mapping.setOnlyNumberColumn(*column);
        guessAroundNumbers(preview, region);
    }
    if (preview.evidence == EncodingEvidence::Assumed) { // which columns there are is seen when they can be read
        if (std::optional<ColumnQuestion> question = encodingQuestion(preview.mapping)) {
            preview.mapping.question = std::move(question);
        }
    }
    if (const auto checked = preview.mapping.check(); !checked) {
        preview.mappingError = checked.error();
    }
    if (preview.mapping.hasHeader) {
        const auto header = static_cast<std::size_t>(preview.mapping.preambleRows);
        preview.headerText = rows.raw[header];
        preview.headerLine = preview.rows[header].line;
    }
    if (auto counted = countRows(reader, rows, countedUpTo, preview); !counted) {
        return counted.error();
    }
    return preview;
}

} // namespace

Result<CsvPreview> previewCsv(CsvSource source, const CsvChoices &choices, std::string_view region, int maxRows)
{
    return previewOf(std::move(source), choices, region, maxRows, 0);
}

Result<CsvPreview> previewCsvFile(const QString &path, const CsvChoices &choices, std::string_view region, int maxRows)
{
    auto source = CsvSource::openFile(path, choices.encoding);
    if (!source) {
        return source.error();
    }
    return previewOf(std::move(source.value()), choices, region, maxRows, countedBytes);
}

void guessAroundNumbers(CsvPreview &preview, std::string_view region)
{
    SampleRows sample;
    for (const CsvPreview::Row &row : preview.rows) {
        std::vector<std::string> &fields = sample.emplace_back();
        for (const QString &field : row.fields) {
            fields.push_back(field.toStdString());
        }
    }
    guessCountry(preview.mapping, sample, region);
    guessNumberLabels(preview.mapping, sample);
}

} // namespace campanile
