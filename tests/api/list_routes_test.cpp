// Lists over a real connection, with the real backend behind it: every row is accounted for in the answer, and what is
// no list is refused before anything is kept.

#include "api/served_desk.h"
#include "support/random_list.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

namespace {

class ListDesk : public ServedDesk {
public:
    /// What came of targets that were sent to a campaign.
    struct Sent {
        int status = 0;
        json body;

        [[nodiscard]] qint64 number(const char *member) const { return body.at(member).get<qint64>(); }
        [[nodiscard]] qint64 sum() const
        {
            return number("inserted") + number("duplicates") + number("rejected") + number("skipped") +
                   number("header_rows") + number("preamble_rows");
        }
        [[nodiscard]] std::string text(const char *pointer) const
        {
            const json::json_pointer place(pointer);
            return body.contains(place) && body.at(place).is_string() ? body.at(place).get<std::string>()
                                                                      : std::string("(no string)");
        }
    };

    Sent add(CampaignId campaign, const QByteArray &content, const std::string &type = "text/csv",
             const std::string &query = {})
    {
        const RawAnswer answer = send("POST /v1/campaigns/" + campaign.toStdString() + "/targets" + query, ownKey,
                                      content.toStdString(), type);
        return {answer.status, json::parse(answer.body, nullptr, false)};
    }
    CampaignId newCampaign() { return createCampaign()->id; }
};

const QByteArray three("phone,name\n+14155550142,Ada\n+14155550143,Bo\n+14155550144,Cy\n");

QByteArray formOf(const QByteArray &list, const QByteArray &type)
{
    return "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"July.csv\"\r\nContent-Type: " + type +
           "\r\n\r\n" + list + "\r\n--B--\r\n";
}

} // namespace

class ListRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAnswerAccountsForEveryRowOfAnyList();
    void theAnswerAccountsForEveryTargetOfAnyArray();
    void whatIsNoListIsRefused_data();
    void whatIsNoListIsRefused();
    void anUnknownCampaignIsAnsweredBeforeTheBody();
    void aDeclaredCharsetIsReadOrRefused();
    void peopleAboveTheHeaderPointAtTheHeader();
    void knownPeopleAreSkippedInJsonToo();
    void whatIsForCsvAloneIsRefusedForJson();
    void aRunningCampaignTakesJsonByTheSameRules();
    void whoWaitsInARunningCampaignIsSkipped();
};

void ListRoutesTest::theAnswerAccountsForEveryRowOfAnyList()
{
    ListDesk desk;
    int taken = 0;
    for (std::uint64_t seed = 1'001; seed <= 1'040; ++seed) {
        const RandomList list(seed);
        const CampaignId campaign = desk.newCampaign();
        const ListDesk::Sent sent = desk.add(campaign, list.bytes);
        const QByteArray place = "seed " + QByteArray::number(static_cast<qulonglong>(seed)) + '\n' + list.bytes;
        if (sent.status != 200) { // nobody is on it, or its columns leave a question
            QVERIFY2(sent.status == 400, place.constData());
            QCOMPARE(desk.stats(campaign).total(), 0);
            continue;
        }
        ++taken;
        QVERIFY2(sent.number("rows_read") == list.rows && sent.sum() == list.rows, place.constData());
        QCOMPARE(desk.stats(campaign).total(), sent.number("inserted"));
    }
    QVERIFY(taken > 20);
}

void ListRoutesTest::theAnswerAccountsForEveryTargetOfAnyArray()
{
    ListDesk desk;
    Random random(7);
    const CampaignId other = desk.newCampaign();
    QCOMPARE(desk.add(other, three).status, 200); // three people who wait
    for (int round = 0; round < 20; ++round) {
        const CampaignId campaign = desk.newCampaign();
        json targets = json::array();
        const auto count = 1 + random.below(40);
        for (std::uint64_t i = 0; i < count; ++i) {
            static const std::vector<std::string> bad{"n/a", "4155550142", "+1415555", "911"};
            const bool isGood = random.below(4) > 0;
            targets.push_back({{"to_number", isGood ? "+141555501" + std::to_string(30 + random.below(30))
                                                    : bad[random.below(bad.size())]}});
            if (random.below(6) == 0) {
                targets.back()["variables"] = {{"timezone", random.below(2) == 0 ? "EST" : "Europe/Berlin"}};
            }
        }
        const ListDesk::Sent sent = desk.add(campaign, QByteArray::fromStdString(targets.dump()), "application/json",
                                             "?skip_called_since=2026-01-01T00:00:00Z");
        QCOMPARE(sent.status, 200);
        QVERIFY2(sent.number("rows_read") == static_cast<qint64>(count) && sent.sum() == static_cast<qint64>(count),
                 targets.dump().c_str());
        QCOMPARE(sent.number("already_called"), sent.number("skipped"));
        QCOMPARE(desk.stats(campaign).total(), sent.number("inserted"));
        QVERIFY(desk.move(&CampaignService::cancel, campaign).ok()); // the next round finds the same three
    }
}

