#include "local/campaigns/local_rehearsal_service.h"

#include "core/start_thread.h"
#include "local/calls/call_pages.h"

#include <algorithm>
#include <system_error>

namespace campanile {

void LocalRehearsalService::start(const Caller &caller, RehearsalRequest request, Reply<RehearsalState> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    const auto gone = takeGone();
    const auto id = m_core.ids.next<RehearsalId>();
    std::unique_lock lock(m_mutex);
    const auto there = std::ranges::count_if(
        m_threads, [](const auto &entry) { return entry.second->life() < RehearsalThread::Life::Failed; });
    if (there >= mostAtOnce) {
        lock.unlock();
        reply({ErrorCode::Conflict,
               QStringLiteral("%1 rehearsals are there already, and each takes the space of all data. End one first.")
                   .arg(mostAtOnce)});
        return;
    }
    const QString folder =
        m_core.directory.rehearsalsPath() + QLatin1Char('/') + QString::fromStdString(id.toStdString());
    try {
        m_threads.emplace(id, std::make_shared<RehearsalThread>(id, caller.workspace, m_core.directory, folder, request,
                                                                m_core.clock.wall(), reply));
    } catch (const std::system_error &refusal) {
        lock.unlock();
        reply(withoutMeans(refusal));
    }
}

void LocalRehearsalService::list(const Caller &caller, Reply<std::vector<RehearsalState>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    const auto gone = takeGone();
    std::vector<RehearsalState> states;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &[id, thread] : m_threads) {
            if (thread->workspace() == caller.workspace && thread->life() == RehearsalThread::Life::Playing) {
                states.push_back(thread->state());
            }
        }
    }
    reply(std::move(states));
}

void LocalRehearsalService::state(const Caller &caller, RehearsalId id, Reply<RehearsalState> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    const std::shared_ptr<RehearsalThread> thread = find(caller.workspace, id);
    reply(thread ? Result<RehearsalState>(thread->state()) : notFound<RehearsalState>("rehearsal"));
}

void LocalRehearsalService::setSpeed(const Caller &caller, RehearsalId id, int speed, Reply<RehearsalState> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    const std::shared_ptr<RehearsalThread> thread = find(caller.workspace, id);
    if (!thread) {
        reply(notFound<RehearsalState>("rehearsal"));
        return;
    }
    if (const Result<void> sound = checkRehearsalSpeed(speed); !sound) {
        reply(sound.error());
        return;
    }
    thread->setSpeed(speed);
    reply(thread->state());
}

void LocalRehearsalService::calls(const Caller &caller, RehearsalId id, AttemptId after, int limit,
                                  Reply<Page<Call, AttemptId>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return;
    }
    const std::shared_ptr<RehearsalThread> thread = find(caller.workspace, id);
    if (thread) {
        thread->calls(after, limit, std::move(reply));
    } else {
        reply(notFound<Page<Call, AttemptId>>("rehearsal"));
    }
}

void LocalRehearsalService::end(const Caller &caller, RehearsalId id, Reply<void> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return;
    }
    std::shared_ptr<RehearsalThread> thread;
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_threads.find(id);
            found != m_threads.end() && found->second->workspace() == caller.workspace) {
            thread = std::move(found->second);
            m_threads.erase(found);
        }
    }
    if (!thread) {
        reply(notFound<void>("rehearsal"));
        return;
    }
    // Ending the rehearsal takes time, so a reader's thread waits for it.
    m_core.readers.read<void>(
        [thread = std::move(thread)](Connection &) mutable -> Result<void> {
            thread.reset();
            return {};
        },
        std::move(reply));
}

std::shared_ptr<RehearsalThread> LocalRehearsalService::find(WorkspaceId workspace, RehearsalId id)
{
    const auto gone = takeGone();
    const std::scoped_lock lock(m_mutex);
    const auto found = m_threads.find(id);
    const bool plays = found != m_threads.end() && found->second->workspace() == workspace &&
                       found->second->life() == RehearsalThread::Life::Playing;
    return plays ? found->second : nullptr;
}

std::vector<std::shared_ptr<RehearsalThread>> LocalRehearsalService::takeGone()
{
    std::vector<std::shared_ptr<RehearsalThread>> gone;
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_threads, [&](const Threads::value_type &entry) {
        if (entry.second->life() != RehearsalThread::Life::Gone) {
            return false;
        }
        gone.push_back(entry.second);
        return true;
    });
    return gone;
}

} // namespace campanile
