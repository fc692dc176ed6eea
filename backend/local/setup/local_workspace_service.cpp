#include "local/setup/local_workspace_service.h"

#include "domain/ceilings.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/once.h"
#include "local/setup/sample.h"
#include "local/setup/setup_edit.h"
#include "local/setup/setup_reads.h"
#include "storage/campaign_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"

namespace campanile {

namespace {

/// Whether calls that wait may go out earlier now, or must wait longer.
bool movesWaitingCalls(const Workspace &before, const Workspace &after)
{
    return after.hours != before.hours || after.cooldown != before.cooldown || after.maxPerDay != before.maxPerDay ||
           after.maxPerWeek != before.maxPerWeek;
}

} // namespace

void LocalWorkspaceService::read(const Caller &caller, Reply<Setup> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<Setup>(
        [workspace = caller.workspace](Connection &db) -> Result<Setup> { return setupOf(db, workspace); },
        std::move(reply));
}

void LocalWorkspaceService::ensureBasics(const Caller &caller, Reply<Setup> reply)
{
    if (isAllowed(caller, Scope::ConfigWrite, reply)) {
        makeBasics(caller.workspace, std::move(reply));
    }
}

void LocalWorkspaceService::makeBasics(WorkspaceId workspace, Reply<Setup> reply)
{
    m_core.writer.submit<Setup>(
        WritePriority::Commands,
        [workspace](WriteTransaction &tx) -> Result<Setup> {
            const Setup present = setupOf(tx.db, workspace);
            if (!present.agents.empty() && !present.trunks.empty() && !present.numbers.empty()) {
                return present;
            }
            if (const Result<void> allowed = mayEdit(tx.db, workspace); !allowed) {
                return allowed.error();
            }
            return addBasics(tx, workspace);
        },
        [this, reply = std::move(reply)](Result<Setup> setup) {
            if (setup) {
                m_core.onEngine([trunks = setup->trunks](Engine &engine) {
                    for (const Trunk &trunk : trunks) {
                        engine.trunkChanged(trunk);
                    }
                });
            }
            reply(std::move(setup));
        });
}

void LocalWorkspaceService::createSample(const Caller &caller, Reply<CampaignId> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply) || !isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    makeBasics(caller.workspace, [this, reply = std::move(reply)](Result<Setup> setup) {
        if (!setup) {
            reply(setup.error());
            return;
        }
        m_core.writer.submit<CampaignId>(
            WritePriority::Commands,
            asEdit<CampaignId>(setup->workspace.id,
                               [setup = *setup](WriteTransaction &tx) -> Result<CampaignId> {
                                   if (CampaignStore(tx.db).any(setup.workspace.id)) {
                                       return Error{
                                           ErrorCode::Conflict,
                                           QStringLiteral("There are campaigns already; the sample is for an empty "
                                                          "workspace."),
                                           {},
                                           ErrorRule::NotEmpty};
                                   }
                                   return addSampleCampaign(tx, setup);
                               }),
            reply);
    });
}

void LocalWorkspaceService::change(const Caller &caller, WorkspaceEdit edit, Reply<Workspace> reply)
{
    const Scope needed = edit.disabled || edit.editingDisabled ? Scope::Admin : Scope::ConfigWrite;
    if (!isAllowed(caller, needed, reply)) {
        return;
    }
    if (const Result<void> checked = checkWorkspaceEdit(edit); !checked) {
        reply(checked.error());
        return;
    }
    m_core.writer.submit<Workspace>(
        WritePriority::Commands,
        [id = caller.workspace, edit = std::move(edit)](WriteTransaction &tx) -> Result<Workspace> {
            SetupStore store(tx.db);
            const std::optional<Workspace> before = store.workspace(id);
            if (!before) {
                return notFound<Workspace>("workspace");
            }
            const Workspace after = edited(*before, edit);
            if (after.editingDisabled && after != *before) { // switching editing on may change more in one step
                if (const Result<void> allowed = mayEdit(tx.db, id); !allowed) {
                    return allowed.error();
                }
            }
            store.update(after);
            if (movesWaitingCalls(*before, after)) {
                QueueStore(tx.db).reconsider(id, tx.now);
            }
            tx.changes.setup = true;
            return after;
        },
        afterTellingEngine<Workspace>(m_core, std::move(reply)));
}

void LocalWorkspaceService::list(const Caller &caller, Reply<std::vector<Workspace>> reply)
{
    if (!isAllowed(caller, Scope::Admin, reply)) {
        return;
    }
    m_core.readers.read<std::vector<Workspace>>(
        [](Connection &db) -> Result<std::vector<Workspace>> { return SetupStore(db).workspaces(); }, std::move(reply));
}

void LocalWorkspaceService::create(const Caller &caller, QString name, Answering<Workspace> answering)
{
    if (!isAllowed(caller, Scope::Admin, answering)) {
        return;
    }
    if (const auto checked = checkLength("#/name", "The name", name, 1, ceilings::nameLength); !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<Workspace>(
        m_core, caller,
        [name = name.trimmed()](WriteTransaction &tx) -> Result<Workspace> {
            const Workspace workspace{.id = tx.ids.next<WorkspaceId>(), .name = name};
            SetupStore(tx.db).insert(workspace);
            tx.changes.setup = true;
            return workspace;
        },
        std::move(answering));
}

} // namespace campanile
