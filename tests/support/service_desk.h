#pragma once

#include "local/local_backend.h"

#include <QTemporaryDir>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace campanile::test {

/// A campaign that a chance "busy" does not keep waiting for its next attempt.
inline NewCampaign oneAttemptEach()
{
    NewCampaign fresh;
    fresh.retry.maxAttempts = 1;
    return fresh;
}

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

/// Calls one method of a service for a caller with these arguments and waits for its answer.
template<class T, class Service, class... Parameters, class... Arguments>
Result<T> ask(const Caller &caller, Service &service, void (Service::*method)(const Caller &, Parameters...),
              Arguments &&...arguments)
{
    return await<T>(
        [&](Reply<T> reply) { (service.*method)(caller, std::forward<Arguments>(arguments)..., std::move(reply)); });
}

/// This number of people, with consecutive numbers: Person 0, Person 1 … None of the first four thousand ends in a
/// reserved ending.
inline std::vector<NewTarget> people(int n, E164 first = E164{14155552000})
{
    std::vector<NewTarget> rows;
    for (int i = 0; i < n; ++i) {
        rows.push_back({E164{first.digits + i}, "Person " + std::to_string(i), "{}", i + 1});
    }
    return rows;
}

/// The same people as a list.
inline QByteArray listOf(const std::vector<NewTarget> &rows)
{
    std::string csv("phone,name\n");
    for (const NewTarget &row : rows) {
        csv += row.number.toStdString() + ',' + row.name + '\n';
    }
    return QByteArray::fromStdString(csv);
}

/// A backend on a data directory of its own, with an agent, a simulated trunk and a number.
class ServiceDesk {
public:
    /// @param dataDirectory of a desk before this one; empty: a new one, that goes with this desk.
    explicit ServiceDesk(const QString &dataDirectory = {})
        : m_path(dataDirectory.isEmpty() ? folder.filePath(QStringLiteral("data")) : dataDirectory)
        , backend(open(m_path))
        , services(backend->services())
        , caller(backend->ownServices(CallerKind::Window).caller)
        , setup(*ask<Setup>(caller, services.workspaces, &WorkspaceService::ensureBasics))
    {
    }

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString databasePath() const { return path() + QStringLiteral("/campanile.sqlite"); }

    /// Makes a campaign; a missing name, agent or number is filled in.
    Result<Campaign> createCampaign(NewCampaign fresh = oneAttemptEach())
    {
        fresh.name = fresh.name.isEmpty() ? QStringLiteral("Follow-up") : fresh.name;
        fresh.agent = fresh.agent.isNull() ? setup.agents.front().id : fresh.agent;
        fresh.fromNumber = fresh.fromNumber.isNull() ? setup.numbers.front().id : fresh.fromNumber;
        return ask<Campaign>(caller, services.campaigns, &CampaignService::create, fresh);
    }
    static ImportRequest importOf(CampaignId campaign, const QByteArray &csv)
    {
        ImportRequest request;
        request.campaign = campaign;
        request.content = csv;
        request.sourceName = QStringLiteral("list.csv");
        return request;
    }
    Result<ImportSummary> import(const ImportRequest &request, const std::function<void(ImportProgress)> &progress = {})
    {
        return await<ImportSummary>(
            [&](Reply<ImportSummary> reply) { services.imports.start(caller, request, progress, std::move(reply)); });
    }
    Result<ImportSummary> import(CampaignId campaign, const QByteArray &csv) { return import(importOf(campaign, csv)); }
    Result<ImportSummary> append(CampaignId campaign, std::vector<NewTarget> rows)
    {
        return ask<ImportSummary>(caller, services.targets, &TargetService::append, campaign,
                                  NewTargets{std::move(rows), {}});
    }
    Result<Workspace> changeWorkspace(const WorkspaceEdit &edit)
    {
        return ask<Workspace>(caller, services.workspaces, &WorkspaceService::change, edit);
    }
    Result<Workspace> disableEditing()
    {
        WorkspaceEdit edit;
        edit.editingDisabled = true;
        return changeWorkspace(edit);
    }

    /// @param countries besides the caller ID's own
    Result<Trunk> callOnly(const QStringList &countries)
    {
        return ask<Trunk>(caller, services.trunks, &TrunkService::changeCountries, setup.trunks.front().id, countries);
    }

    QTemporaryDir folder; ///< for the files of a test, beside the data directory

private:
    const QString m_path;

public:
    std::unique_ptr<LocalBackend> backend;
    Services services;
    Caller caller; ///< the owner of the first workspace
    Setup setup;   ///< as it was at the beginning

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
