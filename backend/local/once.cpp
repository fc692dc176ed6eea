#include "local/once.h"

#include "engine/time/clock_notes.h"
#include "storage/idempotency_store.h"
#include "storage/limit_store.h"

namespace campanile {

namespace {

constexpr qsizetype longestKey = 255;
constexpr Milliseconds keysKept{24LL * 3'600'000};

} // namespace

Result<void> checkOnce(const Once &once)
{
    if (once.key.isEmpty() || once.key.size() > longestKey) {
        return {
            ErrorCode::InvalidInput, QStringLiteral("An idempotency key has 1 to %1 characters.").arg(longestKey), {}};
    }
    return {};
}

Error keyOfAnotherRequest()
{
    return {ErrorCode::Conflict,
            QStringLiteral("The idempotency key was used for another request already. Choose a new key for a new "
                           "request.")};
}

Error requestInProgress()
{
    return {ErrorCode::RequestInProgress,
            QStringLiteral("The first request with this idempotency key is still running. Send it again in a moment "
                           "for its answer.")};
}

OnceBook::OnceBook(WriteTransaction &tx, const Clock &clock, WorkspaceId workspace, Once once)
    : m_tx(tx)
    , m_workspace(workspace)
    , m_once(std::move(once))
{
    noteClocks(tx, clock, clock.bootId());
    m_steady = LimitStore(tx.db).steady(tx.now);
    IdempotencyStore(tx.db).forget(m_steady - keysKept);
}

Result<std::optional<KeptAnswer>> OnceBook::find()
{
    std::optional<KeptRequest> before = IdempotencyStore(m_tx.db).find(m_workspace, m_once.key);
    if (!before) {
        return std::optional<KeptAnswer>();
    }
    if (before->fingerprint != m_once.fingerprint) {
        return keyOfAnotherRequest();
    }
    if (before->status == KeptRequest::inProgress) {
        return requestInProgress();
    }
    return std::optional(KeptAnswer{before->status, std::move(before->head), std::move(before->body)});
}

void OnceBook::keep(const KeptAnswer &answer, ScheduledCallId call)
{
    IdempotencyStore(m_tx.db).add(m_workspace, m_once.key,
                                  {m_once.fingerprint, answer.status, answer.head, answer.body}, m_steady, call, {});
}

void OnceBook::begin(ImportId import)
{
    IdempotencyStore(m_tx.db).add(m_workspace, m_once.key, {m_once.fingerprint, 0, {}, {}}, m_steady, {}, import);
}

void OnceBook::finish(const KeptAnswer &answer)
{
    IdempotencyStore(m_tx.db).finish(m_workspace, m_once.key,
                                     {m_once.fingerprint, answer.status, answer.head, answer.body});
}

} // namespace campanile
