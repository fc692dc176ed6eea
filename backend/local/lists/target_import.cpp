#include "local/lists/target_import.h"

#include "engine/recovery/import_undo.h"
#include "local/campaigns/campaign_check.h"
#include "local/editing.h"
#include "local/lists/campaign_import.h"
#include "local/lists/refused_row.h"
#include "local/once.h"
#include "storage/campaign_store.h"
#include "storage/import_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <algorithm>
#include <future>
#include <utility>

namespace campanile {

namespace {

// A slice is one transaction's worth of rows; behind it waits the gate, so it must be over in some milliseconds.
constexpr std::size_t rowsPerSlice = 5'000;
constexpr std::size_t claimsPerSlice = 10'000;
// One slice is written while the next is read; more would only be memory.
constexpr int slicesAhead = 2;
constexpr std::size_t rowsInSummary = 100; // of each fate
constexpr Microseconds progressEvery{100'000};

Error cancelled()
{
    return {ErrorCode::Cancelled, QStringLiteral("The import was cancelled; no row of it was kept."), {}};
}

} // namespace

TargetImport::TargetImport(BackendCore &core, Caller caller, ImportRequest request,
                           std::function<void(ImportProgress)> progress, Answering<ImportSummary> answering)
    : m_core(core)
    , m_caller(std::move(caller))
    , m_workspace(m_caller.workspace)
    , m_request(std::move(request))
    , m_progress(std::move(progress))
    , m_answering(std::move(answering))
{
}

void TargetImport::run()
{
    Result<ImportSummary> result = [this]() -> Result<ImportSummary> {
        try {
            return import();
        } catch (const StorageError &error) { // of the do-not-call list; all else is written and read elsewhere
            return error.error();
        }
    }();
    m_rules.reset();
    if (!result && m_begun) {
        m_core.imports->failed(m_begun->id, result.error());
        undo();
    } else if (m_begun) {
        m_core.imports->gone(m_begun->id);
    }
    const CampaignId campaign = m_request.campaign;
    m_core.onEngine([campaign](Engine &engine) { engine.campaignChanged(campaign); });
    m_progress = nullptr; // whoever listens may hold this import, to cancel it
    answer(std::move(result));
}

/// Whoever is answered may hold this import.
void TargetImport::answer(Result<ImportSummary> result)
{
    const Answering<ImportSummary> answering =
        std::exchange(m_answering, Answering<ImportSummary>([](const Result<ImportSummary> &) {}));
    if (m_replayed) {
        answering.deliver(*m_replayed, true);
    } else if (result && m_kept) {
        answering.deliver(*m_kept, false);
    } else if (!result && m_caller.once && answering.encodes() && !m_isRefusedKey) {
        refuseOnce(m_core, m_caller, answering, result.error());
    } else {
        answering(std::move(result));
    }
}

Result<ImportSummary> TargetImport::import()
{
    if (isOnce()) {
        if (const Result<void> checked = checkOnce(*m_caller.once); !checked) {
            return checked.error();
        }
    }
    if (const Result<void> checked = checkDefaultRegion(m_request.defaultRegion); !checked) {
        return checked.error();
    }
    Result<ListFormat> format =
        formatOf(m_request.path, m_request.content, m_request.mapping.get(), m_request.choices, regionOfNumbers());
    if (!format) {
        return format.error();
    }
    Result<CsvSource> source = openList(m_request.path, m_request.content, m_request.choices.encoding);
    if (!source) {
        return source.error();
    }
    Result<Begun> begun = begin();
    if (!begun) {
        return begun.error();
    }
    if (begun->replayed) {
        m_replayed = begun->replayed;
        return ImportSummary{};
    }
    m_begun = *begun;
    m_rules.emplace(m_core.directory.database(), m_workspace, begun->countries, begun->isAnybodyListed, knownPeople());
    m_summary.reading = std::move(format->reading);
    m_summary.reading.region = begun->region;
    m_summary.reading.numberReading = m_request.reading;
    const int rowsAbove = format->rowsAbove();
    m_summary.headerRows = format->mapping.hasHeader ? 1 : 0;
    m_summary.preambleRows = rowsAbove - m_summary.headerRows;
    source->takeFingerprint();
    CsvReader reader(std::move(*source), format->dialect);
    if (const Result<void> passed = passRows(reader, rowsAbove); !passed) {
        return passed.error();
    }
    TargetRows rows(std::move(format->mapping), begun->region.toStdString(), m_request.reading);
    if (const Result<void> refusals = m_rules->readRefusals(m_request, format->dialect, rowsAbove, rows, m_cancelled);
        !refusals) {
        return refusals.error();
    }
    if (const Result<void> read = readRows(reader, rows); !read) {
        return read.error();
    }
    tellEncoding(m_summary.reading, reader.source());
    m_content = contentOf(reader.source());
    if (const Result<void> claimed = claimNumbers(); !claimed) {
        return claimed.error();
    }
    return finish();
}

/// Before the campaign is opened, so that a list that cannot be read leaves nothing; empty when there is no campaign.
QString TargetImport::regionOfNumbers() const
{
    if (!m_request.defaultRegion.isEmpty()) {
        return m_request.defaultRegion;
    }
    const std::unique_ptr<Connection> db = m_core.directory.database().open(Connection::Access::ReadOnly);
    const std::optional<Campaign> campaign = CampaignStore(*db).find(m_workspace, m_request.campaign);
    const auto number = campaign ? SetupStore(*db).number(campaign->fromNumber) : std::nullopt;
    return number ? regionOf(number->number) : QString();
}

/// Opens the campaign for this import alone, and learns the numbers it has.
Result<TargetImport::Begun> TargetImport::begin()
{
    struct Opened {
        Begun begun;
        E164 from;
        std::vector<std::int64_t> numbers;
    };
    Result<Opened> opened = write<Opened>(WritePriority::Commands, [this](WriteTransaction &tx) -> Result<Opened> {
        std::optional<OnceBook> book;
        if (isOnce()) {
            book.emplace(tx, m_core.clock, m_workspace, *m_caller.once);
            Result<std::optional<KeptAnswer>> before = book->find();
            m_isRefusedKey = !before;
            if (!before) {
                return before.error();
            }
            if (*before) {
                Opened known;
                known.begun.replayed = **before;
                return known;
            }
        }
        if (const Result<void> allowed = mayEdit(tx.db, m_workspace); !allowed) {
            return allowed.error();
        }
        CampaignStore campaigns(tx.db);
        const std::optional<Campaign> campaign = campaigns.find(m_workspace, m_request.campaign);
        if (!campaign) {
            return notFound<Opened>("campaign");
        }
        if (const Result<void> open = mayTakeTargets(*campaign); !open) {
            return open.error();
        }
        if (const Result<void> open = mayChangeBeside(tx.db, m_core, campaign->id); !open) {
            return open.error();
        }
        Opened result;
        result.begun.id = tx.ids.next<ImportId>();
        // Only their ids tell the targets of this import from those that the campaign has, and these may be of another
        // process whose clock was ahead.
        tx.ids.stayAbove(TargetStore(tx.db).newest().value);
        result.begun.first = tx.ids.next<TargetId>();
        SetupStore setup(tx.db);
        const auto number = setup.number(campaign->fromNumber);
        result.from = number ? number->number : E164{};
        result.begun.countries = setup.countryRule(campaign->fromNumber);
        result.numbers = TargetStore(tx.db).numbers(campaign->id);
        result.begun.isAnybodyListed = LimitStore(tx.db).blocksAnybody(m_workspace);
        result.begun.from = campaign->fromNumber;
        result.begun.agent = campaign->agent;
        ImportStore(tx.db).begin(result.begun.id, m_workspace, campaign->id, m_request.sourceName, tx.now,
                                 m_core.process);
        campaigns.setImportingFrom(campaign->id, result.begun.first);
        m_core.imports->begun(result.begun.id, campaigns.stats(campaign->id).total());
        tx.changes.campaigns.insert(campaign->id);
        if (book) {
            book->begin(result.begun.id);
        }
        return result;
    });
    if (!opened) {
        return opened.error();
    }
    if (opened->begun.replayed) {
        return opened->begun;
    }
    for (const std::int64_t digits : opened->numbers) {
        m_taken.addTarget(E164{digits});
        m_people.add(E164{digits});
    }
    opened->begun.region = m_request.defaultRegion.isEmpty() ? regionOf(opened->from) : m_request.defaultRegion;
    return opened->begun;
}

/// Whom to pass over, when that was asked for: read once, on a connection of its own, as nobody waits for that.
PeopleToSkip TargetImport::knownPeople() const
{
    if (!m_request.skipCalledSince) {
        return {};
    }
    const std::unique_ptr<Connection> db = m_core.directory.database().open(Connection::Access::ReadOnly);
    return {*db, m_workspace, m_begun->from, m_begun->agent, *m_request.skipCalledSince, m_request.campaign};
}

Result<void> TargetImport::readRows(CsvReader &reader, TargetRows &rows)
{
    const Result<bool> read = readRecords(reader, rows, m_cancelled, [&](const CsvRecord &record) -> Result<void> {
        if (Result<void> taken = takeRecord(record, rows); !taken) {
            return taken;
        }
        if (m_slice->rows().empty() && m_slice->leftOut.empty()) { // a slice has just gone
            tellProgress(reader);
        }
        return {};
    });
    if (!read) {
        return read.error();
    }
    if (!*read) {
        return cancelled();
    }
    if (Result<void> written = writeSlice(); !written) {
        return written;
    }
    tellProgress(reader);
    return waitForSlices(0);
}

Result<void> TargetImport::takeRecord(const CsvRecord &record, TargetRows &rows)
{
    if (const RowJudgement judged = m_rules->judge(record, rows); judged.reason) {
        const bool isKnown = judged.fate == RowFate::Skipped && judged.reason->rule != ErrorRule::RowConsent;
        m_summary.known += isKnown ? 1 : 0;
        if (judged.isAboutPerson()) {
            m_taken.addLeftOut(m_rules->numbers().callable);
        }
        note(rows.reject(record, *judged.reason), judged.fate);
    } else {
        takePerson(record, rows, judged.number);
    }
    if (m_slice->rows().size() + m_slice->leftOut.size() >= rowsPerSlice) {
        return writeSlice();
    }
    return {};
}

/// Takes the row unless it may be a person of an earlier one.
void TargetImport::takePerson(const CsvRecord &record, const TargetRows &rows, E164 number)
{
    const std::vector<E164> &numbers = m_rules->numbers().callable;
    switch (m_taken.take(numbers)) {
    case TakenNumbers::Row::New:
        takeNumber(record, rows, number);
        break;
    case TakenNumbers::Row::Duplicate:
        ++m_summary.duplicates;
        break;
    case TakenNumbers::Row::Shared:
        note(rows.reject(record, refusedShared(m_taken.sharedOf(numbers))), RowFate::Rejected);
        break;
    }
}

void TargetImport::takeNumber(const CsvRecord &record, const TargetRows &rows, E164 number)
{
    const auto id = m_core.ids.next<TargetId>();
    m_people.add(number);
    m_slice->beginRow(id, number);
    rows.write(record, *m_slice);
    m_claims.push_back({number, id});
    ++m_summary.inserted;
}

void TargetImport::note(RejectedRow row, RowFate fate)
{
    const bool isSkipped = fate == RowFate::Skipped;
    ++(isSkipped ? m_summary.skipped : m_summary.rejected);
    std::vector<RejectedRow> &first = isSkipped ? m_summary.firstSkipped : m_summary.firstRejects;
    if (first.size() < rowsInSummary) {
        first.push_back(row);
    }
    m_slice->leftOut.push_back({std::move(row), fate});
}

Result<void> TargetImport::writeSlice()
{
    const std::shared_ptr<TargetSlice> slice = std::exchange(m_slice, std::make_shared<TargetSlice>());
    if (slice->rows().empty() && slice->leftOut.empty()) {
        return {};
    }
    if (Result<void> ready = waitForSlices(slicesAhead - 1); !ready) {
        return ready;
    }
    writeBehind([slice, campaign = m_request.campaign, import = m_begun->id](WriteTransaction &tx) -> Result<bool> {
        TargetStore targets(tx.db);
        for (const TargetSlice::Row &row : slice->rows()) {
            targets.insert(row.id, campaign, row.number, slice->name(row), slice->variables(row));
        }
        ImportStore imports(tx.db);
        for (const TargetSlice::LeftOut &left : slice->leftOut) {
            imports.addReject(import, left.row, left.fate);
        }
        tx.count(campaign, CounterKind::TargetsByStatus, static_cast<int>(TargetStatus::Pending),
                 static_cast<std::int64_t>(slice->rows().size()));
        tx.changes.targets.insert(campaign);
        return true;
    });
    return {};
}

/// In sorted order the index grows at its end, page after page, instead of everywhere at once.
Result<void> TargetImport::claimNumbers()
{
    std::sort(m_claims.begin(), m_claims.end());
    const auto claims = std::make_shared<const std::vector<Claim>>(std::move(m_claims));
    for (std::size_t from = 0; from < claims->size(); from += claimsPerSlice) {
        if (m_cancelled) {
            return cancelled();
        }
        if (Result<void> ready = waitForSlices(slicesAhead - 1); !ready) {
            return ready;
        }
        writeBehind([claims, from, campaign = m_request.campaign](WriteTransaction &tx) -> Result<bool> {
            TargetStore targets(tx.db);
            const std::size_t to = std::min(from + claimsPerSlice, claims->size());
            for (std::size_t i = from; i < to; ++i) {
                const Claim &claim = (*claims)[i];
                if (!targets.claimNumber(campaign, claim.number, claim.id)) {
                    return {ErrorCode::Internal, QStringLiteral("The number %1 was added meanwhile by another way.")
                                                     .arg(claim.number.toString())};
                }
            }
            return true;
        });
    }
    return waitForSlices(0);
}

Result<ImportSummary> TargetImport::finish()
{
    m_summary.id = m_begun->id;
    return write<ImportSummary>(WritePriority::Commands, [this](WriteTransaction &tx) -> Result<ImportSummary> {
        CampaignStore campaigns(tx.db);
        campaigns.setImportingFrom(m_request.campaign, {});
        campaigns.setPeople(m_request.campaign, m_people.value());
        ImportStore imports(tx.db);
        m_summary.earlier =
            imports.earlier({m_workspace, m_request.campaign, m_content, m_people.value()}, m_summary.id);
        imports.finish(m_summary, m_content);
        if (isOnce()) {
            m_kept = m_answering.encoded(m_summary);
            OnceBook(tx, m_core.clock, m_workspace, *m_caller.once).finish(*m_kept);
        }
        tx.changes.targets.insert(m_request.campaign);
        tx.changes.campaigns.insert(m_request.campaign);
        return m_summary;
    });
}

void TargetImport::undo()
{
    [[maybe_unused]] const Result<void> done = waitForSlices(0); // whatever they came to, they are over
    for (;;) {
        const Result<bool> more = write<bool>(WritePriority::Commands, [this](WriteTransaction &tx) -> Result<bool> {
            return undoImportSlice(tx, {m_begun->id, m_request.campaign});
        });
        if (!more) { // a full disk, say: the engine goes on with it, and at the next start another one does
            m_core.onEngine([left = UnfinishedImport{m_begun->id, m_request.campaign}](Engine &engine) {
                engine.importFailed(left);
            });
            return;
        }
        if (!*more) {
            m_core.imports->gone(m_begun->id);
            return;
        }
    }
}

void TargetImport::tellProgress(const CsvReader &reader)
{
    const MonoTime now = m_core.clock.mono();
    const bool isLast = reader.bytesConsumed() == reader.bytesTotal();
    if (!m_progress || (now - m_lastTold < progressEvery && !isLast)) {
        return;
    }
    m_lastTold = now;
    m_progress({reader.bytesConsumed(), reader.bytesTotal(), m_summary.rows(), m_summary.inserted, m_summary.duplicates,
                m_summary.rejected, m_summary.skipped, m_summary.headerRows, m_summary.preambleRows});
}

template<class T>
Result<T> TargetImport::write(WritePriority priority, std::function<Result<T>(WriteTransaction &)> work)
{
    std::promise<Result<T>> promise;
    std::future<Result<T>> future = promise.get_future();
    m_core.writer.submit<T>(priority, std::move(work),
                            [&promise](Result<T> result) { promise.set_value(std::move(result)); });
    return future.get();
}

void TargetImport::writeBehind(std::function<Result<bool>(WriteTransaction &)> work)
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_slicesUnderWay;
    }
    m_core.writer.submit<bool>(WritePriority::Imports, std::move(work), [this](const Result<bool> &result) {
        const std::scoped_lock lock(m_mutex);
        --m_slicesUnderWay;
        if (!result && !m_sliceError) {
            m_sliceError = result.error();
        }
        m_slicesWritten.notify_all();
    });
}

Result<void> TargetImport::waitForSlices(int most)
{
    std::unique_lock lock(m_mutex);
    m_slicesWritten.wait(lock, [this, most] { return m_slicesUnderWay <= most; });
    return m_sliceError ? Result<void>(*m_sliceError) : Result<void>();
}

} // namespace campanile
