#include "services/local/local_import_service.h"

#include "csv/csv_preview.h"
#include "services/local/target_import.h"
#include "storage/import_store.h"

#include <QThreadPool>

namespace campanile {

LocalImportService::~LocalImportService()
{
    for (const Running &running : m_running) {
        running.import->cancel();
    }
    for (Running &running : m_running) {
        running.thread.join();
    }
}

void LocalImportService::preview(QString path, CsvChoices choices, Reply<CsvPreview> reply)
{
    QThreadPool::globalInstance()->start(
        [path = std::move(path), choices, reply = std::move(reply)] { reply(previewCsvFile(path, choices)); });
}

std::shared_ptr<ImportJob> LocalImportService::start(ImportRequest request,
                                                     std::function<void(ImportProgress)> progress,
                                                     Reply<ImportSummary> reply)
{
    auto import = std::make_shared<TargetImport>(m_core, std::move(request), std::move(progress), std::move(reply));
    const std::scoped_lock lock(m_mutex);
    forgetFinished();
    m_running.push_back({import, std::thread([import] { import->run(); })});
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
}

void LocalImportService::last(CampaignId campaign, Reply<ImportSummary> reply)
{
    m_core.readers.read<ImportSummary>(
        [campaign](Connection &db) -> Result<ImportSummary> {
            std::optional<ImportSummary> summary = ImportStore(db).last(campaign);
            return summary ? Result<ImportSummary>(std::move(*summary)) : notFound<ImportSummary>("import");
        },
        std::move(reply));
}

void LocalImportService::rejects(ImportId id, qint64 afterRow, int limit, Reply<std::vector<RejectedRow>> reply)
{
    m_core.readers.read<std::vector<RejectedRow>>(
        [id, afterRow, limit](Connection &db) -> Result<std::vector<RejectedRow>> {
            ImportStore imports(db);
            if (!imports.exists(id)) {
                return notFound<std::vector<RejectedRow>>("import");
            }
            return imports.rejects(id, afterRow, limit);
        },
        std::move(reply));
}

} // namespace campanile
