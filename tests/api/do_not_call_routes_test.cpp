// Registers of numbers never to call over a real connection, with the real backend behind it: read as it was chosen,
// every row accounted for, and added once.

#include "api/served_desk.h"
#include "support/random_list.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

namespace {

class RegisterDesk : public ServedDesk {
public:
    struct Sent {
        RawAnswer raw;
        json body;

        [[nodiscard]] int status() const { return raw.status; }
        [[nodiscard]] qint64 number(const char *member) const { return body.at(member).get<qint64>(); }
        [[nodiscard]] std::string text(const char *pointer) const
        {
            const json::json_pointer place(pointer);
            return body.contains(place) && body.at(place).is_string() ? body.at(place).get<std::string>()
                                                                      : std::string("(no string)");
        }
    };

    Sent add(const QByteArray &content, const std::string &more = {}, const std::string &type = "text/csv",
             const std::string &key = {})
    {
        return addAs("name=National+register&as_of=2026-01-01T00:00:00Z" + more, content, type, key);
    }
    Sent addAs(const std::string &query, const QByteArray &content, const std::string &type = "text/csv",
               const std::string &key = {})
    {
        return sent(send("POST /v1/dnc/lists?" + query, ownKey, content.toStdString(), type, key));
    }
    Sent get(const std::string &path) { return sent(send("GET " + path, ownKey)); }
    qint64 count() { return *ask<qint64>(caller, services.doNotCall, &DoNotCallService::count); }
    bool isListed(E164 number)
    {
        return ask<std::optional<DoNotCallEntry>>(caller, services.doNotCall, &DoNotCallService::find, number)
            ->has_value();
    }

private:
    static Sent sent(RawAnswer raw)
    {
        json body = json::parse(raw.body, nullptr, false);
        return {std::move(raw), std::move(body)};
    }
};

} // namespace

class DoNotCallRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRegisterIsAddedAndListed();
    void theAnswerAccountsForEveryRowOfAnyList();
    void aRegisterIsReadAsItWasChosen();
    void aRegisterIsAddedOnce();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void aQuestionAboutColumnsIsAsked();
    void aKeyNeedsTheScope();
};

void DoNotCallRoutesTest::aRegisterIsAddedAndListed()
{
    RegisterDesk desk;
    const QByteArray form("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"July.csv\"\r\n\r\n"
                          "phone,note\n+14155550142,\n+14155550142,again\nn/a,nobody\n\r\n--B--\r\n");
    const auto sent = desk.add(form, {}, "multipart/form-data; boundary=B");
    QCOMPARE(sent.status(), 201);
    QCOMPARE(sent.number("added"), 1);
    QCOMPARE(sent.number("duplicates"), 1);
    QCOMPARE(sent.number("rejected"), 1);
    QCOMPARE(sent.number("header_rows"), 1);
    QCOMPARE(sent.number("rows_read"), 4);
    QCOMPARE(sent.number("numbers"), 1);
    QCOMPARE(sent.text("/errors/0/number"), std::string("n/a"));
    QCOMPARE(sent.text("/reading/number_columns/0"), std::string("phone"));
    QVERIFY(desk.isListed(E164{14155550142}));

    QCOMPARE(desk.add("+14155550143\n", "&source=FTC").status(), 201);
    const auto first = desk.get("/v1/dnc/lists?limit=1");
    QCOMPARE(first.status(), 200);
    QCOMPARE(first.body.at("data").size(), std::size_t{1});
    QCOMPARE(first.text("/data/0/id"), sent.text("/id"));
    QCOMPARE(first.text("/data/0/name"), std::string("National register"));
    QCOMPARE(first.text("/data/0/source"), std::string("July.csv"));
    QCOMPARE(first.text("/data/0/as_of"), std::string("2026-01-01T00:00:00.000Z"));
    QCOMPARE(first.body.at("data")[0].at("numbers").get<int>(), 1);
    const auto second = desk.get("/v1/dnc/lists?cursor=" + first.text("/next_cursor"));
    QCOMPARE(second.text("/data/0/source"), std::string("FTC"));
    QVERIFY(second.body.at("next_cursor").is_null());
}

