#include "local/lists/local_do_not_call_service.h"

#include "core/start_thread.h"
#include "domain/ceilings.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/lists/do_not_call_import.h"
#include "local/once.h"
#include "storage/attempt_store.h"
#include "storage/do_not_call_events.h"
#include "storage/limit_store.h"

namespace campanile {

namespace {

constexpr qsizetype longestSource = 40;

Result<void> checkNumber(E164 number)
{
    return number.isNull()
               ? invalidMember("#/number", QStringLiteral("Give the number in E.164, such as +14155550142."))
               : Result<void>();
}

Result<DoNotCallAddition> listNumber(WriteTransaction &tx, WorkspaceId workspace, E164 number, const QString &source,
                                     const QString &reason, const std::optional<Attempt> &call)
{
    LimitStore limits(tx.db);
    DoNotCallAddition addition;
    addition.isNew = limits.block(workspace, number, source, tx.now, reason);
    if (addition.isNew) {
        addDoNotCallEvent(tx, workspace, number, source, call);
        tx.changes.doNotCall = true;
    }
    addition.entry = limits.findBlocked(workspace, number).value_or(DoNotCallEntry{});
    return addition;
}

} // namespace

LocalDoNotCallService::~LocalDoNotCallService()
{
    for (const Running &running : m_running) {
        running.import->cancel();
    }
    for (Running &running : m_running) {
        running.thread.join();
    }
}

void LocalDoNotCallService::add(const Caller &caller, E164 number, QString source, QString reason,
                                Answering<DoNotCallAddition> answering)
{
    if (!isAllowed(caller, Scope::ConfigWrite, answering)) {
        return;
    }
    if (const auto checked =
            firstFailure({checkNumber(number), checkLength("#/source", "The source", source, 1, longestSource),
                          checkLength("#/reason", "The reason", reason, 0, ceilings::noteLength)});
        !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<DoNotCallAddition>(
        m_core, caller,
        asEdit<DoNotCallAddition>(caller.workspace,
                                  [workspace = caller.workspace, number, source = source.trimmed(),
                                   reason = reason.trimmed()](WriteTransaction &tx) {
                                      return listNumber(tx, workspace, number, source, reason, {});
                                  }),
        std::move(answering),
        [&core = m_core](const DoNotCallAddition &) { core.onEngine([](Engine &engine) { engine.limitsChanged(); }); });
}

void LocalDoNotCallService::optOut(const Caller &caller, AttemptId call, QString words, Reply<DoNotCallAddition> reply)
{
    if (!isAllowed(caller, Scope::CallsWrite, reply)) {
        return;
    }
    optOutOf(
        caller.workspace, [call](Connection &) { return call; }, words, std::move(reply));
}

void LocalDoNotCallService::optOut(const Caller &caller, ConversationId call, QString words,
                                   Reply<DoNotCallAddition> reply)
{
    if (!isAllowed(caller, Scope::CallsWrite, reply)) {
        return;
    }
    optOutOf(
        caller.workspace, [call](Connection &db) { return AttemptStore(db).attemptOf(call); }, words, std::move(reply));
}

void LocalDoNotCallService::optOutOf(WorkspaceId workspace, FindCall findCall, const QString &words,
                                     Reply<DoNotCallAddition> reply)
{
    // With the priority of what happened on the wire: it did, and the next dial may already be waiting.
    m_core.writer.submit<DoNotCallAddition>(
        WritePriority::Outcomes,
        [workspace, findCall = std::move(findCall),
         reason = words.trimmed().left(ceilings::noteLength)](WriteTransaction &tx) -> Result<DoNotCallAddition> {
            const std::optional<Attempt> attempt = AttemptStore(tx.db).find(workspace, findCall(tx.db));
            if (!attempt) {
                return notFound<DoNotCallAddition>("call");
            }
            return listNumber(tx, workspace, attempt->to, QStringLiteral("agent"), reason, attempt);
        },
        afterTellingEngine<DoNotCallAddition>(m_core, std::move(reply)));
}

void LocalDoNotCallService::remove(const Caller &caller, E164 number, Reply<void> reply)
{
    if (!isAllowed(caller, Scope::ConfigWrite, reply)) {
        return;
    }
    if (const auto checked = checkNumber(number); !checked) {
        reply(checked);
        return;
    }
    submitEdit<void>(
        m_core, caller.workspace,
        [workspace = caller.workspace, number](WriteTransaction &tx) -> Result<void> {
            if (!LimitStore(tx.db).unblock(workspace, number)) {
                return {ErrorCode::NotFound,
                        QStringLiteral("%1 is not on the do-not-call list.").arg(number.toString())};
            }
            tx.changes.doNotCall = true;
            return {};
        },
        std::move(reply));
}

void LocalDoNotCallService::find(const Caller &caller, E164 number, Reply<std::optional<DoNotCallEntry>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    using Found = std::optional<DoNotCallEntry>;
    m_core.readers.read<Found>(
        [workspace = caller.workspace, number](Connection &db) -> Result<Found> {
            return LimitStore(db).findBlocked(workspace, number);
        },
        std::move(reply));
}

void LocalDoNotCallService::page(const Caller &caller, E164 after, int limit, Reply<Page<DoNotCallEntry, E164>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    using Entries = Page<DoNotCallEntry, E164>;
    if (const auto checked = checkPageSize(limit); !checked) {
        reply(checked.error());
        return;
    }
    m_core.readers.read<Entries>(
        [workspace = caller.workspace, after, limit](Connection &db) -> Result<Entries> {
            Entries page;
            page.rows = LimitStore(db).blocked(workspace, after, limit + 1);
            if (page.rows.size() > static_cast<std::size_t>(limit)) {
                page.rows.pop_back();
                page.next = page.rows.back().number;
            }
            return page;
        },
        std::move(reply));
}

void LocalDoNotCallService::count(const Caller &caller, Reply<qint64> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<qint64>(
        [workspace = caller.workspace](Connection &db) -> Result<qint64> {
            return LimitStore(db).blockedCount(workspace);
        },
        std::move(reply));
}

std::shared_ptr<ImportJob> LocalDoNotCallService::addList(const Caller &caller, DoNotCallListRequest request,
                                                          std::function<void(ImportProgress)> progress,
                                                          Answering<DoNotCallListSummary> answering)
{
    if (!isAllowed(caller, Scope::ConfigWrite, answering)) {
        return nullptr;
    }
    auto import = std::make_shared<DoNotCallImport>(m_core, caller, std::move(request), std::move(progress), answering);
    if (const Result<void> started = start(import); !started) {
        answering(started.error());
    }
    return import;
}

/// Errors: the same key is with a list under way; the system has no thread.
Result<void> LocalDoNotCallService::start(const std::shared_ptr<DoNotCallImport> &import)
{
    const std::scoped_lock lock(m_mutex);
    forgetFinished();
    for (const Running &running : m_running) {
        if (running.import->holdsKeyOf(*import)) {
            const bool isTheSame = running.import->caller().once->fingerprint == import->caller().once->fingerprint;
            return isTheSame ? requestInProgress() : keyOfAnotherRequest();
        }
    }
    Result<std::thread> thread = startThread([import] { import->run(); });
    if (!thread) {
        return thread.error();
    }
    m_running.push_back({import, std::move(*thread)});
    return {};
}

void LocalDoNotCallService::forgetFinished()
{
    std::erase_if(m_running, [](Running &running) {
        if (!running.import->isFinished()) {
            return false;
        }
        running.thread.join();
        return true;
    });
}

void LocalDoNotCallService::lists(const Caller &caller, Reply<std::vector<DoNotCallList>> reply)
{
    if (!isAllowed(caller, Scope::ConfigRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<DoNotCallList>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<DoNotCallList>> {
            return LimitStore(db).lists(workspace);
        },
        std::move(reply));
}

} // namespace campanile
