#include "local/calls/local_queue_service.h"

#include "engine/calls/row_moves.h"
#include "engine/calls/settlement.h"
#include "local/calls/call_acceptance.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/once.h"
#include "storage/queue_store.h"

namespace campanile {

namespace {

constexpr int rowsPerAnswer = 1'000;

Result<ScheduledCall> pendingOneOff(WriteTransaction &tx, WorkspaceId workspace, ScheduledCallId id)
{
    const std::optional<ScheduledCall> call = QueueStore(tx.db).find(workspace, id);
    if (!call) {
        return notFound<ScheduledCall>("scheduled call");
    }
    if (call->status != ScheduledCallStatus::Pending) {
        return {ErrorCode::Conflict,
                QStringLiteral("The call is %1; only a pending one can be changed.").arg(nameOf(call->status))};
    }
    if (!call->campaign.isNull()) {
        return {ErrorCode::Conflict, QStringLiteral("The call belongs to a campaign; change the campaign instead.")};
    }
    return *call;
}

} // namespace

void LocalQueueService::tellEngine(const ScheduledCall &call)
{
    m_core.onEngine([call](Engine &engine) {
        if (call.campaign.isNull()) {
            engine.oneOffChanged(call.fromNumber);
        } else {
            engine.campaignChanged(call.campaign);
        }
    });
}

void LocalQueueService::change(Change change, Reply<ScheduledCall> reply)
{
    m_core.writer.submit<ScheduledCall>(WritePriority::Commands, std::move(change),
                                        [this, reply = std::move(reply)](Result<ScheduledCall> result) {
                                            if (result) {
                                                tellEngine(*result);
                                            }
                                            reply(std::move(result));
                                        });
}

void LocalQueueService::place(const Caller &caller, NewCall fresh, Answering<ScheduledCall> answering)
{
    if (!isAllowed(caller, Scope::CallsWrite, answering)) {
        return;
    }
    if (const Result<void> checked = checkNewCall(fresh); !checked) {
        answering(checked.error());
        return;
    }
    makeOnce<ScheduledCall>(
        m_core, caller,
        [trunks = m_core.trunks, workspace = caller.workspace, fresh = std::move(fresh)](WriteTransaction &tx) {
            return accept(tx, trunks, workspace, fresh);
        },
        std::move(answering), [this](const ScheduledCall &call) { tellEngine(call); });
}

Result<ScheduledCall> LocalQueueService::accept(WriteTransaction &tx, const TrunkBoard *trunks, WorkspaceId workspace,
                                                const NewCall &fresh)
{
    ScheduledCall call;
    call.workspace = workspace;
    call.fromNumber = fresh.fromNumber;
    call.agent = fresh.agent;
    call.to = fresh.to;
    call.scheduledAt = fresh.scheduledAt.value_or(tx.now);
    call.dueAt = call.scheduledAt;
    call.expiresAt = fresh.expiresAt.value_or(WallTime{});
    call.maxAttempts = fresh.maxAttempts;
    call.timezone = fresh.timezone;
    call.caps = fresh.caps;
    if (const Result<void> accepted = acceptCall(tx, call, trunks); !accepted) {
        return accepted.error();
    }
    call.id = tx.ids.next<ScheduledCallId>();
    if (!RowMoves(tx).create(call, variablesJson(fresh.variables))) {
        return {ErrorCode::Internal, QStringLiteral("The call could not be added to the queue.")};
    }
    return call;
}

void LocalQueueService::edit(const Caller &caller, ScheduledCallId id, CallEdit edit, Reply<ScheduledCall> reply)
{
    if (!isAllowed(caller, Scope::CallsWrite, reply)) {
        return;
    }
    change(
        [trunks = m_core.trunks, workspace = caller.workspace, id,
         edit = std::move(edit)](WriteTransaction &tx) -> Result<ScheduledCall> {
            Result<ScheduledCall> call = pendingOneOff(tx, workspace, id);
            if (!call) {
                return call;
            }
            if (edit.to && *edit.to != call->to && call->attempt > 0) {
                return {ErrorCode::Conflict,
                        QStringLiteral("The call was tried already; its number cannot become another's. Cancel it and "
                                       "place a new one.")};
            }
            call->to = edit.to.value_or(call->to);
            call->scheduledAt = edit.scheduledAt.value_or(call->scheduledAt);
            call->dueAt = edit.scheduledAt.value_or(call->dueAt);
            call->expiresAt = edit.expiresAt.value_or(call->expiresAt);
            call->maxAttempts = edit.maxAttempts.value_or(call->maxAttempts);
            call->timezone = edit.timezone.value_or(call->timezone);
            call->caps = edit.caps.value_or(call->caps);
            if (const Result<void> checked = checkCall(*call); !checked) {
                return checked.error();
            }
            if (const Result<void> accepted = acceptCall(tx, *call, trunks); !accepted) {
                return accepted.error();
            }
            QueueStore queue(tx.db);
            if (!queue.edit(*call, edit.variables ? variablesJson(*edit.variables) : queue.variables(id))) {
                return {ErrorCode::Conflict, QStringLiteral("The call is not pending any more.")};
            }
            tx.changes.queue = true;
            return call;
        },
        std::move(reply));
}

void LocalQueueService::cancel(const Caller &caller, ScheduledCallId id, Reply<ScheduledCall> reply)
{
    if (!isAllowed(caller, Scope::CallsWrite, reply)) {
        return;
    }
    change(
        [workspace = caller.workspace, id](WriteTransaction &tx) -> Result<ScheduledCall> {
            QueueStore queue(tx.db);
            std::optional<ScheduledCall> call = queue.find(workspace, id);
            if (!call) {
                return notFound<ScheduledCall>("scheduled call");
            }
            if (const auto allowed = moved(call->status, ScheduledCallStatus::Cancelled); !allowed) {
                return allowed.error();
            }
            if (!RowMoves(tx).cancel(*call)) {
                return {ErrorCode::Conflict, QStringLiteral("The call is not pending any more.")};
            }
            return *queue.find(id);
        },
        std::move(reply));
}

void LocalQueueService::get(const Caller &caller, ScheduledCallId id, Reply<ScheduledCall> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<ScheduledCall>(
        [workspace = caller.workspace, id](Connection &db) -> Result<ScheduledCall> {
            QueueStore queue(db);
            std::optional<ScheduledCall> call = queue.find(workspace, id);
            if (!call) {
                return notFound<ScheduledCall>("scheduled call");
            }
            return *call;
        },
        std::move(reply));
}

void LocalQueueService::page(const Caller &caller, QueueFilter filter, ScheduledCallId after, int limit,
                             Reply<Page<ScheduledCall, ScheduledCallId>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<Page<ScheduledCall, ScheduledCallId>>(
        [workspace = caller.workspace, filter, after,
         limit](Connection &db) -> Result<Page<ScheduledCall, ScheduledCallId>> {
            if (const Result<void> checked = checkPageSize(limit); !checked) {
                return checked.error();
            }
            Page<ScheduledCall, ScheduledCallId> page;
            QueueStore queue(db);
            page.rows = queue.page(workspace, filter.campaign, filter.status, after, limit + 1);
            if (page.rows.size() > static_cast<std::size_t>(limit)) {
                page.rows.pop_back();
                page.next = page.rows.back().id;
            }
            return page;
        },
        std::move(reply));
}

void LocalQueueService::undecided(const Caller &caller, Reply<std::vector<ScheduledCall>> reply)
{
    if (!isAllowed(caller, Scope::CallsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<ScheduledCall>>(
        [workspace = caller.workspace](Connection &db) -> Result<std::vector<ScheduledCall>> {
            return QueueStore(db).undecided(workspace, rowsPerAnswer);
        },
        std::move(reply));
}

void LocalQueueService::decide(const Caller &caller, ScheduledCallId id, UnknownDecision decision,
                               Reply<ScheduledCall> reply)
{
    if (!isAllowed(caller, Scope::CallsWrite, reply)) {
        return;
    }
    change(
        [workspace = caller.workspace, id, decision](WriteTransaction &tx) -> Result<ScheduledCall> {
            if (!QueueStore(tx.db).find(workspace, id)) {
                return notFound<ScheduledCall>("scheduled call");
            }
            if (const Result<void> allowed = mayEdit(tx.db, workspace);
                decision == UnknownDecision::DialAgain && !allowed) {
                return allowed.error();
            }
            return Settlement(tx).decide(id, decision);
        },
        std::move(reply));
}

} // namespace campanile
