#include "list_options.h"

#include "core/region_names.h"
#include "csv/csv_preview.h"
#include "dial_command.h"
#include "domain/target.h"
#include "local/lists/target_rows.h"
#include "services/import_service.h"

#include <QDateTime>
#include <QFileInfo>
#include <QStringList>

#include <vector>

namespace campanile {

namespace {

Error badOption(const char *option, const QString &message)
{
    return {ErrorCode::InvalidInput, QStringLiteral("%1: %2").arg(QLatin1StringView(option), message)};
}

} // namespace

Result<ListOptions> readListOptions(const DialOptions &options)
{
    ListOptions list;
    if (!options.region.isEmpty()) {
        if (const Result<QString> region = knownRegion(options.region); !region) {
            return badOption("--region", region.error().message);
        }
    }
    if (!options.encoding.isEmpty()) {
        const Result<TextEncoding> encoding = encodingFromName(options.encoding);
        if (!encoding) {
            return badOption("--encoding", encoding.error().message);
        }
        list.choices.encoding = *encoding;
    }
    if (!options.skipCalledSince.isEmpty()) {
        const QDateTime since = QDateTime::fromString(options.skipCalledSince, Qt::ISODateWithMs);
        if (!since.isValid()) {
            return badOption("--skip-called-since", QStringLiteral("Write an instant such as 2026-07-28T09:30:00Z."));
        }
        list.skipCalledSince = {since.toMSecsSinceEpoch()};
        if (list.skipCalledSince > SystemClock().wall()) {
            return badOption("--skip-called-since", QStringLiteral("The instant lies in the future, so that everybody "
                                                                   "would be called. Write one that has passed."));
        }
        if (options.again) {
            return badOption("--skip-called-since", QStringLiteral("With --again nobody is skipped. Give one of these "
                                                                   "two options."));
        }
    }
    if (!options.column.isEmpty()) {
        list.choices.numberColumn = options.column;
    }
    if (options.noHeader) {
        list.choices.hasHeader = false;
    }
    if (!options.numberReading.isEmpty()) {
        list.reading = options.numberReading == QLatin1StringView("as-written") ? NumberReading::AsWritten
                                                                                : NumberReading::WithCallingCode;
    }
    return list;
}

ImportRequest listRequest(const DialOptions &options, const ListOptions &list)
{
    ImportRequest request;
    request.path = options.file;
    request.sourceName = QFileInfo(options.file).fileName();
    request.defaultRegion = options.region;
    request.choices = list.choices;
    request.reading = list.reading;
    return request;
}

bool wasReadBy(const ListOptions &options, const QString &region, const CsvPreview &preview, const ListReading &before)
{
    if (!region.isEmpty() && !before.region.isEmpty() && region != before.region) {
        return false;
    }
    if (options.reading != NumberReading::Ask && before.numberReading && *before.numberReading != options.reading) {
        return false;
    }
    if (before.numberColumns.isEmpty()) {
        return true;
    }
    QStringList columns;
    std::vector<int> places;
    for (const int column : preview.mapping.numberColumns()) {
        columns << headingOf(preview.mapping, column);
        places.push_back(column + 1);
    }
    const bool samePlaces = before.numberPlaces.empty() || places == before.numberPlaces;
    const qint64 headerLine = preview.mapping.hasHeader ? preview.headerLine : 0;
    return columns == before.numberColumns && samePlaces && headerLine == before.headerLine &&
           encodingName(preview.encoding) == before.encoding;
}

} // namespace campanile
