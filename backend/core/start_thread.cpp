#include "core/start_thread.h"

namespace campanile {

Result<std::thread> startThread(std::function<void()> work)
{
    try {
        return std::thread(std::move(work));
    } catch (const std::system_error &refusal) {
        return withoutMeans(refusal);
    }
}

Error withoutMeans(const std::system_error &refusal)
{
    return {ErrorCode::Internal,
            QStringLiteral("A thread could not be started: %1. End other programs and try again.")
                .arg(QString::fromLocal8Bit(refusal.what())),
            {}};
}

} // namespace campanile
