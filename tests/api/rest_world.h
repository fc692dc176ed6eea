#pragma once

#include "api/fake_services.h"
#include "api/raw_client.h"
#include "api/rest/rest_server.h"
#include "support/absent_services.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace campanile::test {

// What FakeServices knows, as the API names it.
inline const std::string campaignPath = "/v1/campaigns/" + CampaignId{1'000}.toStdString();
inline const std::string targetPath = campaignPath + "/targets/" + TargetId{2'000}.toStdString();
inline const std::string callPath = "/v1/calls/" + AttemptId{3'000}.toStdString();
inline const std::string rejectsPath = "/v1/imports/" + ImportId{4'000}.toStdString() + "/rejects";
inline const std::string agentId = AgentId{7}.toStdString();
inline const std::string numberId = PhoneNumberId{8}.toStdString();

/// A campaign that can be created, with these members more.
inline std::string campaignBody(const std::string &more = {})
{
    return R"({"name":"July","agent_id":")" + agentId + R"(","phone_number_id":")" + numberId + "\"" + more + "}";
}

/// One response, its body read as JSON.
struct RestAnswer {
    RawAnswer raw;
    nlohmann::json body;

    [[nodiscard]] int status() const { return raw.status; }
    [[nodiscard]] std::string text(const std::string &pointer) const
    {
        const nlohmann::json::json_pointer place(pointer);
        return body.contains(place) && body.at(place).is_string() ? body.at(place).get<std::string>()
                                                                  : std::string("(no string)");
    }
};

/// The REST server before doors with nothing behind them, and a client that asks it.
class RestWorld {
public:
    RestWorld()
    {
        RestServerOptions options;
        options.temporaryDirectory = m_folder.filePath(QStringLiteral("uploads"));
        options.version = QStringLiteral("1.2.3");
        auto started = RestServer::start(options, services(), m_keys);
        if (!started) {
            qFatal("The server of the test did not start: %s", qPrintable(started.error().message));
        }
        m_server = std::move(started).value();
    }

    Services services()
    {
        return {fake,
                fake,
                fake,
                fake,
                m_absent.workspaces,
                fake,
                fake,
                fake,
                m_absent.keys,
                fake,
                m_changes,
                m_absent.queue,
                m_absent.why,
                m_absent.credit,
                m_absent.doNotCall,
                m_absent.schedules,
                m_absent.forecasts,
                m_absent.rehearsals};
    }

    RestAnswer ask(const std::string &request, const std::string &content = {}, const std::string &fields = {},
                   const std::string &key = "Authorization: Bearer good-key\r\n")
    {
        RawClient client(m_server->port());
        std::string head =
            request + " HTTP/1.1\r\nHost: localhost:" + std::to_string(m_server->port()) + "\r\n" + key + fields;
        if (!content.empty()) {
            head += "Content-Length: " + std::to_string(content.size()) + "\r\n";
        }
        client.send(head + "\r\n" + content);
        RestAnswer answer{client.answer(request.starts_with("HEAD")), {}};
        answer.body = nlohmann::json::parse(answer.raw.body, nullptr, false);
        return answer;
    }
    RestAnswer askWithoutKey(const std::string &request) { return ask(request, {}, {}, {}); }
    RestAnswer post(const std::string &path, const std::string &content)
    {
        return ask("POST " + path, content, "Content-Type: application/json\r\n");
    }

    FakeServices fake;

private:
    QTemporaryDir m_folder;
    OneKey m_keys;
    AbsentServices m_absent;
    ChangeFeed m_changes;
    std::unique_ptr<RestServer> m_server; // goes first: it still asks the others
};

} // namespace campanile::test
