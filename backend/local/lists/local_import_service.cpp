#include "local/lists/local_import_service.h"

#include "core/start_thread.h"
#include "csv/csv_preview.h"
#include "engine/recovery/import_undo.h"
#include "local/campaigns/campaign_check.h"
#include "local/lists/campaign_import.h"
#include "local/lists/known_people_job.h"
#include "local/lists/target_import.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"

namespace campanile {

namespace {

/// Undoes a failed import, a transaction's worth at a time, until nothing of it is left. The writer may come to a slice
/// when the service is gone already, so nothing of the service is in it.
// NOLINTNEXTLINE(misc-no-recursion): each slice is a task of its own
void undoSlices(BackendCore &core, WorkspaceId workspace, CampaignId campaign, Reply<void> reply)
{
    core.writer.submit<bool>(
        WritePriority::Commands,
        [&core, workspace, campaign](WriteTransaction &tx) -> Result<bool> {
            if (!CampaignStore(tx.db).find(workspace, campaign)) {
                return notFound<bool>("campaign");
            }
            const CampaignImport import = importInto(tx.db, core, campaign, CampaignStore(tx.db).stats(campaign));
            if (import.state == CampaignImport::State::Running) {
                return importRunning();
            }
            return import.state == CampaignImport::State::Failed && undoImportSlice(tx, {import.id, campaign});
        },
        // NOLINTNEXTLINE(misc-no-recursion): as above
        [&core, workspace, campaign, reply = std::move(reply)](const Result<bool> &more) {
            if (!more) {
                reply(more.error());
            } else if (*more) {
                undoSlices(core, workspace, campaign, reply);
            } else {
                core.onEngine([campaign](Engine &engine) { engine.campaignChanged(campaign); });
                reply(Result<void>());
            }
        });
}

} // namespace

LocalImportService::~LocalImportService()
{
    for (const Running &running : m_running) {
        if (running.job) {
            running.job->cancel();
        }
    }
    for (Running &running : m_running) {
        running.thread.join();
    }
}

void LocalImportService::preview(const Caller &caller, QString path, CsvChoices choices, QString region,
                                 Reply<CsvPreview> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    const Result<void> started = runOnThread(nullptr, [path = std::move(path), choices, region = region.toStdString(),
                                                       reply] { reply(previewCsvFile(path, choices, region)); });
    if (!started) {
        reply(started.error());
    }
}

void LocalImportService::check(const Caller &caller, CampaignId campaign, Reply<void> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    m_core.readers.read<void>(
        [workspace = caller.workspace, campaign](Connection &db) -> Result<void> {
            return CampaignStore(db).find(workspace, campaign) ? Result<void>() : notFound<void>("campaign");
        },
        std::move(reply));
}

std::shared_ptr<ImportJob> LocalImportService::known(const Caller &caller, KnownPeopleRequest request,
                                                     Reply<KnownPeople> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return nullptr;
    }
    auto job = std::make_shared<KnownPeopleJob>(m_core, caller.workspace, std::move(request), reply);
    if (const Result<void> started = runOnThread(job, [job] { job->run(); }); !started) {
        reply(started.error());
    }
    return job;
}

std::shared_ptr<ImportJob> LocalImportService::start(const Caller &caller, ImportRequest request,
                                                     std::function<void(ImportProgress)> progress,
                                                     Answering<ImportSummary> answering)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, answering)) {
        return nullptr;
    }
    auto import = std::make_shared<TargetImport>(m_core, caller, std::move(request), std::move(progress), answering);
    if (const Result<void> started = runOnThread(import, [import] { import->run(); }); !started) {
        answering(started.error());
    }
    return import;
}

/// A thread pool of Qt's would leave the caller without an answer when the system gives it no thread.
Result<void> LocalImportService::runOnThread(std::shared_ptr<ImportJob> job, std::function<void()> work)
{
    auto hasEnded = std::make_shared<std::atomic<bool>>(false);
    Result<std::thread> thread = startThread([work = std::move(work), hasEnded]() mutable {
        work();
        work = nullptr; // what it holds goes before anybody can join this thread
        *hasEnded = true;
    });
    if (!thread) {
        return thread.error();
    }
    const std::scoped_lock lock(m_mutex);
    forgetFinished();
    m_running.push_back({std::move(job), std::move(hasEnded), std::move(*thread)});
    return {};
}

void LocalImportService::forgetFinished()
{
    std::erase_if(m_running, [](Running &running) {
        if (!*running.hasEnded) {
            return false;
        }
        running.thread.join();
        return true;
    });
}

void LocalImportService::undo(const Caller &caller, CampaignId campaign, Reply<void> reply)
{
    if (isAllowed(caller, Scope::CampaignsWrite, reply)) {
        undoSlices(m_core, caller.workspace, campaign, std::move(reply));
    }
}

void LocalImportService::last(const Caller &caller, CampaignId campaign, Reply<ImportSummary> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<ImportSummary>(
        [workspace = caller.workspace, campaign](Connection &db) -> Result<ImportSummary> {
            std::optional<ImportSummary> summary = ImportStore(db).last(workspace, campaign);
            return summary ? Result<ImportSummary>(std::move(*summary)) : notFound<ImportSummary>("import");
        },
        std::move(reply));
}

namespace {

void readRows(ReaderPool &readers, WorkspaceId workspace, ImportId id, qint64 afterRow, int limit, RowFate fate,
              Reply<std::vector<RejectedRow>> reply)
{
    readers.read<std::vector<RejectedRow>>(
        [workspace, id, afterRow, limit, fate](Connection &db) -> Result<std::vector<RejectedRow>> {
            ImportStore imports(db);
            if (!imports.exists(workspace, id)) {
                return notFound<std::vector<RejectedRow>>("import");
            }
            return imports.rejects(id, afterRow, limit, fate);
        },
        std::move(reply));
}

} // namespace

void LocalImportService::rejects(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                                 Reply<std::vector<RejectedRow>> reply)
{
    if (isAllowed(caller, Scope::CampaignsRead, reply)) {
        readRows(m_core.readers, caller.workspace, id, afterRow, limit, RowFate::Rejected, std::move(reply));
    }
}

void LocalImportService::skipped(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                                 Reply<std::vector<RejectedRow>> reply)
{
    if (isAllowed(caller, Scope::CampaignsRead, reply)) {
        readRows(m_core.readers, caller.workspace, id, afterRow, limit, RowFate::Skipped, std::move(reply));
    }
}

} // namespace campanile
