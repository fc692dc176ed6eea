#include "engine/engine.h"

#include "engine/import_undo.h"
#include "engine/materializer.h"
#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/import_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"

namespace campanile {

namespace {

// design.md section 6: the plan is looked at every 30 seconds, and at once on every change that matters.
constexpr Microseconds materializeEvery{30'000'000};
constexpr Microseconds drainPoll{20'000};
constexpr Microseconds retryAfterFailure{1'000'000};
constexpr Milliseconds clockSlack{100}; // two clocks are read one after the other
// From the commit of an intent to the carrier: as a rule, and whatever the disk does.
constexpr Microseconds permitTakes{1'000'000};
constexpr Microseconds withdrawalKept{10'000'000};
constexpr int ticksBetweenCounts = 10; // queues whose length is known are looked at anew so seldom
constexpr Microseconds watchEvery{10'000'000};
// Beyond the longest ring, and the talk that its agent allows.
constexpr Milliseconds overdueAfter{120'000};

} // namespace

Engine::Engine(EventLoop &loop, Writer &writer, Connection &reader, HoldBoard &holds, CarrierFactory carriers,
               Options options)
    : m_loop(loop)
    , m_writer(writer)
    , m_factory(std::move(carriers))
    , m_options(std::move(options))
    , m_gate(writer, reader, loop.clock(),
             {.generation = m_options.generation,
              .instance = m_options.instance,
              .journalFolder = m_options.journalFolder,
              .rehearsal = m_options.rehearsal,
              .freeBytes = m_options.freeBytes})
    , m_dispatcher(loop, m_gate, holds, dispatcherListener())
    , m_settler(loop, writer, settlerListener())
    , m_resolver(
          loop, m_options.instance, [this](TrunkId trunk) { return carrierOf(trunk); },
          [this](AttemptReport report) { m_settler.report(std::move(report)); })
{
    if (m_options.stopped) {
        m_gate.stop();
    }
}

Engine::~Engine() = default;

Dispatcher::Listener Engine::dispatcherListener()
{
    return {[this](DialPermit permit) { dial(std::move(permit)); },
            [this](AttemptId attempt) { callNotSent(attempt); },
            [this](Lane lane, int left, bool empty) { laneServed(lane, left, empty); },
            [this](const Error &error) { setProblem(ProblemSource::Gate, error.message); },
            [this] { setProblem(ProblemSource::Gate, {}); },
            [this] {
                setProblem(ProblemSource::Fence,
                           QStringLiteral("Another Campanile has taken over this database; this one dials no more."));
            }};
}

Settler::Listener Engine::settlerListener()
{
    return {[this](const Settled &result) { settled(result); },
            [this](const Error &error) {
                setProblem(ProblemSource::Outcomes, error.message);
                m_dispatcher.pause(HoldReason::StorageFailed);
            },
            [this] {
                setProblem(ProblemSource::Outcomes, {});
                m_dispatcher.resume(HoldReason::StorageFailed);
            }};
}

void Engine::settled(const Settled &settled)
{
    if (settled.lanes.empty()) {
        return;
    }
    m_dispatcher.channelFreed();
    for (const CampaignId campaign : settled.tripped) {
        retire(campaign);
    }
    for (const Lane &lane : settled.lanes) {
        if (settled.completed.contains(lane.campaign)) {
            retire(lane.campaign);
        } else if (!settled.tripped.contains(lane.campaign)) {
            m_dispatcher.wake(lane);
        }
    }
}

void Engine::start(std::function<void(Result<void>)> ready)
{
    m_writer.submit<Recovered>(
        WritePriority::Commands, [this](WriteTransaction &transaction) { return recover(transaction); },
        [this, ready = std::move(ready)](Result<Recovered> found) {
            m_loop.post([this, ready, found = std::move(found)] {
                if (!found) {
                    ready(found.error());
                    return;
                }
                recovered(*found);
                undoImports(ready);
            });
        });
}

Result<Engine::Recovered> Engine::recover(WriteTransaction &transaction) const
{
    AttemptStore attempts(transaction.db);
    Recovered found;
    found.open = attempts.openBefore(m_options.generation);
    for (const Attempt &attempt : found.open) {
        if (attempt.state != AttemptState::Resolving) {
            const bool resolving = attempts.setResolving(attempt.id, attempt.state);
            // It holds no channel of this process.
            transaction.count(attempt.campaign, CounterKind::InFlight, 0, resolving ? -1 : 0);
        }
    }
    transaction.changes.calls = !found.open.empty();
    found.trunks = SetupStore(transaction.db).trunks();
    CampaignStore campaigns(transaction.db);
    found.active = campaigns.idsWithStatus(CampaignStatus::Active);
    found.firing = campaigns.firing();
    found.cancelled = campaigns.idsWithStatus(CampaignStatus::Cancelled);
    found.oneOff = QueueStore(transaction.db).oneOffNumbers();
    return found;
}

void Engine::recovered(Recovered found)
{
    for (Trunk &trunk : found.trunks) {
        m_trunks.emplace(trunk.id, std::move(trunk));
    }
    m_resolver.resolve(std::move(found.open));
    for (const CampaignId campaign : found.cancelled) {
        sweep(campaign);
    }
    for (const CampaignId campaign : found.active) {
        m_active.insert(campaign);
        m_dispatcher.wake({campaign, {}}); // its rows may all be in the queue already
    }
    for (const CampaignId campaign : found.firing) {
        m_dispatcher.wake({campaign, {}});
    }
    for (const PhoneNumberId number : found.oneOff) {
        m_dispatcher.wake({{}, number});
    }
    tick();
    watch();
}

/// An import is whole or nothing: what a killed process left of one goes, a slice at a time.
void Engine::undoImports(std::function<void(Result<void>)> ready)
{
    m_writer.submit<bool>(
        WritePriority::Commands,
        [](WriteTransaction &transaction) -> Result<bool> {
            for (const UnfinishedImport &import : ImportStore(transaction.db).unfinished()) {
                if (undoImportSlice(transaction, import)) {
                    return true;
                }
            }
            return false;
        },
        [this, ready = std::move(ready)](Result<bool> more) {
            m_loop.post([this, ready, more = std::move(more)] {
                if (!more) {
                    ready(more.error());
                } else if (*more) {
                    undoImports(ready);
                } else {
                    ready({});
                }
            });
        });
}

/// Lanes wait for instants of the wall clock. When somebody sets it, all of them look at it anew.
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
    if (++m_ticks % ticksBetweenCounts == 0) {
        m_queued.clear();
    }
    for (const CampaignId campaign : m_active) {
        if (const auto queued = m_queued.find(campaign); queued == m_queued.end() || queued->second <= 0) {
            materialize(campaign);
        }
    }
    noticeClockSteps();
    m_dispatcher.lookAgain();
    m_loop.after(materializeEvery, [this] { tick(); });
}

void Engine::campaignChanged(CampaignId id)
{
    m_writer.submit<std::optional<Campaign>>(
        WritePriority::Commands,
        [id](WriteTransaction &transaction) -> Result<std::optional<Campaign>> {
            return CampaignStore(transaction.db).find(id);
        },
        [this, id](Result<std::optional<Campaign>> found) {
            m_loop.post([this, id, found = std::move(found)] {
                const bool known = found && *found;
                if (known && (*found)->status == CampaignStatus::Active) {
                    m_active.insert(id);
                    m_queued.erase(id);
                    materialize(id);
                    m_dispatcher.wake({id, {}});
                    return;
                }
                retire(id);
                if (known && (*found)->kind == CampaignKind::Recurring) {
                    m_dispatcher.wake({id, {}}); // what is in the queue may still fire: the gate knows
                }
                if (known && (*found)->status == CampaignStatus::Cancelled) {
                    sweep(id);
                }
            });
        });
}

void Engine::oneOffChanged(PhoneNumberId number)
{
    m_dispatcher.wake({{}, number});
}

void Engine::limitsChanged()
{
    m_dispatcher.wakeAll();
}

void Engine::materialize(CampaignId campaign)
{
    if (m_draining || !m_active.contains(campaign) || !m_materializing.insert(campaign).second) {
        return;
    }
    m_writer.submit<Materialized>(
        WritePriority::Gate,
        [campaign](WriteTransaction &transaction) -> Result<Materialized> {
            return Materializer(transaction).step(campaign);
        },
        [this, campaign](Result<Materialized> result) {
            m_loop.post([this, campaign, result = std::move(result)] {
                m_materializing.erase(campaign);
                setProblem(ProblemSource::Plan, result ? QString() : result.error().message);
                if (!result) {
                    return; // the next tick tries again
                }
                m_queued[campaign] = result->untilNext;
                if (result->completed) {
                    retire(campaign);
                } else if (result->created > 0 && m_active.contains(campaign)) {
                    m_dispatcher.wake({campaign, {}});
                }
                if (result->more) {
                    materialize(campaign);
                }
            });
        });
}

/// Counting the rows that wait costs as much as dialling some: while half of a window is left, nothing is done.
void Engine::laneServed(Lane lane, int left, bool empty)
{
    const auto queued = m_queued.find(lane.campaign);
    if (queued == m_queued.end()) {
        materialize(lane.campaign);
        return;
    }
    queued->second -= left;
    if (empty || queued->second <= 0) {
        materialize(lane.campaign);
    }
}

/// Nothing of the campaign is dialled from now on.
void Engine::retire(CampaignId campaign)
{
    m_active.erase(campaign);
    m_queued.erase(campaign);
    m_dispatcher.forget({campaign, {}});
}

void Engine::sweep(CampaignId campaign)
{
    m_writer.submit<bool>(
        WritePriority::Imports,
        [campaign](WriteTransaction &transaction) -> Result<bool> {
            return Materializer(transaction).sweepCancelled(campaign);
        },
        [this, campaign](Result<bool> more) {
            m_loop.post([this, campaign, more] {
                if (!more) {
                    m_loop.after(retryAfterFailure, [this, campaign] { sweep(campaign); });
                } else if (*more) {
                    sweep(campaign);
                }
            });
        });
}

Carrier *Engine::carrierOf(TrunkId id)
{
    const auto known = m_carriers.find(id);
    if (known != m_carriers.end()) {
        return known->second.get();
    }
    const auto trunk = m_trunks.find(id);
    if (trunk == m_trunks.end()) {
        return nullptr;
    }
    std::unique_ptr<Carrier> carrier = m_factory(trunk->second, m_loop, *this);
    if (carrier == nullptr) {
        return nullptr; // asked again at the next call
    }
    return m_carriers.emplace(id, std::move(carrier)).first->second.get();
}

void Engine::trunkChanged(const Trunk &trunk)
{
    m_trunks[trunk.id] = trunk;
    const auto carrier = m_carriers.find(trunk.id);
    if (carrier != m_carriers.end()) {
        carrier->second->configure(trunk);
    }
}

void Engine::dial(DialPermit permit)
{
    const AttemptId attempt = permit.attemptId();
    const TrunkId trunk = permit.trunk();
    Carrier *carrier = carrierOf(trunk);
    setProblem(ProblemSource::Carrier, carrier == nullptr
                                           ? QStringLiteral("The caller ID's trunk has no carrier that can be reached.")
                                           : QString());
    if (carrier == nullptr) {
        callNotSent(attempt);
        return;
    }
    const MonoTime overdueAt =
        m_loop.clock().mono() + Microseconds(permit.maxHold() + permit.maxDuration() + overdueAfter);
    LiveCall &call = m_live.emplace(attempt, LiveCall{trunk, permit.intent(), overdueAt, {}, {}}).first->second;
    if (auto withdrawal = m_withdrawn.extract(attempt); !withdrawal.empty()) {
        call.asked = std::move(withdrawal.mapped());
        callEnded(attempt, EndReason::Cancelled, 0);
        return;
    }
    carrier->dial(std::move(permit));
}

void Engine::hangUp(AttemptId attempt, std::function<void(Result<EndReason>)> ended)
{
    const auto live = m_live.find(attempt);
    if (live == m_live.end()) {
        withdraw(attempt, std::move(ended));
        return;
    }
    if (ended) {
        live->second.asked.push_back(std::move(ended));
    }
    m_carriers.at(live->second.trunk)->hangUp(attempt);
}

/// Every call comes to an end: one that its carrier has forgotten is hung up, and if it says nothing even then, nobody
/// knows what became of it, and that is written down.
void Engine::watch()
{
    const MonoTime now = m_loop.clock().mono();
    std::vector<std::pair<AttemptId, bool>> overdue;
    for (auto &[attempt, call] : m_live) {
        if (now >= call.overdueAt) {
            const bool lost = now >= call.overdueAt + Microseconds(overdueAfter);
            overdue.emplace_back(attempt, lost);
        }
    }
    for (const auto &[attempt, lost] : overdue) {
        hangUp(attempt);
        if (const auto live = m_live.find(attempt); lost && live != m_live.end()) {
            callEnded(attempt, live->second.answeredAt ? EndReason::MaxDuration : EndReason::OutcomeUnknown, 0);
        }
    }
    m_loop.after(watchEvery, [this] { watch(); });
}

/// It has ended, unless its permit is just being made: then it is not used. Nobody can tell which before that is done.
void Engine::withdraw(AttemptId attempt, std::function<void(Result<EndReason>)> ended)
{
    auto tell = std::make_shared<std::function<void(Result<EndReason>)>>(std::move(ended));
    const auto hasEnded = [tell] {
        if (const auto told = std::exchange(*tell, nullptr)) {
            told({ErrorCode::NotFound, QStringLiteral("The call is not on the wire any more.")});
        }
    };
    if (m_dispatcher.isIdle()) {
        hasEnded();
        return;
    }
    m_withdrawn[attempt].push_back([tell](const Result<EndReason> &reason) {
        if (const auto told = std::exchange(*tell, nullptr)) {
            told(reason);
        }
    });
    m_loop.after(permitTakes, hasEnded);
    m_loop.after(withdrawalKept, [this, attempt] { m_withdrawn.erase(attempt); });
}

void Engine::stopAll()
{
    m_gate.stop();
}

void Engine::release()
{
    m_gate.release();
    m_loop.post([this] { m_dispatcher.wakeAll(); });
}

void Engine::drain(Microseconds grace, std::function<void()> drained)
{
    m_draining = true;
    m_gate.stop();
    m_dispatcher.pause(HoldReason::Stopped);
    const MonoTime now = m_loop.clock().mono();
    waitForOutcomes(now + grace, now + grace * 2, std::move(drained));
}

void Engine::waitForOutcomes(MonoTime hangUpAt, MonoTime giveUpAt, std::function<void()> drained)
{
    const MonoTime now = m_loop.clock().mono();
    const bool quiet = m_live.empty() && m_settler.isIdle() && m_dispatcher.isIdle();
    if (quiet || now >= giveUpAt) {
        drained();
        return;
    }
    if (now >= hangUpAt && !m_hungUp) {
        m_hungUp = true;
        const auto live = m_live; // hanging up changes it
        for (const auto &[attempt, call] : live) {
            hangUp(attempt);
        }
    }
    m_loop.after(drainPoll, [this, hangUpAt, giveUpAt, drained = std::move(drained)] {
        waitForOutcomes(hangUpAt, giveUpAt, drained);
    });
}

AttemptReport Engine::firstOrNext(AttemptId attempt)
{
    AttemptReport report;
    report.attempt = attempt;
    const auto live = m_live.find(attempt);
    if (live != m_live.end()) {
        report.intent = std::exchange(live->second.intent, std::nullopt);
    }
    return report;
}

void Engine::callAdvanced(AttemptId attempt, AttemptState state, int sipCode)
{
    AttemptReport report = firstOrNext(attempt);
    report.state = state;
    report.sipCode = sipCode;
    if (state == AttemptState::Answered) {
        report.answeredAt = m_loop.clock().wall();
        if (const auto live = m_live.find(attempt); live != m_live.end()) {
            live->second.answeredAt = m_loop.clock().mono();
        }
    }
    m_settler.report(std::move(report));
}

void Engine::callEnded(AttemptId attempt, EndReason reason, int sipCode)
{
    AttemptReport report = firstOrNext(attempt);
    std::vector<std::function<void(Result<EndReason>)>> asked;
    if (const auto live = m_live.find(attempt); live != m_live.end()) {
        asked = std::move(live->second.asked);
        if (live->second.answeredAt) {
            report.talk = m_loop.clock().mono() - *live->second.answeredAt;
        }
        m_live.erase(live);
    }
    report.state = AttemptState::Ended;
    report.endedAt = m_loop.clock().wall();
    report.reason = reason;
    report.sipCode = sipCode;
    m_settler.report(std::move(report));
    for (const auto &tell : asked) {
        tell(reason);
    }
}

void Engine::callNotSent(AttemptId attempt)
{
    callEnded(attempt, EndReason::NotSent, 0);
}

void Engine::setProblem(ProblemSource source, const QString &problem)
{
    const std::scoped_lock lock(m_problemMutex);
    if (problem.isEmpty()) {
        m_problems.erase(source);
    } else {
        m_problems[source] = problem;
    }
}

QString Engine::problem() const
{
    const std::scoped_lock lock(m_problemMutex);
    return m_problems.empty() ? QString() : m_problems.begin()->second;
}

} // namespace campanile
