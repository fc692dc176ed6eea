#pragma once

#include "core/number_parser.h"
#include "core/result.h"
#include "csv/csv_choices.h"
#include "domain/caller.h"
#include "domain/target.h"
#include "services/answering.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace campanile {

struct ColumnMapping; // csv/column_mapping.h
struct CsvPreview;    // csv/csv_preview.h

/// A list to be added to a campaign.
struct ImportRequest {
    CampaignId campaign;
    QString path; ///< of a file; or empty, and `content` is the list
    QByteArray content;
    QString sourceName;                           ///< what to call it in the record of imports
    CsvChoices choices;                           ///< how to read it where the file does not tell
    std::shared_ptr<const ColumnMapping> mapping; ///< null: guessed from header and first rows
    QString defaultRegion;                        ///< ISO 3166-1 of numbers in national form; empty: the caller ID's
    NumberReading reading = NumberReading::Ask;   ///< of numbers that may or may not begin with their calling code
    /// Passes over who was called by the campaign's agent from its caller ID at or after this instant (0: ever), and
    /// who waits in another campaign of theirs that has not ended. Nothing: everybody is taken.
    std::optional<WallTime> skipCalledSince;
};

/// How far an import has come. Counts are of rows already decided, as ImportSummary has them.
struct ImportProgress {
    qint64 bytesRead = 0;
    qint64 bytesTotal = 0;
    qint64 rows = 0; ///< below the header: the sum of the four counts that follow
    qint64 inserted = 0;
    qint64 duplicates = 0;
    qint64 rejected = 0;
    qint64 skipped = 0;
    qint64 headerRows = 0;
    qint64 preambleRows = 0;

    [[nodiscard]] qint64 rowsRead() const { return rows + headerRows + preambleRows; }
};

/// A list that is about to be called by an agent from a caller ID.
struct KnownPeopleRequest {
    ImportRequest list; ///< who waits in its campaign counts as new, since nobody is on it twice; null: a new campaign
    AgentId agent;
    PhoneNumberId fromNumber;
    WallTime since; ///< calls before it do not count; 0: all count
};

/// How many people of a list are known: this agent has called them from this caller ID, or is to call them.
struct KnownPeople {
    qint64 people = 0;   ///< different numbers on the list that can be called
    qint64 called = 0;   ///< of them: called before
    qint64 waiting = 0;  ///< of them, and not called before: they wait in another campaign that has not ended
    qint64 inDrafts = 0; ///< of those waiting: no campaign in which they wait has been started
    WallTime lastCall;   ///< the latest of their calls; 0: none
    CampaignId waitsIn;  ///< one of the campaigns in which they wait; one that was started, when there is any
    CampaignId same;     ///< the newest campaign with exactly these people; null: there is none
    CampaignStatus sameStatus = CampaignStatus::Draft; ///< of that campaign
    /// An import of the same list, by whatever agent and caller ID; nothing: there is none.
    std::optional<EarlierImport> earlier;

    [[nodiscard]] qint64 fresh() const { return people - called - waiting; }
};

/// An import under way. Letting go of it does not stop it.
class ImportJob {
public:
    virtual ~ImportJob() = default;
    /// Undoes the import: the Reply is Cancelled, and no row of it stays. Does nothing when the import has finished.
    virtual void cancel() = 0;
};

/// Imports lists of targets. An import is whole or nothing: its rows are not dialled before it has finished, and a
/// cancelled, failed or killed one leaves none.
/// Thread: any; replies and progress arrive on a thread of the backend's choosing.
class ImportService {
public:
    virtual ~ImportService() = default;

    /// Looks at the first rows of a file: encoding, delimiter and header, as chosen or found, and guessed columns. An
    /// import that is to read what was shown gets the same choices. FileNotReadable and InvalidInput say what is wrong
    /// with the file and what to do.
    /// @param region  ISO 3166-1 of numbers in national form, which helps to guess; empty: not known
    virtual void preview(const Caller &caller, QString path, CsvChoices choices, QString region,
                         Reply<CsvPreview> reply) = 0;
    /// Whether there is such a campaign of the caller's to import into: what a face asks before it takes a long list
    /// in. NotFound, PermissionDenied.
    virtual void check(const Caller &caller, CampaignId campaign, Reply<void> reply) = 0;
    /// Reads a list and tells whom of it the agent has called before from that caller ID, and whether the list was
    /// imported before; nothing is written. Answers without reading the list when they have called nobody and there is
    /// no import that may be of the same list: then `people` is 0. Errors as `start`; NotFound for agent
    /// and number. The job's `cancel` ends it with Cancelled.
    virtual std::shared_ptr<ImportJob> known(const Caller &caller, KnownPeopleRequest request,
                                             Reply<KnownPeople> reply) = 0;
    /// Starts an import. `progress` is called a few times a second. Errors before the first row: as `preview`;
    /// NotFound, Conflict when the campaign is terminal or another import into it runs; InvalidInput for a list of
    /// JSON, a list that has a header alone, and an unknown region (#/default_region).
    virtual std::shared_ptr<ImportJob> start(const Caller &caller, ImportRequest request,
                                             std::function<void(ImportProgress)> progress,
                                             Answering<ImportSummary> answering) = 0;
    /// Removes what an import that has failed left in the campaign (CampaignImport::State::Failed). The engine does the
    /// same by itself as soon as it can; this does it now, and says why it cannot, such as StorageFull. Answers when
    /// nothing of the import is left, also when there was none. Conflict when the import is running: cancel that.
    virtual void undo(const Caller &caller, CampaignId campaign, Reply<void> reply) = 0;
    /// The result of the campaign's last finished import, without its rejects; NotFound when there was none.
    virtual void last(const Caller &caller, CampaignId campaign, Reply<ImportSummary> reply) = 0;
    /// Rejected rows of a finished import after the given row number, at most `limit` (1 to 10,000).
    virtual void rejects(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                         Reply<std::vector<RejectedRow>> reply) = 0;
    /// The same of the rows that were skipped.
    virtual void skipped(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                         Reply<std::vector<RejectedRow>> reply) = 0;
};

} // namespace campanile
