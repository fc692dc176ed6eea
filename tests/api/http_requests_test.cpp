// Which requests are answered and what every answer says; what is malformed or foreign is refused.

#include "api/http_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using namespace std::chrono_literals;

class HttpRequestsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersWithTheFieldsEveryAnswerHas();
    void echoesGoodRequestIdsOnly();
    void refusesMalformedRequests_data();
    void refusesMalformedRequests();
    void neverSendsACorsField();
    void answersHeadWithoutBody();
    void answersPipelinedRequestsInOrder();
    void closesWhenAskedTo();
};

void HttpRequestsTest::answersWithTheFieldsEveryAnswerHas()
{
    HttpWorld world;
    const RawAnswer answer = world.ask(world.head("GET /x"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, std::string("GET /x "));
    QCOMPARE(answer.header("cache-control"), std::string("no-store"));
    QCOMPARE(answer.header("x-content-type-options"), std::string("nosniff"));
    QVERIFY(answer.header("x-request-id").starts_with("req_"));
    const QString date = QString::fromStdString(answer.header("date"));
    QVERIFY2(date.endsWith(QStringLiteral(" GMT")) && date.size() == 29, qPrintable(date));
    QVERIFY(world.ask(world.head("GET /x")).header("x-request-id") != answer.header("x-request-id"));
}

void HttpRequestsTest::echoesGoodRequestIdsOnly()
{
    HttpWorld world;
    const std::string longest(64, 'i');
    QCOMPARE(world.ask(world.head("GET /", "X-Request-Id: a.b-1\r\n")).header("x-request-id"), std::string("a.b-1"));
    QCOMPARE(world.ask(world.head("GET /", "X-Request-Id: " + longest + "\r\n")).header("x-request-id"), longest);
    for (const std::string &bad : {longest + "i", std::string("a b"), std::string("a\"b")}) {
        QVERIFY(
            world.ask(world.head("GET /", "X-Request-Id: " + bad + "\r\n")).header("x-request-id").starts_with("req_"));
    }
}

void HttpRequestsTest::refusesMalformedRequests_data()
{
    // {host} stands for this server's Host field. Every refusal closes the connection, so that nothing behind the
    // request can be taken for a second one.
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *request, int status) {
        QTest::newRow(name) << QByteArray(request) << status;
    };
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400);
    row("two Hosts", "GET / HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n", 400);
    row("foreign Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421);
    row("foreign Origin", "GET / HTTP/1.1\r\n{host}\r\nOrigin: http://evil.example\r\n\r\n", 403);
    row("null Origin", "GET / HTTP/1.1\r\n{host}\r\nOrigin: null\r\n\r\n", 403);
    row("cross-site", "GET / HTTP/1.1\r\n{host}\r\nSec-Fetch-Site: cross-site\r\n\r\n", 403);
    row("preflight",
        "OPTIONS / HTTP/1.1\r\n{host}\r\nOrigin: http://evil.example\r\n"
        "Access-Control-Request-Method: POST\r\n\r\n",
        403);
    row("CL and TE", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400);
    row("TE and CL", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        400);
    row("two equal CLs", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400);
    row("two CLs", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400);
    row("list of CLs", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 1, 1\r\n\r\nx", 400);
    row("negative CL", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: -1\r\n\r\n", 400);
    row("CL with sign", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: +1\r\n\r\nx", 400);
    row("hex CL", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 0x1\r\n\r\nx", 400);
    row("huge CL", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 18446744073709551617\r\n\r\n", 400);
    row("largest CL", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 18446744073709551614\r\n\r\n", 413);
    row("CL in words", "POST / HTTP/1.1\r\n{host}\r\nContent-Length: abc\r\n\r\n", 400);
    row("empty CL", "POST / HTTP/1.1\r\n{host}\r\nContent-Length:\r\n\r\n", 400);
    row("TE gzip", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: gzip\r\n\r\n", 400);
    row("TE identity", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: identity\r\n\r\n", 400);
    row("TE chunked, identity", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        400);
    row("TE gzip, chunked", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400);
    row("TE xchunked", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400);
    row("two TEs",
        "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("TE in HTTP/1.0", "POST / HTTP/1.0\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("bad chunk size", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n", 400);
    row("huge chunk size", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx",
        400);
    row("chunk without line end", "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n",
        400);
    row("folded field", "GET / HTTP/1.1\r\n{host}\r\nA: b\r\n c\r\n\r\n", 400);
    row("bare LF", "GET / HTTP/1.1\n{host}\n\n", 400);
    row("space before colon", "GET / HTTP/1.1\r\n{host}\r\nContent-Length : 5\r\n\r\nhello", 400);
    row("no version", "GET /\r\n{host}\r\n\r\n", 400);
    row("HTTP/2", "PRI * HTTP/2.0\r\n{host}\r\n\r\n", 505);
    row("HTTP/9.9", "GET / HTTP/9.9\r\n{host}\r\n\r\n", 505);
    row("TLS", "\x16\x03\x01\x02\r\n\r\n", 400);
    row("two spaces", "GET  / HTTP/1.1\r\n{host}\r\n\r\n", 400);
    row("relative target", "GET x HTTP/1.1\r\n{host}\r\n\r\n", 400);
    row("CONNECT", "CONNECT evil:443 HTTP/1.1\r\n{host}\r\n\r\n", 400);
    row("proxy", "GET http://evil/ HTTP/1.1\r\n{host}\r\n\r\n", 421);
    row("unknown expectation", "POST / HTTP/1.1\r\n{host}\r\nExpect: magic\r\nContent-Length: 1\r\n\r\n", 417);
}

void HttpRequestsTest::refusesMalformedRequests()
{
    HttpWorld world;
    QFETCH(QByteArray, request);
    QFETCH(const int, status);
    request.replace("{host}", "Host: 127.0.0.1:" + QByteArray::number(world.port()));
    RawClient client(world.port());
    client.send(request.toStdString() + world.head("GET /second"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, status);
    QVERIFY(answer.isWhole);
    QCOMPARE(answer.header("connection"), std::string("close"));
    QVERIFY(client.isClosedByServer());
}

void HttpRequestsTest::neverSendsACorsField()
{
    HttpWorld world;
    const std::string own = "Origin: http://127.0.0.1:" + std::to_string(world.port()) + "\r\n";
    for (const std::string &fields : {own, std::string("Origin: http://evil\r\n"), std::string()}) {
        for (const char *method : {"GET", "OPTIONS", "POST"}) {
            for (const auto &[name, value] : world.ask(world.head(std::string(method) + " /", fields)).headers) {
                QVERIFY2(!name.starts_with("access-control"), name.c_str());
            }
        }
    }
}

void HttpRequestsTest::answersHeadWithoutBody()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("HEAD /x") + world.head("HEAD /stream") + world.head("GET /y"));
    RawAnswer answer = client.answer(true);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-length"), std::string("8"));
    answer = client.answer(true);
    QCOMPARE(answer.header("transfer-encoding"), std::string("chunked"));
    QCOMPARE(client.answer().body, std::string("GET /y "));

    RawClient refused(world.port());
    refused.send("HEAD / HTTP/1.1\r\nHost: evil\r\n\r\n");
    QCOMPARE(refused.answer(true).status, 421);
    QVERIFY(refused.isClosedByServer());
}

void HttpRequestsTest::answersPipelinedRequestsInOrder()
{
    HttpWorld world;
    RawClient client(world.port());
    std::string burst = world.head("GET /wait") + world.head("POST /1", "Content-Length: 3\r\n") + "abc";
    for (int i = 2; i < 50; ++i) {
        burst += world.head("GET /" + std::to_string(i));
    }
    client.send(burst);
    QVERIFY(client.isSilentFor(50ms)); // nothing overtakes the first
    world.handler->release("first");
    QCOMPARE(client.answer().body, std::string("first"));
    QCOMPARE(client.answer().body, std::string("POST /1 abc"));
    for (int i = 2; i < 50; ++i) {
        QCOMPARE(client.answer().body, "GET /" + std::to_string(i) + " ");
    }
}

void HttpRequestsTest::closesWhenAskedTo()
{
    HttpWorld world;
    RawClient client(world.port());
    client.send(world.head("GET /x", "Connection: close\r\n"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("connection"), std::string("close"));
    QVERIFY(client.isClosedByServer());

    RawClient old(world.port());
    old.send("GET /x HTTP/1.0\r\nHost: localhost:" + std::to_string(world.port()) + "\r\n\r\n");
    QCOMPARE(old.answer().status, 200);
    QVERIFY(old.isClosedByServer());

    RawClient oldStream(world.port());
    oldStream.send("GET /stream HTTP/1.0\r\nHost: localhost:" + std::to_string(world.port()) + "\r\n\r\n");
    QCOMPARE(oldStream.answer().body.size(), std::size_t{500'000});
}

QTEST_GUILESS_MAIN(HttpRequestsTest)
#include "http_requests_test.moc"
