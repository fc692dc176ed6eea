// The document about the API says what the routes do: their methods and paths, who needs a key, which requests have
// idempotency keys, and how large a value may be.

#include "api/http/multipart_filter.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "api/rest_world.h"
#include "domain/ceilings.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <set>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

namespace {

std::string lower(std::string_view method)
{
    return QString::fromLatin1(method.data(), static_cast<qsizetype>(method.size())).toLower().toStdString();
}

Router routerOf(const Services &services)
{
    Router router;
    const QString version = QStringLiteral("1.2.3");
    addEngineRoutes(router, services, version);
    addDocumentRoutes(router, version);
    addCampaignRoutes(router, services);
    addTargetRoutes(router, services);
    addTargetJobRoutes(router, services, {});
    addImportRoutes(router, services);
    addCallRoutes(router, services);
    addSetupRoutes(router, services);
    addDoNotCallRoutes(router, services);
    return router;
}

bool takesIdempotencyKey(const json &operation)
{
    const json parameters = operation.value("parameters", json::array());
    return std::any_of(parameters.begin(), parameters.end(), [](const json &parameter) {
        return parameter.value("$ref", std::string()) == "#/components/parameters/IdempotencyKey";
    });
}

/// The schema of a parameter of the query; null when the operation has none of that name.
json schemaOf(const json &operation, std::string_view name)
{
    const json &parameters = operation.at("parameters");
    const auto found = std::find_if(parameters.begin(), parameters.end(), [name](const json &parameter) {
        return parameter.value("name", std::string()) == name;
    });
    return found == parameters.end() ? json() : found->at("schema");
}

} // namespace

class OpenapiTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRouteIsDocumentedAsItIs();
    void nothingElseIsDocumented();
    void limitsAreThoseOfTheCeilings();

private:
    RestWorld m_world;
    const Router m_router = routerOf(m_world.services());
    const json m_document = m_world.askWithoutKey("GET /openapi.json").body;
};

void OpenapiTest::everyRouteIsDocumentedAsItIs()
{
    QVERIFY(m_router.routes().size() > 20);
    for (const Route &route : m_router.routes()) {
        const std::string path(route.path.text());
        const std::string name = std::string(route.method.text()) + ' ' + path;
        const json::json_pointer place = json::json_pointer("/paths") / path / lower(route.method.text());
        QVERIFY2(m_document.contains(place), name.c_str());
        const json &operation = m_document.at(place);
        const bool isOpen = operation.contains("security") && operation.at("security").empty();
        QVERIFY2(isOpen == (route.access == Route::Access::Open), name.c_str());
        QVERIFY2(takesIdempotencyKey(operation) == route.makes, name.c_str());
        QVERIFY2(operation.contains("requestBody") == (route.body != Route::Body::None), name.c_str());
    }
}

void OpenapiTest::nothingElseIsDocumented()
{
    std::set<std::pair<std::string, std::string>> known;
    for (const Route &route : m_router.routes()) {
        known.emplace(route.path.text(), lower(route.method.text()));
    }
    for (const auto &[path, operations] : m_document.at("paths").items()) {
        for (const auto &[method, operation] : operations.items()) {
            if (operation.is_object() && operation.contains("operationId")) {
                QVERIFY2(known.contains({path, method}), (method + ' ' + path).c_str());
            }
        }
    }
    const std::string about = m_document.at("info").at("description");
    QVERIFY(about.find("not honoured") == std::string::npos);
}

void OpenapiTest::limitsAreThoseOfTheCeilings()
{
    const json &components = m_document.at("components");
    const auto most = [](const json &schema, const char *name = "maximum") { return schema.at(name).get<qint64>(); };
    QCOMPARE(most(components.at("parameters").at("Limit").at("schema")), ceilings::rowsPerPage);
    const json &campaign = components.at("schemas").at("NewCampaign").at("properties");
    QCOMPARE(most(campaign.at("name"), "maxLength"), ceilings::nameLength);
    QCOMPARE(most(campaign.at("description"), "maxLength"), ceilings::descriptionLength);
    QCOMPARE(most(campaign.at("rate_limit_per_minute")), ceilings::ratePerMinute);
    QCOMPARE(most(campaign.at("max_concurrent")), ceilings::concurrentCalls);
    QCOMPARE(most(campaign.at("max_attempts")), ceilings::attempts);
    QCOMPARE(most(campaign.at("retry_delay_seconds")), ceilings::retryDelay / std::chrono::seconds(1));
    const json &paths = m_document.at("paths");
    for (const char *const path : {"/v1/calls", "/v1/campaigns/{id}/targets", "/v1/campaigns/{id}/targets/export"}) {
        QCOMPARE(most(schemaOf(paths.at(path).at("get"), "q"), "maxLength"), ceilings::searchLength);
    }
    const json &targets = paths.at("/v1/campaigns/{id}/targets").at("post").at("requestBody").at("content");
    QCOMPARE(most(targets.at("application/json").at("schema"), "maxItems"),
             static_cast<qint64>(ceilings::targetsPerRequest));
    const json &chosen = components.at("schemas").at("TargetSelection").at("properties");
    QCOMPARE(most(chosen.at("filter").at("properties").at("q"), "maxLength"), ceilings::searchLength);
    for (const char *const ids : {"target_ids", "except"}) {
        QCOMPARE(most(chosen.at(ids), "maxItems"), static_cast<qint64>(ceilings::targetsPerRequest));
    }
    // And what the document allows at the least is not refused for its size.
    const auto made = [this](const std::string &more) {
        return m_world.post("/v1/campaigns", campaignBody(more)).status();
    };
    const std::string least = campaign.at("retry_delay_seconds").at("minimum").dump();
    QCOMPARE(made(",\"retry_delay_seconds\":" + least), 201);
    QCOMPARE(made(",\"retry_delay_seconds\":0"), 400);
}

QTEST_GUILESS_MAIN(OpenapiTest)
#include "openapi_test.moc"
