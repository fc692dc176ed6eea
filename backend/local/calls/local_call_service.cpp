#include "local/calls/local_call_service.h"

#include "local/calls/call_pages.h"
#include "local/reader_query.h"
#include "storage/attempt_store.h"

namespace campanile {

namespace {

constexpr int mostLive = 1'000;

} // namespace

void LocalCallService::live(Reply<std::vector<Call>> reply)
{
    m_core.readers.read<std::vector<Call>>(
        [](Connection &db) -> Result<std::vector<Call>> { return callsOf(db, AttemptStore(db).openIds(mostLive)); },
        std::move(reply));
}

QueryHandle LocalCallService::ids(CallFilter filter, Reply<std::vector<AttemptId>> reply)
{
    auto ticket = m_core.readers.read<std::vector<AttemptId>>(
        [filter = std::move(filter)](Connection &db) { return matchingCalls(db, filter, {}, -1); }, std::move(reply));
    return std::make_unique<ReaderQuery>(std::move(ticket));
}

void LocalCallService::rows(std::vector<AttemptId> ids, Reply<std::vector<Call>> reply)
{
    m_core.readers.read<std::vector<Call>>(
        [ids = std::move(ids)](Connection &db) -> Result<std::vector<Call>> { return callsOf(db, ids); },
        std::move(reply));
}

void LocalCallService::page(CallFilter filter, AttemptId after, int limit, Reply<Page<Call, AttemptId>> reply)
{
    m_core.readers.read<Page<Call, AttemptId>>(
        [filter = std::move(filter), after, limit](Connection &db) -> Result<Page<Call, AttemptId>> {
            return pageOfCalls(db, filter, after, limit);
        },
        std::move(reply));
}

void LocalCallService::ofScheduledCall(ScheduledCallId id, Reply<std::vector<Call>> reply)
{
    m_core.readers.read<std::vector<Call>>(
        [id](Connection &db) -> Result<std::vector<Call>> { return callsOf(db, AttemptStore(db).idsOf(id)); },
        std::move(reply));
}

void LocalCallService::get(AttemptId id, Reply<Call> reply)
{
    m_core.readers.read<Call>(
        [id](Connection &db) -> Result<Call> {
            std::optional<Call> call = AttemptStore(db).call(id);
            return call ? Result<Call>(std::move(*call)) : notFound<Call>("call");
        },
        std::move(reply));
}

void LocalCallService::hangUp(AttemptId id, Reply<void> reply)
{
    get(id, [this, id, reply = std::move(reply)](Result<Call> call) {
        if (!call) {
            reply(call.error());
        } else if (!call->live()) {
            reply(Error{ErrorCode::Conflict, QStringLiteral("The call has ended."), {}, ErrorRule::CallEnded});
        } else {
            m_core.onEngine([id](Engine &engine) { engine.hangUp(id); });
            reply({});
        }
    });
}

void LocalCallService::hangUpAndTell(AttemptId id, Reply<EndReason> reply)
{
    get(id, [this, id, reply = std::move(reply)](Result<Call> call) {
        if (!call) {
            reply(call.error());
        } else if (!call->live()) {
            reply(Error{ErrorCode::Conflict, QStringLiteral("The call has ended."), {}, ErrorRule::CallEnded});
        } else {
            m_core.onEngine([id, reply](Engine &engine) { engine.hangUp(id, reply); });
        }
    });
}

} // namespace campanile
