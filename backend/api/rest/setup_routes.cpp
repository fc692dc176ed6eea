#include "api/rest/encode.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"

namespace campanile {

namespace {

/// A list that is one member of Setup.
template<class Row, class IdType>
Route listRoute(const std::string &path, SetupService &setup, std::vector<Row> Setup::*member,
                OutJson (*encode)(const Row &))
{
    return {"GET", path, Route::Body::None, Route::Access::Key,
            [&setup, member, encode](const RestCall &call, const RestReply &reply) {
                QueryReader query(call.http->query);
                const auto page = readPage<IdType>(query);
                if (!isGood(query, reply)) {
                    return;
                }
                setup.read(reply.as<Setup>(200, [member, encode, page](Setup &read) {
                    return cutPage<Row, IdType>(
                        std::move(read.*member), page, PageOrder::Ascending, [](const Row &row) { return row.id; },
                        encode);
                }));
            }};
}

} // namespace

void addSetupRoutes(Router &router, const Services &services)
{
    router.add(listRoute<Agent, AgentId>("/v1/agents", services.setup, &Setup::agents, agentJson));
    router.add(
        listRoute<PhoneNumber, PhoneNumberId>("/v1/phone-numbers", services.setup, &Setup::numbers, phoneNumberJson));
    router.add(listRoute<Trunk, TrunkId>("/v1/trunks", services.setup, &Setup::trunks, trunkJson));
}

} // namespace campanile
