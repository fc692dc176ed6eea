#pragma once

#include "core/clock.h"
#include "core/ids.h"
#include "domain/caller.h"
#include "engine/engine.h"
#include "local/lists/running_imports.h"
#include "local/permission.h"
#include "services/change_feed.h"
#include "storage/data_directory.h"
#include "storage/reader_pool.h"
#include "storage/writer.h"

#include <functional>
#include <memory>

namespace campanile {

/// What the services of this process stand on; borrowed, and alive as long as they are.
struct BackendCore {
    const Clock &clock;
    IdSource &ids;
    Writer &writer;
    ReaderPool &readers;
    HoldBoard &holds;
    DataDirectory &directory;
    ProcessId process; ///< this one
    /// Runs a task on the engine's thread, if the engine still runs. Thread: any.
    std::function<void(std::function<void(Engine &)>)> onEngine;
    /// The state of each trunk as the engine of this process knows it; null: there is no engine, and nothing is known.
    const TrunkBoard *trunks = nullptr;
    std::shared_ptr<RunningImports> imports = std::make_shared<RunningImports>();
};

/// NotFound, with the message that all services use.
template<class T>
Result<T> notFound(const char *what)
{
    return {ErrorCode::NotFound, QStringLiteral("There is no such %1.").arg(QLatin1StringView(what))};
}

} // namespace campanile
