#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/target.h"
#include "services/answering.h"

#include <memory>
#include <optional>
#include <vector>

namespace campanile {

/// Which targets of a campaign: both conditions hold. The text is looked for anywhere in the number's digits (spaces
/// and punctuation of the text do not count) or in the name, where case and accents do not count: "elodie" finds
/// "Élodie". At most ceilings::searchLength characters.
struct TargetFilter {
    std::optional<TargetStatus> status;
    QString text;

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
    virtual void rows(const Caller &caller, std::vector<TargetId> ids, Reply<std::vector<Target>> reply) = 0;
    /// One page in list order, after the given id (null: from the first). `limit` 1 to ceilings::rowsPerPage.
    virtual void page(const Caller &caller, CampaignId campaign, TargetFilter filter, TargetId after, int limit,
                      Reply<Page<Target, TargetId>> reply) = 0;
    /// Adds rows in one transaction: all that are new go in, duplicates are counted. For up to
    /// ceilings::targetsPerRequest rows; larger lists go through import. Conflict when the campaign is terminal or an
    /// import into it is running or not undone yet.
    virtual void append(const Caller &caller, CampaignId campaign, NewTargets targets,
                        Answering<ImportSummary> answering) = 0;
    /// pending → skipped, or scheduled → skipped as long as no call to the target is on the line; its call in the queue
    /// is cancelled. That holds in a running campaign, too, and between two attempts. Whoever is first wins, this or
    /// the dial. Conflict names the state of the call on the line, or the status of a target that has ended.
    virtual void skip(const Caller &caller, TargetId id, Reply<Target> reply) = 0;
};

} // namespace campanile
