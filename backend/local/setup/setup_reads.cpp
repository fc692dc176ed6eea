#include "local/setup/setup_reads.h"

#include "storage/campaign_store.h"
#include "storage/setup_store.h"

namespace campanile {

Setup setupOf(Connection &db, WorkspaceId workspace)
{
    SetupStore store(db);
    Setup setup;
    setup.workspace = store.workspace(workspace).value_or(Workspace{});
    setup.agents = store.agents(workspace);
    setup.trunks = store.trunks(workspace);
    setup.numbers = store.numbers(workspace);
    setup.hasCampaigns = CampaignStore(db).any(workspace);
    setup.assignments = store.assignments(workspace);
    return setup;
}

} // namespace campanile
