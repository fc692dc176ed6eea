#pragma once

#include "local/backend_core.h"
#include "services/do_not_call_service.h"

#include <mutex>
#include <thread>
#include <vector>

namespace campanile {

class DoNotCallImport;

/// DoNotCallService on the backend of this process; each list has a thread of its own while it is added.
class LocalDoNotCallService final : public DoNotCallService {
public:
    explicit LocalDoNotCallService(BackendCore &core)
        : m_core(core)
    {
    }
    /// Cancels the lists under way and waits for their threads.
    ~LocalDoNotCallService() override;

    void add(const Caller &caller, E164 number, QString source, QString reason,
             Answering<DoNotCallAddition> answering) override;
    void optOut(const Caller &caller, AttemptId call, QString words, Reply<DoNotCallAddition> reply) override;
    void optOut(const Caller &caller, ConversationId call, QString words, Reply<DoNotCallAddition> reply) override;
    void remove(const Caller &caller, E164 number, Reply<void> reply) override;
    void find(const Caller &caller, E164 number, Reply<std::optional<DoNotCallEntry>> reply) override;
    void page(const Caller &caller, E164 after, int limit, Reply<Page<DoNotCallEntry, E164>> reply) override;
    void count(const Caller &caller, Reply<qint64> reply) override;
    std::shared_ptr<ImportJob> addList(const Caller &caller, DoNotCallListRequest request,
                                       std::function<void(ImportProgress)> progress,
                                       Answering<DoNotCallListSummary> answering) override;
    void lists(const Caller &caller, Reply<std::vector<DoNotCallList>> reply) override;

private:
    using FindCall = std::function<AttemptId(Connection &)>;
    void optOutOf(WorkspaceId workspace, FindCall findCall, const QString &words, Reply<DoNotCallAddition> reply);
    [[nodiscard]] Result<void> start(const std::shared_ptr<DoNotCallImport> &import);
    void forgetFinished();

    struct Running {
        std::shared_ptr<DoNotCallImport> import;
        std::thread thread;
    };

    BackendCore &m_core;
    std::mutex m_mutex; // guards m_running
    std::vector<Running> m_running;
};

} // namespace campanile
