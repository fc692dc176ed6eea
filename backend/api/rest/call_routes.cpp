#include "api/rest/encode.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "domain/ceilings.h"

namespace campanile {

namespace {

void onList(const Services &services, const RestCall &call, const RestReply &reply)
{
    QueryReader query(call.http->query);
    const auto page = readPage<AttemptId>(query);
    CallFilter filter;
    filter.campaign = query.id<CampaignId>("campaign_id");
    filter.status = query.status(conversationStatusFrom);
    filter.text = query.text("q", ceilings::searchLength);
    if (isGood(query, reply)) {
        services.calls.page(call.caller, filter, page.after, page.limit,
                            reply.as<Page<Call, AttemptId>>(200, [](const Page<Call, AttemptId> &rows) {
                                return pageJson(rows.rows, rows.next, callJson);
                            }));
    }
}

void onGet(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<AttemptId>(call, 0, reply);
    if (id && hasNoQuery(call, reply)) {
        services.calls.get(call.caller, *id, reply.as<Call>(200, callJson));
    }
}

void onHangUp(const Services &services, const RestCall &call, const RestReply &reply)
{
    const auto id = idOf<AttemptId>(call, 0, reply);
    if (!id || !hasNoQuery(call, reply)) {
        return;
    }
    services.calls.hangUp(call.caller, *id, [reply, id = *id](const Result<void> &asked) {
        if (asked.ok()) {
            reply.json(202, {{"id", id.toStdString()}});
        } else {
            reply.problem(asked.error());
        }
    });
}

} // namespace

void addCallRoutes(Router &router, const Services &services)
{
    router.add({"GET", "/v1/calls", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onList(services, call, reply); }});
    router.add({"GET", "/v1/calls/{id}", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onGet(services, call, reply); }});
    router.add({"POST", "/v1/calls/{id}/hangup", Route::Body::OptionalJson, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) { onHangUp(services, call, reply); }});
}

} // namespace campanile