void ListRoutesTest::whatIsNoListIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("an array of JSON") << QByteArray(R"([{"to_number":"+14155550142"}])");
    QTest::newRow("JSON over several lines") << QByteArray("[\n  {\n    \"to_number\": \"+14155550142\"\n  }\n]\n");
    QTest::newRow("an object of JSON") << QByteArray(R"({"to_number":"+14155550142"})");
    QTest::newRow("an empty array") << QByteArray("[]");
    QTest::newRow("a header alone") << QByteArray("phone,name\n");
    QTest::newRow("a header and rows without anything") << QByteArray("phone,name\r\n,\r\n\r\n");
    QTest::newRow("white space") << QByteArray("\n \n");
    QTest::newRow("a workbook") << QByteArray("PK\x03\x04 and so on");
}

void ListRoutesTest::whatIsNoListIsRefused()
{
    QFETCH(const QByteArray, content);
    ListDesk desk;
    const CampaignId campaign = desk.newCampaign();
    for (const auto &[body, type] :
         {std::pair{content, std::string("text/csv")},
          std::pair{formOf(content, "text/csv"), std::string("multipart/form-data; boundary=B")}}) {
        const ListDesk::Sent sent = desk.add(campaign, body, type);
        QCOMPARE(sent.status, 400);
        QCOMPARE(sent.text("/code"), std::string("invalid_input"));
        QVERIFY(sent.text("/detail").size() > 20);
        QVERIFY(sent.text("/detail").find("upload") == std::string::npos); // the server's file
    }
    QCOMPARE(desk.stats(campaign).total(), 0);
    QCOMPARE(desk.add(campaign, three).number("inserted"), 3); // nothing of it stands in the way
}

void ListRoutesTest::anUnknownCampaignIsAnsweredBeforeTheBody()
{
    ListDesk desk;
    const std::string nowhere = "/v1/campaigns/" + CampaignId{5}.toStdString() + "/targets";
    const std::string ours = "/v1/campaigns/" + desk.newCampaign().toStdString() + "/targets";
    for (const char *type : {"text/csv", "application/json", "multipart/form-data; boundary=B"}) {
        const std::string announced = std::string("Content-Type: ") + type + "\r\nContent-Length: 100000\r\n";
        // The body never comes.
        QCOMPARE(desk.sendHead("POST " + nowhere, desk.ownKey, announced).status, 404);
        QCOMPARE(desk.sendHead("POST " + ours, desk.neighboursKey, announced).status, 404);
    }
}

void ListRoutesTest::aDeclaredCharsetIsReadOrRefused()
{
    ListDesk desk;
    const CampaignId campaign = desk.newCampaign();
    const QByteArray russian("\xf2\xe5\xeb\xe5\xf4\xee\xed,name\n+14155550100,\xc0\xe4\xe0\n"); // "телефон", "Ада"
    const std::string form = "multipart/form-data; boundary=B";
    for (const auto &[body, type] : {std::pair{russian, std::string("text/csv; charset=klingon")},
                                     std::pair{formOf(russian, "text/csv; charset=klingon"), form},
                                     std::pair{QByteArray(R"([{"to_number":"+14155550142"}])"),
                                               std::string("application/json; charset=klingon")}}) {
        const ListDesk::Sent sent = desk.add(campaign, body, type);
        QCOMPARE(sent.status, 415);
        QCOMPARE(sent.text("/code"), std::string("unsupported_type"));
    }
    QCOMPARE(desk.stats(campaign).total(), 0);
    for (const auto &[body, type] : {std::pair{russian, std::string("text/csv; charset=\"windows-1251\"")},
                                     std::pair{formOf(russian, "text/csv; charset=windows-1251"), form}}) {
        const ListDesk::Sent sent = desk.add(desk.newCampaign(), body, type);
        QCOMPARE(sent.status, 200);
        QCOMPARE(sent.text("/reading/encoding"), std::string("Windows-1251"));
        QCOMPARE(sent.body.at("reading").at("encoding_is_assumed").get<bool>(), false);
        QCOMPARE(sent.text("/reading/number_columns/0"), std::string("телефон"));
    }
}

void ListRoutesTest::peopleAboveTheHeaderPointAtTheHeader()
{
    ListDesk desk;
    const CampaignId campaign = desk.newCampaign();
    const QByteArray list("+14155550142,Ada\n+14155550143,Bo\nphone,name\n+14155550144,Cy\n");
    const ListDesk::Sent refused = desk.add(campaign, list);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.text("/errors/0/pointer"), std::string("?header"));
    const ListDesk::Sent taken = desk.add(campaign, list, "text/csv", "?header=false&column=1"); // as it advises
    QCOMPARE(taken.status, 200);
    QCOMPARE(taken.number("inserted"), 3);
    QCOMPARE(taken.number("rejected"), 1); // the row in the middle is no person
}

