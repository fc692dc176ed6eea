#include "api/rest/list_query.h"

#include "core/region_names.h"

namespace campanile {

namespace {

constexpr qsizetype maxRegionText = 60;
constexpr qsizetype maxColumnText = 1'000;
constexpr qsizetype maxEncodingText = 60;
constexpr qsizetype maxReadingText = 30;

} // namespace

ListQuery readListQuery(QueryReader &query, std::optional<TextEncoding> charset)
{
    ListQuery list;
    // An empty one is rather a slip than a wish that the list be read as if nothing had been said.
    for (const char *name : {"default_region", "column", "encoding", "number_reading"}) {
        query.refuseEmpty(name);
    }
    list.defaultRegion = query.text("default_region", maxRegionText);
    if (!list.defaultRegion.isEmpty()) {
        if (const Result<QString> region = knownRegion(list.defaultRegion); !region) {
            query.wrong("default_region", region.error().message.toStdString());
        }
    }
    if (const QString column = query.text("column", maxColumnText); !column.isEmpty()) {
        list.choices.numberColumn = column;
    }
    list.choices.hasHeader = query.flag("header");
    list.choices.encoding = charset;
    if (const QString encoding = query.text("encoding", maxEncodingText); !encoding.isEmpty()) {
        const Result<TextEncoding> known = encodingFromName(encoding);
        if (!known) {
            query.wrong("encoding", known.error().message.toStdString());
        } else if (charset && *charset != *known) {
            query.wrong("encoding", "The Content-Type declares the charset " + encodingName(*charset).toStdString() +
                                        ". Say the same in both, or leave one of them out.");
        } else {
            list.choices.encoding = *known;
        }
    }
    const QString reading = query.text("number_reading", maxReadingText);
    if (reading == QLatin1StringView("as_written")) {
        list.reading = NumberReading::AsWritten;
    } else if (reading == QLatin1StringView("with_calling_code")) {
        list.reading = NumberReading::WithCallingCode;
    } else if (!reading.isEmpty()) {
        query.wrong("number_reading", "It must be as_written or with_calling_code.");
    }
    return list;
}

} // namespace campanile
