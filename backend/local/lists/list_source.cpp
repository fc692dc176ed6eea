#include "local/lists/list_source.h"

#include "csv/csv_preview.h"

namespace campanile {

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
    ListFormat format{preview->dialect, chosen != nullptr ? *chosen : preview->mapping};
    if (const Result<void> checked = format.mapping.check(); !checked) {
        return checked.error();
    }
    return format;
}

} // namespace campanile
