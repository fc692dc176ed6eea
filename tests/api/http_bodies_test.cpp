// Bodies: those of requests up to their limits, uploads, and answers that are streamed.

#include "api/http_world.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

class HttpBodiesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBodiesUpToTheLimit();
    void readsChunkedBodies();
    void limitsChunkExtensions();
    void refusesALongBodyUnread();
    void refusesAtTheHeadBeforeTheBody();
    void asksForTheBodyWhenTheClientWaits();

    void keepsUploadsInAPrivateFile();
    void removesLeftUploadsAtTheStart();

    void streamsInChunks();
    void cutsABrokenStream();
    void sendsLargeBodies();
};

void HttpBodiesTest::readsBodiesUpToTheLimit()
{
    HttpWorld world;
    const std::string body(1'000, 'x');
    QCOMPARE(world.ask(world.head("POST /p", "Content-Length: 1000\r\n") + body).body, "POST /p " + body);
    const RawAnswer answer = world.ask(world.head("POST /p", "Content-Length: 1001\r\n") + body + "x");
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.header("connection"), std::string("close"));
}

void HttpBodiesTest::readsChunkedBodies()
{
    HttpWorld world;
    const std::string fields = "Transfer-Encoding: Chunked\r\n";
    RawClient client(world.port());
    client.send(world.head("POST /p", fields) + "3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\nTrailer: t\r\n\r\n" +
                world.head("GET /q"));
    QCOMPARE(client.answer().body, std::string("POST /p abcdefgh"));
    QCOMPARE(client.answer().body, std::string("GET /q "));

    const std::string limit = "3e8\r\n" + std::string(1'000, 'x') + "\r\n";
    QCOMPARE(world.ask(world.head("POST /p", fields) + limit + "0\r\n\r\n").status, 200);
    QCOMPARE(world.ask(world.head("POST /p", fields) + limit + "1\r\nx\r\n0\r\n\r\n").status, 413);
}

void HttpBodiesTest::limitsChunkExtensions()
{
    HttpWorld world;
    const auto request = [&world](std::size_t size) {
        return world.head("POST /p", "Transfer-Encoding: chunked\r\n") + "1;" + std::string(size - 1, 'e') +
               "\r\nx\r\n0\r\n\r\n";
    };
    QCOMPARE(world.ask(request(256)).status, 200);
    QCOMPARE(world.ask(request(257)).status, 400);
    QCOMPARE(world.ask(request(200'000)).status, 400);
}

void HttpBodiesTest::refusesALongBodyUnread()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("POST /p", "Content-Length: 2000000000\r\n"));
    QCOMPARE(client.answer().status, 413); // although nothing of the body has been sent
    QVERIFY(client.isClosedByServer());
}

void HttpBodiesTest::refusesAtTheHeadBeforeTheBody()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("POST /refused", "Content-Length: 10\r\nExpect: 100-continue\r\n"));
    QCOMPARE(client.answer().status, 401);
    QVERIFY(client.isClosedByServer());

    RawClient bodiless(world.port());
    bodiless.send(world.head("GET /refused") + world.head("GET /x"));
    QCOMPARE(bodiless.answer().status, 401);
    QCOMPARE(bodiless.answer().status, 200); // a refusal without a body leaves the connection in order
}

void HttpBodiesTest::asksForTheBodyWhenTheClientWaits()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("POST /p", "Content-Length: 3\r\nExpect: 100-continue\r\n"));
    QCOMPARE(client.answer().status, 100);
    client.send("abc");
    QCOMPARE(client.answer().body, std::string("POST /p abc"));
    client.send(world.head("POST /p", "Content-Length: 3\r\nExpect: 100-continue\r\n") + "abc");
    QCOMPARE(client.answer().status, 200); // it did not wait, so it is not asked
}

void HttpBodiesTest::keepsUploadsInAPrivateFile()
{
    HttpWorld world;
    constexpr std::size_t size = 5'000'000;
    RawClient client(world.port());
    client.send(world.head("POST /upload", "Content-Length: " + std::to_string(size) + "\r\n"));
    client.send(std::string(size, 'u'));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, std::to_string(size));
    client.send(world.head("GET /x"));
    client.answer();
    QVERIFY(!world.handler->lastUpload().isEmpty());
    QVERIFY(!QFile::exists(world.handler->lastUpload()));
}

void HttpBodiesTest::removesLeftUploadsAtTheStart()
{
    HttpWorld world;
    const QString left = world.uploads() + QStringLiteral("/campanile-upload-abcdef");
    QFile file(left);
    QVERIFY(file.open(QIODevice::WriteOnly));
    world.start();
    QVERIFY(!QFile::exists(left));
    QCOMPARE(QFileInfo(world.uploads()).permissions() & QFile::ReadOther, QFile::Permissions());
}

void HttpBodiesTest::streamsInChunks()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("GET /stream") + world.head("GET /x"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("transfer-encoding"), std::string("chunked"));
    QCOMPARE(answer.body, std::string(500'000, 'x'));
    QVERIFY(answer.isWhole);
    QCOMPARE(client.answer().status, 200);
}

void HttpBodiesTest::cutsABrokenStream()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("GET /broken-stream"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.body.size(), std::size_t{500'000});
    QVERIFY(!answer.isWhole);
    QVERIFY(client.isClosedByServer());
}

void HttpBodiesTest::sendsLargeBodies()
{
    HttpWorld world;
    const RawAnswer answer = world.ask(world.head("GET /big"));
    QCOMPARE(answer.body, std::string(3'000'000, 'b'));
}

QTEST_GUILESS_MAIN(HttpBodiesTest)
#include "http_bodies_test.moc"
