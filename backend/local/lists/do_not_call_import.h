#pragma once

#include "csv/csv_reader.h"
#include "local/backend_core.h"
#include "local/lists/target_rows.h"
#include "services/do_not_call_service.h"

#include <atomic>
#include <memory>
#include <vector>

namespace campanile {

/// One list of numbers never to call, from the first byte to its record. Rows are read and normalised as those of
/// target lists are, and written in slices small enough that the gate never waits 50 ms behind one. Thread: `run` on
/// its own; `cancel`, `isFinished` from any.
class DoNotCallImport final : public ImportJob {
public:
    DoNotCallImport(BackendCore &core, WorkspaceId workspace, DoNotCallListRequest request,
                    std::function<void(ImportProgress)> progress, Reply<DoNotCallListSummary> reply);

    /// The whole list; answers through its reply.
    void run();
    void cancel() override { m_cancelled = true; }
    [[nodiscard]] bool isFinished() const { return m_finished; }

private:
    struct Slice {
        qint64 added = 0;
        qint64 duplicates = 0;
        Microseconds took{0};
    };

    Result<DoNotCallListSummary> import();
    [[nodiscard]] Result<void> check() const;
    Result<QString> begin();
    Result<void> readRows(CsvReader &reader, TargetRows &rows);
    void takeRecord(const CsvRecord &record, TargetRows &rows);
    Result<void> writeSlice();
    Result<DoNotCallListSummary> finish();
    void tellProgress(const CsvReader &reader);
    template<class T>
    Result<T> write(WritePriority priority, std::function<Result<T>(WriteTransaction &)> work);

    BackendCore &m_core;
    const WorkspaceId m_workspace;
    DoNotCallListRequest m_request;
    std::function<void(ImportProgress)> m_progress;
    Reply<DoNotCallListSummary> m_reply;
    std::atomic<bool> m_cancelled{false};
    std::atomic<bool> m_finished{false};

    DoNotCallListSummary m_summary;
    std::vector<E164> m_numbers; // of the slice to come
    std::size_t m_rowsPerSlice;
    MonoTime m_lastTold;
};

} // namespace campanile
