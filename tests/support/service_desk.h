#pragma once

#include "services/local_backend.h"

#include <QTemporaryDir>

#include <future>
#include <memory>

namespace campanile::test {

/// Calls a service and waits for its one answer.
template<class T, class Call>
Result<T> await(Call call)
{
    constexpr std::chrono::seconds patience{60};
    auto promise = std::make_shared<std::promise<Result<T>>>();
    std::future<Result<T>> answer = promise->get_future();
    call([promise](Result<T> result) { promise->set_value(std::move(result)); });
    if (answer.wait_for(patience) != std::future_status::ready) {
        return {ErrorCode::Internal, QStringLiteral("No answer came.")};
    }
    return answer.get();
}

/// Calls one method of a service with these arguments and waits for its answer.
template<class T, class Service, class... Parameters, class... Arguments>
Result<T> ask(Service &service, void (Service::*method)(Parameters...), Arguments &&...arguments)
{
    return await<T>(
        [&](Reply<T> reply) { (service.*method)(std::forward<Arguments>(arguments)..., std::move(reply)); });
}

/// A backend on a data directory of its own, with an agent, a simulated trunk and a number.
class ServiceDesk {
public:
    ServiceDesk()
        : backend(open(path()))
        , services(backend->services())
        , setup(*ask<Setup>(services.setup, &SetupService::ensureBasics))
    {
    }

    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString databasePath() const { return path() + QStringLiteral("/campanile.sqlite"); }

    Result<Campaign> createCampaign(NewCampaign fresh = {})
    {
        fresh.name = QStringLiteral("Follow-up");
        fresh.agent = setup.agents.front().id;
        fresh.fromNumber = setup.numbers.front().id;
        return ask<Campaign>(services.campaigns, &CampaignService::create, fresh);
    }
    Result<ImportSummary> import(CampaignId campaign, const QByteArray &csv)
    {
        ImportRequest request;
        request.campaign = campaign;
        request.content = csv;
        return await<ImportSummary>(
            [&](Reply<ImportSummary> reply) { services.imports.start(request, {}, std::move(reply)); });
    }
    Result<ImportSummary> append(CampaignId campaign, std::vector<NewTarget> rows)
    {
        return ask<ImportSummary>(services.targets, &TargetService::append, campaign, std::move(rows),
                                  std::vector<RejectedRow>());
    }
    Result<Workspace> changeWorkspace(const WorkspaceEdit &edit)
    {
        return ask<Workspace>(services.setup, &SetupService::changeWorkspace, edit);
    }
    Result<Workspace> disableEditing()
    {
        WorkspaceEdit edit;
        edit.editingDisabled = true;
        return changeWorkspace(edit);
    }

    QTemporaryDir folder;
    std::unique_ptr<LocalBackend> backend;
    Services services;
    Setup setup; ///< as it was at the beginning

private:
    static std::unique_ptr<LocalBackend> open(const QString &path)
    {
        Result<std::unique_ptr<LocalBackend>> opened = LocalBackend::open({.dataDirectory = path, .simulatedWire = {}});
        if (!opened) {
            qFatal("The backend of the test did not open: %s", qPrintable(opened.error().message));
        }
        return std::move(*opened);
    }
};

} // namespace campanile::test
