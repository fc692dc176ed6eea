// The document about the API names the scopes of each operation, and a key needs these and no others.

#include "api/served_desk.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <vector>

using namespace campanile;
using namespace campanile::test;
using nlohmann::json;

namespace {

/// One operation, as the document has it.
struct Operation {
    std::string id;
    std::string method;
    std::string path;
    std::vector<Scope> scopes; ///< all of them are needed; none: no key is needed
};

void replace(std::string &text, const std::string &what, const std::string &with)
{
    if (const std::size_t at = text.find(what); at != std::string::npos) {
        text.replace(at, what.size(), with);
    }
}

/// The scopes that an operation names, the same for both ways to send a key. An unknown name ends the test.
std::vector<Scope> scopesOf(const json &operation)
{
    const json &ways = operation.at("security");
    if (ways.empty()) {
        return {};
    }
    const json &names = ways.at(0).at("bearer");
    if (names != ways.at(1).at("apiKey")) {
        qFatal("The two ways to send a key need different scopes.");
    }
    std::vector<Scope> scopes;
    for (const json &name : names) {
        scopes.push_back(scopeFrom(QString::fromStdString(name.get<std::string>())).value());
    }
    return scopes;
}

/// A campaign with one person, and requests that are about them.
class ScopesDesk : public ServedDesk {
public:
    ScopesDesk()
        : m_campaign(draft({answering()}))
        , m_target(targets(m_campaign).front().id)
        , m_doomed(draft({answering(1)}))
    {
    }

    std::vector<Operation> operations()
    {
        std::vector<Operation> all;
        const json document = json::parse(send("GET /openapi.json", ownKey).body);
        for (const auto &[path, item] : document.at("paths").items()) {
            for (const auto &[method, operation] : item.items()) {
                if (operation.is_object() && operation.contains("operationId")) {
                    all.push_back({operation.at("operationId").get<std::string>(),
                                   QString::fromStdString(method).toUpper().toStdString(), path, scopesOf(operation)});
                }
            }
        }
        return all;
    }

    /// The status of the answer to a key with these scopes.
    int statusFor(const Operation &operation, Scopes scopes)
    {
        const std::string type = operation.id == "addDoNotCallList" ? "text/csv" : "application/json";
        return send(operation.method + ' ' + pathOf(operation), keyOf({}, scopes), bodyOf(operation), type).status;
    }

private:
    [[nodiscard]] std::string pathOf(const Operation &operation) const
    {
        std::string path = operation.path;
        replace(path, "{id}",
                path.starts_with("/v1/calls")      ? AttemptId{7}.toStdString()
                : path.starts_with("/v1/imports")  ? ImportId{7}.toStdString()
                : operation.id == "deleteCampaign" ? m_doomed.toStdString()
                                                   : m_campaign.toStdString());
        replace(path, "{target}", m_target.toStdString());
        return operation.id == "addDoNotCallList" ? path + "?name=Register&as_of=2026-01-01T00:00:00Z" : path;
    }
    [[nodiscard]] std::string bodyOf(const Operation &operation) const
    {
        if (operation.id == "createCampaign") {
            return campaignBody();
        }
        if (operation.id == "editCampaign" || operation.id == "duplicateCampaign") {
            return "{}";
        }
        if (operation.id == "appendTargets") {
            return R"([{"to_number":"+14155552001"}])";
        }
        if (operation.id == "skipTargets") {
            return R"({"target_ids":[]})";
        }
        return operation.id == "addDoNotCallList" ? "phone\n+14155552002\n" : std::string();
    }

    const CampaignId m_campaign;
    const TargetId m_target;
    const CampaignId m_doomed; // goes when it is deleted
};

} // namespace

class OpenapiScopesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachOperationNeedsTheScopesThatItNames();
};

void OpenapiScopesTest::eachOperationNeedsTheScopesThatItNames()
{
    ScopesDesk desk;
    int withKey = 0;
    for (const Operation &operation : desk.operations()) {
        const char *name = operation.id.c_str();
        QVERIFY2(operation.scopes.empty() != operation.path.starts_with("/v1/"), name);
        if (operation.scopes.empty()) {
            continue;
        }
        ++withKey;
        std::uint32_t named = 0;
        for (const Scope scope : operation.scopes) {
            const std::uint32_t bit = Scopes{scope}.bits;
            const Scopes others = Scopes::fromBits(ScopesDesk::everythingOfAWorkspace().bits & ~bit);
            QVERIFY2(desk.statusFor(operation, others) == 403, name);
            named |= bit;
        }
        const int status = desk.statusFor(operation, Scopes::fromBits(named));
        QVERIFY2(status >= 200 && status != 401 && status != 403, name);
    }
    QVERIFY(withKey > 20);
}

QTEST_GUILESS_MAIN(OpenapiScopesTest)
#include "openapi_scopes_test.moc"
