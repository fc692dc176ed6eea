#include "local/lists/do_not_call_import.h"

#include "domain/ceilings.h"
#include "local/editing.h"
#include "local/input_check.h"
#include "local/lists/list_source.h"
#include "local/lists/refused_row.h"
#include "storage/do_not_call_events.h"
#include "storage/limit_store.h"
#include "storage/setup_store.h"

#include <QFileInfo>

#include <algorithm>
#include <future>

namespace campanile {

namespace {

// A slice is one transaction's worth of rows, and behind it waits the gate: no more than 5,000 rows, and aimed at a
// time well below the 50 ms that it may take. How long one takes depends on how much is listed already, so the size
// follows.
constexpr std::size_t leastRowsPerSlice = 100;
constexpr std::size_t firstRowsPerSlice = 1'000;
constexpr std::size_t mostRowsPerSlice = 5'000;
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

} // namespace

DoNotCallImport::DoNotCallImport(BackendCore &core, WorkspaceId workspace, DoNotCallListRequest request,
                                 std::function<void(ImportProgress)> progress, Reply<DoNotCallListSummary> reply)
    : m_core(core)
    , m_workspace(workspace)
    , m_request(std::move(request))
    , m_progress(std::move(progress))
    , m_reply(std::move(reply))
    , m_rowsPerSlice(firstRowsPerSlice)
{
}

void DoNotCallImport::run()
{
    Result<DoNotCallListSummary> result = import();
    m_core.onEngine([](Engine &engine) { engine.limitsChanged(); });
    m_reply(std::move(result));
    m_finished = true;
}

Result<DoNotCallListSummary> DoNotCallImport::import()
{
    if (const Result<void> checked = check(); !checked) {
        return checked.error();
    }
    Result<ListFormat> format =
        formatOf(m_request.path, m_request.content, m_request.mapping.get(), {}, m_request.defaultRegion);
    if (!format) {
        return format.error();
    }
    Result<CsvSource> source = openList(m_request.path, m_request.content);
    if (!source) {
        return source.error();
    }
    const Result<QString> region = begin();
    if (!region) {
        return region.error();
    }
    const int rowsAbove = format->rowsAbove();
    TargetRows rows(std::move(format->mapping), region->toStdString());
    CsvReader reader(std::move(*source), format->dialect);
    if (const Result<void> passed = passRows(reader, rowsAbove); !passed) {
        return passed.error();
    }
    if (const Result<void> read = readRows(reader, rows); !read) {
        return read.error();
    }
    return finish();
}

Result<void> DoNotCallImport::check() const
{
    auto checked = firstFailure({checkLength("#/name", "The name of the list", m_request.name, 1, ceilings::nameLength),
                                 checkLength("#/source", "The source", m_request.source, 0, ceilings::nameLength)});
    if (checked && (m_request.asOf.ms <= 0 || m_request.asOf > m_core.clock.wall())) {
        checked = invalidMember("#/as_of", QStringLiteral("Say up to which instant the list was complete; that cannot "
                                                          "lie in the future."));
    }
    return checked ? checkDefaultRegion(m_request.defaultRegion) : checked;
}

/// Gives the list its id, and learns in which region its national numbers are to be read.
Result<QString> DoNotCallImport::begin()
{
    struct Begun {
        DoNotCallListId id;
        E164 callerId;
    };
    const auto begun = write<Begun>(
        WritePriority::Commands,
        asEdit<Begun>(m_workspace, [workspace = m_workspace](WriteTransaction &tx) -> Result<Begun> {
            const std::vector<PhoneNumber> numbers = SetupStore(tx.db).numbers(workspace);
            return Begun{tx.ids.next<DoNotCallListId>(), numbers.empty() ? E164{} : numbers.front().number};
        }));
    if (!begun) {
        return begun.error();
    }
    m_summary.id = begun->id;
    if (!m_request.defaultRegion.isEmpty() || begun->callerId.isNull()) {
        return m_request.defaultRegion;
    }
    return regionOf(begun->callerId);
}

Result<void> DoNotCallImport::readRows(CsvReader &reader, TargetRows &rows)
{
    CsvRecord record;
    for (;;) {
        if (m_cancelled) {
            return {ErrorCode::Cancelled, QStringLiteral("The list was cancelled. The numbers it had added by then "
                                                         "stay; the others are not listed.")};
        }
        switch (reader.next(record)) {
        case CsvReader::Step::End: {
            Result<void> written = writeSlice();
            tellProgress(reader);
            return written;
        }
        case CsvReader::Step::Failed:
            return *reader.error();
        case CsvReader::Step::Record:
            break;
        }
        rows.checkFields(record);
        takeRecord(record, rows);
        if (m_numbers.size() >= m_rowsPerSlice) {
            if (Result<void> written = writeSlice(); !written) {
                return written;
            }
            tellProgress(reader);
        }
    }
}

void DoNotCallImport::takeRecord(const CsvRecord &record, TargetRows &rows)
{
    Error problem;
    if (!record.ok()) {
        problem = refusedRow(record);
    } else if (const std::vector<E164> numbers = rows.numbers(record); numbers.empty()) {
        problem = refusedRow(rows.number(record));
    } else { // whoever is not to be called is not to be called on another line either
        m_numbers.insert(m_numbers.end(), numbers.begin(), numbers.end());
        return;
    }
    ++m_summary.rejected;
    if (m_summary.firstRejects.size() < rejectsInSummary) {
        m_summary.firstRejects.push_back(rows.reject(record, problem));
    }
}

Result<void> DoNotCallImport::writeSlice()
{
    if (m_numbers.empty()) {
        return {};
    }
    std::sort(m_numbers.begin(), m_numbers.end()); // neighbours lie on the same pages
    const auto numbers = std::make_shared<const std::vector<E164>>(std::exchange(m_numbers, {}));
    const auto written =
        write<Slice>(WritePriority::Imports,
                     [&core = m_core, workspace = m_workspace, numbers, list = m_summary.id,
                      name = m_request.name.trimmed()](WriteTransaction &tx) -> Result<Slice> {
                         const MonoTime start = core.clock.mono();
                         LimitStore limits(tx.db);
                         Slice slice;
                         for (const E164 number : *numbers) {
                             if (limits.block(workspace, number, QStringLiteral("csv"), tx.now, name, list)) {
                                 ++slice.added;
                             } else {
                                 ++slice.duplicates;
                             }
                         }
                         tx.changes.doNotCall = slice.added > 0;
                         slice.took = core.clock.mono() - start;
                         return slice;
                     });
    if (!written) {
        return written.error();
    }
    m_summary.added += written->added;
    m_summary.duplicates += written->duplicates;
    const std::int64_t us = std::max<std::int64_t>(written->took.count(), 1);
    const auto wanted = static_cast<std::size_t>(static_cast<std::int64_t>(numbers->size()) * aimedAtUs / us);
    m_rowsPerSlice = std::clamp(wanted, leastRowsPerSlice, std::min(mostRowsPerSlice, 2 * m_rowsPerSlice));
    return {};
}

Result<DoNotCallListSummary> DoNotCallImport::finish()
{
    return write<DoNotCallListSummary>(WritePriority::Commands,
                                       [this](WriteTransaction &tx) -> Result<DoNotCallListSummary> {
                                           const DoNotCallList list{.id = m_summary.id,
                                                                    .name = m_request.name.trimmed(),
                                                                    .source = sourceOf(m_request),
                                                                    .asOf = m_request.asOf,
                                                                    .addedAt = tx.now};
                                           LimitStore(tx.db).addList(list, m_workspace);
                                           addDoNotCallEvent(tx, m_workspace, list.id, list.source);
                                           tx.changes.doNotCall = true;
                                           return m_summary;
                                       });
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
                m_summary.rejected});
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
