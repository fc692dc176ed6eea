#include "local/campaigns/rehearsal_thread.h"

#include "local/backend_core.h"
#include "local/calls/call_pages.h"
#include "storage/campaign_store.h"
#include "storage/data_directory.h"
#include "storage/rehearsal_store.h"

#include <QDir>
#include <QFileInfo>

#include <pthread.h>

namespace campanile {

namespace {

// Short enough that a person sees the rehearsal move, and that it ends soon after it is told to.
constexpr Milliseconds frame{40};
constexpr Microseconds atFullSpeed{60'000'000};
// The space that must be free beside the copy, for what the rehearsal adds to it and for the outcomes of real calls.
constexpr qint64 spareBytes = 256LL * 1024 * 1024;

} // namespace

RehearsalThread::RehearsalThread(RehearsalId id, WorkspaceId workspace, const DataDirectory &data,
                                 const QString &folder, const RehearsalRequest &request, WallTime now,
                                 Reply<RehearsalState> started)
    : m_id(id)
    , m_workspace(workspace)
    , m_data(data)
    , m_folder(folder)
    , m_stage(folder + QStringLiteral("/stage.sqlite"))
    , m_speed(request.speed)
    , m_thread([this, request, now, started = std::move(started)](const std::stop_token &stop) {
        work(stop, request, now, started);
    })
{
    pthread_setname_np(m_thread.native_handle(), "rehearsal");
}

RehearsalThread::~RehearsalThread()
{
    m_thread.request_stop();
    m_thread.join();
    m_readers.reset();
    QDir(m_folder).removeRecursively();
}

RehearsalThread::Life RehearsalThread::life() const
{
    const std::scoped_lock lock(m_mutex);
    return m_life;
}

RehearsalState RehearsalThread::state() const
{
    const std::scoped_lock lock(m_mutex);
    RehearsalState state = m_state;
    state.speed = m_speed;
    return state;
}

void RehearsalThread::setSpeed(int speed)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_speed = speed;
    }
    m_speedChanged.notify_all();
}

void RehearsalThread::calls(AttemptId after, int limit, Reply<Page<Call, AttemptId>> reply)
{
    const std::scoped_lock lock(m_mutex);
    m_readers->read<Page<Call, AttemptId>>([workspace = m_workspace, after, limit](
                                               Connection &db) { return pageOfCalls(db, workspace, {}, after, limit); },
                                           std::move(reply));
}

void RehearsalThread::work(const std::stop_token &stop, const RehearsalRequest &request, WallTime now,
                           const Reply<RehearsalState> &started)
{
    std::unique_ptr<Connection> stage;
    std::unique_ptr<Rehearsal> rehearsal;
    std::optional<Error> error;
    try {
        checkCampaign(request.campaign);
        makeStage(stop);
        stage = m_stage.open(Connection::Access::ReadWrite);
        RehearsalStore(*stage).setStage(request.campaign);
        Result<std::unique_ptr<Rehearsal>> begun = Rehearsal::begin(*stage, request, now);
        if (begun) {
            rehearsal = std::move(*begun);
            publish(rehearsal->state());
            const std::scoped_lock lock(m_mutex);
            m_readers = std::make_unique<ReaderPool>(m_stage, 1);
            m_life = Life::Playing;
        } else {
            error = begun.error();
        }
    } catch (const StorageError &failure) {
        error = failure.error();
    }
    if (error) {
        reach(Life::Failed);
        started(*error); // the callback may ask for the list on this thread
        reach(Life::Gone);
        return;
    }
    started(state());
    play(*rehearsal, stop);
}

/// Checks the campaign before the copy is made, which may take long. Throws StorageError, NotFound among them.
void RehearsalThread::checkCampaign(CampaignId campaign) const
{
    const std::unique_ptr<Connection> data = m_data.database().open(Connection::Access::ReadOnly);
    if (!CampaignStore(*data).find(m_workspace, campaign)) {
        throw StorageError(notFound<void>("campaign").error());
    }
}

void RehearsalThread::makeStage(const std::stop_token &stop) const
{
    const Database original = m_data.database();
    const qint64 needed = original.bytes() * 2 + spareBytes;
    const qint64 free = m_data.freeBytes();
    if (free >= 0 && free < needed) {
        throw StorageError({ErrorCode::StorageFull,
                            QStringLiteral("A rehearsal runs on a copy of the data, for which %1 MB must be free on "
                                           "the disk of %2. Only %3 MB are. Free some space, then try again.")
                                .arg(needed / 1'000'000)
                                .arg(m_data.path())
                                .arg(free / 1'000'000),
                            {}});
    }
    if (!QDir().mkpath(m_folder)) {
        throw StorageError(
            {ErrorCode::StorageReadOnly,
             QStringLiteral("The folder %1, for the copy a rehearsal runs on, cannot be made.").arg(m_folder),
             {}});
    }
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    original.copyTo(m_stage, stop);
}

void RehearsalThread::play(Rehearsal &rehearsal, const std::stop_token &stop)
{
    bool goesOn = true;
    auto due = std::chrono::steady_clock::now();
    while (goesOn && !stop.stop_requested()) {
        std::unique_lock lock(m_mutex);
        const int speed = m_speed;
        if (speed > 0) {
            due = std::max(due + frame, std::chrono::steady_clock::now());
            m_speedChanged.wait_until(lock, stop, due, [&] { return m_speed != speed; });
        } else {
            due = std::chrono::steady_clock::now();
        }
        lock.unlock();
        try {
            goesOn = rehearsal.run(speed > 0 ? Microseconds(frame) * speed : atFullSpeed);
            publish(rehearsal.state());
        } catch (const StorageError &error) {
            goesOn = false;
            RehearsalState failed = state();
            failed.end = RehearsalEnd::Failed;
            failed.failure = error.error();
            publish(std::move(failed));
        }
    }
}

void RehearsalThread::reach(Life life)
{
    const std::scoped_lock lock(m_mutex);
    m_life = life;
}

void RehearsalThread::publish(RehearsalState state)
{
    state.id = m_id;
    const std::scoped_lock lock(m_mutex);
    m_state = std::move(state);
}

} // namespace campanile
