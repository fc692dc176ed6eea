#include "api/rest/router.h"

#include <QTest>

using namespace campanile;

class RouterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsByMethodAndTemplate();
    void answersHeadByGet();
    void listsTheOtherMethodsOfAPath();
    void findsNothingForAnotherPath_data();
    void findsNothingForAnotherPath();

private:
    static Router example();
};

Router RouterTest::example()
{
    Router router;
    struct Operation {
        Literal method;
        Literal path;
    };
    const std::vector<Operation> operations = {{"GET", "/v1/campaigns"},
                                               {"POST", "/v1/campaigns"},
                                               {"GET", "/v1/campaigns/{id}"},
                                               {"POST", "/v1/campaigns/{id}/start"},
                                               {"DELETE", "/v1/campaigns/{id}/targets/{target}"}};
    for (const auto &[method, path] : operations) {
        router.add({method, path, Route::Body::None, Route::Access::Key, {}, {}, {}});
    }
    return router;
}

void RouterTest::findsByMethodAndTemplate()
{
    const Router router = example();
    auto match = router.match("DELETE", {"v1", "campaigns", "cmp_1", "targets", "a/b"});
    QVERIFY(match.route);
    QCOMPARE(match.route->path.text(), std::string_view("/v1/campaigns/{id}/targets/{target}"));
    QCOMPARE(match.parameters, (std::vector<std::string>{"cmp_1", "a/b"}));

    match = router.match("POST", {"v1", "campaigns"});
    QVERIFY(match.route);
    QCOMPARE(match.route->method.text(), std::string_view("POST"));
    QVERIFY(match.parameters.empty());
}

void RouterTest::answersHeadByGet()
{
    const Router router = example();
    const auto match = router.match("HEAD", {"v1", "campaigns"});
    QVERIFY(match.route);
    QCOMPARE(match.route->method.text(), std::string_view("GET"));
}

void RouterTest::listsTheOtherMethodsOfAPath()
{
    const Router router = example();
    const auto match = router.match("PUT", {"v1", "campaigns"});
    QVERIFY(!match.route);
    QCOMPARE(match.allow, std::string("GET, HEAD, POST"));
    QVERIFY(!router.match("get", {"v1", "campaigns"}).route); // methods are case-sensitive
    QCOMPARE(router.match("HEAD", {"v1", "campaigns", "x", "start"}).allow, std::string("POST"));
}

void RouterTest::findsNothingForAnotherPath_data()
{
    QTest::addColumn<QStringList>("segments");
    QTest::newRow("root") << QStringList{};
    QTest::newRow("prefix") << QStringList{QStringLiteral("v1")};
    QTest::newRow("slash at the end") << QStringList{QStringLiteral("v1"), QStringLiteral("campaigns"), QString()};
    QTest::newRow("empty parameter") << QStringList{QStringLiteral("v1"), QStringLiteral("campaigns"), QString(),
                                                    QStringLiteral("start")};
    QTest::newRow("case") << QStringList{QStringLiteral("v1"), QStringLiteral("Campaigns")};
    QTest::newRow("longer") << QStringList{QStringLiteral("v1"), QStringLiteral("campaigns"), QStringLiteral("x"),
                                           QStringLiteral("start"), QStringLiteral("y")};
}

void RouterTest::findsNothingForAnotherPath()
{
    QFETCH(const QStringList, segments);
    std::vector<std::string> path;
    for (const QString &segment : segments) {
        path.push_back(segment.toStdString());
    }
    const auto match = example().match("GET", path);
    QVERIFY(!match.route);
    QVERIFY(match.allow.empty());
}

QTEST_GUILESS_MAIN(RouterTest)
#include "router_test.moc"