void ListRoutesTest::knownPeopleAreSkippedInJsonToo()
{
    ListDesk desk;
    const CampaignId first = desk.newCampaign();
    QCOMPARE(desk.add(first, three).number("inserted"), 3);
    const QByteArray targets(R"([{"to_number":"+14155550142"},{"to_number":"+14155550145"}])");
    const CampaignId second = desk.newCampaign();
    const ListDesk::Sent sent =
        desk.add(second, targets, "application/json", "?skip_called_since=2026-01-01T00:00:00Z");
    QCOMPARE(sent.status, 200);
    QCOMPARE(sent.number("inserted"), 1);
    QCOMPARE(sent.number("skipped"), 1);
    QCOMPARE(sent.number("already_called"), 1);
    QVERIFY(sent.text("/skips/0/reason").find(first.toStdString()) != std::string::npos);
    const RawAnswer skips = desk.send("GET " + sent.text("/skips_url"), desk.ownKey);
    QVERIFY(skips.body.find("1,+14155550142,") != std::string::npos);
    QCOMPARE(desk.add(desk.newCampaign(), targets, "application/json").number("inserted"), 2); // not asked for
}

void ListRoutesTest::whatIsForCsvAloneIsRefusedForJson()
{
    ListDesk desk;
    const CampaignId campaign = desk.newCampaign();
    const QByteArray targets(R"([{"to_number":"+14155550142"}])");
    for (const char *name : {"column=1", "header=false", "encoding=UTF-8", "default_region=US"}) {
        const ListDesk::Sent sent = desk.add(campaign, targets, "application/json", std::string("?") + name);
        QCOMPARE(sent.status, 400);
        QVERIFY((std::string("?") + name).starts_with(sent.text("/errors/0/pointer") + "="));
    }
    // An empty instant is no instant, and does not call everybody again.
    const ListDesk::Sent empty = desk.add(campaign, targets, "application/json", "?skip_called_since=");
    QCOMPARE(empty.status, 400);
    QCOMPARE(empty.text("/errors/0/pointer"), std::string("?skip_called_since"));
    QCOMPARE(desk.add(campaign, targets, "application/json", "?skip_called_since=yesterday").text("/errors/0/pointer"),
             std::string("?skip_called_since"));
    QCOMPARE(desk.stats(campaign).total(), 0);
}

/// What is added to it may be dialled at once, so that a slip about known people would ring.
void ListRoutesTest::aRunningCampaignTakesJsonByTheSameRules()
{
    ListDesk desk;
    NewCampaign closed = oneAttemptEach();
    closed.hours = ClosedHours().text(); // it runs, and calls nobody meanwhile
    const CampaignId running = desk.begun({E164{14155550141}}, closed);
    QCOMPARE(desk.overview(running).campaign.status, CampaignStatus::Active);
    QCOMPARE(desk.add(desk.newCampaign(), three).number("inserted"), 3); // who wait elsewhere
    const QByteArray targets(R"([{"to_number":"+14155550142"},{"to_number":"+14155550145"}])");
    for (const std::string &name :
         std::vector<std::string>{"skip_called_since=", "skip_called_since=yesterday", "column=1"}) {
        const ListDesk::Sent sent = desk.add(running, targets, "application/json", "?" + name);
        QCOMPARE(sent.status, 400);
        QCOMPARE(sent.text("/errors/0/pointer"), "?" + name.substr(0, name.find('=')));
    }
    QCOMPARE(desk.stats(running).total(), 1);
    const ListDesk::Sent sent =
        desk.add(running, targets, "application/json", "?skip_called_since=2026-01-01T00:00:00Z");
    QCOMPARE(sent.status, 200);
    QCOMPARE(sent.number("inserted"), 1);
    QCOMPARE(sent.number("already_called"), 1);
    QCOMPARE(desk.stats(running).total(), 2);
}

void ListRoutesTest::whoWaitsInARunningCampaignIsSkipped() // B1-31
{
    ListDesk desk;
    NewCampaign closed = oneAttemptEach();
    closed.hours = ClosedHours().text();
    const CampaignId running = desk.begun({answering(), answering(1)}, closed);
    QTRY_COMPARE(desk.stats(running).of(TargetStatus::Scheduled), 2);
    const std::string target =
        "DELETE /v1/campaigns/" + running.toStdString() + "/targets/" + desk.targets(running).front().id.toStdString();
    const RawAnswer skipped = desk.send(target, desk.ownKey);
    QCOMPARE(skipped.status, 200);
    QCOMPARE(json::parse(skipped.body).at("status").get<std::string>(), std::string("skipped"));
    const RawAnswer again = desk.send(target, desk.ownKey);
    QCOMPARE(again.status, 409);
    QVERIFY(json::parse(again.body).at("detail").get<std::string>().find("skipped") != std::string::npos);
    QCOMPARE(desk.stats(running).of(TargetStatus::Scheduled), 1);
}

QTEST_GUILESS_MAIN(ListRoutesTest)
#include "list_routes_test.moc"
