#pragma once

#include "domain/target.h"
#include "storage/connection.h"

#include <optional>
#include <vector>

namespace campanile {

/// An import that was begun and not finished.
struct UnfinishedImport {
    ImportId id;
    CampaignId campaign;
};

/// What is on record of an import that was begun and not finished.
struct ImportRecord {
    ImportId id;
    QString source; ///< what the list is called
    WallTime startedAt;
    ProcessId process; ///< that reads the list, or did
    bool isProcessAlive = false;
};

/// A list, as it is held against those that were imported before.
struct ListToCompare {
    WorkspaceId workspace;
    CampaignId campaign; ///< into which it goes; null: a new one
    ListContent content;
    std::int64_t people = 0; ///< see PeopleFingerprint; 0: not known
};

/// The record of imports and the rows they refused. Thread: the connection's. Throws StorageError.
class ImportStore {
public:
    explicit ImportStore(Connection &db)
        : m_db(db)
    {
    }

    /// @param process that reads the list
    void begin(ImportId id, WorkspaceId workspace, CampaignId campaign, const QString &source, WallTime at,
               ProcessId process);
    void finish(const ImportSummary &summary, const ListContent &content = {});
    /// Removes the record, its rejects, and the key of the request that is waiting for it: afterwards it is as if the
    /// import had never begun, and the same request may come again.
    void remove(ImportId id);
    /// Removes at most `limit` of the rows that the imports into a campaign refused. Returns how many.
    [[nodiscard]] int removeRejects(CampaignId campaign, int limit);
    /// Removes the records of all imports into a campaign, which have no such rows any more.
    void removeAll(CampaignId campaign);
    /// Whether it was begun, and is neither finished nor undone.
    [[nodiscard]] bool isUnfinished(ImportId id);
    /// The one into a campaign that is neither finished nor undone.
    [[nodiscard]] std::optional<ImportRecord> unfinishedOf(CampaignId campaign);
    /// Those of processes that are not alive.
    [[nodiscard]] std::vector<UnfinishedImport> unfinished();
    /// The last finished import of a workspace's campaign.
    [[nodiscard]] std::optional<ImportSummary> last(WorkspaceId workspace, CampaignId campaign);
    [[nodiscard]] bool exists(WorkspaceId workspace, ImportId id);
    /// Whether `earlier` may find something for a list of so many bytes: what to ask before a long list is read.
    [[nodiscard]] bool mayHaveEarlier(WorkspaceId workspace, CampaignId campaign, qint64 bytes);
    /// The finished import other than `except` that took people of the same list: the same bytes, first into the same
    /// campaign; or else another campaign that has exactly these people. Campaigns that have ended do not count.
    [[nodiscard]] std::optional<EarlierImport> earlier(const ListToCompare &list, ImportId except = {});

    /// Keeps a row that was not taken.
    void addReject(ImportId id, const RejectedRow &row, RowFate fate = RowFate::Rejected);
    /// Rows with this fate after the given row number, in their order; at most `limit`.
    [[nodiscard]] std::vector<RejectedRow> rejects(ImportId id, qint64 afterRow, int limit,
                                                   RowFate fate = RowFate::Rejected);

private:
    [[nodiscard]] std::optional<EarlierImport> earlierWithBytes(const ListToCompare &list, ImportId except);
    [[nodiscard]] std::optional<EarlierImport> earlierWithPeople(const ListToCompare &list);

    Connection &m_db;
};

} // namespace campanile
