#include "local/lists/known_people_job.h"

#include "domain/people_fingerprint.h"
#include "local/lists/list_source.h"
#include "local/lists/taken_numbers.h"
#include "storage/import_store.h"
#include "storage/setup_store.h"

#include <algorithm>
#include <utility>

namespace campanile {

namespace {

/// @param waitsInStarted  whether `counts.waitsIn` has been started
void count(const KnownPerson &person, KnownPeople &counts, bool &waitsInStarted)
{
    const bool wasCalled = person.calledAt.ms > 0;
    ++(wasCalled ? counts.called : counts.waiting);
    counts.inDrafts += !wasCalled && !person.hasStarted ? 1 : 0;
    counts.lastCall = std::max(counts.lastCall, person.calledAt);
    if (!wasCalled && std::pair(person.hasStarted, person.waitsIn) > std::pair(waitsInStarted, counts.waitsIn)) {
        waitsInStarted = person.hasStarted;
        counts.waitsIn = person.waitsIn;
    }
}

} // namespace

KnownPeopleJob::KnownPeopleJob(BackendCore &core, WorkspaceId workspace, KnownPeopleRequest request,
                               Reply<KnownPeople> reply)
    : m_core(core)
    , m_workspace(workspace)
    , m_request(std::move(request))
    , m_reply(std::move(reply))
{
}

void KnownPeopleJob::run()
{
    Result<KnownPeople> result = [this]() -> Result<KnownPeople> {
        try {
            return look();
        } catch (const StorageError &error) {
            return error.error();
        }
    }();
    const Reply<KnownPeople> reply = std::exchange(m_reply, {}); // whoever is answered may hold this job
    reply(std::move(result));
}

Result<KnownPeople> KnownPeopleJob::look()
{
    const ImportRequest &list = m_request.list;
    if (const Result<void> checked = checkDefaultRegion(list.defaultRegion); !checked) {
        return checked.error();
    }
    const std::unique_ptr<Connection> db = m_core.directory.database().open(Connection::Access::ReadOnly);
    Result<Facts> facts = readFacts(*db);
    if (!facts) {
        return facts.error();
    }
    const QString region = list.defaultRegion.isEmpty() ? regionOf(facts->from) : list.defaultRegion;
    Result<ListFormat> format = formatOf(list.path, list.content, list.mapping.get(), list.choices, region);
    if (!format) {
        return format.error();
    }
    Result<CsvSource> source = openList(list.path, list.content, list.choices.encoding);
    if (!source) {
        return source.error();
    }
    if (facts->known.empty() && !ImportStore(*db).mayHaveEarlier(m_workspace, list.campaign, source->bytesTotal())) {
        return KnownPeople{};
    }
    source->takeFingerprint();
    CsvReader reader(std::move(*source), format->dialect);
    const int rowsAbove = format->rowsAbove();
    TargetRows rows(std::move(format->mapping), region.toStdString(), list.reading);
    RowRules rules(m_core.directory.database(), m_workspace, std::move(facts->countries), facts->isAnybodyListed);
    if (const Result<void> passed = passRows(reader, rowsAbove); !passed) {
        return passed.error();
    }
    if (const Result<void> refusals = rules.readRefusals(list, format->dialect, rowsAbove, rows, m_cancelled);
        !refusals) {
        return refusals.error();
    }
    return compare(reader, rows, rules, *db, facts->known);
}

Result<KnownPeopleJob::Facts> KnownPeopleJob::readFacts(Connection &db) const
{
    SetupStore setup(db);
    const std::optional<PhoneNumber> number = setup.number(m_workspace, m_request.fromNumber);
    if (!number) {
        return notFound<Facts>("phone number");
    }
    if (!setup.agent(m_workspace, m_request.agent)) {
        return notFound<Facts>("agent");
    }
    return Facts{number->number, setup.countryRule(m_request.fromNumber), LimitStore(db).blocksAnybody(m_workspace),
                 CalledStore(db).known(m_workspace, m_request.fromNumber, m_request.agent, m_request.since,
                                       m_request.list.campaign)};
}

/// Counts each number once, as an import would: the fingerprint is that of the targets it would make.
Result<KnownPeople> KnownPeopleJob::compare(CsvReader &reader, TargetRows &rows, RowRules &rules, Connection &db,
                                            const std::vector<KnownPerson> &known) const
{
    KnownPeople result;
    PeopleFingerprint fingerprint;
    TakenNumbers taken;
    bool waitsInStarted = false; // result.waitsIn has been started
    const Result<bool> read = readRecords(reader, rows, m_cancelled, [&](const CsvRecord &record) {
        const RowJudgement judged = rules.judge(record, rows);
        if (judged.reason) {
            if (judged.isAboutPerson()) {
                taken.addLeftOut(rules.numbers().callable);
            }
        } else if (taken.take(rules.numbers().callable) == TakenNumbers::Row::New) {
            fingerprint.add(judged.number);
            ++result.people;
            if (const KnownPerson *person = findPerson(known, rules.numbers().all)) {
                count(*person, result, waitsInStarted);
            }
        }
        return Result<void>();
    });
    if (!read) {
        return read.error();
    }
    if (!*read) {
        return {ErrorCode::Cancelled, QStringLiteral("Reading the list was cancelled.")};
    }
    if (const std::optional<SamePeople> same =
            CalledStore(db).samePeople(m_workspace, m_request.fromNumber, m_request.agent, fingerprint.value())) {
        result.same = same->campaign;
        result.sameStatus = same->status;
    }
    result.earlier = ImportStore(db).earlier(
        {m_workspace, m_request.list.campaign, contentOf(reader.source()), fingerprint.value()});
    return result;
}

} // namespace campanile
