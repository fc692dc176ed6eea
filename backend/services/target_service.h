#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/target.h"
#include "domain/target_order.h"
#include "domain/target_state.h"
#include "services/answering.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace campanile {

/// Which targets of a campaign: all conditions hold. The text is looked for anywhere in the number's digits (spaces
/// and punctuation of the text do not count) or in the name, where case and accents do not count: "elodie" finds
/// "Élodie". At most ceilings::searchLength characters.
struct TargetFilter {
    std::optional<TargetStatus> status;
    QString text;
    TargetStates states{}; ///< in one of these states when they are asked for; empty: in whatever state

    friend bool operator==(const TargetFilter &, const TargetFilter &) = default;
};

/// Rows to be added to a campaign one by one, as a face has read them.
struct NewTargets {
    std::vector<NewTarget> rows;
    std::vector<RejectedRow> rejected; ///< rows that the face could not read, for the account
    /// As ImportRequest::skipCalledSince: passes over who is known. Nothing: everybody is taken.
    std::optional<WallTime> skipCalledSince = {};
};

/// One page of a list that is stable under inserts.
template<class Row, class RowId>
struct Page {
    std::vector<Row> rows;
    RowId next{}; ///< pass it as `after` to go on; null on the last page
};

/// A query under way. Letting go of it cancels the query; its Reply then arrives with Cancelled or not at all.
class RunningQuery {
public:
    virtual ~RunningQuery() = default;
};
using QueryHandle = std::unique_ptr<RunningQuery>;

/// Whom an action on many targets of a campaign is for.
struct TargetSelection {
    TargetFilter filter = {}; ///< those that match when the action begins; not looked at when `only` is given
    /// Those of them that were added up to this one, so that nobody is chosen whom the person has not seen; null: all.
    TargetId newest = {};
    std::vector<TargetId> except = {};                        ///< and not these
    std::optional<std::vector<TargetId>> only = std::nullopt; ///< exactly these, in place of all that
};

/// An action on many targets that is under way. Letting go of it does not stop it. Thread: any.
class TargetJob {
public:
    virtual ~TargetJob() = default;
    /// Ends the action before it has come to everybody. Does nothing when it has ended.
    virtual void cancel() = 0;
};

/// How far an action on many targets has come.
struct TargetProgress {
    qint64 done = 0;
    qint64 total = 0;
};

/// What became of the targets that were to be skipped. Each that was chosen is counted once.
struct SkipAccount {
    qint64 chosen = 0;
    qint64 skipped = 0;        ///< they will not be called by this campaign
    qint64 onTheLine = 0;      ///< left out: their call has been claimed, so their telephone may be ringing
    qint64 called = 0;         ///< left out: they were reached, or their last attempt has failed
    qint64 alreadySkipped = 0; ///< left out: they were skipped before
    qint64 importing = 0;      ///< left out: their import has not finished, or is still to be undone
    qint64 gone = 0;           ///< left out: the campaign has no such target any more
    qint64 notReached = 0;     ///< the action ended before it came to them; they are what they were
    std::optional<Error> stopped = std::nullopt; ///< why it ended early: Cancelled, or what the storage said

    [[nodiscard]] qint64 leftOut() const { return onTheLine + called + alreadySkipped + importing + gone; }

    friend bool operator==(const SkipAccount &, const SkipAccount &) = default;
};

/// A table of targets that is to be written to a file.
struct TargetExport {
    TargetSelection selection = {};
    QString path = {};           ///< of the file; one that has this name is replaced when the new one is whole
    bool spreadsheetSafe = true; ///< nothing in it runs as a formula (FormulaGuard), and spreadsheets know its encoding
    QString zone = {};           ///< IANA name of the time zone in which instants are written; empty: UTC
};

/// Every use case of the lists of bulk campaigns, but for import (import_service.h).
/// Thread: any. Each call answers at most once, on a thread of the backend's choosing.
class TargetService {
public:
    virtual ~TargetService() = default;

    /// The ids of all matching targets in list order: what a table of a million rows keeps in memory (8 bytes a row)
    /// while it reads the visible rows by `rows`. A superseded query is cancelled by letting go of its handle.
    [[nodiscard]] virtual QueryHandle ids(const Caller &caller, CampaignId campaign, TargetFilter filter,
                                          Reply<std::vector<TargetId>> reply) = 0;
    /// The rows with these ids, in the order asked for; ids that no longer exist are left out. At most 1,000.
    virtual void rows(const Caller &caller, std::vector<TargetId> ids, Reply<std::vector<TargetRow>> reply) = 0;
    /// One page in list order, after the given id (null: from the first). `limit` 1 to ceilings::rowsPerPage.
    virtual void page(const Caller &caller, CampaignId campaign, TargetFilter filter, TargetId after, int limit,
                      Reply<Page<TargetRow, TargetId>> reply) = 0;
    /// Adds rows in one transaction: all that are new go in, duplicates are counted. For up to
    /// ceilings::targetsPerRequest rows; larger lists go through import. Conflict when the campaign is terminal or an
    /// import into it is running or not undone yet.
    virtual void append(const Caller &caller, CampaignId campaign, NewTargets targets,
                        Answering<ImportSummary> answering) = 0;
    /// pending → skipped, or scheduled → skipped as long as no call to the target is on the line; its call in the queue
    /// is cancelled. That holds in a running campaign, too, and between two attempts. Whoever is first wins, this or
    /// the dial. Conflict names the state of the call on the line, or the status of a target that has ended.
    virtual void skip(const Caller &caller, TargetId id, Reply<TargetRow> reply) = 0;
    /// The same as `ids`, in another order. `first` is called with the first 1,000 ids before a longer list is known as
    /// a whole; it is not called when the list is shorter.
    [[nodiscard]] virtual QueryHandle sorted(const Caller &caller, CampaignId campaign, TargetFilter filter,
                                             TargetOrder order, std::function<void(std::vector<TargetId>)> first,
                                             Reply<std::vector<TargetId>> reply) = 0;
    /// Skips all who are chosen and wait, whether or not they are in the queue already, as `skip` does each of them.
    /// It works in slices, behind everything that the engine writes, so that calls go on meanwhile. `progress` is
    /// called a few times a second. The account also answers an action that was cancelled or failed on its way; an
    /// error means that nothing was changed: NotFound, InvalidInput, EditingDisabled, or what the storage said.
    virtual std::shared_ptr<TargetJob> skipAll(const Caller &caller, CampaignId campaign, TargetSelection selection,
                                               std::function<void(TargetProgress)> progress,
                                               Reply<SkipAccount> reply) = 0;
    /// Writes all who are chosen to a file of CSV, in list order, each as it is when its turn comes, and answers how
    /// many it wrote. The columns: number, name, status, state, attempts, last_outcome, next_at, and one for each
    /// variable. The file appears whole or not at all; until then it stands beside its place as "….partial-…".
    /// `progress` as skipAll. NotFound, InvalidInput (#/zone, #/path), StorageFull for the file (#/path), Cancelled, or
    /// what the storage said.
    virtual std::shared_ptr<TargetJob> exportTo(const Caller &caller, CampaignId campaign, TargetExport request,
                                                std::function<void(TargetProgress)> progress, Reply<qint64> reply) = 0;
};

} // namespace campanile
