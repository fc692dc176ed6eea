#pragma once

#include "local/backend_core.h"
#include "services/import_service.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace campanile {

/// ImportService on the backend of this process; each import, preview and look at known people has a thread
/// of its own while it runs.
class LocalImportService final : public ImportService {
public:
    explicit LocalImportService(BackendCore &core)
        : m_core(core)
    {
    }
    /// Cancels the imports under way and waits for all threads.
    ~LocalImportService() override;

    void preview(const Caller &caller, QString path, CsvChoices choices, QString region,
                 Reply<CsvPreview> reply) override;
    void check(const Caller &caller, CampaignId campaign, Reply<void> reply) override;
    std::shared_ptr<ImportJob> known(const Caller &caller, KnownPeopleRequest request,
                                     Reply<KnownPeople> reply) override;
    std::shared_ptr<ImportJob> start(const Caller &caller, ImportRequest request,
                                     std::function<void(ImportProgress)> progress,
                                     Answering<ImportSummary> answering) override;
    void undo(const Caller &caller, CampaignId campaign, Reply<void> reply) override;
    void last(const Caller &caller, CampaignId campaign, Reply<ImportSummary> reply) override;
    void rejects(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                 Reply<std::vector<RejectedRow>> reply) override;
    void skipped(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                 Reply<std::vector<RejectedRow>> reply) override;

private:
    struct Running {
        std::shared_ptr<ImportJob> job; ///< null: it reads a few rows and cannot be cancelled
        std::shared_ptr<std::atomic<bool>> hasEnded;
        std::thread thread;
    };
    [[nodiscard]] Result<void> runOnThread(std::shared_ptr<ImportJob> job, std::function<void()> work);
    void forgetFinished();

    BackendCore &m_core;
    std::mutex m_mutex; // guards m_running
    std::vector<Running> m_running;
};

} // namespace campanile
