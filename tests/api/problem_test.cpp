#include "api/rest/problem.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <set>

using namespace campanile;

class ProblemTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mapsEveryErrorCodeToAStatus_data();
    void mapsEveryErrorCodeToAStatus();
    void hasEachKindOnce();
    void saysWhatRfc9457AsksFor();
    void pointsAtTheWrongMember();
    void namesNoFileOfTheServer();
    void countsFurtherErrors();
    void saysWhenToTryAgain();
    void survivesTextThatIsNoUtf8();
};

void ProblemTest::mapsEveryErrorCodeToAStatus_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    const std::vector<std::pair<ErrorCode, int>> rows = {
        {ErrorCode::InvalidInput, 400},     {ErrorCode::NotFound, 404},        {ErrorCode::Conflict, 409},
        {ErrorCode::PermissionDenied, 403}, {ErrorCode::Unauthenticated, 401}, {ErrorCode::TooLarge, 413},
        {ErrorCode::UnsupportedType, 415},  {ErrorCode::RateLimited, 429},     {ErrorCode::Cancelled, 409},
        {ErrorCode::FileNotReadable, 500},  {ErrorCode::StorageFull, 507},     {ErrorCode::StorageReadOnly, 503},
        {ErrorCode::StorageBusy, 503},      {ErrorCode::StorageNewer, 500},    {ErrorCode::StorageCorrupt, 500},
        {ErrorCode::StorageFailed, 500},    {ErrorCode::AddressInUse, 500},    {ErrorCode::CarrierUnavailable, 502},
        {ErrorCode::ShuttingDown, 503},     {ErrorCode::Internal, 500},
    };
    for (const auto &[code, status] : rows) {
        QTest::newRow(codeName(code).data()) << static_cast<int>(code) << status;
    }
}

void ProblemTest::mapsEveryErrorCodeToAStatus()
{
    QFETCH(const int, code);
    QFETCH(const int, status);
    const auto error = static_cast<ErrorCode>(code);
    const ProblemKind &kind = problemKindOf(error);
    QCOMPARE(kind.status, status);
    QCOMPARE(QLatin1StringView(kind.code.data(), static_cast<qsizetype>(kind.code.size())), codeName(error));
}

void ProblemTest::hasEachKindOnce()
{
    std::set<std::string_view> codes;
    for (const ProblemKind &kind : allProblemKinds()) {
        QVERIFY(codes.insert(kind.code).second);
        QVERIFY(kind.status >= 400 && kind.status < 600);
        QVERIFY(!kind.title.empty() && !kind.meaning.empty());
        QCOMPARE(findProblemKind(kind.code), &kind);
    }
    QVERIFY(!findProblemKind("no_such_code"));
}

void ProblemTest::saysWhatRfc9457AsksFor()
{
    const HttpResponse response =
        problemResponse(Problem::of({ErrorCode::Conflict, QStringLiteral("The campaign is completed."), {}}), "req_1");
    QCOMPARE(response.status, 409);
    QCOMPARE(response.contentType, std::string("application/problem+json"));
    const auto body = nlohmann::json::parse(response.body);
    const auto text = [&body](const char *name) { return body.at(name).get<std::string>(); };
    QCOMPARE(text("type"), std::string("/problems/conflict"));
    QCOMPARE(body.at("status").get<int>(), 409);
    QCOMPARE(text("code"), std::string("conflict"));
    QCOMPARE(text("detail"), std::string("The campaign is completed."));
    QCOMPARE(text("request_id"), std::string("req_1"));
    QVERIFY(!body.at("retryable").get<bool>());
    QVERIFY(!text("title").empty());
    QVERIFY(body["errors"].is_array() && body["errors"].empty());
}

void ProblemTest::pointsAtTheWrongMember()
{
    const Problem problem =
        Problem::of({ErrorCode::NotFound, QStringLiteral("There is no such agent."), QStringLiteral("#/agent_id")});
    QCOMPARE(problem.errors, (std::vector<FieldError>{{"#/agent_id", "There is no such agent."}}));
    const Problem above =
        Problem::of({ErrorCode::InvalidInput, QStringLiteral("Rows."), {}, ErrorRule::PeopleAboveHeader, {}});
    QCOMPARE(above.errors.at(0).pointer, std::string("?header"));
    const Problem encoding =
        Problem::of({ErrorCode::InvalidInput, QStringLiteral("Letters."), {}, ErrorRule::WhichEncoding, {}});
    QCOMPARE(encoding.errors.at(0).pointer, std::string("?encoding"));
    QVERIFY(encoding.candidates.empty());
}

void ProblemTest::namesNoFileOfTheServer()
{
    const Problem problem = Problem::of({ErrorCode::InvalidInput,
                                         QStringLiteral("“/srv/uploads/x7” is empty; export the list again."),
                                         {},
                                         ErrorRule::EmptyFile,
                                         {QStringLiteral("“/srv/uploads/x7”")}});
    QCOMPARE(problem.detail, std::string("The list is empty; export the list again."));
}

void ProblemTest::countsFurtherErrors()
{
    const Problem problem = Problem::invalid({{"#/a", "It is required."}, {"#/b", "It is required."}});
    QCOMPARE(problem.detail, std::string("#/a: It is required. (and 1 more)"));
}

void ProblemTest::saysWhenToTryAgain()
{
    const HttpResponse busy = problemResponse(Problem::of({ErrorCode::RateLimited, QStringLiteral("x"), {}}), "r");
    QCOMPARE(busy.headers, (std::vector<HttpField>{{"Retry-After", "1"}}));
    QVERIFY(problemResponse(Problem::notFound("x"), "r").headers.empty());
}

void ProblemTest::survivesTextThatIsNoUtf8()
{
    const HttpResponse response = problemResponse(Problem::notFound("\xff\xfe"), "r");
    QVERIFY(nlohmann::json::accept(response.body));
}

QTEST_GUILESS_MAIN(ProblemTest)
#include "problem_test.moc"
