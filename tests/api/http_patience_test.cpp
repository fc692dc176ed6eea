// Whom the server does not wait for: slow and silent clients, late and broken handlers, more connections than it holds.

#include "api/http_world.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

using namespace campanile;
using namespace campanile::test;
using namespace std::chrono_literals;

class HttpPatienceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesSlowHeadersUp();
    void givesSlowBodiesUp();
    void closesIdleConnections();
    void stopsFeedingAReaderThatStalls();
    void survivesAClientThatLeaves();

    void saysWhenTheAnswerIsLate();
    void doesNotTakeALateAnswerForTheNext();
    void answersWhenTheReplyIsDropped();
    void answersWhenTheHandlerThrows();

    void closesConnectionsBeyondTheCap();
    void goesOnAfterDescriptorsRanOut();
};

void HttpPatienceTest::givesSlowHeadersUp()
{
    HttpWorld world;
    world.options.limits.headerTime = 200ms;
    world.start();
    QElapsedTimer timer;
    timer.start();
    RawClient silent(world.port());
    RawClient slow(world.port());
    slow.send("GET / HTTP/1.1\r\nA: ");
    while (slow.isSilentFor(20ms) && timer.elapsed() < 4'000) {
        slow.send("a"); // a byte now and then does not move the deadline
    }
    QCOMPARE(slow.answer().status, 408);
    QVERIFY(silent.isClosedByServer()); // nothing was asked, so nothing is answered
    QVERIFY(timer.elapsed() < 4'000);
}

void HttpPatienceTest::givesSlowBodiesUp()
{
    HttpWorld world;
    world.options.limits.bodyTime = 200ms;
    world.start();
    QCOMPARE(world.ask(world.head("POST /p", "Content-Length: 10\r\n") + "abc").status, 408);

    world.options.limits.bodyTime = 30s;
    world.options.limits.bodyGrace = 100ms; // the rate counts from then on
    world.start();
    QCOMPARE(world.ask(world.head("POST /p", "Content-Length: 900\r\n") + "abc").status, 408);
    QCOMPARE(world.ask(world.head("POST /upload", "Content-Length: 900\r\n") + "abc").status, 408);
    QTRY_VERIFY(QDir(world.uploads()).isEmpty(QDir::Files));
}

void HttpPatienceTest::closesIdleConnections()
{
    HttpWorld world;
    world.options.limits.idleTime = 150ms;
    world.start();
    RawClient client(world.port());
    client.send(world.head("GET /x"));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(!client.isSilentFor(4s));
    QVERIFY(client.isClosedByServer());
}

void HttpPatienceTest::stopsFeedingAReaderThatStalls()
{
    HttpWorld world;
    world.options.limits.writeTime = 100ms;
    world.start();
    RawClient client(world.port());
    client.send(world.head("GET /endless"));
    QVERIFY(world.handler->endlessLetGo.tryAcquire(1, 10'000)); // nothing is read meanwhile
    const RawAnswer answer = client.answer();
    QVERIFY(!answer.isWhole);
    QVERIFY(answer.body.size() < 50'000'000); // what the kernel's buffers held, not the whole
}

void HttpPatienceTest::survivesAClientThatLeaves()
{
    HttpWorld world;
    for (int i = 0; i < 20; ++i) {
        RawClient client(world.port());
        client.send(world.head("GET /wait"));
        world.handler->awaitRequests();
        client.close();
        world.handler->release("nobody listens");
    }
    RawClient halfway(world.port());
    halfway.send(world.head("POST /upload", "Content-Length: 100000\r\n") + "abc");
    halfway.close();
    QCOMPARE(world.ask(world.head("GET /x")).status, 200);
}

void HttpPatienceTest::saysWhenTheAnswerIsLate()
{
    HttpWorld world;
    QCOMPARE(world.ask(world.head("GET /slow")).status, 504);
}

void HttpPatienceTest::doesNotTakeALateAnswerForTheNext()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("GET /slow") + world.head("GET /wait"));
    QCOMPARE(client.answer().status, 504);
    world.handler->awaitRequests(2); // both have arrived
    world.handler->release("too late");
    world.handler->release("in time");
    QCOMPARE(client.answer().body, std::string("in time"));
}

void HttpPatienceTest::answersWhenTheReplyIsDropped()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("GET /drop") + world.head("GET /x"));
    QCOMPARE(client.answer().status, 500);
    QCOMPARE(client.answer().status, 200);
}

void HttpPatienceTest::answersWhenTheHandlerThrows()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("GET /throw") + world.head("GET /x"));
    QCOMPARE(client.answer().status, 500);
    QCOMPARE(client.answer().status, 200);
}

void HttpPatienceTest::closesConnectionsBeyondTheCap()
{
    HttpWorld world;
    world.options.limits.connections = 3;
    world.start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(world.port()));
        clients.back()->send(world.head("GET /x"));
        QCOMPARE(clients.back()->answer().status, 200);
    }
    RawClient extra(world.port());
    QVERIFY(extra.isClosedByServer());
    clients.pop_back();
    bool isServed = false; // once the server has seen the other leave
    QTRY_VERIFY(isServed = isServed || world.ask(world.head("GET /x")).status == 200);
}

void HttpPatienceTest::goesOnAfterDescriptorsRanOut()
{
    HttpWorld world;
    const auto processorTime = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    };
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int lowestFree = ::dup(0);
    ::close(lowestFree);
    rlimit scarce = before;
    scarce.rlim_cur = static_cast<rlim_t>(lowestFree) + 1; // one for the client, none for the server
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &scarce), 0);
    RawClient client(world.port());
    const bool isSent = client.send(world.head("GET /x"));
    const auto spentBefore = processorTime();
    const bool isSilent = client.isSilentFor(500ms);
    const auto spent = processorTime() - spentBefore;
    ::setrlimit(RLIMIT_NOFILE, &before);
    QVERIFY(isSent && isSilent);
    QVERIFY2(spent < 200ms, "accepting spins");
    QCOMPARE(client.answer().status, 200);
}

QTEST_GUILESS_MAIN(HttpPatienceTest)
#include "http_patience_test.moc"
