#include "engine/engine.h"

#include "core/log.h"
#include "storage/setup_store.h"

#include <utility>

namespace campanile {

namespace {

// How often the plans are checked; a change that matters has its plan checked at once.
constexpr Microseconds tickEvery{30'000'000};
constexpr Microseconds drainPoll{20'000};
constexpr Milliseconds clockSlack{100}; // two clocks are read one after the other

} // namespace

Engine::Engine(EventLoop &loop, Writer &writer, Connection &reader, HoldBoard &holds, CarrierFactory carriers,
               Options options)
    : m_loop(loop)
    , m_writer(writer)
    , m_options(std::move(options))
    , m_reader(reader)
    , m_journal(m_options.rehearsal ? nullptr : std::make_unique<DialJournal>(m_options.journalFolder))
    , m_gate(writer, reader, loop.clock(),
             {.process = m_options.process,
              .instance = m_options.instance,
              .journal = m_journal.get(),
              .freeBytes = m_options.freeBytes,
              .trunks = &m_trunks})
    , m_calls(loop, std::move(carriers), m_trunks, *this, callsListener())
    , m_creditWatch(loop, writer, m_calls)
    , m_dispatcher(loop, m_gate, holds, dispatcherListener())
    , m_scheduler(loop, writer, m_options.process, schedulerListener())
    , m_settler(loop, writer, settlerListener())
    , m_resolver(
          loop, m_options.instance, [this](TrunkId trunk) { return m_calls.carrierOf(trunk); },
          [this](AttemptReport said) { report(std::move(said)); })
    , m_watch(loop, writer, m_options.process, m_options.pace, watchListener())
{
    if (m_options.stopped) {
        m_gate.stop();
    }
}

LiveCalls::Listener Engine::callsListener()
{
    return {[this](AttemptReport said) { report(std::move(said)); }, [this] { m_dispatcher.wakeAll(); },
            [this] { return !m_dispatcher.isIdle(); }};
}

Dispatcher::Listener Engine::dispatcherListener()
{
    return {[this](DialPermit permit) { m_calls.dial(std::move(permit)); },
            [this](AttemptId attempt) { m_calls.giveBack(attempt); },
            [this](AttemptId attempt) { m_calls.refuse(attempt, EndReason::VariablesMissing); },
            [this](Lane lane, int left, bool empty) { m_scheduler.laneServed(lane, left, empty); },
            [this](const Error &error) { setProblem(EngineProblem::Code::GateFailed, error); },
            [this] { clearProblem(EngineProblem::Code::GateFailed); },
            [this] { fence(); }};
}

Scheduler::Listener Engine::schedulerListener()
{
    return {[this](Lane lane) { m_dispatcher.wake(lane); }, [this](Lane lane) { m_dispatcher.forget(lane); },
            [this](const Result<void> &done) {
                if (done) {
                    clearProblem(EngineProblem::Code::PlanFailed);
                } else {
                    setProblem(EngineProblem::Code::PlanFailed, done.error());
                }
            }};
}

Settler::Listener Engine::settlerListener()
{
    return {[this](const Settled &result) { settled(result); },
            [this](const Error &error) {
                setProblem(EngineProblem::Code::OutcomesNotWritten, error);
                m_dispatcher.pause(HoldReason::StorageFailed);
            },
            [this] {
                clearProblem(EngineProblem::Code::OutcomesNotWritten);
                m_dispatcher.resume(HoldReason::StorageFailed);
            }};
}

ProcessWatch::Listener Engine::watchListener()
{
    return {[this](const Standing &standing) { stood(standing); }, [this] { fence(); }};
}

void Engine::report(AttemptReport report)
{
    if (report.state == AttemptState::Ended && m_journal) {
        std::optional<Milliseconds> talk;
        if (report.talk) {
            talk = std::chrono::duration_cast<Milliseconds>(*report.talk);
        }
        m_journal->addResult(*report.endedAt, report.attempt, report.reason, talk);
    }
    if (report.state == AttemptState::Ended) {
        log::debug(log::Layer::Engine, "call ended",
                   {{"attempt", report.attempt}, {"reason", report.reason}, {"sip", report.sipCode}});
    }
    m_settler.report(std::move(report));
}

void Engine::settled(const Settled &settled)
{
    if (m_journal) {
        m_journal->write(m_loop.clock().wall());
    }
    if (settled.lanes.empty()) {
        return;
    }
    m_dispatcher.channelFreed();
    for (const CampaignId campaign : settled.tripped) {
        log::warning(log::Layer::Engine, "campaign paused by its circuit breaker", {{"campaign", campaign}});
        m_scheduler.retire(campaign);
    }
    for (const auto &[lane, due] : settled.lanes) {
        if (settled.completed.contains(lane.campaign)) {
            log::info(log::Layer::Engine, "campaign completed", {{"campaign", lane.campaign}});
            m_scheduler.retire(lane.campaign);
        } else if (due && !settled.tripped.contains(lane.campaign)) {
            m_dispatcher.wakeAt(lane, *due);
        }
    }
}

void Engine::start(std::function<void(Result<void>)> ready)
{
    m_writer.submit<Recovered>(
        WritePriority::Commands,
        [this](WriteTransaction &transaction) -> Result<Recovered> {
            return recover(transaction, m_options.process, m_journal ? m_options.journalFolder : QString());
        },
        [this, ready = std::move(ready)](Result<Recovered> found) {
            m_loop.post([this, ready, found = std::move(found)] {
                if (!found) {
                    ready(found.error());
                    return;
                }
                if (!found->standing.isAlive) {
                    fence();
                    ready(
                        Error{ErrorCode::StorageBusy,
                              QStringLiteral("Another Campanile took over this database before this one began. End one "
                                             "of them.")});
                    return;
                }
                recovered(*found);
                undoUnfinishedImports(m_loop, m_writer, ready);
            });
        });
}

void Engine::recovered(Recovered found)
{
    log::info(log::Layer::Engine, "recovered",
              {{"open_attempts", found.standing.unresolved.size()}, {"active_campaigns", found.work.active.size()}});
    m_calls.start(found.trunks);
    m_creditWatch.start();
    for (const Attempt &attempt : found.standing.unresolved) {
        m_cutOff.emplace_back(attempt.workspace, attempt.id);
    }
    m_resolver.resolve(std::move(found.standing.unresolved));
    m_inCharge = found.standing.inCharge;
    m_scheduler.setInCharge(m_inCharge);
    m_newest = found.standing.newest;
    noticeOthers(found.standing);
    wakeLanes(found.work);
    m_watch.start(found.standing);
    tick();
}

void Engine::wakeLanes(const Work &work)
{
    m_scheduler.look(work.active, work.cancelled);
    for (const CampaignId campaign : work.firing) {
        m_dispatcher.wake({campaign, {}});
    }
    for (const PhoneNumberId number : work.oneOff) {
        m_dispatcher.wake({{}, number});
    }
}

/// Takes in this process's standing. Nobody tells this process what the others do, so it reads trunks and work from the
/// database as long as there are others, once more when the last of them has gone, and when one came and went between
/// two heartbeats. All else that others change the gate reads in each pass.
void Engine::stood(const Standing &standing)
{
    const bool elected = !std::exchange(m_inCharge, standing.inCharge) && standing.inCharge;
    m_scheduler.setInCharge(standing.inCharge);
    m_resolver.resolve(standing.unresolved);
    noticeOthers(standing);
    if (!m_mayHaveMissed && !elected) {
        return;
    }
    try {
        m_calls.trunksRead(SetupStore(m_reader).trunks());
        wakeLanes(readWork(m_reader));
        m_scheduler.lookAhead();
        m_mayHaveMissed = !standing.others.empty();
    } catch (const StorageError &) { // the next heartbeat reads it again
        m_mayHaveMissed = true;
    }
    if (standing.inCharge) {
        undoUnfinishedImports(m_loop, m_writer, [](const Result<void> &) {});
    }
}

void Engine::noticeOthers(const Standing &standing)
{
    const bool isNew = std::exchange(m_newest, standing.newest) != standing.newest;
    m_mayHaveMissed = m_mayHaveMissed || isNew || !standing.others.empty();
}

/// Stops dialling, because this process was declared dead and another one has taken its open attempts over. Calls on
/// the wire go on, and their outcomes are written.
void Engine::fence()
{
    m_dispatcher.fence();
    m_scheduler.stop();
    m_resolver.stop();
    setProblem(EngineProblem::Code::TakenOver, {});
}

/// Checks every lane anew when somebody has set the wall clock, because lanes wait for instants of that clock.
void Engine::noticeClockSteps()
{
    const Clock &clock = m_loop.clock();
    const Milliseconds apart(clock.wall().ms - clock.boot().us / 1'000);
    if (m_wallFromBoot && std::chrono::abs(apart - *m_wallFromBoot) > clockSlack) {
        m_dispatcher.wakeAll();
    }
    m_wallFromBoot = apart;
}

void Engine::tick()
{
    m_scheduler.lookAhead();
    noticeClockSteps();
    m_dispatcher.lookAgain();
    m_loop.after(tickEvery, [this] { tick(); });
}

void Engine::campaignChanged(CampaignId campaign)
{
    m_scheduler.campaignChanged(campaign);
}

void Engine::importFailed(UnfinishedImport import)
{
    log::warning(log::Layer::Engine, "a failed import could not be undone yet", {{"campaign", import.campaign}});
    undoImport(m_loop, m_writer, import, [this, campaign = import.campaign] { campaignChanged(campaign); });
}

void Engine::oneOffChanged(PhoneNumberId number)
{
    m_dispatcher.wake({{}, number});
}

void Engine::limitsChanged()
{
    m_dispatcher.wakeAll();
}

void Engine::trunkChanged(const Trunk &trunk)
{
    m_calls.trunkChanged(trunk);
}

void Engine::trunkRemoved(TrunkId trunk)
{
    m_calls.trunkRemoved(trunk);
    m_dispatcher.wakeAll(); // so that the hold of its lanes is shown
}

void Engine::hangUp(AttemptId attempt, LiveCalls::Ended ended)
{
    m_calls.hangUp(attempt, EndOrigin::Operator, std::move(ended));
}

void Engine::stopAll()
{
    log::warning(log::Layer::Engine, "stop all is in force");
    m_gate.stop();
}

void Engine::release()
{
    log::info(log::Layer::Engine, "stop all is released");
    m_gate.release();
    m_loop.post([this] { m_dispatcher.wakeAll(); });
}

void Engine::drain(Microseconds grace, std::function<void()> drained)
{
    m_scheduler.stop();
    m_gate.stop();
    m_dispatcher.pause(HoldReason::Stopped);
    const MonoTime now = m_loop.clock().mono();
    waitForOutcomes(now + grace, now + grace * 2, std::move(drained));
}

void Engine::waitForOutcomes(MonoTime hangUpAt, MonoTime giveUpAt, std::function<void()> drained)
{
    const MonoTime now = m_loop.clock().mono();
    const bool quiet = m_calls.isEmpty() && m_settler.isIdle() && m_dispatcher.isIdle();
    if (quiet || now >= giveUpAt) {
        m_watch.leave(drained);
        return;
    }
    if (now >= hangUpAt && !m_hungUp) {
        m_hungUp = true;
        m_calls.hangUpAll();
    }
    m_loop.after(drainPoll, [this, hangUpAt, giveUpAt, drained = std::move(drained)] {
        waitForOutcomes(hangUpAt, giveUpAt, drained);
    });
}

void Engine::setProblem(EngineProblem::Code code, const Error &error)
{
    const std::scoped_lock lock(m_problemMutex);
    if (!m_problems.contains(code)) {
        log::error(log::Layer::Engine, "the engine cannot work", {{"problem", code}, {"cause", error.code}});
    }
    m_problems[code] = {code, error.code, error.message};
}

void Engine::clearProblem(EngineProblem::Code code)
{
    const std::scoped_lock lock(m_problemMutex);
    m_problems.erase(code);
}

std::vector<AttemptId> Engine::cutOff(WorkspaceId workspace, std::size_t most) const
{
    std::vector<AttemptId> found;
    for (const auto &[owner, attempt] : m_cutOff) {
        if (owner == workspace && found.size() < most) {
            found.push_back(attempt);
        }
    }
    return found;
}

EngineProblem Engine::problem() const
{
    const std::scoped_lock lock(m_problemMutex);
    return m_problems.empty() ? EngineProblem{} : m_problems.begin()->second;
}

} // namespace campanile
