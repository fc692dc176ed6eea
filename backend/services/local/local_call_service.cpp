#include "services/local/local_call_service.h"

#include "services/local/reader_query.h"
#include "storage/attempt_store.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr int rowsPerAnswer = 1'000;
constexpr qsizetype longestSearch = 256;

std::vector<Call> callsOf(Connection &db, const std::vector<AttemptId> &ids)
{
    AttemptStore store(db);
    std::vector<Call> calls;
    for (std::size_t i = 0; i < std::min(ids.size(), static_cast<std::size_t>(rowsPerAnswer)); ++i) {
        if (std::optional<Call> call = store.call(ids[i])) {
            calls.push_back(std::move(*call));
        }
    }
    return calls;
}

Result<std::vector<AttemptId>> matching(Connection &db, const CallFilter &filter, AttemptId before, int limit)
{
    if (filter.text.size() > longestSearch) {
        return {ErrorCode::InvalidInput,
                QStringLiteral("A search text may have at most %1 characters.").arg(longestSearch),
                QStringLiteral("#/q")};
    }
    return AttemptStore(db).ids(filter.campaign, filter.status, filter.text, before, limit);
}

} // namespace

void LocalCallService::live(Reply<std::vector<Call>> reply)
{
    m_core.readers.read<std::vector<Call>>(
        [](Connection &db) -> Result<std::vector<Call>> {
            return callsOf(db, AttemptStore(db).openIds(rowsPerAnswer));
        },
        std::move(reply));
}

QueryHandle LocalCallService::ids(CallFilter filter, Reply<std::vector<AttemptId>> reply)
{
    auto ticket = m_core.readers.read<std::vector<AttemptId>>(
        [filter = std::move(filter)](Connection &db) { return matching(db, filter, {}, -1); }, std::move(reply));
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
            Result<std::vector<AttemptId>> ids = matching(db, filter, after, limit + 1);
            if (!ids) {
                return ids.error();
            }
            Page<Call, AttemptId> page;
            if (ids->size() > static_cast<std::size_t>(limit)) {
                ids->pop_back();
                page.next = ids->back();
            }
            page.rows = callsOf(db, *ids);
            return page;
        },
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
            reply({ErrorCode::Conflict, QStringLiteral("The call has ended.")});
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
            reply({ErrorCode::Conflict, QStringLiteral("The call has ended.")});
        } else {
            m_core.onEngine([id, reply](Engine &engine) { engine.hangUp(id, reply); });
        }
    });
}

} // namespace campanile
