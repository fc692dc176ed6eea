#pragma once

#include "core/time_zone.h"
#include "local/backend_core.h"
#include "local/lists/selected_targets.h"
#include "local/lists/target_table.h"
#include "services/target_service.h"

#include <QTemporaryFile>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

namespace campanile {

/// Writes many targets to a file of CSV. All of them are read twice, in slices: first for the names of their variables,
/// which are the columns, and then for the rows. A slice is one short read, so that other readers get their turns, and
/// the database's log is not kept from growing shorter for as long as the file takes.
/// Thread: `cancel` from any; everything else on the readers' threads, one at a time.
class TargetExportJob final : public TargetJob, public std::enable_shared_from_this<TargetExportJob> {
public:
    TargetExportJob(BackendCore &core, WorkspaceId workspace, CampaignId campaign, TargetExport request,
                    std::function<void(TargetProgress)> progress, Reply<qint64> reply);

    /// Begins; answers through the reply. The job keeps itself alive until then.
    void start();
    void cancel() override { m_cancelled = true; }

private:
    enum class Step { Columns, Rows };

    Result<void> begin(Connection &db);
    Result<void> open();
    void next();
    Result<void> takeSlice(Connection &db);
    Result<void> write(const std::string &text);
    Result<void> giveName();
    void tellProgress();
    void end(Result<void> result);

    BackendCore &m_core;
    const WorkspaceId m_workspace;
    const CampaignId m_campaign;
    const TargetExport m_request;
    std::function<void(TargetProgress)> m_progress;
    Reply<qint64> m_reply;
    std::atomic<bool> m_cancelled{false};

    std::unique_ptr<QTemporaryFile> m_file; // its owner's alone, and removed when it goes
    TimeZone m_zone;
    SelectedTargets m_targets;
    TargetTable m_table;
    Step m_step = Step::Columns;
    std::size_t m_done = 0; // of the present step
    qint64 m_written = 0;
    MonoTime m_lastTold;
};

} // namespace campanile
