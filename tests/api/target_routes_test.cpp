// Targets over REST: appended, imported, listed and skipped, and the rows that were rejected.

#include "api/rest_world.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

class TargetRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void appendsTargetsFromJson();
    void refusesBadTargetLists_data();
    void refusesBadTargetLists();
    void limitsTargetsPerArray();
    void importsCsv();
    void answersForNoCampaignBeforeTheBody();
    void readsHowAListIsToBeRead();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void tellsWhatCameOfEachRow();
    void tellsOfAnEarlierImport();
    void asksWhichColumn();
    void streamsTheSkippedRows();
    void importsAForm();
    void refusesBadForms();
    void refusesOtherTypesOfLists();
    void listsTargets();
    void saysHowATargetStands();
    void refusesStatesThatDoNotExist();
    void tellsAnEmptyListFromNoCampaign();
    void skipsATarget();
    void streamsTheRejects();
};

void TargetRoutesTest::appendsTargetsFromJson()
{
    RestWorld world;
    const RestAnswer answer = world.post(campaignPath + "/targets", R"([
        {"to_number":"+14155550142","name":"Ada","variables":{"b":"2","a":"1"}},
        {"to_number":"4155550142"},
        {"to_number":"+41446681800"},
        {"to_number":"tel:+41446681800","name":"x"},
        {"to_number":"+1415555"}])");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.appended.size(), std::size_t{2});
    QCOMPARE(world.fake.appended[0].name, std::string("Ada"));
    QCOMPARE(world.fake.appended[0].variables, std::string(R"({"a":"1","b":"2"})"));
    QCOMPARE(world.fake.appended[0].row, 1);
    QCOMPARE(world.fake.appended[1].number.toString(), QStringLiteral("+41446681800"));
    QCOMPARE(world.fake.appended[1].row, 3);
    QCOMPARE(world.fake.appendedRejects.size(), std::size_t{3});
    QCOMPARE(world.fake.appendedRejects[1].raw, QStringLiteral(R"({"name":"x","to_number":"tel:+41446681800"})"));
    QCOMPARE(answer.body.at("inserted").get<int>(), 2);
    QCOMPARE(answer.body.at("rejected").get<int>(), 3);
    QCOMPARE(answer.body.at("errors")[0].at("row").get<int>(), 2);
    QCOMPARE(answer.text("/errors/0/number"), std::string("4155550142"));
    QVERIFY(!answer.text("/errors/0/reason").empty());
    QCOMPARE(answer.text("/rejects_url"), rejectsPath);
    QVERIFY(!world.fake.appendSkips);
    QCOMPARE(
        world
            .post(campaignPath + "/targets?skip_called_since=2026-07-28T09:30:00Z", R"([{"to_number":"+14155550142"}])")
            .status(),
        200);
    QCOMPARE(world.fake.appendSkips, std::optional(WallTime{1'785'231'000'000}));
}

void TargetRoutesTest::refusesBadTargetLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("object") << QByteArray("{}") << QByteArray("#");
    QTest::newRow("empty") << QByteArray("[]") << QByteArray("#");
    QTest::newRow("no object inside") << QByteArray(R"([7])") << QByteArray("#/0");
    QTest::newRow("no number") << QByteArray(R"([{"to_number":"+14155550142"},{"name":"x"}])")
                               << QByteArray("#/1/to_number");
    QTest::newRow("number as number") << QByteArray(R"([{"to_number":14155550142}])") << QByteArray("#/0/to_number");
    QTest::newRow("unknown member") << QByteArray(R"([{"to_number":"+14155550142","phone":"x"}])")
                                    << QByteArray("#/0/phone");
    QTest::newRow("variable as number") << QByteArray(R"([{"to_number":"+14155550142","variables":{"a/b":1}}])")
                                        << QByteArray("#/0/variables/a~1b");
    QTest::newRow("variables as array") << QByteArray(R"([{"to_number":"+14155550142","variables":[]}])")
                                        << QByteArray("#/0/variables");
    QTest::newRow("duplicate variable") << QByteArray(R"([{"to_number":"+14155550142","variables":{"a":"1","a":"2"}}])")
                                        << QByteArray("#/0/variables/a");
}

void TargetRoutesTest::refusesBadTargetLists()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = world.post(campaignPath + "/targets", body.toStdString());
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/errors/0/pointer"), pointer.toStdString());
    QVERIFY(world.fake.appended.empty());
}

