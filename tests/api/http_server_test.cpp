// How the server begins, where it listens, and how it ends with requests under way.

#include "api/http_world.h"
#include "support/no_threads.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace campanile;
using namespace campanile::test;
using namespace std::chrono_literals;

class HttpServerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listensOnLoopbackOnly();
    void saysThatThePortIsTaken();
    void saysThatItGetsNoThread();
    void finishesARunningRequestWhenStopped();
    void cutsARunningRequestAfterTheGrace();
    void survivesAnAnswerAfterItsEnd();
};

void HttpServerTest::listensOnLoopbackOnly()
{
    HttpWorld world;
    for (const char *address : {"0.0.0.0", "::", "192.0.2.1", "localhost", ""}) {
        HttpServerOptions options = world.options;
        options.address = address;
        const auto refused = HttpServer::start(options, *world.handler);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    }
}

void HttpServerTest::saysThatThePortIsTaken()
{
    HttpWorld world;
    HttpServerOptions options = world.options;
    options.uploadDirectory += "-other";
    options.port = world.port();
    const auto second = HttpServer::start(options, *world.handler);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::AddressInUse);
    QVERIFY(second.error().message.contains(QString::number(options.port)));
}

void HttpServerTest::saysThatItGetsNoThread()
{
    HttpWorld world;
    world.server.reset();
    {
        const NoThreads none;
        const auto refused = HttpServer::start(world.options, *world.handler);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message.startsWith(QLatin1StringView("A thread could not be started")));
    }
    world.start();
}

void HttpServerTest::finishesARunningRequestWhenStopped()
{
    HttpWorld world;
    RawClient idle(world.port());
    idle.send(world.head("GET /x"));
    idle.answer();
    RawClient running(world.port());
    running.send(world.head("GET /wait"));
    world.handler->awaitRequests();
    const std::jthread stopper([&world] { world.server->stop(30s); });
    QVERIFY(idle.isClosedByServer());
    QVERIFY(running.isSilentFor(50ms));
    QVERIFY(!RawClient(world.port()).isConnected());
    world.handler->release("finished");
    const RawAnswer answer = running.answer();
    QCOMPARE(answer.body, std::string("finished"));
    QCOMPARE(answer.header("connection"), std::string("close"));
}

void HttpServerTest::cutsARunningRequestAfterTheGrace()
{
    HttpWorld world;
    RawClient running(world.port());
    running.send(world.head("GET /wait"));
    world.handler->awaitRequests();
    QElapsedTimer timer;
    timer.start();
    world.server->stop(100ms);
    QVERIFY(timer.elapsed() >= 90 && timer.elapsed() < 4'000);
    QVERIFY(running.isClosedByServer());
}

void HttpServerTest::survivesAnAnswerAfterItsEnd()
{
    HttpWorld world;
    RawClient running(world.port());
    running.send(world.head("GET /wait"));
    world.handler->awaitRequests();
    world.server.reset();
    world.handler->release("nobody is there");
    QCOMPARE(running.answer().status, 0); // closed without one
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
