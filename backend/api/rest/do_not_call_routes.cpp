#include "api/http/multipart_filter.h"
#include "api/http/upload_file.h"
#include "api/rest/encode.h"
#include "api/rest/list_page.h"
#include "api/rest/list_query.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "domain/ceilings.h"

namespace campanile {

namespace {

void onAddList(const Services &services, const RestCall &call, const RestReply &reply)
{
    const Result<std::optional<TextEncoding>> charset = charsetOf(call);
    if (!charset) {
        reply.problem(charset.error());
        return;
    }
    QueryReader query(call.http->query);
    const ListQuery list = readListQuery(query, *charset);
    DoNotCallListRequest request;
    request.name = query.text("name", ceilings::nameLength);
    request.source = query.text("source", ceilings::nameLength);
    request.choices = list.choices;
    request.defaultRegion = list.defaultRegion;
    request.reading = list.reading;
    const std::optional<WallTime> asOf = query.instant("as_of");
    query.require("name");
    query.require("as_of");
    if (!isGood(query, reply)) {
        return;
    }
    request.asOf = *asOf;
    request.path = QString::fromStdString(call.http->upload->path());
    if (request.source.trimmed().isEmpty()) {
        const QString fileName = call.form ? QString::fromStdString(call.form->fileName()) : QString();
        request.source = fileName.isEmpty() ? QStringLiteral("REST API") : fileName.left(ceilings::nameLength);
    }
    // The file must outlive the list's way into the database, so the reply holds the request.
    services.doNotCall.addList(
        call.caller, std::move(request), [](const ImportProgress &) {},
        reply.made<DoNotCallListSummary>(
            [](const DoNotCallListSummary &added) { return RestReply::jsonResponse(201, doNotCallListJson(added)); },
            call.http, RestReply::Input::Query));
}

void onLists(const Services &services, const RestCall &call, const RestReply &reply)
{
    QueryReader query(call.http->query);
    const auto page = readPage<DoNotCallListId>(query);
    if (!isGood(query, reply)) {
        return;
    }
    OutJson (*const encode)(const DoNotCallList &) = doNotCallListJson;
    services.doNotCall.lists(
        call.caller, reply.as<std::vector<DoNotCallList>>(200, [page, encode](std::vector<DoNotCallList> &all) {
            return cutPage<DoNotCallList, DoNotCallListId>(
                std::move(all), page, PageOrder::Ascending, [](const DoNotCallList &list) { return list.id; }, encode);
        }));
}

} // namespace

void addDoNotCallRoutes(Router &router, const Services &services)
{
    Route add{"POST", "/v1/dnc/lists", Route::Body::File, Route::Access::Key,
              [services](const RestCall &call, const RestReply &reply) { onAddList(services, call, reply); }};
    add.makes = true;
    add.answerWithin = std::chrono::milliseconds(0); // a register of millions takes its time
    router.add(std::move(add));
    router.add({"GET", "/v1/dnc/lists", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onLists(services, call, reply); }});
}

} // namespace campanile
