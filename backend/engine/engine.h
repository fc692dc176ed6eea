#pragma once

#include "core/event_loop.h"
#include "domain/engine_problem.h"
#include "engine/calls/credit_watch.h"
#include "engine/calls/live_calls.h"
#include "engine/calls/settler.h"
#include "engine/gate/dispatcher.h"
#include "engine/gate/gate.h"
#include "engine/gate/hold_board.h"
#include "engine/gate/trunk_board.h"
#include "engine/plan/scheduler.h"
#include "engine/recovery/process_watch.h"
#include "engine/recovery/recovery.h"
#include "engine/recovery/resolver.h"
#include "storage/dial_journal.h"
#include "storage/writer.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace campanile {

/// The engine: the scheduler materializes the plans of active campaigns, the dispatcher asks the gate what may be
/// dialled, carriers dial it, and the settler records the outcomes. This class connects them, starts them and ends
/// them. The order of its events is the order of its loop, so on virtual time every run is the same.
/// Thread: its event loop's, except for the functions that say otherwise.
class Engine final : private MediaListener {
public:
    struct Options {
        ProcessId process; ///< this one, as it was enrolled
        ProcessWatch::Pace pace{};
        std::string instance;
        QString journalFolder;  ///< of the dial journal
        bool rehearsal = false; ///< nobody is called, so no journal is kept
        std::function<qint64()> freeBytes;
        bool stopped = false; ///< Stop all was in force when the last process ended
    };

    /// Borrows loop, writer, reader and board.
    /// @param reader a connection of the engine's thread, which only reads
    Engine(EventLoop &loop, Writer &writer, Connection &reader, HoldBoard &holds, CarrierFactory carriers,
           Options options);
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// Recovers, then works: attempts that dead processes left open become `resolving` in one transaction, imports that
    /// they left unfinished are undone, active campaigns go on. `ready` is called when that is done, or with
    /// StorageBusy when this process was declared dead before it began.
    void start(std::function<void(Result<void>)> ready);

    /// Ends the engine's work: nothing new is dialled, calls on the wire have `grace` to end by themselves, then they
    /// are hung up; `drained` is called when every outcome is written, or after twice the grace, and the process's row
    /// says that it has ended.
    void drain(Microseconds grace, std::function<void()> drained);

    /// The campaign's status, list, plan or rate changed.
    void campaignChanged(CampaignId campaign);
    /// An import of this process failed and could not be undone. It is undone when that is possible; until then nobody
    /// of it is dialled, and the campaign takes no other list.
    void importFailed(UnfinishedImport import);
    /// A one-off call from this number was added or edited.
    void oneOffChanged(PhoneNumberId number);
    /// Something that may hold calls has changed: credit, hours, agents, numbers, or the workspace.
    void limitsChanged();
    /// A trunk's settings changed: its carrier takes them from the next call on.
    void trunkChanged(const Trunk &trunk);
    /// A trunk was removed: nothing is dialled on it from now on, and its carrier goes with its last call.
    void trunkRemoved(TrunkId trunk);
    /// See LiveCalls::hangUp.
    void hangUp(AttemptId attempt, LiveCalls::Ended ended = nullptr);

    /// Nothing new is dialled from the moment this returns. Thread: any.
    void stopAll();
    void release();
    [[nodiscard]] bool isStopped() const { return m_gate.isStopped(); }

    /// Why nothing is dialled although nobody stopped it; the first of several reasons. Thread: any.
    [[nodiscard]] EngineProblem problem() const;

    /// The attempts of a workspace that other processes had left open when this one began; at most `most` of them, the
    /// earliest first. Thread: any, once `start` is ready.
    [[nodiscard]] std::vector<AttemptId> cutOff(WorkspaceId workspace, std::size_t most) const;

    /// The state of each trunk. Thread: any.
    [[nodiscard]] const TrunkBoard &trunks() const { return m_trunks; }

private:
    LiveCalls::Listener callsListener();
    Dispatcher::Listener dispatcherListener();
    Scheduler::Listener schedulerListener();
    Settler::Listener settlerListener();
    void noted(const MediaFact &fact) override { m_settler.note(fact); }
    ProcessWatch::Listener watchListener();
    void recovered(Recovered found);
    void report(AttemptReport report);
    void settled(const Settled &settled);
    void stood(const Standing &standing);
    void noticeOthers(const Standing &standing);
    void wakeLanes(const Work &work);
    void fence();
    void noticeClockSteps();
    void tick();
    void waitForOutcomes(MonoTime hangUpAt, MonoTime giveUpAt, std::function<void()> drained);
    /// A problem stays until `clearProblem` is called for the same code.
    void setProblem(EngineProblem::Code code, const Error &error);
    void clearProblem(EngineProblem::Code code);

    EventLoop &m_loop;
    Writer &m_writer;
    const Options m_options;
    TrunkBoard m_trunks;
    Connection &m_reader;
    const std::unique_ptr<DialJournal> m_journal; // null in a rehearsal
    Gate m_gate;
    LiveCalls m_calls;
    CreditWatch m_creditWatch;
    Dispatcher m_dispatcher;
    Scheduler m_scheduler;
    Settler m_settler;
    Resolver m_resolver;
    ProcessWatch m_watch;
    std::optional<Milliseconds> m_wallFromBoot;
    bool m_inCharge = false;      // holds the scheduler's lease
    ProcessId m_newest;           // the process that was enrolled last, as far as this one knows
    bool m_mayHaveMissed = false; // what another process has done since the database was read
    bool m_hungUp = false;
    std::vector<std::pair<WorkspaceId, AttemptId>> m_cutOff; // written once, before `start` is ready
    mutable std::mutex m_problemMutex;                       // guards m_problems
    std::map<EngineProblem::Code, EngineProblem> m_problems;
};

} // namespace campanile
