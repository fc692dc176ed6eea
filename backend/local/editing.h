#pragma once

#include "local/backend_core.h"

namespace campanile {

/// Whether the workspace may be changed now; EditingDisabled otherwise (I-23). To be called inside the transaction that
/// makes the change, so that no change is committed after editing was disabled.
Result<void> mayEdit(Connection &db, WorkspaceId workspace);

/// A job of the writer that a person asks for: refused while editing is disabled.
template<class T>
std::function<Result<T>(WriteTransaction &)> asEdit(WorkspaceId workspace,
                                                    std::function<Result<T>(WriteTransaction &)> work)
{
    return [workspace, work = std::move(work)](WriteTransaction &tx) -> Result<T> {
        if (const Result<void> allowed = mayEdit(tx.db, workspace); !allowed) {
            return allowed.error();
        }
        return work(tx);
    };
}

/// A reply that first tells the engine that something that may hold calls has changed, and then answers the caller.
template<class T>
Reply<T> afterTellingEngine(BackendCore &core, Reply<T> reply)
{
    return [&core, reply = std::move(reply)](Result<T> result) {
        if (result) {
            core.onEngine([](Engine &engine) { engine.limitsChanged(); });
        }
        reply(std::move(result));
    };
}

/// Does both, for a change of something that may hold calls.
template<class T>
void submitEdit(BackendCore &core, WorkspaceId workspace, std::function<Result<T>(WriteTransaction &)> work,
                Reply<T> reply)
{
    core.writer.submit<T>(WritePriority::Commands, asEdit<T>(workspace, std::move(work)),
                          afterTellingEngine<T>(core, std::move(reply)));
}

} // namespace campanile
