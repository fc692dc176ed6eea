#include "local/lists/local_import_service.h"

#include "core/start_thread.h"
#include "csv/csv_preview.h"
#include "local/lists/target_import.h"
#include "storage/import_store.h"

namespace campanile {

LocalImportService::~LocalImportService()
{
    for (const Running &running : m_running) {
        running.import->cancel();
    }
    for (Running &running : m_running) {
        running.thread.join();
    }
    for (Previewing &previewing : m_previewing) {
        previewing.thread.join();
    }
}

void LocalImportService::preview(const Caller &caller, QString path, CsvChoices choices, Reply<CsvPreview> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    auto ended = std::make_shared<std::atomic<bool>>(false);
    // A thread pool of Qt's would leave the caller without an answer when the system gives it no thread.
    Result<std::thread> thread = startThread([path = std::move(path), choices, reply, ended] {
        reply(previewCsvFile(path, choices));
        *ended = true;
    });
    if (!thread) {
        reply(thread.error());
        return;
    }
    const std::scoped_lock lock(m_mutex);
    forgetFinished();
    m_previewing.push_back({std::move(ended), std::move(*thread)});
}

std::shared_ptr<ImportJob> LocalImportService::start(const Caller &caller, ImportRequest request,
                                                     std::function<void(ImportProgress)> progress,
                                                     Answering<ImportSummary> answering)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, answering)) {
        return nullptr;
    }
    auto import = std::make_shared<TargetImport>(m_core, caller, std::move(request), std::move(progress), answering);
    Result<std::thread> thread = startThread([import] { import->run(); });
    if (!thread) {
        answering(thread.error());
        return import;
    }
    const std::scoped_lock lock(m_mutex);
    forgetFinished();
    m_running.push_back({import, std::move(*thread)});
    return import;
}

void LocalImportService::forgetFinished()
{
    std::erase_if(m_running, [](Running &running) {
        if (!running.import->isFinished()) {
            return false;
        }
        running.thread.join();
        return true;
    });
    std::erase_if(m_previewing, [](Previewing &previewing) {
        if (!*previewing.ended) {
            return false;
        }
        previewing.thread.join();
        return true;
    });
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

void LocalImportService::rejects(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                                 Reply<std::vector<RejectedRow>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    m_core.readers.read<std::vector<RejectedRow>>(
        [workspace = caller.workspace, id, afterRow, limit](Connection &db) -> Result<std::vector<RejectedRow>> {
            ImportStore imports(db);
            if (!imports.exists(workspace, id)) {
                return notFound<std::vector<RejectedRow>>("import");
            }
            return imports.rejects(id, afterRow, limit);
        },
        std::move(reply));
}

} // namespace campanile
