#include "api/rest/json_check.h"

#include <QElapsedTimer>
#include <QTest>

using namespace campanile;

class JsonCheckTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsJson();
    void refusesWhatIsNot_data();
    void refusesWhatIsNot();
    void namesThePlaceOfADuplicate();
    void keepsTheLimits_data();
    void keepsTheLimits();
    void refusesBombsQuickly_data();
    void refusesBombsQuickly();
    void escapesPointers();
};

void JsonCheckTest::readsWhatIsJson()
{
    const auto parsed = parseJson(R"( {"a":[1,2.5,null,true,"\u00e9\ud83d\ude00"],"b":{}} )");
    QVERIFY(parsed.ok());
    QCOMPARE((*parsed)["a"].size(), std::size_t{5});
    QCOMPARE((*parsed)["a"][4].get<std::string>(), std::string("é😀"));
    QVERIFY(parseJson("7").ok());
    // The same name in two objects is no duplicate.
    QVERIFY(parseJson(R"([{"a":1},{"a":2},{"b":{"a":1},"a":2}])").ok());
}

void JsonCheckTest::refusesWhatIsNot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("space") << QByteArray("  ");
    QTest::newRow("trailing text") << QByteArray("{} x");
    QTest::newRow("two values") << QByteArray("{}{}");
    QTest::newRow("trailing comma") << QByteArray("[1,]");
    QTest::newRow("comment") << QByteArray("/* */ {}");
    QTest::newRow("single quotes") << QByteArray("{'a':1}");
    QTest::newRow("NaN") << QByteArray("[NaN]");
    QTest::newRow("Infinity") << QByteArray("[-Infinity]");
    QTest::newRow("number beyond double") << QByteArray("[1e400]");
    QTest::newRow("leading zero") << QByteArray("[01]");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6);
    QTest::newRow("bad UTF-8") << QByteArray("[\"\xc3\x28\"]");
    QTest::newRow("overlong UTF-8") << QByteArray("[\"\xc0\xaf\"]");
    QTest::newRow("encoded surrogate") << QByteArray("[\"\xed\xa0\x80\"]");
    QTest::newRow("lone high surrogate") << QByteArray(R"(["\ud83d"])");
    QTest::newRow("lone low surrogate") << QByteArray(R"(["\ude00"])");
    QTest::newRow("escaped NUL") << QByteArray(R"(["a\u0000"])");
    QTest::newRow("NUL in a name") << QByteArray(R"({"a\u0000":1})");
    QTest::newRow("raw NUL") << QByteArray("[\"\0\"]", 5);
    QTest::newRow("raw line end") << QByteArray("[\"\n\"]");
    QTest::newRow("duplicate name") << QByteArray(R"({"a":1,"a":1})");
    QTest::newRow("duplicate by escape") << QByteArray(R"({"a":1,"\u0061":1})");
}

void JsonCheckTest::refusesWhatIsNot()
{
    QFETCH(const QByteArray, text);
    const auto parsed = parseJson({text.data(), static_cast<std::size_t>(text.size())});
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
    QVERIFY(!parsed.error().message.isEmpty());
}

void JsonCheckTest::namesThePlaceOfADuplicate()
{
    const auto parsed = parseJson(R"([{"a":1},{"b":{"x/y":1,"x/y":2}}])");
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().pointer, QStringLiteral("#/1/b/x~1y"));
}

void JsonCheckTest::keepsTheLimits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    const auto nested = [](qsizetype depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QTest::newRow("depth 32") << nested(32) << true;
    QTest::newRow("depth 33") << nested(33) << false;
    const auto flat = [](qsizetype nodes) { return "[" + QByteArray("1,").repeated(nodes - 2) + "1]"; };
    QTest::newRow("100,000 values") << flat(100'000) << true;
    QTest::newRow("100,001 values") << flat(100'001) << false;
    const auto longText = [](qsizetype size) { return "[\"" + QByteArray(size, 'x') + "\"]"; };
    QTest::newRow("string of 64 KiB") << longText(65'536) << true;
    QTest::newRow("string of 64 KiB and 1") << longText(65'537) << false;
}

void JsonCheckTest::keepsTheLimits()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, good);
    QCOMPARE(parseJson({text.data(), static_cast<std::size_t>(text.size())}).ok(), good);
}

void JsonCheckTest::refusesBombsQuickly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a million levels") << QByteArray(1'000'000, '[');
    QTest::newRow("a million levels of objects") << QByteArray("{\"a\":").repeated(1'000'000);
    QByteArray keys = "{";
    for (int i = 0; i < 1'000'000; ++i) {
        keys += "\"" + QByteArray::number(i) + "\":1,";
    }
    QTest::newRow("a million members") << keys + "\"z\":1}";
    QTest::newRow("many long duplicates") << "{" + ("\"" + QByteArray(60'000, 'k') + "\":1,").repeated(15) + "}";
}

void JsonCheckTest::refusesBombsQuickly()
{
    QFETCH(const QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!parseJson({text.data(), static_cast<std::size_t>(text.size())}).ok());
    QVERIFY2(timer.elapsed() < qint64{1'000} * CAMPANILE_SLOWED_BY, qPrintable(QString::number(timer.elapsed())));
}

void JsonCheckTest::escapesPointers()
{
    QCOMPARE(pointerStep("plain_name"), std::string("/plain_name"));
    QCOMPARE(pointerStep("a/b~c d"), std::string("/a~1b~0c%20d"));
    QCOMPARE(pointerStep("é"), std::string("/%C3%A9"));
}

QTEST_GUILESS_MAIN(JsonCheckTest)
#include "json_check_test.moc"
