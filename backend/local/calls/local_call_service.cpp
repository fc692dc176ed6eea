#include "local/calls/local_call_service.h"

#include "local/calls/call_pages.h"
#include "local/input_check.h"
#include "local/reader_query.h"
#include "storage/attempt_store.h"
#include "storage/call_order_store.h"

namespace campanile {

namespace {

constexpr int mostLive = 1'000;

} // namespace

void LocalCallService::live(const Caller &caller, Reply<std::vector<Call>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<Call>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<Call>> {
            return callsOf(db, workspace, AttemptStore(db).openIds(workspace, mostLive));
        },
        std::move(reply));
}

QueryHandle LocalCallService::ids(const Caller &caller, CallFilter filter, Reply<std::vector<AttemptId>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return nullptr;
    }
    auto ticket = m_core.readers.read<std::vector<AttemptId>>(
        [workspace = caller.workspace, filter = std::move(filter)](Connection &db) {
            return matchingCalls(db, workspace, filter, {}, -1);
        },
        std::move(reply));
    return std::make_unique<ReaderQuery>(std::move(ticket));
}

QueryHandle LocalCallService::sorted(const Caller &caller, CallFilter filter, CallOrder order,
                                     std::function<void(std::vector<AttemptId>)> first,
                                     Reply<std::vector<AttemptId>> reply)
{
    constexpr std::size_t firstInOrder = 1'000; // more than any screen shows
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return nullptr;
    }
    auto ticket = m_core.readers.read<std::vector<AttemptId>>(
        [workspace = caller.workspace, filter = std::move(filter), order,
         first = std::move(first)](Connection &db) -> Result<std::vector<AttemptId>> {
            if (const Result<void> checked = checkSearchText(filter.text); !checked) {
                return checked.error();
            }
            RowOrder calls = CallOrderStore(db).ordered(workspace, filter.campaign, filter.status, filter.text, order);
            if (first && calls.size() > firstInOrder) {
                first(CallOrderStore::idsIn(calls.first(firstInOrder)));
            }
            return CallOrderStore::idsIn(calls.all());
        },
        std::move(reply));
    return std::make_unique<ReaderQuery>(std::move(ticket));
}

void LocalCallService::rows(const Caller &caller, std::vector<AttemptId> ids, Reply<std::vector<Call>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<Call>>(
        [workspace = caller.workspace, ids = std::move(ids)](Connection &db) -> Result<std::vector<Call>> {
            return callsOf(db, workspace, ids);
        },
        std::move(reply));
}

void LocalCallService::page(const Caller &caller, CallFilter filter, AttemptId after, int limit,
                            Reply<Page<Call, AttemptId>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<Page<Call, AttemptId>>(
        [workspace = caller.workspace, filter = std::move(filter), after, limit](Connection &db)
            -> Result<Page<Call, AttemptId>> { return pageOfCalls(db, workspace, filter, after, limit); },
        std::move(reply));
}

void LocalCallService::ofScheduledCall(const Caller &caller, ScheduledCallId id, Reply<std::vector<Call>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<Call>>(
        [workspace = caller.workspace, id](Connection &db) -> Result<std::vector<Call>> {
            return callsOf(db, workspace, AttemptStore(db).idsOf(id));
        },
        std::move(reply));
}

void LocalCallService::get(const Caller &caller, AttemptId id, Reply<Call> reply)
{
    if (isAllowed(caller, Scope::CallsRead, reply)) {
        find(caller.workspace, id, std::move(reply));
    }
}

void LocalCallService::find(WorkspaceId workspace, AttemptId id, Reply<Call> reply)
{
    m_core.readers.read<Call>(
        [workspace, id](Connection &db) -> Result<Call> {
            std::optional<Call> call = AttemptStore(db).call(workspace, id);
            return call ? Result<Call>(std::move(*call)) : notFound<Call>("call");
        },
        std::move(reply));
}

template<class T>
void LocalCallService::whileUp(const Caller &caller, AttemptId id, Reply<T> reply, std::function<void()> act)
{
    if (!isAllowed(caller, Scope::CallsWrite, reply)) {
        return;
    }
    find(caller.workspace, id, [reply = std::move(reply), act = std::move(act)](Result<Call> call) {
        if (!call) {
            reply(call.error());
        } else if (!call->live()) {
            reply(Error{ErrorCode::Conflict, QStringLiteral("The call has ended."), {}, ErrorRule::CallEnded});
        } else {
            act();
        }
    });
}

void LocalCallService::hangUp(const Caller &caller, AttemptId id, Reply<void> reply)
{
    whileUp(caller, id, reply, [this, id, reply] {
        m_core.onEngine([id](Engine &engine) { engine.hangUp(id); });
        reply({});
    });
}

void LocalCallService::hangUpAndTell(const Caller &caller, AttemptId id, Reply<EndReason> reply)
{
    whileUp(caller, id, reply,
            [this, id, reply] { m_core.onEngine([id, reply](Engine &engine) { engine.hangUp(id, reply); }); });
}

} // namespace campanile
