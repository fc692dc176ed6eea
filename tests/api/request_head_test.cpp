#include "api/http/request_head.h"

#include <QTest>

using namespace campanile;

class RequestHeadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheEndHoweverItArrives();
    void refusesLinesThatAreNotClean_data();
    void refusesLinesThatAreNotClean();
    void keepsTheLimits_data();
    void keepsTheLimits();
    void acceptsOnlyItsOwnHosts_data();
    void acceptsOnlyItsOwnHosts();
    void acceptsOnlyItsOwnOrigins_data();
    void acceptsOnlyItsOwnOrigins();
    void readsTargets();
    void refusesTargets_data();
    void refusesTargets();
    void readsMediaTypes();
    void tellsUtf8();
};

namespace {

const std::vector<std::string> hosts = hostValues({"127.0.0.1", "localhost", "[::1]"}, 8080);

int statusOf(std::string_view head, const HttpLimits &limits = {})
{
    HeadScanner scanner(limits);
    switch (scanner.scan(head)) {
    case HeadScanner::State::Complete:
        return 200;
    case HeadScanner::State::Incomplete:
        return 0;
    case HeadScanner::State::Refused:
        return scanner.refusal().status;
    }
    return -1;
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

void RequestHeadTest::findsTheEndHoweverItArrives()
{
    const std::string_view bytes = "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\nbody\n\n";
    const HttpLimits limits;
    HeadScanner whole(limits);
    QCOMPARE(whole.scan(bytes), HeadScanner::State::Complete);
    QCOMPARE(whole.begin(), std::size_t{2});
    QCOMPARE(bytes.substr(whole.end()), std::string_view("body\n\n"));

    HeadScanner piecewise(limits);
    for (std::size_t size = 0; size < whole.end(); ++size) {
        QCOMPARE(piecewise.scan(bytes.substr(0, size)), HeadScanner::State::Incomplete);
    }
    QCOMPARE(piecewise.scan(bytes), HeadScanner::State::Complete);
    QCOMPARE(piecewise.end(), whole.end());
}

void RequestHeadTest::refusesLinesThatAreNotClean_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("bare LF behind the request line") << QByteArray("GET / HTTP/1.1\nHost: x\r\n\r\n");
    QTest::newRow("bare LF behind a field") << QByteArray("GET / HTTP/1.1\r\nHost: x\n\r\n");
    QTest::newRow("bare LF at the end") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\n");
    QTest::newRow("bare CR") << QByteArray("GET / HTTP/1.1\r\nHost: x\rY: z\r\n\r\n");
    QTest::newRow("CR CR LF") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\r\n\r\n");
    QTest::newRow("NUL in a value") << QByteArray("GET / HTTP/1.1\r\nHost: x\0y\r\n\r\n", 29);
    QTest::newRow("escape in a value") << QByteArray("GET / HTTP/1.1\r\nHost: x\x1b[0m\r\n\r\n");
    QTest::newRow("folded field") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n");
    QTest::newRow("folded by a tab") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\ty\r\n\r\n");
    QTest::newRow("space before the first field") << QByteArray("GET / HTTP/1.1\r\n Host: x\r\n\r\n");
    QTest::newRow("space before the colon") << QByteArray("GET / HTTP/1.1\r\nHost : x\r\n\r\n");
    QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n");
    QTest::newRow("no name") << QByteArray("GET / HTTP/1.1\r\n: x\r\n\r\n");
    QTest::newRow("two empty lines first") << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("tab in the request line") << QByteArray("GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("raw UTF-8 in the target") << QByteArray("GET /\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n");
}

void RequestHeadTest::refusesLinesThatAreNotClean()
{
    QFETCH(const QByteArray, head);
    QCOMPARE(statusOf(view(head)), 400);
}

void RequestHeadTest::keepsTheLimits_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    const auto line = [](qsizetype size) {
        return "GET /" + QByteArray(size - 14, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n";
    };
    QTest::newRow("request line of 4,096") << line(4'096) << 200;
    QTest::newRow("request line of 4,097") << line(4'097) << 414;
    QTest::newRow("endless request line") << QByteArray(10'000, 'x') << 414;
    const auto fields = [](qsizetype size) { // "A: " and "\r\n\r\n" are 7 bytes
        return "GET / HTTP/1.1\r\nA: " + QByteArray(size - 7, 'x') + "\r\n\r\n";
    };
    QTest::newRow("fields of 8,192") << fields(8'192) << 200;
    QTest::newRow("fields of 8,193") << fields(8'193) << 431;
    QTest::newRow("endless fields") << "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(2'000) << 431;
    const auto many = [](qsizetype count) {
        return "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(count) + "\r\n";
    };
    QTest::newRow("64 fields") << many(64) << 200;
    QTest::newRow("65 fields") << many(65) << 431;
}

void RequestHeadTest::keepsTheLimits()
{
    QFETCH(const QByteArray, head);
    QFETCH(const int, status);
    QCOMPARE(statusOf(view(head)), status);
}

void RequestHeadTest::acceptsOnlyItsOwnHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    for (const char *good : {"127.0.0.1:8080", "localhost:8080", "[::1]:8080"}) {
        QTest::newRow(good) << QByteArray(good) << 0;
    }
    for (const char *bad :
         {"evil", "evil:8080", "localhost.evil:8080", "127.0.0.1.nip.io:8080", "0.0.0.0:8080", "2130706433:8080",
          "0x7f.1:8080", "[::ffff:127.0.0.1]:8080", "LOCALHOST:8080", "localhost.:8080", "localhost:8081", "localhost",
          "", "localhost:8080, evil", "user@localhost:8080", "[::1%25lo]:8080", "localhost:08080"}) {
        QTest::newRow(bad) << QByteArray(bad) << 421;
    }
}

void RequestHeadTest::acceptsOnlyItsOwnHosts()
{
    QFETCH(const QByteArray, host);
    QFETCH(const int, status);
    HttpRequest request;
    request.headers = {{"host", host.toStdString()}};
    const auto refusal = checkHead(request, 1, hosts);
    QCOMPARE(refusal ? refusal->status : 0, status);
}

void RequestHeadTest::acceptsOnlyItsOwnOrigins_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *value, int status) {
        QTest::addRow("%s: %s", name, value) << QByteArray(name) << QByteArray(value) << status;
    };
    row("origin", "http://127.0.0.1:8080", 0);
    row("origin", "http://localhost:8080", 0);
    row("origin", "http://localhost:3000", 403);
    row("origin", "https://localhost:8080", 403);
    row("origin", "http://evil.example", 403);
    row("origin", "null", 403);
    row("origin", "", 403);
    row("sec-fetch-site", "cross-site", 403);
    row("sec-fetch-site", "Cross-Site", 403);
    row("sec-fetch-site", "same-origin", 0);
    row("sec-fetch-site", "none", 0);
    row("expect", "100-continue", 0);
    row("expect", "100-Continue", 0);
    row("expect", "200-ok", 417);
}

void RequestHeadTest::acceptsOnlyItsOwnOrigins()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const int, status);
    HttpRequest request;
    request.headers = {{"host", "localhost:8080"}, {name.toStdString(), value.toStdString()}};
    const auto refusal = checkHead(request, 1, hosts);
    QCOMPARE(refusal ? refusal->status : 0, status);
}

void RequestHeadTest::readsTargets()
{
    HttpRequest request;
    QVERIFY(!readTarget("/v1/a%2Fb/%C3%A9?x=1&y=a+b%2B&z&=&x=2", request, hosts));
    QCOMPARE(request.path, std::string("/v1/a%2Fb/%C3%A9"));
    QCOMPARE(request.segments, (std::vector<std::string>{"v1", "a/b", "é"}));
    QCOMPARE(request.query, (std::vector<HttpField>{{"x", "1"}, {"y", "a b+"}, {"z", ""}, {"", ""}, {"x", "2"}}));

    HttpRequest absolute;
    QVERIFY(!readTarget("http://localhost:8080/v1?x=1", absolute, hosts));
    QCOMPARE(absolute.segments, std::vector<std::string>{"v1"});

    HttpRequest root;
    QVERIFY(!readTarget("/", root, hosts));
    QVERIFY(root.segments.empty());

    HttpRequest trailing;
    QVERIFY(!readTarget("/v1/", trailing, hosts));
    QCOMPARE(trailing.segments, (std::vector<std::string>{"v1", ""}));
}

void RequestHeadTest::refusesTargets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("empty") << QByteArray("") << 400;
    QTest::newRow("star") << QByteArray("*") << 400;
    QTest::newRow("authority") << QByteArray("localhost:8080") << 400;
    QTest::newRow("foreign absolute") << QByteArray("http://evil/v1") << 421;
    QTest::newRow("absolute without path") << QByteArray("http://localhost:8080?x") << 400;
    QTest::newRow("https") << QByteArray("https://localhost:8080/") << 400;
    QTest::newRow("fragment") << QByteArray("/v1#x") << 400;
    QTest::newRow("cut escape") << QByteArray("/v1/%4") << 400;
    QTest::newRow("bad escape") << QByteArray("/v1/%zz") << 400;
    QTest::newRow("NUL") << QByteArray("/v1/%00") << 400;
    QTest::newRow("no UTF-8") << QByteArray("/v1/%ff") << 400;
    QTest::newRow("no UTF-8 in the query") << QByteArray("/v1?q=%c3") << 400;
}

void RequestHeadTest::refusesTargets()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, status);
    HttpRequest request;
    const auto refusal = readTarget(view(target), request, hosts);
    QVERIFY(refusal);
    QCOMPARE(refusal->status, status);
}

void RequestHeadTest::readsMediaTypes()
{
    const MediaType media = parseMediaType(R"(Multipart/Form-Data ; Boundary="a;\"b" ; x=y)");
    QCOMPARE(media.type, std::string("multipart/form-data"));
    QVERIFY(media.parameter("boundary"));
    QCOMPARE(*media.parameter("boundary"), std::string("a;\"b"));
    QCOMPARE(*media.parameter("x"), std::string("y"));
    QVERIFY(!media.parameter("z"));
    for (const char *bad : {"", "json", "a/", "/b", "a/b; x", "a/b; x=\"y", "a/b c", "a/b; =y"}) {
        QVERIFY2(parseMediaType(bad).type.empty(), bad);
    }
}

void RequestHeadTest::tellsUtf8()
{
    for (const char *good :
         {"", "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf"}) {
        QVERIFY(isUtf8(good));
    }
    for (const char *bad : {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                            "\xf5\x80\x80\x80", "\xe2\x82", "a\xff"}) {
        QVERIFY(!isUtf8(bad));
    }
}

QTEST_GUILESS_MAIN(RequestHeadTest)
#include "request_head_test.moc"
