#pragma once

#include "local/backend_core.h"
#include "services/import_service.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace campanile {

class TargetImport;

/// ImportService on the backend of this process; each import, and each preview, has a thread of its own while it runs.
class LocalImportService final : public ImportService {
public:
    explicit LocalImportService(BackendCore &core)
        : m_core(core)
    {
    }
    /// Cancels the imports under way and waits for all threads.
    ~LocalImportService() override;

    void preview(const Caller &caller, QString path, CsvChoices choices, Reply<CsvPreview> reply) override;
    std::shared_ptr<ImportJob> start(const Caller &caller, ImportRequest request,
                                     std::function<void(ImportProgress)> progress,
                                     Answering<ImportSummary> answering) override;
    void last(const Caller &caller, CampaignId campaign, Reply<ImportSummary> reply) override;
    void rejects(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                 Reply<std::vector<RejectedRow>> reply) override;

private:
    struct Running {
        std::shared_ptr<TargetImport> import;
        std::thread thread;
    };
    struct Previewing {
        std::shared_ptr<std::atomic<bool>> ended;
        std::thread thread;
    };
    void forgetFinished();

    BackendCore &m_core;
    std::mutex m_mutex; // guards the two below
    std::vector<Running> m_running;
    std::vector<Previewing> m_previewing;
};

} // namespace campanile