void DoNotCallRoutesTest::theAnswerAccountsForEveryRowOfAnyList()
{
    RegisterDesk desk;
    int taken = 0;
    for (std::uint64_t seed = 3'001; seed <= 3'030; ++seed) {
        const RandomList list(seed);
        const qint64 before = desk.count();
        const auto sent = desk.add(list.bytes);
        const QByteArray place = "seed " + QByteArray::number(static_cast<qulonglong>(seed)) + '\n' + list.bytes;
        if (sent.status() != 201) { // nobody is on it, or its columns leave a question
            QVERIFY2(sent.status() == 400 && desk.count() == before, place.constData());
            continue;
        }
        ++taken;
        const qint64 sum = sent.number("added") + sent.number("duplicates") + sent.number("rejected") +
                           sent.number("header_rows") + sent.number("preamble_rows");
        QVERIFY2(sent.number("rows_read") == list.rows && sum == list.rows, place.constData());
        QCOMPARE(desk.count() - before, sent.number("numbers"));
    }
    QVERIFY(taken > 15);
}

void DoNotCallRoutesTest::aRegisterIsReadAsItWasChosen()
{
    RegisterDesk desk;
    QCOMPARE(desk.add("A,B\n4155550142,4155550152\n", "&column=B").number("added"), 1);
    QVERIFY(desk.isListed(E164{14155550152}) && !desk.isListed(E164{14155550142}));
    const auto all = desk.add("+14155550160,x\n+14155550161,y\n", "&header=false");
    QCOMPARE(all.number("header_rows"), 0);
    QCOMPARE(all.number("added"), 2);
    const QByteArray russian("\xf2\xe5\xeb\xe5\xf4\xee\xed\n+14155550162\n"); // "телефон"
    const auto named = desk.add(russian, "&encoding=windows-1251");
    QCOMPARE(named.text("/reading/number_columns/0"), std::string("телефон"));
    QCOMPARE(desk.add(russian, {}, "text/csv; charset=windows-1251").text("/reading/encoding"),
             std::string("Windows-1251"));
    QCOMPARE(desk.add("phone\n491711234573\n", "&default_region=DE").number("numbers"), 2); // both readings
    const auto read = desk.add("phone\n491711234574\n", "&default_region=DE&number_reading=with_calling_code");
    QCOMPARE(read.number("numbers"), 1);
    QVERIFY(desk.isListed(E164{491711234574}) && !desk.isListed(E164{49491711234574}));
}

void DoNotCallRoutesTest::aRegisterIsAddedOnce()
{
    RegisterDesk desk;
    const QByteArray list("phone\n+14155550142\n");
    const auto first = desk.add(list, {}, "text/csv", "k1");
    QCOMPARE(first.status(), 201);
    QCOMPARE(first.raw.header("idempotent-replayed"), std::string());
    const auto second = desk.add(list, {}, "text/csv", "k1");
    QCOMPARE(second.status(), 201);
    QCOMPARE(second.raw.body, first.raw.body);
    QCOMPARE(second.raw.header("idempotent-replayed"), std::string("true"));
    for (const auto &other : {desk.add(list + "\n", {}, "text/csv", "k1"),
                              desk.add(list, "&source=FTC", "text/csv", "k1")}) { // another request
        QCOMPARE(other.status(), 409);
        QCOMPARE(other.text("/code"), std::string("conflict"));
    }
    QCOMPARE(desk.get("/v1/dnc/lists").body.at("data").size(), std::size_t{1});
    QCOMPARE(desk.add(list).number("duplicates"), 1); // without a key it is a request of its own
    QCOMPARE(desk.get("/v1/dnc/lists").body.at("data").size(), std::size_t{2});
}

void DoNotCallRoutesTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("pointer");
    const QByteArray csv("text/csv");
    QTest::newRow("no name") << QByteArray("as_of=2026-01-01T00:00:00Z") << csv << 400 << QByteArray("?name");
    QTest::newRow("a blank name") << QByteArray("name=+&as_of=2026-01-01T00:00:00Z") << csv << 400
                                  << QByteArray("?name");
    QTest::newRow("no instant") << QByteArray("name=x") << csv << 400 << QByteArray("?as_of");
    QTest::newRow("an empty instant") << QByteArray("name=x&as_of=") << csv << 400 << QByteArray("?as_of");
    QTest::newRow("a naive instant") << QByteArray("name=x&as_of=2026-01-01T00:00:00") << csv << 400
                                     << QByteArray("?as_of");
    QTest::newRow("in the future") << QByteArray("name=x&as_of=2999-01-01T00:00:00Z") << csv << 400
                                   << QByteArray("?as_of");
    const QByteArray good("name=x&as_of=2026-01-01T00:00:00Z");
    QTest::newRow("region") << good + "&default_region=UK" << csv << 400 << QByteArray("?default_region");
    QTest::newRow("encoding") << good + "&encoding=klingon" << csv << 400 << QByteArray("?encoding");
    QTest::newRow("a column without a value") << good + "&column=" << csv << 400 << QByteArray("?column");
    QTest::newRow("unknown member") << good + "&colum=1" << csv << 400 << QByteArray("?colum");
    QTest::newRow("for targets alone") << good + "&skip_called_since=2026-01-01T00:00:00Z" << csv << 400
                                       << QByteArray("?skip_called_since");
    QTest::newRow("JSON") << good << QByteArray("application/json") << 415 << QByteArray();
    QTest::newRow("charset") << good << QByteArray("text/csv; charset=klingon") << 415 << QByteArray();
}

void DoNotCallRoutesTest::whatIsWrongIsNamed()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, type);
    QFETCH(const int, status);
    QFETCH(const QByteArray, pointer);
    RegisterDesk desk;
    const auto sent = desk.addAs(query.toStdString(), "phone\n+14155550142\n", type.toStdString());
    QCOMPARE(sent.status(), status);
    QVERIFY2(pointer.isEmpty() || sent.text("/errors/0/pointer") == pointer.toStdString(), sent.raw.body.c_str());
    QCOMPARE(desk.count(), 0);
}

void DoNotCallRoutesTest::aQuestionAboutColumnsIsAsked()
{
    RegisterDesk desk;
    const auto sent = desk.add("A,B,C\n4155550142,Ada,4155550152\n4155550143,Bo,4155550153\n");
    QCOMPARE(sent.status(), 400);
    QCOMPARE(sent.text("/errors/0/pointer"), std::string("?column"));
    QCOMPARE(sent.text("/candidates/1/header"), std::string("C"));
    for (const QByteArray &none : {QByteArray("phone\n"), QByteArray(R"([{"number":"+14155550142"}])")}) {
        QCOMPARE(desk.add(none).status(), 400);
    }
    QCOMPARE(desk.count(), 0);
}

void DoNotCallRoutesTest::aKeyNeedsTheScope()
{
    RegisterDesk desk;
    const std::string reader = desk.keyOf({}, {Scope::ConfigRead});
    const std::string query = "/v1/dnc/lists?name=x&as_of=2026-01-01T00:00:00Z";
    QCOMPARE(desk.send("POST " + query, reader, "+14155550142\n", "text/csv").status, 403);
    QCOMPARE(desk.send("GET /v1/dnc/lists", reader).status, 200);
    QCOMPARE(desk.send("GET /v1/dnc/lists", desk.keyOf({}, {Scope::CallsRead})).status, 403);
    QCOMPARE(desk.count(), 0);
    // A neighbour's register is the neighbour's.
    QCOMPARE(desk.send("POST " + query, desk.neighboursKey, "+14155550142\n", "text/csv").status, 201);
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.get("/v1/dnc/lists").body.at("data").empty());
}

QTEST_GUILESS_MAIN(DoNotCallRoutesTest)
#include "do_not_call_routes_test.moc"
