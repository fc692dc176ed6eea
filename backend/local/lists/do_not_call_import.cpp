#include "local/lists/do_not_call_import.h"

#include "domain/ceilings.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/lists/list_source.h"
#include "local/lists/refused_row.h"
#include "local/once.h"
#include "storage/do_not_call_events.h"
#include "storage/limit_store.h"
#include "storage/setup_store.h"

#include <QFileInfo>

#include <algorithm>
#include <future>

namespace campanile {

namespace {

// A slice is one transaction's worth of numbers, and behind it waits the gate: no more than some 5,000, and aimed at a
// time well below the 50 ms that it may take. How long one takes depends on how much is listed already, so the size
// follows.
constexpr std::size_t leastPerSlice = 100;
constexpr std::size_t firstPerSlice = 1'000;
constexpr std::size_t mostPerSlice = 5'000;
constexpr std::int64_t aimedAtUs = 25'000;

constexpr std::size_t rejectsInSummary = 1'000;
constexpr Microseconds progressEvery{100'000};

QString sourceOf(const DoNotCallListRequest &request)
{
    if (!request.source.trimmed().isEmpty()) {
        return request.source.trimmed();
    }
    return request.path.isEmpty() ? QStringLiteral("pasted list")
                                  : QFileInfo(request.path).fileName().left(ceilings::nameLength);
}

Error cancelled()
{
    return {ErrorCode::Cancelled, QStringLiteral("The list was cancelled. The numbers it had added by then stay; the "
                                                 "others are not listed.")};
}

} // namespace

DoNotCallImport::DoNotCallImport(BackendCore &core, Caller caller, DoNotCallListRequest request,
                                 std::function<void(ImportProgress)> progress,
                                 Answering<DoNotCallListSummary> answering)
    : m_core(core)
    , m_caller(std::move(caller))
    , m_workspace(m_caller.workspace)
    , m_request(std::move(request))
    , m_progress(std::move(progress))
    , m_answering(std::move(answering))
    , m_holdsKey(isOnce())
    , m_numbersPerSlice(firstPerSlice)
{
}

bool DoNotCallImport::holdsKeyOf(const DoNotCallImport &other) const
{
    return m_holdsKey && other.m_holdsKey && other.m_caller.once->key == m_caller.once->key &&
           other.m_workspace == m_workspace;
}

void DoNotCallImport::run()
{
    Result<DoNotCallListSummary> result = import();
    m_core.onEngine([](Engine &engine) { engine.limitsChanged(); });
    m_holdsKey = false; // before the answer, since whoever has it may ask again at once
    answer(std::move(result));
    m_finished = true;
}

/// A refusal is not kept: the only Conflict that there can be is about the key itself.
void DoNotCallImport::answer(Result<DoNotCallListSummary> result)
{
    if (m_replayed) {
        m_answering.deliver(*m_replayed, true);
    } else if (result && m_kept) {
        m_answering.deliver(*m_kept, false);
    } else {
        m_answering(std::move(result));
    }
}

Result<DoNotCallListSummary> DoNotCallImport::import()
{
    if (const Result<void> checked = check(); !checked) {
        return checked.error();
    }
    const Result<QString> region = begin();
    if (!region) {
        return region.error();
    }
    if (m_replayed) {
        return m_summary;
    }
    Result<ListFormat> format =
        formatOf(m_request.path, m_request.content, m_request.mapping.get(), m_request.choices, *region);
    if (!format) {
        return format.error();
    }
    Result<CsvSource> source = openList(m_request.path, m_request.content, m_request.choices.encoding);
    if (!source) {
        return source.error();
    }
    m_summary.reading = std::move(format->reading);
    m_summary.headerRows = format->mapping.hasHeader ? 1 : 0;
    m_summary.preambleRows = format->rowsAbove() - m_summary.headerRows;
    CsvReader reader(std::move(*source), format->dialect);
    if (const Result<void> passed = passRows(reader, format->rowsAbove()); !passed) {
        return passed.error();
    }
    TargetRows rows(std::move(format->mapping), region->toStdString(), m_request.reading);
    if (const Result<void> read = readRows(reader, rows); !read) {
        return read.error();
    }
    tellEncoding(m_summary.reading, reader.source());
    Result<DoNotCallListSummary> finished = finish();
    if (finished) {
        tellProgress(reader);
    }
    return finished;
}

Result<void> DoNotCallImport::check() const
{
    if (isOnce()) {
        if (Result<void> checked = checkOnce(*m_caller.once); !checked) {
            return checked;
        }
    }
    auto checked = firstFailure({checkLength("#/name", "The name of the list", m_request.name, 1, ceilings::nameLength),
                                 checkLength("#/source", "The source", m_request.source, 0, ceilings::nameLength)});
    if (checked && (m_request.asOf.ms <= 0 || m_request.asOf > m_core.clock.wall())) {
        checked = invalidMember("#/as_of", QStringLiteral("Say up to which instant the list was complete; that cannot "
                                                          "lie in the future."));
    }
    return checked ? checkDefaultRegion(m_request.defaultRegion) : checked;
}

/// Looks the key up, gives the list its id, and learns in which region its national numbers are to be read.
Result<QString> DoNotCallImport::begin()
{
    struct Begun {
        std::optional<KeptAnswer> replayed;
        DoNotCallListId id;
        E164 callerId;
    };
    const auto begun = write<Begun>(WritePriority::Commands, [this](WriteTransaction &tx) -> Result<Begun> {
        if (isOnce()) {
            Result<std::optional<KeptAnswer>> before = OnceBook(tx, m_core.clock, m_workspace, *m_caller.once).find();
            if (!before) {
                return before.error();
            }
            if (*before) {
                return Begun{std::move(*before), {}, {}};
            }
        }
        if (const Result<void> allowed = mayEdit(tx.db, m_workspace); !allowed) {
            return allowed.error();
        }
        const std::vector<PhoneNumber> numbers = SetupStore(tx.db).numbers(m_workspace);
        return Begun{{}, tx.ids.next<DoNotCallListId>(), numbers.empty() ? E164{} : numbers.front().number};
    });
    if (!begun) {
        return begun.error();
    }
    m_replayed = begun->replayed;
    m_summary.id = begun->id;
    if (!m_request.defaultRegion.isEmpty() || begun->callerId.isNull()) {
        return m_request.defaultRegion;
    }
    return regionOf(begun->callerId);
}

Result<void> DoNotCallImport::readRows(CsvReader &reader, TargetRows &rows)
{
    const Result<bool> read = readRawRecords(reader, m_cancelled, [&](CsvRecord &record) -> Result<void> {
        takeRecord(record, rows);
        if (m_slice.entries.size() >= m_numbersPerSlice) {
            if (Result<void> written = writeSlice(); !written) {
                return written;
            }
            tellProgress(reader);
        }
        return {};
    });
    if (!read) {
        return read.error();
    }
    // The last slice goes in with the record of the list.
    return *read ? Result<void>() : Result<void>(cancelled());
}

/// Whoever is not to be called is not to be called on another line either, nor because a comma in a remark makes the
/// row a field too long: a number too many on the list does less harm than one too few.
void DoNotCallImport::takeRecord(CsvRecord &record, TargetRows &rows)
{
    std::vector<E164> numbers;
    if (record.ok()) {
        numbers = rows.hasMovedFields(record) ? rows.numbersOfMovedFields(record) : rows.numbers(record);
    }
    if (!numbers.empty()) {
        for (const E164 number : numbers) {
            m_slice.entries.push_back({number, m_slice.rows});
        }
        ++m_slice.rows;
        return;
    }
    rows.checkFields(record);
    const Error problem = record.ok() ? refusedRow(rows.number(record)) : refusedRow(record);
    ++m_summary.rejected;
    if (m_summary.firstRejects.size() < rejectsInSummary) {
        m_summary.firstRejects.push_back(rows.reject(record, problem));
    }
}

/// The rows read so far, in the order of their numbers: neighbours lie on the same pages.
std::shared_ptr<const DoNotCallImport::Slice> DoNotCallImport::takeSlice()
{
    auto slice = std::make_shared<Slice>(std::exchange(m_slice, {}));
    std::sort(slice->entries.begin(), slice->entries.end());
    return slice;
}

DoNotCallImport::Written DoNotCallImport::listNumbers(WriteTransaction &tx, const Slice &slice) const
{
    const MonoTime start = m_core.clock.mono();
    LimitStore limits(tx.db);
    Written written;
    std::vector<bool> isNew(slice.rows, false);
    for (const auto &[number, row] : slice.entries) {
        if (limits.block(m_workspace, number, QStringLiteral("csv"), tx.now, m_request.name.trimmed(), m_summary.id)) {
            ++written.numbers;
            isNew[row] = true;
        }
    }
    written.added = std::ranges::count(isNew, true);
    written.duplicates = std::ranges::count(isNew, false);
    written.took = m_core.clock.mono() - start;
    return written;
}

void DoNotCallImport::count(DoNotCallListSummary &summary, const Written &written)
{
    summary.added += written.added;
    summary.duplicates += written.duplicates;
    summary.numbers += written.numbers;
}

Result<void> DoNotCallImport::writeSlice()
{
    const std::shared_ptr<const Slice> slice = takeSlice();
    const auto written = write<Written>(WritePriority::Imports, [this, slice](WriteTransaction &tx) -> Result<Written> {
        const Written came = listNumbers(tx, *slice);
        tx.changes.doNotCall = came.numbers > 0;
        return came;
    });
    if (!written) {
        return written.error();
    }
    count(m_summary, *written);
    const std::int64_t us = std::max<std::int64_t>(written->took.count(), 1);
    const auto wanted = static_cast<std::size_t>(static_cast<std::int64_t>(slice->entries.size()) * aimedAtUs / us);
    m_numbersPerSlice = std::clamp(wanted, leastPerSlice, std::min(mostPerSlice, 2 * m_numbersPerSlice));
    return {};
}

/// The last slice, the record of the list and the answer for its key, in one transaction. Another process may have
/// finished the same request meanwhile: then its answer is the answer.
Result<DoNotCallListSummary> DoNotCallImport::finish()
{
    struct Finished {
        DoNotCallListSummary summary;
        std::optional<KeptAnswer> replayed;
        std::optional<KeptAnswer> kept;
    };
    const auto finished =
        write<Finished>(WritePriority::Commands, [this, slice = takeSlice()](WriteTransaction &tx) -> Result<Finished> {
            std::optional<OnceBook> book;
            if (isOnce()) {
                book.emplace(tx, m_core.clock, m_workspace, *m_caller.once);
                Result<std::optional<KeptAnswer>> before = book->find();
                if (!before) {
                    return before.error();
                }
                if (*before) {
                    return Finished{m_summary, std::move(*before), {}};
                }
            }
            Finished done{m_summary, {}, {}};
            count(done.summary, listNumbers(tx, *slice));
            const DoNotCallList list{.id = m_summary.id,
                                     .name = m_request.name.trimmed(),
                                     .source = sourceOf(m_request),
                                     .asOf = m_request.asOf,
                                     .addedAt = tx.now};
            LimitStore(tx.db).addList(list, m_workspace);
            addDoNotCallEvent(tx, m_workspace, list.id, list.source);
            tx.changes.doNotCall = true;
            if (book) {
                done.kept = m_answering.encoded(done.summary);
                book->keep(*done.kept);
            }
            return done;
        });
    if (!finished) {
        return finished.error();
    }
    m_replayed = finished->replayed;
    m_kept = finished->kept;
    m_summary = finished->summary;
    return m_summary;
}

void DoNotCallImport::tellProgress(const CsvReader &reader)
{
    const MonoTime now = m_core.clock.mono();
    const bool isLast = reader.bytesConsumed() == reader.bytesTotal();
    if (!m_progress || (now - m_lastTold < progressEvery && !isLast)) {
        return;
    }
    m_lastTold = now;
    m_progress({reader.bytesConsumed(), reader.bytesTotal(), m_summary.rows(), m_summary.added, m_summary.duplicates,
                m_summary.rejected, 0, m_summary.headerRows, m_summary.preambleRows});
}

template<class T>
Result<T> DoNotCallImport::write(WritePriority priority, std::function<Result<T>(WriteTransaction &)> work)
{
    std::promise<Result<T>> promise;
    std::future<Result<T>> future = promise.get_future();
    m_core.writer.submit<T>(priority, std::move(work),
                            [&promise](Result<T> result) { promise.set_value(std::move(result)); });
    return future.get();
}

} // namespace campanile
