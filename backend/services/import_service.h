#pragma once

#include "core/result.h"
#include "csv/csv_choices.h"
#include "domain/caller.h"
#include "domain/target.h"
#include "services/answering.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
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
};

/// How far an import has come. Counts are of rows already decided.
struct ImportProgress {
    qint64 bytesRead = 0;
    qint64 bytesTotal = 0;
    qint64 rows = 0;
    qint64 inserted = 0;
    qint64 duplicates = 0;
    qint64 rejected = 0;
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

    /// Looks at the first rows of a file: encoding, delimiter and header, as chosen or found, and guessed columns. To
    /// import the list as it was shown, give the import the same choices. FileNotReadable and InvalidInput say what is
    /// wrong with the file and what to do.
    virtual void preview(const Caller &caller, QString path, CsvChoices choices, Reply<CsvPreview> reply) = 0;
    /// Starts an import. `progress` is called a few times a second. Errors before the first row: as `preview`;
    /// NotFound, Conflict when the campaign is terminal or another import into it runs.
    virtual std::shared_ptr<ImportJob> start(const Caller &caller, ImportRequest request,
                                             std::function<void(ImportProgress)> progress,
                                             Answering<ImportSummary> answering) = 0;
    /// The result of the campaign's last finished import, without its rejects; NotFound when there was none.
    virtual void last(const Caller &caller, CampaignId campaign, Reply<ImportSummary> reply) = 0;
    /// Rejected rows of a finished import after the given row number, at most `limit` (1 to 10,000).
    virtual void rejects(const Caller &caller, ImportId id, qint64 afterRow, int limit,
                         Reply<std::vector<RejectedRow>> reply) = 0;
};

} // namespace campanile
