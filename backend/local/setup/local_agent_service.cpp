#include "local/setup/local_agent_service.h"

#include "local/editing.h"
#include "local/once.h"
#include "local/setup/setup_edit.h"
#include "storage/setup_store.h"

namespace campanile {

void LocalAgentService::list(const Caller &caller, Reply<std::vector<Agent>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<Agent>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<Agent>> {
            return SetupStore(db).agents(workspace);
        },
        std::move(reply));
}

void LocalAgentService::create(const Caller &caller, NewAgent fresh, Answering<Agent> answering)
{
    if (!isAllowed(caller, Scope::ConfigWrite, answering)) {
        return;
    }
    if (const Result<void> checked = checkNewAgent(fresh); !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<Agent>(
        m_core, caller,
        asEdit<Agent>(caller.workspace,
                      [workspace = caller.workspace, fresh = std::move(fresh)](WriteTransaction &tx) -> Result<Agent> {
                          const Agent agent{.id = tx.ids.next<AgentId>(),
                                            .workspace = workspace,
                                            .name = fresh.name.trimmed(),
                                            .endpoint = fresh.endpoint.trimmed(),
                                            .firstMessage = fresh.firstMessage,
                                            .maxHoldSeconds = fresh.maxHoldSeconds,
                                            .maxDurationSeconds = fresh.maxDurationSeconds};
                          SetupStore(tx.db).insert(agent);
                          tx.changes.setup = true;
                          return agent;
                      }),
        std::move(answering));
}

void LocalAgentService::change(const Caller &caller, AgentId id, AgentEdit edit, Reply<Agent> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkAgentEdit(edit); !checked) {
        reply(checked.error());
        return;
    }
    submitEdit<Agent>(
        m_core, caller.workspace,
        [workspace = caller.workspace, id, edit = std::move(edit)](WriteTransaction &tx) -> Result<Agent> {
            SetupStore store(tx.db);
            const std::optional<Agent> agent = store.agent(workspace, id);
            if (!agent) {
                return notFound<Agent>("agent");
            }
            const Agent after = edited(*agent, edit);
            store.update(after);
            tx.changes.setup = true;
            return after;
        },
        std::move(reply));
}

} // namespace campanile
