#pragma once

#include "domain/people_fingerprint.h"
#include "local/backend_core.h"
#include "local/lists/list_source.h"
#include "local/lists/row_rules.h"
#include "local/lists/taken_numbers.h"
#include "services/import_service.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace campanile {

/// One import, from the first byte to its last transaction. Rows are read, normalised and held against each other on
/// the import's thread and written in slices by the writer, both at the same time. The numbers are claimed at the end,
/// in sorted order, before anything of the import may be dialled.
/// Thread: `run` on its own; `cancel` from any.
class TargetImport final : public ImportJob {
public:
    TargetImport(BackendCore &core, Caller caller, ImportRequest request, std::function<void(ImportProgress)> progress,
                 Answering<ImportSummary> answering);

    /// The whole import; answers through its reply.
    void run();
    void cancel() override { m_cancelled = true; }

private:
    struct Begun {
        std::optional<KeptAnswer> replayed; ///< set: an earlier request was answered so, and nothing was begun
        ImportId id;
        TargetId first;
        QString region;
        CountryRule countries;
        bool isAnybodyListed = false; ///< there is a do-not-call list to hold the rows against
        PhoneNumberId from;
        AgentId agent;
    };
    struct Claim {
        E164 number;
        TargetId id;
        friend auto operator<=>(const Claim &, const Claim &) = default;
    };

    Result<ImportSummary> import();
    [[nodiscard]] QString regionOfNumbers() const;
    Result<Begun> begin();
    [[nodiscard]] PeopleToSkip knownPeople() const;
    Result<void> readRows(CsvReader &reader, TargetRows &rows);
    Result<void> takeRecord(const CsvRecord &record, TargetRows &rows);
    void takePerson(const CsvRecord &record, const TargetRows &rows, E164 number);
    void takeNumber(const CsvRecord &record, const TargetRows &rows, E164 number);
    Result<void> writeSlice();
    Result<void> claimNumbers();
    Result<ImportSummary> finish();
    void undo();
    void answer(Result<ImportSummary> result);
    [[nodiscard]] bool isOnce() const { return m_caller.once && m_answering.encodes(); }
    void note(RejectedRow row, RowFate fate);
    void tellProgress(const CsvReader &reader);

    template<class T>
    Result<T> write(WritePriority priority, std::function<Result<T>(WriteTransaction &)> work);
    void writeBehind(std::function<Result<bool>(WriteTransaction &)> work);
    Result<void> waitForSlices(int most);

    BackendCore &m_core;
    const Caller m_caller;
    const WorkspaceId m_workspace;
    ImportRequest m_request;
    std::function<void(ImportProgress)> m_progress;
    Answering<ImportSummary> m_answering;
    std::atomic<bool> m_cancelled{false};

    std::optional<Begun> m_begun;
    std::optional<KeptAnswer> m_replayed; // the answer to an earlier request with the same key
    std::optional<KeptAnswer> m_kept;     // the answer, as it was kept with the last transaction
    bool m_isRefusedKey = false;          // the error is about the key, which belongs to another request
    ImportSummary m_summary;
    ListContent m_content; // of the list, once all of it is read
    TakenNumbers m_taken;
    PeopleFingerprint m_people; // of all targets of the campaign
    std::optional<RowRules> m_rules;
    std::vector<Claim> m_claims;
    std::shared_ptr<TargetSlice> m_slice = std::make_shared<TargetSlice>();
    MonoTime m_lastTold;

    std::mutex m_mutex; // guards the two members below
    std::condition_variable m_slicesWritten;
    int m_slicesUnderWay = 0;
    std::optional<Error> m_sliceError;
};

} // namespace campanile
