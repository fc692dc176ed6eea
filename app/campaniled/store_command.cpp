#include "store_command.h"

#include "exit_status.h"
#include "local/maintenance.h"

#include <cstdio>

namespace campanile {

namespace {

int report(const Result<QString> &result)
{
    if (!result) {
        std::fprintf(stderr, "campaniled: %s\n", result.error().message.toUtf8().constData());
        return ExitBadInput;
    }
    std::printf("%s\n", result->toUtf8().constData());
    return ExitSuccess;
}

} // namespace

int runBackup(const QString &dataDirectory, const QString &target)
{
    return report(backUp(dataDirectory, target));
}

int runCheck(const QString &dataDirectory)
{
    return report(checkStorage(dataDirectory));
}

} // namespace campanile
