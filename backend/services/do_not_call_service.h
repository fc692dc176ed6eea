#pragma once

#include "domain/caller.h"
#include "domain/do_not_call.h"
#include "services/answering.h"
#include "services/import_service.h"
#include "services/target_service.h"

#include <optional>

namespace campanile {

/// The result of adding a number.
struct DoNotCallAddition {
    DoNotCallEntry entry; ///< as it stands now: the first one, when it was listed already
    bool isNew = false;
};

/// A list of numbers never to call: CSV, or one number a line.
struct DoNotCallListRequest {
    QString name;   ///< 1 to ceilings::nameLength characters; the reason of its entries
    QString source; ///< who keeps it; empty: the name of the file
    WallTime asOf;  ///< the instant up to which it was complete; not in the future
    QString path;   ///< of a file; or empty, and `content` is the list
    QByteArray content;
    CsvChoices choices;                           ///< how to read it where the file does not tell
    std::shared_ptr<const ColumnMapping> mapping; ///< null: guessed from header and first rows
    QString defaultRegion; ///< ISO 3166-1 of numbers in national form; empty: that of the first caller ID
    /// Of numbers that may or may not begin with their calling code. Ask: both readings are listed.
    NumberReading reading = NumberReading::Ask;
};

/// What a list came to. Every row that was read is counted once.
struct DoNotCallListSummary {
    DoNotCallListId id;
    qint64 added = 0;                      ///< rows with a number that was not listed before
    qint64 duplicates = 0;                 ///< rows whose numbers were all listed, by this list or before
    qint64 rejected = 0;                   ///< rows without a number
    qint64 headerRows = 0;                 ///< 1 when a row names the columns
    qint64 preambleRows = 0;               ///< above the header, such as a title
    qint64 numbers = 0;                    ///< listed by this list: a row may hold several
    std::vector<RejectedRow> firstRejects; ///< the first 1,000
    ListReading reading;

    /// Rows below the header.
    [[nodiscard]] qint64 rows() const { return added + duplicates + rejected; }
    /// All rows. Rows that hold nothing are not counted.
    [[nodiscard]] qint64 rowsRead() const { return rows() + headerRows + preambleRows; }
};

/// Every use case of the numbers that the workspace never calls (B1-46). A number that is added is not dialled from the
/// commit on, by any campaign, any row that is in the queue already, or any one-off call, because the gate reads the
/// list in the transaction that would dial. Thread: any. Each call answers exactly once, on a thread of the backend's
/// choosing. Changes are refused with EditingDisabled while the workspace's editing is disabled, except `optOut`,
/// because a person's wish is always written down.
class DoNotCallService {
public:
    virtual ~DoNotCallService() = default;

    /// Lists a number; one that is listed keeps its first entry. InvalidInput at #/number, #/source (1 to 40
    /// characters) or #/reason (at most ceilings::noteLength).
    virtual void add(const Caller &caller, E164 number, QString source, QString reason,
                     Answering<DoNotCallAddition> answering) = 0;
    /// Lists the number that this call went to, because the person called asked for it, with the source "agent" and the
    /// person's words (cut off at ceilings::noteLength). NotFound when there is no such call.
    virtual void optOut(const Caller &caller, AttemptId call, QString words, Reply<DoNotCallAddition> reply) = 0;
    virtual void optOut(const Caller &caller, ConversationId call, QString words, Reply<DoNotCallAddition> reply) = 0;
    /// Takes a number off the list, because its owner has withdrawn the wish. NotFound when it is not listed.
    virtual void remove(const Caller &caller, E164 number, Reply<void> reply) = 0;
    /// Nothing when the number may be called.
    virtual void find(const Caller &caller, E164 number, Reply<std::optional<DoNotCallEntry>> reply) = 0;
    /// One page in the order of the numbers, after the given one (null: from the first). `limit` 1 to
    /// ceilings::rowsPerPage.
    virtual void page(const Caller &caller, E164 after, int limit, Reply<Page<DoNotCallEntry, E164>> reply) = 0;
    /// How many numbers are listed.
    virtual void count(const Caller &caller, Reply<qint64> reply) = 0;

    /// Adds every number of a list, in slices that each take effect at once. `progress` is called a few times a second.
    /// Errors before the first row: InvalidInput at #/name, #/source, #/as_of or #/default_region, and those of
    /// ImportService::preview. A list that is cancelled or fails midway is not recorded, because it was not complete.
    /// The numbers that it has added stay, because to take one off again might undo what somebody else asked for
    /// meanwhile. For a caller with a `Once` the answer is kept in the transaction of the last slice. Until then the
    /// same request is RequestInProgress in this process; in another one, and after a crash, it adds what is missing,
    /// and only the first that ends is recorded and answers both.
    virtual std::shared_ptr<ImportJob> addList(const Caller &caller, DoNotCallListRequest request,
                                               std::function<void(ImportProgress)> progress,
                                               Answering<DoNotCallListSummary> answering) = 0;
    /// The lists that were added, in that order.
    virtual void lists(const Caller &caller, Reply<std::vector<DoNotCallList>> reply) = 0;
};

} // namespace campanile
