#include "dial_command.h"

#include "dial_run.h"
#include "dial_summary.h"
#include "exit_status.h"
#include "list_options.h"
#include "local/local_backend.h"
#include "unix_signals.h"

#include <QCoreApplication>

#include <memory>

namespace campanile {

int runDial(const DialOptions &options)
{
    const Result<ListOptions> list = readListOptions(options);
    if (!list) {
        printRefusal(list.error(), options.json);
        return ExitBadInput;
    }
    Result<std::unique_ptr<LocalBackend>> backend = LocalBackend::open(
        {.dataDirectory = options.dataDirectory, .simulatedWire = options.simulatedWire, .log = options.log});
    if (!backend) {
        printRefusal(backend.error(), options.json);
        return ExitBadInput;
    }
    UnixSignals signals;
    DialRun run(options, *list, (*backend)->ownServices(CallerKind::CommandLine));
    QObject::connect(&signals, &UnixSignals::endRequested, &run, [&run] { run.interrupt(); });
    QMetaObject::invokeMethod(
        &run, [&run] { run.begin(); }, Qt::QueuedConnection);
    const int status = QCoreApplication::exec();
    // The backend goes before the run (see DialRun).
    (*backend).reset();
    return status;
}

} // namespace campanile
