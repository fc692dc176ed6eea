#pragma once

#include "api/raw_client.h"
#include "api/rest/rest_server.h"
#include "support/two_workspaces.h"

#include <memory>
#include <string>

namespace campanile::test {

/// The real backend with a server before it, and keys of its two workspaces.
class ServedDesk : public TwoWorkspaces {
public:
    ServedDesk()
        : ownKey(keyOf(caller.workspace, Scopes::all()))
        , neighboursKey(keyOf(second.id, everythingOfAWorkspace()))
    {
        RestServerOptions options;
        options.temporaryDirectory = folder.filePath(QStringLiteral("uploads"));
        auto started = RestServer::start(options, services, backend->apiKeys());
        if (!started) {
            qFatal("The server of the test did not start: %s", qPrintable(started.error().message));
        }
        m_server = std::move(started).value();
    }
    std::string keyOf(WorkspaceId workspace, Scopes scopes)
    {
        return ask<MadeApiKey>(caller, services.keys, &KeyService::create,
                               NewApiKey{QStringLiteral("test"), scopes, workspace, {}})
            ->secret.toStdString();
    }
    RawAnswer send(const std::string &request, const std::string &key, const std::string &content = {},
                   const std::string &type = "application/json", const std::string &idempotencyKey = {})
    {
        RawClient client(m_server->port());
        std::string head = request + " HTTP/1.1\r\nHost: localhost:" + std::to_string(m_server->port()) +
                           "\r\nAuthorization: Bearer " + key + "\r\n";
        if (!idempotencyKey.empty()) {
            head += "Idempotency-Key: " + idempotencyKey + "\r\n";
        }
        if (!content.empty()) {
            head += "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n";
        }
        client.send(head + "\r\n" + content);
        return client.answer();
    }
    /// Sends a head alone, whose fields may announce a body.
    RawAnswer sendHead(const std::string &request, const std::string &key, const std::string &fields)
    {
        RawClient client(m_server->port());
        client.send(request + " HTTP/1.1\r\nHost: localhost:" + std::to_string(m_server->port()) +
                    "\r\nAuthorization: Bearer " + key + "\r\n" + fields + "\r\n");
        return client.answer();
    }
    std::string campaignBody(const std::string &name = "July") const
    {
        return R"({"name":")" + name + R"(","agent_id":")" + setup.agents.front().id.toStdString() +
               R"(","from_number":")" + setup.numbers.front().number.toStdString() + "\"}";
    }
    std::size_t campaigns()
    {
        return ask<std::vector<CampaignOverview>>(caller, services.campaigns, &CampaignService::list)->size();
    }

    const std::string ownKey;
    const std::string neighboursKey;

private:
    std::unique_ptr<RestServer> m_server; // goes first: it still asks the backend
};

} // namespace campanile::test
