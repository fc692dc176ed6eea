#pragma once

#include "services/import_service.h"
#include "services/local/backend_core.h"

#include <mutex>
#include <thread>
#include <vector>

namespace campanile {

class TargetImport;

/// ImportService on the backend of this process; each import has a thread of its own while it runs.
class LocalImportService final : public ImportService {
public:
    explicit LocalImportService(BackendCore &core)
        : m_core(core)
    {
    }
    /// Cancels the imports under way and waits for their threads.
    ~LocalImportService() override;

    void preview(QString path, CsvChoices choices, Reply<CsvPreview> reply) override;
    std::shared_ptr<ImportJob> start(ImportRequest request, std::function<void(ImportProgress)> progress,
                                     Reply<ImportSummary> reply) override;
    void last(CampaignId campaign, Reply<ImportSummary> reply) override;
    void rejects(ImportId id, qint64 afterRow, int limit, Reply<std::vector<RejectedRow>> reply) override;

private:
    struct Running {
        std::shared_ptr<TargetImport> import;
        std::thread thread;
    };
    void forgetFinished();

    BackendCore &m_core;
    std::mutex m_mutex; // guards m_running
    std::vector<Running> m_running;
};

} // namespace campanile
