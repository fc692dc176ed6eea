#include "api/rest/encode.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"

namespace campanile {

namespace {

/// Makes the route of a list that a service returns as a whole.
template<class Row, class IdType, class Service>
Route listRoute(Literal path, Service &service, OutJson (*encode)(const Row &))
{
    return {"GET", path, Route::Body::None, Route::Access::Key,
            [&service, encode](const RestCall &call, const RestReply &reply) {
                QueryReader query(call.http->query);
                const auto page = readPage<IdType>(query);
                if (!isGood(query, reply)) {
                    return;
                }
                service.list(call.caller, reply.as<std::vector<Row>>(200, [encode, page](std::vector<Row> &rows) {
                    return cutPage<Row, IdType>(
                        std::move(rows), page, PageOrder::Ascending, [](const Row &row) { return row.id; }, encode);
                }));
            }};
}

} // namespace

void addSetupRoutes(Router &router, const Services &services)
{
    router.add(listRoute<Agent, AgentId>("/v1/agents", services.agents, agentJson));
    router.add(listRoute<PhoneNumber, PhoneNumberId>("/v1/phone-numbers", services.numbers, phoneNumberJson));
    router.add(listRoute<Trunk, TrunkId>("/v1/trunks", services.trunks, trunkJson));
}

} // namespace campanile
