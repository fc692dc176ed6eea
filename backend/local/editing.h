#pragma once

#include "local/backend_core.h"

namespace campanile {

/// Whether anybody may change anything of the workspace now; EditingDisabled otherwise (I-23). Asked inside the
/// transaction that is to make the change, so that nothing slips in behind the switch.
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

/// The engine hears that something which may have held calls back is different now, then whoever asked hears it.
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

/// Both: a change of what may hold calls back.
template<class T>
void submitEdit(BackendCore &core, WorkspaceId workspace, std::function<Result<T>(WriteTransaction &)> work,
                Reply<T> reply)
{
    core.writer.submit<T>(WritePriority::Commands, asEdit<T>(workspace, std::move(work)),
                          afterTellingEngine<T>(core, std::move(reply)));
}

} // namespace campanile
