#include "services/local/list_source.h"

#include "csv/csv_preview.h"

namespace campanile {

Result<CsvSource> openList(const QString &path, const QByteArray &content)
{
    if (!path.isEmpty()) {
        return CsvSource::openFile(path);
    }
    return CsvSource::fromBytes({content.constData(), static_cast<std::size_t>(content.size())});
}

Result<ListFormat> formatOf(const QString &path, const QByteArray &content, const ColumnMapping *chosen)
{
    Result<CsvSource> source = openList(path, content);
    if (!source) {
        return source.error();
    }
    const Result<CsvPreview> preview = previewCsv(std::move(*source));
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
