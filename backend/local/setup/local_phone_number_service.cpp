#include "local/setup/local_phone_number_service.h"

#include "local/editing.h"
#include "local/once.h"
#include "local/setup/setup_edit.h"
#include "storage/setup_store.h"

namespace campanile {

void LocalPhoneNumberService::list(const Caller &caller, Reply<std::vector<PhoneNumber>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<PhoneNumber>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<PhoneNumber>> {
            return SetupStore(db).numbers(workspace);
        },
        std::move(reply));
}

void LocalPhoneNumberService::create(const Caller &caller, NewPhoneNumber fresh, Answering<PhoneNumber> answering)
{
    if (!isAllowed(caller, Scope::ConfigWrite, answering)) {
        return;
    }
    if (const Result<void> checked = checkNewNumber(fresh); !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<PhoneNumber>(
        m_core, caller,
        asEdit<PhoneNumber>(
            caller.workspace,
            [workspace = caller.workspace, fresh = std::move(fresh)](WriteTransaction &tx) -> Result<PhoneNumber> {
                SetupStore store(tx.db);
                const std::optional<Trunk> trunk = store.trunk(workspace, fresh.trunk);
                if (!trunk) {
                    return {ErrorCode::NotFound, QStringLiteral("There is no such trunk."),
                            QStringLiteral("#/trunk_id")};
                }
                if (!store.numberOf(workspace, fresh.number).isNull()) {
                    return {
                        ErrorCode::Conflict,
                        QStringLiteral("%1 is a phone number of this workspace already.").arg(fresh.number.toString()),
                        QStringLiteral("#/number")};
                }
                const PhoneNumber number{.id = tx.ids.next<PhoneNumberId>(),
                                         .workspace = workspace,
                                         .trunk = trunk->id,
                                         .number = fresh.number,
                                         .label = fresh.label.trimmed(),
                                         .ratePerMinute = fresh.ratePerMinute,
                                         .verified = trunk->kind == CarrierKind::Simulated,
                                         .inboundOnly = fresh.inboundOnly};
                store.insert(number);
                tx.changes.setup = true;
                return number;
            }),
        std::move(answering));
}

void LocalPhoneNumberService::change(const Caller &caller, PhoneNumberId id, PhoneNumberEdit edit,
                                     Reply<PhoneNumber> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply)) {
        return;
    }
    if (const Result<void> checked = checkNumberEdit(edit); !checked) {
        reply(checked.error());
        return;
    }
    submitEdit<PhoneNumber>(
        m_core, caller.workspace,
        [workspace = caller.workspace, id, edit = std::move(edit)](WriteTransaction &tx) -> Result<PhoneNumber> {
            SetupStore store(tx.db);
            const std::optional<PhoneNumber> number = store.number(workspace, id);
            if (!number) {
                return notFound<PhoneNumber>("phone number");
            }
            const PhoneNumber after = edited(*number, edit);
            store.update(after);
            tx.changes.setup = true;
            return after;
        },
        std::move(reply));
}

void LocalPhoneNumberService::assign(const Caller &caller, PhoneNumberId number, AgentId agent, Reply<void> reply)
{
    if (isAllowed(caller, Scope::ConfigWrite, reply)) {
        changeAssignment(caller.workspace, &SetupStore::assign, number, agent, std::move(reply));
    }
}

void LocalPhoneNumberService::unassign(const Caller &caller, PhoneNumberId number, AgentId agent, Reply<void> reply)
{
    if (isAllowed(caller, Scope::ConfigWrite, reply)) {
        changeAssignment(caller.workspace, &SetupStore::unassign, number, agent, std::move(reply));
    }
}

void LocalPhoneNumberService::changeAssignment(WorkspaceId workspace, void (SetupStore::*step)(PhoneNumberId, AgentId),
                                               PhoneNumberId number, AgentId agent, Reply<void> reply)
{
    submitEdit<void>(
        m_core, workspace,
        [step, workspace, number, agent](WriteTransaction &tx) -> Result<void> {
            SetupStore store(tx.db);
            if (!store.number(workspace, number)) {
                return {ErrorCode::NotFound, QStringLiteral("There is no such phone number."),
                        QStringLiteral("#/phone_number_id")};
            }
            if (!store.agent(workspace, agent)) {
                return {ErrorCode::NotFound, QStringLiteral("There is no such agent."), QStringLiteral("#/agent_id")};
            }
            (store.*step)(number, agent);
            tx.changes.setup = true;
            return {};
        },
        std::move(reply));
}

} // namespace campanile
