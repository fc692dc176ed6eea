#include "api/http/http_server.h"
#include "api/http/upload_file.h"
#include "api/raw_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>
#include <sys/resource.h>
#include <thread>

using namespace campanile;
using namespace campanile::test;
using namespace std::chrono_literals;

namespace {

/// A body of `pieces` pieces of 100,000 bytes; fails instead of ending when told so.
class Pieces final : public HttpBodySource {
public:
    Pieces(int pieces, bool fails)
        : m_left(pieces)
        , m_fails(fails)
    {
    }
    Pieces(const Pieces &) = delete;
    Pieces &operator=(const Pieces &) = delete;
    ~Pieces() override
    {
        if (whenLetGo) {
            whenLetGo();
        }
    }

    std::function<void()> whenLetGo;

    void next(Reply<std::string> piece) override
    {
        if (m_left-- > 0) {
            std::thread([piece] { piece(std::string(100'000, 'x')); }).detach();
        } else if (m_fails) {
            piece(Error{ErrorCode::Internal, {}, {}});
        } else {
            piece(std::string());
        }
    }

private:
    int m_left;
    const bool m_fails;
};

/// Serves what the tests need, by path.
class TestHandler final : public HttpHandler {
public:
    std::variant<HttpAdmission, HttpResponse> onHead(const HttpRequest &head) override
    {
        ++heads;
        if (head.path == "/refused") {
            return response(401, "refused");
        }
        HttpAdmission admission;
        admission.bodyLimit = 1'000;
        if (head.path == "/upload") {
            admission.body = HttpAdmission::Body::File;
            admission.bodyLimit = 100'000'000;
        }
        if (head.path == "/slow") {
            admission.answerWithin = 50ms;
        }
        admission.answer = [this](const std::shared_ptr<const HttpRequest> &request, HttpReply reply) {
            answer(request, std::move(reply));
        };
        return admission;
    }
    HttpResponse refused(const HttpRefusal &refusal, const std::string &) override
    {
        return response(refusal.status, refusal.code);
    }
    HttpResponse failed(const Error &error, const std::string &) override
    {
        return response(500, error.message.toStdString());
    }

    /// Answers the oldest request that waits on /wait, from this thread.
    void release(const std::string &body)
    {
        waiting.acquire();
        HttpReply reply;
        {
            const std::scoped_lock lock(mutex);
            reply = std::move(replies.front());
            replies.erase(replies.begin());
        }
        reply(response(200, body));
    }

    std::atomic<int> heads = 0;
    QSemaphore waiting;
    QSemaphore endlessLetGo;
    std::mutex mutex; // guards the two members below
    std::vector<HttpReply> replies;
    std::string uploadPath;

private:
    static HttpResponse response(int status, std::string body)
    {
        HttpResponse made;
        made.status = status;
        made.contentType = "text/plain";
        made.body = std::move(body);
        return made;
    }

    void answer(const std::shared_ptr<const HttpRequest> &request, HttpReply reply)
    {
        if (request->path == "/wait" || request->path == "/slow") {
            const std::scoped_lock lock(mutex);
            replies.push_back(std::move(reply));
            waiting.release();
        } else if (request->path == "/drop") {
            return;
        } else if (request->path == "/throw") {
            throw std::runtime_error("thrown");
        } else if (request->path == "/big") {
            reply(response(200, std::string(3'000'000, 'b')));
        } else if (request->path == "/stream" || request->path == "/broken-stream") {
            HttpResponse streamed;
            streamed.source = std::make_shared<Pieces>(5, request->path == "/broken-stream");
            reply(std::move(streamed));
        } else if (request->path == "/endless") {
            const auto endless = std::make_shared<Pieces>(1'000'000, false);
            endless->whenLetGo = [this] { endlessLetGo.release(); };
            HttpResponse streamed;
            streamed.source = endless;
            reply(std::move(streamed));
        } else if (request->path == "/upload") {
            const QString path = QString::fromStdString(request->upload->path());
            QFile file(path);
            const bool opened = file.open(QIODevice::ReadOnly);
            const bool isPrivate =
                file.permissions() == (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
            const std::scoped_lock lock(mutex);
            uploadPath = path.toStdString();
            reply(response(opened && isPrivate ? 200 : 500, std::to_string(file.size())));
        } else {
            reply(response(200, request->method + " " + request->path + " " + request->body));
        }
    }
};

} // namespace

class HttpServerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersWithTheFieldsEveryAnswerHas();
    void echoesGoodRequestIdsOnly();
    void refusesMalformedRequests_data();
    void refusesMalformedRequests();
    void neverSendsACorsField();
    void answersHeadWithoutBody();
    void answersPipelinedRequestsInOrder();
    void closesWhenAskedTo();
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
    void stopsFeedingAReaderThatStalls();
    void sendsLargeBodies();
    void givesSlowHeadersUp();
    void givesSlowBodiesUp();
    void closesIdleConnections();
    void saysWhenTheAnswerIsLate();
    void doesNotTakeALateAnswerForTheNext();
    void answersWhenTheReplyIsDropped();
    void answersWhenTheHandlerThrows();
    void survivesAClientThatLeaves();
    void closesConnectionsBeyondTheCap();
    void goesOnAfterDescriptorsRanOut();
    void finishesARunningRequestWhenStopped();
    void cutsARunningRequestAfterTheGrace();
    void survivesAnAnswerAfterItsEnd();
    void saysThatThePortIsTaken();
    void listensOnLoopbackOnly();

private:
    void start();
    RawAnswer ask(const std::string &bytes)
    {
        RawClient client(m_server->port());
        client.send(bytes);
        return client.answer();
    }
    std::string head(const std::string &requestLine, const std::string &fields = {}) const
    {
        return requestLine + " HTTP/1.1\r\nHost: localhost:" + std::to_string(m_server->port()) + "\r\n" + fields +
               "\r\n";
    }

    QTemporaryDir m_directory;
    HttpServerOptions m_options;
    std::unique_ptr<TestHandler> m_handler;
    std::unique_ptr<HttpServer> m_server;
};

void HttpServerTest::init()
{
    m_options = {};
    m_options.uploadDirectory = m_directory.filePath(QStringLiteral("uploads")).toStdString();
    start();
}

void HttpServerTest::start()
{
    m_server.reset();
    m_handler = std::make_unique<TestHandler>();
    auto started = HttpServer::start(m_options, *m_handler);
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().message));
    m_server = std::move(started).value();
}

void HttpServerTest::cleanup()
{
    m_server.reset();
    m_handler.reset();
}

void HttpServerTest::answersWithTheFieldsEveryAnswerHas()
{
    const RawAnswer answer = ask(head("GET /x"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, std::string("GET /x "));
    QCOMPARE(answer.header("cache-control"), std::string("no-store"));
    QCOMPARE(answer.header("x-content-type-options"), std::string("nosniff"));
    QVERIFY(answer.header("x-request-id").starts_with("req_"));
    const QString date = QString::fromStdString(answer.header("date"));
    QVERIFY2(date.endsWith(QStringLiteral(" GMT")) && date.size() == 29, qPrintable(date));
    QVERIFY(ask(head("GET /x")).header("x-request-id") != answer.header("x-request-id"));
}

void HttpServerTest::echoesGoodRequestIdsOnly()
{
    const std::string longest(64, 'i');
    QCOMPARE(ask(head("GET /", "X-Request-Id: a.b-1\r\n")).header("x-request-id"), std::string("a.b-1"));
    QCOMPARE(ask(head("GET /", "X-Request-Id: " + longest + "\r\n")).header("x-request-id"), longest);
    for (const std::string &bad : {longest + "i", std::string("a b"), std::string("a\"b")}) {
        QVERIFY(ask(head("GET /", "X-Request-Id: " + bad + "\r\n")).header("x-request-id").starts_with("req_"));
    }
}

void HttpServerTest::refusesMalformedRequests_data()
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

void HttpServerTest::refusesMalformedRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(const int, status);
    request.replace("{host}", "Host: 127.0.0.1:" + QByteArray::number(m_server->port()));
    RawClient client(m_server->port());
    client.send(request.toStdString() + head("GET /second"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, status);
    QVERIFY(answer.isWhole);
    QCOMPARE(answer.header("connection"), std::string("close"));
    QVERIFY(client.isClosedByServer());
}

void HttpServerTest::neverSendsACorsField()
{
    const std::string own = "Origin: http://127.0.0.1:" + std::to_string(m_server->port()) + "\r\n";
    for (const std::string &fields : {own, std::string("Origin: http://evil\r\n"), std::string()}) {
        for (const char *method : {"GET", "OPTIONS", "POST"}) {
            for (const auto &[name, value] : ask(head(std::string(method) + " /", fields)).headers) {
                QVERIFY2(!name.starts_with("access-control"), name.c_str());
            }
        }
    }
}

void HttpServerTest::answersHeadWithoutBody()
{
    RawClient client(m_server->port());
    client.send(head("HEAD /x") + head("HEAD /stream") + head("GET /y"));
    RawAnswer answer = client.answer(true);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-length"), std::string("8"));
    answer = client.answer(true);
    QCOMPARE(answer.header("transfer-encoding"), std::string("chunked"));
    QCOMPARE(client.answer().body, std::string("GET /y "));

    RawClient refused(m_server->port());
    refused.send("HEAD / HTTP/1.1\r\nHost: evil\r\n\r\n");
    QCOMPARE(refused.answer(true).status, 421);
    QVERIFY(refused.isClosedByServer());
}

void HttpServerTest::answersPipelinedRequestsInOrder()
{
    RawClient client(m_server->port());
    std::string burst = head("GET /wait") + head("POST /1", "Content-Length: 3\r\n") + "abc";
    for (int i = 2; i < 50; ++i) {
        burst += head("GET /" + std::to_string(i));
    }
    client.send(burst);
    QVERIFY(client.isSilentFor(50ms)); // nothing overtakes the first
    m_handler->release("first");
    QCOMPARE(client.answer().body, std::string("first"));
    QCOMPARE(client.answer().body, std::string("POST /1 abc"));
    for (int i = 2; i < 50; ++i) {
        QCOMPARE(client.answer().body, "GET /" + std::to_string(i) + " ");
    }
}

void HttpServerTest::closesWhenAskedTo()
{
    RawClient client(m_server->port());
    client.send(head("GET /x", "Connection: close\r\n"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("connection"), std::string("close"));
    QVERIFY(client.isClosedByServer());

    RawClient old(m_server->port());
    old.send("GET /x HTTP/1.0\r\nHost: localhost:" + std::to_string(m_server->port()) + "\r\n\r\n");
    QCOMPARE(old.answer().status, 200);
    QVERIFY(old.isClosedByServer());

    RawClient oldStream(m_server->port());
    oldStream.send("GET /stream HTTP/1.0\r\nHost: localhost:" + std::to_string(m_server->port()) + "\r\n\r\n");
    QCOMPARE(oldStream.answer().body.size(), std::size_t{500'000});
}

void HttpServerTest::readsBodiesUpToTheLimit()
{
    const std::string body(1'000, 'x');
    QCOMPARE(ask(head("POST /p", "Content-Length: 1000\r\n") + body).body, "POST /p " + body);
    const RawAnswer answer = ask(head("POST /p", "Content-Length: 1001\r\n") + body + "x");
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.header("connection"), std::string("close"));
}

void HttpServerTest::readsChunkedBodies()
{
    const std::string fields = "Transfer-Encoding: Chunked\r\n";
    RawClient client(m_server->port());
    client.send(head("POST /p", fields) + "3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\nTrailer: t\r\n\r\n" + head("GET /q"));
    QCOMPARE(client.answer().body, std::string("POST /p abcdefgh"));
    QCOMPARE(client.answer().body, std::string("GET /q "));

    const std::string limit = "3e8\r\n" + std::string(1'000, 'x') + "\r\n";
    QCOMPARE(ask(head("POST /p", fields) + limit + "0\r\n\r\n").status, 200);
    QCOMPARE(ask(head("POST /p", fields) + limit + "1\r\nx\r\n0\r\n\r\n").status, 413);
}

void HttpServerTest::limitsChunkExtensions()
{
    const auto request = [this](std::size_t size) {
        return head("POST /p", "Transfer-Encoding: chunked\r\n") + "1;" + std::string(size - 1, 'e') +
               "\r\nx\r\n0\r\n\r\n";
    };
    QCOMPARE(ask(request(256)).status, 200);
    QCOMPARE(ask(request(257)).status, 400);
    QCOMPARE(ask(request(200'000)).status, 400);
}

void HttpServerTest::refusesALongBodyUnread()
{
    RawClient client(m_server->port());
    client.send(head("POST /p", "Content-Length: 2000000000\r\n"));
    QCOMPARE(client.answer().status, 413); // although nothing of the body has been sent
    QVERIFY(client.isClosedByServer());
}

void HttpServerTest::refusesAtTheHeadBeforeTheBody()
{
    RawClient client(m_server->port());
    client.send(head("POST /refused", "Content-Length: 10\r\nExpect: 100-continue\r\n"));
    QCOMPARE(client.answer().status, 401);
    QVERIFY(client.isClosedByServer());

    RawClient bodiless(m_server->port());
    bodiless.send(head("GET /refused") + head("GET /x"));
    QCOMPARE(bodiless.answer().status, 401);
    QCOMPARE(bodiless.answer().status, 200); // a refusal without a body leaves the connection in order
}

void HttpServerTest::asksForTheBodyWhenTheClientWaits()
{
    RawClient client(m_server->port());
    client.send(head("POST /p", "Content-Length: 3\r\nExpect: 100-continue\r\n"));
    QCOMPARE(client.answer().status, 100);
    client.send("abc");
    QCOMPARE(client.answer().body, std::string("POST /p abc"));
    client.send(head("POST /p", "Content-Length: 3\r\nExpect: 100-continue\r\n") + "abc");
    QCOMPARE(client.answer().status, 200); // it did not wait, so it is not asked
}

void HttpServerTest::keepsUploadsInAPrivateFile()
{
    constexpr std::size_t size = 5'000'000;
    RawClient client(m_server->port());
    client.send(head("POST /upload", "Content-Length: " + std::to_string(size) + "\r\n"));
    client.send(std::string(size, 'u'));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, std::to_string(size));
    client.send(head("GET /x"));
    client.answer();
    const std::scoped_lock lock(m_handler->mutex);
    QVERIFY(!m_handler->uploadPath.empty());
    QVERIFY(!QFile::exists(QString::fromStdString(m_handler->uploadPath)));
}

void HttpServerTest::removesLeftUploadsAtTheStart()
{
    const QString left = QString::fromStdString(m_options.uploadDirectory) + QStringLiteral("/campanile-upload-abcdef");
    QFile file(left);
    QVERIFY(file.open(QIODevice::WriteOnly));
    start();
    QVERIFY(!QFile::exists(left));
    QCOMPARE(QFileInfo(QString::fromStdString(m_options.uploadDirectory)).permissions() & QFile::ReadOther,
             QFile::Permissions());
}

void HttpServerTest::streamsInChunks()
{
    RawClient client(m_server->port());
    client.send(head("GET /stream") + head("GET /x"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("transfer-encoding"), std::string("chunked"));
    QCOMPARE(answer.body, std::string(500'000, 'x'));
    QVERIFY(answer.isWhole);
    QCOMPARE(client.answer().status, 200);
}

void HttpServerTest::cutsABrokenStream()
{
    RawClient client(m_server->port());
    client.send(head("GET /broken-stream"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.body.size(), std::size_t{500'000});
    QVERIFY(!answer.isWhole);
    QVERIFY(client.isClosedByServer());
}

void HttpServerTest::stopsFeedingAReaderThatStalls()
{
    m_options.limits.writeTime = 100ms;
    start();
    RawClient client(m_server->port());
    client.send(head("GET /endless"));
    QVERIFY(m_handler->endlessLetGo.tryAcquire(1, 10'000)); // nothing is read meanwhile
    const RawAnswer answer = client.answer();
    QVERIFY(!answer.isWhole);
    QVERIFY(answer.body.size() < 50'000'000); // what the kernel's buffers held, not the whole
}

void HttpServerTest::sendsLargeBodies()
{
    const RawAnswer answer = ask(head("GET /big"));
    QCOMPARE(answer.body, std::string(3'000'000, 'b'));
}

void HttpServerTest::givesSlowHeadersUp()
{
    m_options.limits.headerTime = 200ms;
    start();
    QElapsedTimer timer;
    timer.start();
    RawClient silent(m_server->port());
    RawClient slow(m_server->port());
    slow.send("GET / HTTP/1.1\r\nA: ");
    while (slow.isSilentFor(20ms) && timer.elapsed() < 4'000) {
        slow.send("a"); // a byte now and then does not move the deadline
    }
    QCOMPARE(slow.answer().status, 408);
    QVERIFY(silent.isClosedByServer()); // nothing was asked, so nothing is answered
    QVERIFY(timer.elapsed() < 4'000);
}

void HttpServerTest::givesSlowBodiesUp()
{
    m_options.limits.bodyTime = 200ms;
    start();
    QCOMPARE(ask(head("POST /p", "Content-Length: 10\r\n") + "abc").status, 408);

    m_options.limits.bodyTime = 30s;
    m_options.limits.bodyGrace = 100ms; // the rate counts from then on
    start();
    QCOMPARE(ask(head("POST /p", "Content-Length: 900\r\n") + "abc").status, 408);
    QCOMPARE(ask(head("POST /upload", "Content-Length: 900\r\n") + "abc").status, 408);
    QTRY_VERIFY(QDir(QString::fromStdString(m_options.uploadDirectory)).isEmpty(QDir::Files));
}

void HttpServerTest::closesIdleConnections()
{
    m_options.limits.idleTime = 150ms;
    start();
    RawClient client(m_server->port());
    client.send(head("GET /x"));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(!client.isSilentFor(4s));
    QVERIFY(client.isClosedByServer());
}

void HttpServerTest::saysWhenTheAnswerIsLate()
{
    QCOMPARE(ask(head("GET /slow")).status, 504);
}

void HttpServerTest::doesNotTakeALateAnswerForTheNext()
{
    RawClient client(m_server->port());
    client.send(head("GET /slow") + head("GET /wait"));
    QCOMPARE(client.answer().status, 504);
    m_handler->waiting.acquire(2); // both have arrived
    m_handler->waiting.release(2);
    m_handler->release("too late");
    m_handler->release("in time");
    QCOMPARE(client.answer().body, std::string("in time"));
}

void HttpServerTest::answersWhenTheReplyIsDropped()
{
    RawClient client(m_server->port());
    client.send(head("GET /drop") + head("GET /x"));
    QCOMPARE(client.answer().status, 500);
    QCOMPARE(client.answer().status, 200);
}

void HttpServerTest::answersWhenTheHandlerThrows()
{
    RawClient client(m_server->port());
    client.send(head("GET /throw") + head("GET /x"));
    QCOMPARE(client.answer().status, 500);
    QCOMPARE(client.answer().status, 200);
}

void HttpServerTest::survivesAClientThatLeaves()
{
    for (int i = 0; i < 20; ++i) {
        RawClient client(m_server->port());
        client.send(head("GET /wait"));
        m_handler->waiting.acquire();
        m_handler->waiting.release();
        client.close();
        m_handler->release("nobody listens");
    }
    RawClient halfway(m_server->port());
    halfway.send(head("POST /upload", "Content-Length: 100000\r\n") + "abc");
    halfway.close();
    QCOMPARE(ask(head("GET /x")).status, 200);
}

void HttpServerTest::closesConnectionsBeyondTheCap()
{
    m_options.limits.connections = 3;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_server->port()));
        clients.back()->send(head("GET /x"));
        QCOMPARE(clients.back()->answer().status, 200);
    }
    RawClient extra(m_server->port());
    QVERIFY(extra.isClosedByServer());
    clients.pop_back();
    bool isServed = false; // once the server has seen the other leave
    QTRY_VERIFY(isServed = isServed || ask(head("GET /x")).status == 200);
}

void HttpServerTest::goesOnAfterDescriptorsRanOut()
{
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
    RawClient client(m_server->port());
    const bool isSent = client.send(head("GET /x"));
    const auto spentBefore = processorTime();
    const bool isSilent = client.isSilentFor(500ms);
    const auto spent = processorTime() - spentBefore;
    ::setrlimit(RLIMIT_NOFILE, &before);
    QVERIFY(isSent && isSilent);
    QVERIFY2(spent < 200ms, "accepting spins");
    QCOMPARE(client.answer().status, 200);
}

void HttpServerTest::finishesARunningRequestWhenStopped()
{
    RawClient idle(m_server->port());
    idle.send(head("GET /x"));
    idle.answer();
    RawClient running(m_server->port());
    running.send(head("GET /wait"));
    m_handler->waiting.acquire();
    m_handler->waiting.release();
    std::thread stopper([this] { m_server->stop(30s); });
    QVERIFY(idle.isClosedByServer());
    QVERIFY(running.isSilentFor(50ms));
    QVERIFY(!RawClient(m_server->port()).isConnected());
    m_handler->release("finished");
    const RawAnswer answer = running.answer();
    QCOMPARE(answer.body, std::string("finished"));
    QCOMPARE(answer.header("connection"), std::string("close"));
    stopper.join();
}

void HttpServerTest::cutsARunningRequestAfterTheGrace()
{
    RawClient running(m_server->port());
    running.send(head("GET /wait"));
    m_handler->waiting.acquire();
    m_handler->waiting.release();
    QElapsedTimer timer;
    timer.start();
    m_server->stop(100ms);
    QVERIFY(timer.elapsed() >= 90 && timer.elapsed() < 4'000);
    QVERIFY(running.isClosedByServer());
}

void HttpServerTest::survivesAnAnswerAfterItsEnd()
{
    RawClient running(m_server->port());
    running.send(head("GET /wait"));
    m_handler->waiting.acquire();
    m_handler->waiting.release();
    m_server.reset();
    m_handler->release("nobody is there");
}

void HttpServerTest::saysThatThePortIsTaken()
{
    HttpServerOptions options = m_options;
    options.uploadDirectory += "-other";
    options.port = m_server->port();
    const auto second = HttpServer::start(options, *m_handler);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::AddressInUse);
    QVERIFY(second.error().message.contains(QString::number(options.port)));
}

void HttpServerTest::listensOnLoopbackOnly()
{
    for (const char *address : {"0.0.0.0", "::", "192.0.2.1", "localhost", ""}) {
        HttpServerOptions options = m_options;
        options.address = address;
        const auto refused = HttpServer::start(options, *m_handler);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    }
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
