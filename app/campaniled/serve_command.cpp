#include "serve_command.h"

#include "api/rest/rest_server.h"
#include "exit_status.h"
#include "local/local_backend.h"
#include "unix_signals.h"

#include <QCoreApplication>

#include <cstdio>
#include <future>
#include <utility>

namespace campanile {

namespace {

int refuse(const QString &message)
{
    std::fprintf(stderr, "campaniled: %s\n", message.toUtf8().constData());
    return ExitBadInput;
}

/// Reads HOST:PORT; the host is an IP address in digits, and an IPv6 address is in brackets.
bool parseListen(const QString &text, RestServerOptions &options)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool isNumber = false;
    options.port = text.mid(colon + 1).toUShort(&isNumber);
    QString host = text.left(std::max(colon, qsizetype{0}));
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'))) {
        host = host.mid(1, host.size() - 2);
    }
    options.address = host == QLatin1StringView("localhost") ? QStringLiteral("127.0.0.1") : host;
    return colon > 0 && isNumber && !options.address.isEmpty();
}

/// Asks a service and waits for its answer, which comes on another thread.
template<class Question>
Result<Setup> answerTo(Question question)
{
    std::promise<Result<Setup>> promise;
    question([&promise](Result<Setup> setup) { promise.set_value(std::move(setup)); });
    return promise.get_future().get();
}

/// Gives a new workspace an agent, a trunk and a number, so that clients of the API have something to begin with.
/// Returns when they are on the disk.
Result<Setup> furnish(const OwnServices &own)
{
    Result<Setup> setup = answerTo([&own](Reply<Setup> reply) { own.workspaces.read(own.caller, std::move(reply)); });
    if (!setup || !setup->isEmpty()) {
        return setup;
    }
    return answerTo([&own](Reply<Setup> reply) { own.workspaces.ensureBasics(own.caller, std::move(reply)); });
}

} // namespace

int runServe(const ServeOptions &options)
{
    RestServerOptions rest;
    if (!parseListen(options.listen, rest)) {
        return refuse(QStringLiteral("--listen \"%1\" is not HOST:PORT, such as 127.0.0.1:8787.").arg(options.listen));
    }
    Result<std::unique_ptr<LocalBackend>> backend = LocalBackend::open(
        {.dataDirectory = options.dataDirectory, .simulatedWire = options.simulatedWire, .log = options.log});
    if (!backend) {
        return refuse(backend.error().message);
    }
    rest.temporaryDirectory = (*backend)->uploadsDirectory();
    const OwnServices services = (*backend)->ownServices(CallerKind::CommandLine);
    const Result<std::unique_ptr<RestServer>> server = RestServer::start(rest, services, (*backend)->apiKeys());
    if (!server) {
        return refuse(server.error().message);
    }
    if (const Result<Setup> setup = furnish(services); !setup) { // the API works, and can make what is missing
        std::fprintf(stderr, "campaniled: The workspace did not get its first agent, trunk and number: %s\n",
                     setup.error().message.toUtf8().constData());
    }
    UnixSignals signals;
    QObject::connect(&signals, &UnixSignals::endRequested, qApp, [] { QCoreApplication::quit(); });
    std::printf("campaniled ready url=%s data_dir=%s\n", server.value()->url().toUtf8().constData(),
                (*backend)->dataDirectory().toUtf8().constData());
    std::fflush(stdout);
    const int status = QCoreApplication::exec();
    server.value()->stop();
    return status;
}

} // namespace campanile
