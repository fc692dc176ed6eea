#pragma once

#include "domain/call.h"
#include "local/backend_core.h"
#include "services/answering.h"

#include <memory>
#include <optional>

namespace campanile {

/// InvalidInput when the key of a request has no proper length.
Result<void> checkOnce(const Once &once);
/// Conflict: the key belongs to another request.
Error keyOfAnotherRequest();
/// RequestInProgress: the first request with the key has no answer yet.
Error requestInProgress();

/// The keys of one workspace, as one request asks them inside its transaction. Thread: the writer's.
class OnceBook {
public:
    OnceBook(WriteTransaction &tx, const Clock &clock, WorkspaceId workspace, Once once);

    /// The answer to an earlier request with the key; nothing when there was none. Conflict when the earlier request
    /// was another one, RequestInProgress when it has no answer yet.
    [[nodiscard]] Result<std::optional<KeptAnswer>> find();
    void keep(const KeptAnswer &answer, ScheduledCallId call = {});
    /// Enters the key as in progress: the request takes several transactions, and this import is its record.
    void begin(ImportId import);
    void finish(const KeptAnswer &answer);

private:
    WriteTransaction &m_tx;
    const WorkspaceId m_workspace;
    const Once m_once;
    WallTime m_steady;
};

/// Keeps and delivers the answer to a request that was refused with Conflict, or delivers the answer that was kept
/// meanwhile. Other refusals are not kept, and the request is processed anew when it comes again; so is one that had to
/// wait for an import, since that passes.
template<class T>
void refuseOnce(BackendCore &core, const Caller &caller, const Answering<T> &answering, const Error &error)
{
    const KeptAnswer refusal = answering.encoded(error);
    const bool passes = error.rule == ErrorRule::ImportRunning || error.rule == ErrorRule::ImportFailed;
    if (error.code != ErrorCode::Conflict || passes) {
        answering.deliver(refusal, false);
        return;
    }
    using Kept = std::optional<KeptAnswer>;
    core.writer.submit<Kept>(
        WritePriority::Commands,
        [&core, workspace = caller.workspace, once = *caller.once, refusal](WriteTransaction &tx) -> Result<Kept> {
            OnceBook book(tx, core.clock, workspace, once);
            Result<Kept> before = book.find();
            if (before && !*before) {
                book.keep(refusal);
            }
            return before;
        },
        [answering, refusal](const Result<Kept> &before) {
            if (before && *before) {
                answering.deliver(**before, true);
            } else {
                answering.deliver(before ? refusal : answering.encoded(before.error()), false);
            }
        });
}

/// Runs a request that makes something. For a caller with a `Once` the look-up of the key, the work and the storing of
/// the answer are one transaction: after a crash either all of them happened or none did.
/// @param work a job of the writer
/// @param made called with what was made, after the commit and before the caller; not of a replay
template<class T>
void makeOnce(BackendCore &core, const Caller &caller, std::function<Result<T>(WriteTransaction &)> work,
              Answering<T> answering, std::function<void(const T &)> made = {})
{
    if (!caller.once || !answering.encodes()) {
        core.writer.submit<T>(WritePriority::Commands, std::move(work),
                              [answering = std::move(answering), made = std::move(made)](Result<T> result) {
                                  if (result && made) {
                                      made(*result);
                                  }
                                  answering(std::move(result));
                              });
        return;
    }
    if (const Result<void> checked = checkOnce(*caller.once); !checked) {
        answering(checked.error());
        return;
    }
    struct Came {
        std::optional<Error> aboutTheKey;
        std::optional<T> value; ///< nothing for a replay
        KeptAnswer answer;
    };
    core.writer.submit<Came>(
        WritePriority::Commands,
        [&core, workspace = caller.workspace, once = *caller.once, work = std::move(work),
         answering](WriteTransaction &tx) -> Result<Came> {
            OnceBook book(tx, core.clock, workspace, once);
            const Result<std::optional<KeptAnswer>> before = book.find();
            if (!before) {
                return Came{before.error(), {}, {}};
            }
            if (*before) {
                return Came{{}, {}, **before};
            }
            Result<T> result = work(tx);
            if (!result) {
                return result.error();
            }
            Came came{{}, *result, answering.encoded(result)};
            if constexpr (std::is_same_v<T, ScheduledCall>) {
                book.keep(came.answer, result->id);
            } else {
                book.keep(came.answer);
            }
            return came;
        },
        [&core, caller, answering, made = std::move(made)](const Result<Came> &came) {
            if (!came) {
                refuseOnce(core, caller, answering, came.error());
            } else if (came->aboutTheKey) {
                answering(*came->aboutTheKey);
            } else {
                if (came->value && made) {
                    made(*came->value);
                }
                answering.deliver(came->answer, !came->value);
            }
        });
}

} // namespace campanile