void TargetRoutesTest::limitsTargetsPerArray()
{
    RestWorld world;
    const auto list = [](int count) {
        std::string body = "[";
        for (int i = 0; i < count; ++i) {
            body += (i > 0 ? "," : "") + std::string(R"({"to_number":"+1415555)") +
                    std::to_string(10'000 + i).substr(1) + "\"}";
        }
        return body + "]";
    };
    QCOMPARE(world.post(campaignPath + "/targets", list(10'000)).status(), 200);
    QCOMPARE(world.fake.appended.size(), std::size_t{10'000});
    QCOMPARE(world.post(campaignPath + "/targets", list(10'001)).status(), 413);
    const std::string padding(1024 * 1024 - 29, ' ');
    const std::string one = R"([{"to_number":"+14155550142"}])";
    QCOMPARE(world.post(campaignPath + "/targets", one + padding.substr(one.size() - 29)).status(), 200);
    QCOMPARE(world.post(campaignPath + "/targets", one + padding.substr(one.size() - 29) + " ").status(), 413);
}

void TargetRoutesTest::importsCsv()
{
    RestWorld world;
    world.fake.summary.id = ImportId{4'000};
    world.fake.summary.inserted = 2;
    world.fake.summary.duplicates = 1;
    const std::string csv = "phone\n+14155550142\n";
    const RestAnswer answer = world.ask("POST " + campaignPath + "/targets?default_region=CH", csv,
                                        "Content-Type: text/csv; charset=utf-8\r\n");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.importedBytes.toStdString(), csv);
    QCOMPARE(world.fake.imported.campaign, CampaignId{1'000});
    QCOMPARE(world.fake.imported.defaultRegion, QStringLiteral("CH"));
    QCOMPARE(answer.body.at("duplicates").get<int>(), 1);
    QVERIFY(answer.body.at("rejects_url").is_null()); // nothing was rejected
    QTRY_VERIFY(!QFile::exists(world.fake.imported.path));

    const RestAnswer region =
        world.ask("POST " + campaignPath + "/targets?default_region=xx", csv, "Content-Type: text/csv\r\n");
    QCOMPARE(region.status(), 400);
    QCOMPARE(region.text("/errors/0/pointer"), std::string("?default_region"));
}

void TargetRoutesTest::answersForNoCampaignBeforeTheBody()
{
    RestWorld world;
    const std::string foreign = "/v1/campaigns/" + CampaignId{5}.toStdString() + "/targets";
    for (const std::string &path : {foreign, std::string("/v1/campaigns/nonsense/targets")}) {
        // The body is announced and never comes.
        const RestAnswer answer =
            world.ask("POST " + path, {}, "Content-Type: text/csv\r\nContent-Length: 1000000\r\n");
        QCOMPARE(answer.status(), 404);
        QCOMPARE(answer.text("/code"), std::string("not_found"));
    }
    QVERIFY(world.fake.imported.path.isEmpty());
}

void TargetRoutesTest::readsHowAListIsToBeRead()
{
    RestWorld world;
    const std::string csv = "a,b\n+14155550142,x\n";
    const RestAnswer answer = world.ask("POST " + campaignPath +
                                            "/targets?column=b&header=false&number_reading=with_calling_code"
                                            "&skip_called_since=2026-07-28T09:30:00Z",
                                        csv, "Content-Type: text/csv; charset=Windows-1251\r\n");
    QCOMPARE(answer.status(), 200);
    const ImportRequest &request = world.fake.imported;
    QCOMPARE(request.choices.numberColumn, std::optional(QStringLiteral("b")));
    QCOMPARE(request.choices.hasHeader, std::optional(false));
    QCOMPARE(request.choices.encoding, std::optional(TextEncoding::Windows1251));
    QCOMPARE(request.reading, NumberReading::WithCallingCode);
    QCOMPARE(request.skipCalledSince, std::optional(WallTime{1'785'231'000'000}));

    QCOMPARE(world
                 .ask("POST " + campaignPath + "/targets?encoding=Shift_JIS", csv,
                      "Content-Type: text/csv; charset=shift-jis\r\n")
                 .status(),
             200);
    QCOMPARE(world.fake.imported.choices.encoding, std::optional(TextEncoding::ShiftJis));
    QVERIFY(!world.fake.imported.choices.numberColumn);
    QVERIFY(!world.fake.imported.skipCalledSince);
}

void TargetRoutesTest::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("pointer");
    const QByteArray csv("text/csv");
    QTest::newRow("charset") << QByteArray() << QByteArray("text/csv; charset=klingon") << 415 << QByteArray();
    QTest::newRow("encoding") << QByteArray("?encoding=klingon") << csv << 400 << QByteArray("?encoding");
    QTest::newRow("two encodings") << QByteArray("?encoding=Shift_JIS") << QByteArray("text/csv; charset=utf-8") << 400
                                   << QByteArray("?encoding");
    QTest::newRow("header") << QByteArray("?header=maybe") << csv << 400 << QByteArray("?header");
    QTest::newRow("reading") << QByteArray("?number_reading=both") << csv << 400 << QByteArray("?number_reading");
    QTest::newRow("instant") << QByteArray("?skip_called_since=yesterday") << csv << 400
                             << QByteArray("?skip_called_since");
    QTest::newRow("no offset") << QByteArray("?skip_called_since=2026-07-28T09:30:00") << csv << 400
                               << QByteArray("?skip_called_since");
    QTest::newRow("no instant") << QByteArray("?skip_called_since=") << csv << 400 << QByteArray("?skip_called_since");
    QTest::newRow("no flag") << QByteArray("?header=") << csv << 400 << QByteArray("?header");
    QTest::newRow("no column") << QByteArray("?column=") << csv << 400 << QByteArray("?column");
    QTest::newRow("region") << QByteArray("?default_region=Germany") << csv << 400 << QByteArray("?default_region");
    QTest::newRow("other") << QByteArray("?colum=b") << csv << 400 << QByteArray("?colum");
}

void TargetRoutesTest::refusesWhatItCannotRead()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, type);
    QFETCH(const int, status);
    QFETCH(const QByteArray, pointer);
    RestWorld world;
    const RestAnswer answer = world.ask("POST " + campaignPath + "/targets" + query.toStdString(), "a\n+14155550142\n",
                                        "Content-Type: " + type.toStdString() + "\r\n");
    QCOMPARE(answer.status(), status);
    QVERIFY(pointer.isEmpty() || answer.text("/errors/0/pointer") == pointer.toStdString());
    QVERIFY(world.fake.imported.path.isEmpty());
}

void TargetRoutesTest::tellsWhatCameOfEachRow()
{
    RestWorld world;
    ImportSummary &summary = world.fake.summary;
    summary.id = ImportId{4'000};
    summary.inserted = 4;
    summary.duplicates = 3;
    summary.rejected = 2;
    summary.skipped = 2;
    summary.known = 1;
    summary.headerRows = 1;
    summary.preambleRows = 5;
    summary.firstSkipped = {{9, QStringLiteral("+14155550142"), QStringLiteral("Known."), {}}};
    summary.reading.numberColumns = QStringList{QStringLiteral("Phone")};
    summary.reading.encoding = QStringLiteral("Windows-1252");
    summary.reading.encodingIsAssumed = true;
    summary.reading.unreadableCharacters = 7;
    const RestAnswer answer =
        world.ask("POST " + campaignPath + "/targets", "phone\n+14155550142\n", "Content-Type: text/csv\r\n");
    const auto number = [&answer](const char *member) { return answer.body.at(member).get<int>(); };
    QCOMPARE(number("rows_read"), 17);
    QCOMPARE(number("inserted") + number("duplicates") + number("rejected") + number("skipped") +
                 number("header_rows") + number("preamble_rows"),
             17);
    QCOMPARE(number("already_called"), 1);
    QCOMPARE(answer.text("/skips/0/reason"), std::string("Known."));
    QCOMPARE(answer.text("/skips_url"), "/v1/imports/" + ImportId{4'000}.toStdString() + "/skips");
    QCOMPARE(answer.text("/reading/number_columns/0"), std::string("Phone"));
    QCOMPARE(answer.body.at("reading").at("unreadable_characters").get<int>(), 7);
    QCOMPARE(answer.body.at("reading").at("encoding_is_assumed").get<bool>(), true);
    QVERIFY(answer.body.at("reading").at("header").is_null());
    QVERIFY(answer.body.at("earlier_import").is_null());
}

/// A program cannot be asked, but it is told.
void TargetRoutesTest::tellsOfAnEarlierImport()
{
    RestWorld world;
    world.fake.summary.earlier =
        EarlierImport{CampaignId{77}, QStringLiteral("Renewals"), WallTime{1'785'317'400'000}, 1'204, false};
    const RestAnswer answer =
        world.ask("POST " + campaignPath + "/targets", "phone\n+14155550142\n", "Content-Type: text/csv\r\n");
    QCOMPARE(answer.text("/earlier_import/campaign_id"), CampaignId{77}.toStdString());
    QCOMPARE(answer.text("/earlier_import/campaign_name"), std::string("Renewals"));
    QCOMPARE(answer.text("/earlier_import/imported_at"), std::string("2026-07-29T09:30:00.000Z"));
    QCOMPARE(answer.body.at("earlier_import").at("people").get<int>(), 1'204);
    QCOMPARE(answer.body.at("earlier_import").at("same_bytes").get<bool>(), false);
}

void TargetRoutesTest::asksWhichColumn()
{
    RestWorld world;
    world.fake.error = Error{
        ErrorCode::InvalidInput,
        QStringLiteral("Which column holds the numbers?"),
        {},
        ErrorRule::WhichColumn,
        {QStringLiteral("A, C"), QStringLiteral("1"), QStringLiteral("A"), QStringLiteral("3"), QStringLiteral("C")}};
    const RestAnswer answer =
        world.ask("POST " + campaignPath + "/targets", "A,B,C\n1,2,3\n", "Content-Type: text/csv\r\n");
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.raw.header("content-type"), std::string("application/problem+json"));
    QCOMPARE(answer.text("/errors/0/pointer"), std::string("?column"));
    QCOMPARE(answer.body.at("candidates").size(), std::size_t{2});
    QCOMPARE(answer.body.at("candidates")[1].at("column").get<int>(), 3);
    QCOMPARE(answer.text("/candidates/1/header"), std::string("C"));
}

void TargetRoutesTest::streamsTheSkippedRows()
{
    RestWorld world;
    world.fake.skippedRows = {{7, QStringLiteral("+14155550142"), QStringLiteral("Called before."), {}}};
    const RestAnswer answer = world.ask("GET /v1/imports/" + ImportId{4'000}.toStdString() + "/skips");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.raw.body, std::string("row,number,reason,raw\r\n7,+14155550142,Called before.,\r\n"));
    QCOMPARE(world.ask("GET /v1/imports/" + ImportId{5}.toStdString() + "/skips").status(), 404);
}

void TargetRoutesTest::importsAForm()
{
    RestWorld world;
    const std::string body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"July.csv\"\r\n\r\n"
                             "phone\n+14155550142\n\r\n--B--\r\n";
    const RestAnswer answer =
        world.ask("POST " + campaignPath + "/targets", body, "Content-Type: multipart/form-data; boundary=B\r\n");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.importedBytes, QByteArray("phone\n+14155550142\n"));
    QCOMPARE(world.fake.imported.sourceName, QStringLiteral("July.csv"));
}

void TargetRoutesTest::refusesBadForms()
{
    RestWorld world;
    const RestAnswer answer = world.ask("POST " + campaignPath + "/targets", "--B\r\n\r\nx\r\n--B--\r\n",
                                        "Content-Type: multipart/form-data; boundary=B\r\n");
    QCOMPARE(answer.status(), 400);
    QCOMPARE(answer.text("/code"), std::string("invalid_input"));
    QVERIFY(world.fake.imported.path.isEmpty());
}

void TargetRoutesTest::refusesOtherTypesOfLists()
{
    RestWorld world;
    for (const char *type : {"text/plain", "application/octet-stream", "multipart/form-data",
                             "multipart/mixed; boundary=B", "application/vnd.ms-excel"}) {
        const RestAnswer answer =
            world.ask("POST " + campaignPath + "/targets", "x", "Content-Type: " + std::string(type) + "\r\n");
        QCOMPARE(answer.status(), 415);
        QCOMPARE(answer.text("/code"), std::string("unsupported_type"));
    }
}

void TargetRoutesTest::listsTargets()
{
    RestWorld world;
    const RestAnswer answer = world.ask("GET " + campaignPath +
                                        "/targets?status=pending&q=415+555&limit=7"
                                        "&state=waiting,retry_due");
    QCOMPARE(answer.status(), 200);
    QCOMPARE(world.fake.targetFilter.status, std::optional(TargetStatus::Pending));
    QCOMPARE(world.fake.targetFilter.text, QStringLiteral("415 555"));
    QCOMPARE(world.fake.targetFilter.states, (TargetStates{TargetState::Waiting, TargetState::RetryDue}));
    QCOMPARE(world.fake.limit, 7);
    QCOMPARE(answer.text("/data/0/id"), TargetId{2'000}.toStdString());
    QCOMPARE(answer.text("/data/0/to_number"), std::string("+14155550142"));
    QCOMPARE(answer.text("/data/0/variables/city"), std::string("Bern"));
    QVERIFY(answer.body.at("data")[0].at("next_at").is_null());
    const RestAnswer second = world.ask("GET " + campaignPath + "/targets?cursor=" + answer.text("/next_cursor"));
    QCOMPARE(second.status(), 200);
    QCOMPARE(world.fake.targetsAfter, TargetId{2'000});
    QVERIFY(second.body.at("next_cursor").is_null());
    QVERIFY(world.fake.targetFilter.states.isEmpty());
    QCOMPARE(world.fake.limit, 50);
}

void TargetRoutesTest::saysHowATargetStands()
{
    RestWorld world;
    TargetRow &target = world.fake.target;
    const auto shown = [&world] { return world.ask("GET " + campaignPath + "/targets").body.at("data")[0]; };
    target.standing = {.state = TargetState::Held, .at = {1'785'231'000'000}, .heldBy = HoldReason::OutsideHours};
    QCOMPARE(shown().at("state").get<std::string>(), std::string("held"));
    QCOMPARE(shown().at("state_at").get<std::string>(), std::string("2026-07-28T09:30:00.000Z"));
    QVERIFY(!shown().at("held_because").get<std::string>().empty());
    target.standing = {.state = TargetState::Talking, .at = {1'785'231'000'000}};
    QCOMPARE(shown().at("state").get<std::string>(), std::string("talking"));
    QVERIFY(shown().at("held_because").is_null());
    QVERIFY(shown().at("end_reason").is_null()); // not before the call has ended
    target.standing = {.state = TargetState::OutcomeUnknown, .reason = EndReason::OutcomeUnknown, .undecided = true};
    QVERIFY(shown().at("undecided").get<bool>());
    QVERIFY(shown().at("state_at").is_null());
}

void TargetRoutesTest::refusesStatesThatDoNotExist()
{
    RestWorld world;
    for (const char *states : {"pending", "busy,", "busy,Held", "busy;held", ","}) {
        const RestAnswer answer = world.ask("GET " + campaignPath + "/targets?state=" + states);
        QCOMPARE(answer.status(), 400);
        QCOMPARE(answer.text("/errors/0/pointer"), std::string("?state"));
    }
    QVERIFY(world.fake.lastCall.empty());
}

void TargetRoutesTest::tellsAnEmptyListFromNoCampaign()
{
    RestWorld world;
    const RestAnswer empty = world.ask("GET " + campaignPath + "/targets?q=nobody");
    QCOMPARE(empty.status(), 200);
    QVERIFY(empty.body.at("data").empty());
    QCOMPARE(world.ask("GET /v1/campaigns/" + CampaignId{5}.toStdString() + "/targets").status(), 404);
}

void TargetRoutesTest::skipsATarget()
{
    RestWorld world;
    const RestAnswer answer = world.ask("DELETE " + targetPath);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.text("/status"), std::string("skipped"));
    QCOMPARE(answer.text("/state"), std::string("skipped"));
    world.fake.lastCall.clear();
    QCOMPARE(world.ask("DELETE " + campaignPath + "/targets/" + TargetId{1}.toStdString()).status(), 404);
    const std::string foreign = "/v1/campaigns/" + CampaignId{5}.toStdString();
    QCOMPARE(world.ask("DELETE " + foreign + "/targets/" + TargetId{2'000}.toStdString()).status(), 404);
    QVERIFY(world.fake.lastCall.empty());
}

void TargetRoutesTest::streamsTheRejects()
{
    RestWorld world;
    for (int row = 1; row <= 2'500; ++row) {
        world.fake.rejectedRows.push_back(
            {row, QStringLiteral("=1+1"), QStringLiteral("No, \"not\" one."), QStringLiteral("a,b")});
    }
    const RestAnswer answer = world.ask("GET " + rejectsPath);
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.raw.isWhole);
    QCOMPARE(answer.raw.header("content-type"), std::string("text/csv; charset=utf-8"));
    QVERIFY(answer.raw.header("content-disposition").starts_with("attachment; filename=\"rejects-imp_"));
    const QStringList lines = QString::fromStdString(answer.raw.body).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 2'502); // a header, the rows, and nothing behind the last line end
    QCOMPARE(lines.first(), QStringLiteral("row,number,reason,raw"));
    QCOMPARE(lines.at(2'500), QStringLiteral("2500,'=1+1,\"No, \"\"not\"\" one.\",\"a,b\""));
    QCOMPARE(world.ask("GET /v1/imports/" + ImportId{1}.toStdString() + "/rejects").status(), 404);
}

QTEST_GUILESS_MAIN(TargetRoutesTest)
#include "target_routes_test.moc"
