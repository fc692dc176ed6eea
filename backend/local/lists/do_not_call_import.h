#pragma once

#include "csv/csv_reader.h"
#include "local/backend_core.h"
#include "local/lists/list_source.h"
#include "local/lists/target_rows.h"
#include "services/do_not_call_service.h"

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace campanile {

/// One list of numbers never to call, from the first byte to its record. Rows are read and normalised as those of
/// target lists are, and written in slices small enough that the gate never waits 50 ms behind one. Thread: `run` on
/// its own; all others from any.
class DoNotCallImport final : public ImportJob {
public:
    DoNotCallImport(BackendCore &core, Caller caller, DoNotCallListRequest request,
                    std::function<void(ImportProgress)> progress, Answering<DoNotCallListSummary> answering);

    /// The whole list; answers through its reply.
    void run();
    void cancel() override { m_cancelled = true; }
    [[nodiscard]] bool isFinished() const { return m_finished; }
    /// Whether the other list came with the key of this one, which has no answer yet.
    [[nodiscard]] bool holdsKeyOf(const DoNotCallImport &other) const;
    [[nodiscard]] const Caller &caller() const { return m_caller; }

private:
    /// Numbers that belong together in one transaction, each with its row, counted from 0 in this slice.
    struct Slice {
        struct Entry {
            E164 number;
            std::size_t row = 0;
            friend auto operator<=>(const Entry &, const Entry &) = default;
        };
        std::vector<Entry> entries;
        std::size_t rows = 0;
    };
    /// What came of a slice.
    struct Written {
        qint64 added = 0; ///< rows
        qint64 duplicates = 0;
        qint64 numbers = 0;
        Microseconds took{0};
    };

    Result<DoNotCallListSummary> import();
    [[nodiscard]] Result<void> check() const;
    Result<QString> begin();
    Result<void> readRows(CsvReader &reader, TargetRows &rows);
    void takeRecord(CsvRecord &record, TargetRows &rows);
    [[nodiscard]] std::shared_ptr<const Slice> takeSlice();
    [[nodiscard]] Written listNumbers(WriteTransaction &tx, const Slice &slice) const;
    static void count(DoNotCallListSummary &summary, const Written &written);
    Result<void> writeSlice();
    Result<DoNotCallListSummary> finish();
    void answer(Result<DoNotCallListSummary> result);
    [[nodiscard]] bool isOnce() const { return m_caller.once && m_answering.encodes(); }
    void tellProgress(const CsvReader &reader);
    template<class T>
    Result<T> write(WritePriority priority, std::function<Result<T>(WriteTransaction &)> work);

    BackendCore &m_core;
    const Caller m_caller;
    const WorkspaceId m_workspace;
    DoNotCallListRequest m_request;
    std::function<void(ImportProgress)> m_progress;
    Answering<DoNotCallListSummary> m_answering;
    std::atomic<bool> m_cancelled{false};
    std::atomic<bool> m_holdsKey;
    std::atomic<bool> m_finished{false};

    std::optional<KeptAnswer> m_replayed; // the answer to an earlier request with the same key
    std::optional<KeptAnswer> m_kept;     // the answer, as it was kept with the last slice
    DoNotCallListSummary m_summary;
    Slice m_slice; // to come
    std::size_t m_numbersPerSlice;
    MonoTime m_lastTold;
};

} // namespace campanile
