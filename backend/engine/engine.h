#pragma once

#include "carriers/carrier.h"
#include "core/event_loop.h"
#include "domain/workspace.h"
#include "engine/dispatcher.h"
#include "engine/gate.h"
#include "engine/hold.h"
#include "engine/resolver.h"
#include "engine/settler.h"
#include "storage/writer.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace campanile {

/// Makes the carrier of a trunk; null when this program has none for it.
using CarrierFactory = std::function<std::unique_ptr<Carrier>(const Trunk &, EventLoop &, CarrierListener &)>;

/// The engine: it materializes the plans of active campaigns, lets the gate decide, has the carriers dial, and settles
/// what comes of it. The order of its events is the order of its loop, so on virtual time every run is the same.
/// Thread: its event loop's, but for the functions that say otherwise.
class Engine final : private CarrierListener {
public:
    struct Options {
        std::int64_t generation = 0;
        std::string instance;
        QString journalFolder;
        bool rehearsal = false; ///< see Gate::Options
        std::function<qint64()> freeBytes;
        bool stopped = false; ///< Stop all was in force when the last process ended
    };

    /// Borrows loop, writer, reader and board.
    /// @param reader a connection of the engine's thread, which only reads
    Engine(EventLoop &loop, Writer &writer, Connection &reader, HoldBoard &holds, CarrierFactory carriers,
           Options options);
    ~Engine() override;

    /// Recovery, then work: attempts left open by an earlier process become `resolving` in one transaction, imports
    /// left unfinished are undone, active campaigns go on. `ready` is called when that is done.
    void start(std::function<void(Result<void>)> ready);

    /// Ends well: nothing new is dialled, calls on the wire have `grace` to end by themselves, then they are hung up;
    /// `drained` is called when every outcome is written, or after twice the grace.
    void drain(Microseconds grace, std::function<void()> drained);

    /// The campaign's status, list, plan or rate changed.
    void campaignChanged(CampaignId campaign);
    /// A one-off call from this number was added or edited.
    void oneOffChanged(PhoneNumberId number);
    /// Something that may have held calls back is different now: credit, hours, agents, numbers, the workspace.
    void limitsChanged();
    /// A trunk's settings changed: its carrier takes them from the next call on.
    void trunkChanged(const Trunk &trunk);
    /// Ends a call on the wire. `ended` hears how it really ended, which may be otherwise than asked for: answered in
    /// the same instant, say. A call that has its permit and is not on the wire yet never gets there. NotFound, at once
    /// or within a second, when the call is not on the wire any more.
    void hangUp(AttemptId attempt, std::function<void(Result<EndReason>)> ended = nullptr);

    /// Nothing new is dialled from the moment this returns. Thread: any.
    void stopAll();
    void release();
    [[nodiscard]] bool isStopped() const { return m_gate.isStopped(); }

    /// Why nothing is dialled although nobody stopped it; empty when all is well. Thread: any.
    [[nodiscard]] QString problem() const;

private:
    void callAdvanced(AttemptId attempt, AttemptState state, int sipCode) override;
    void callEnded(AttemptId attempt, EndReason reason, int sipCode) override;
    void callNotSent(AttemptId attempt) override;

    /// A call on the wire.
    struct LiveCall {
        TrunkId trunk;
        std::optional<Attempt> intent; ///< until the first report takes it along
        MonoTime overdueAt;            ///< no call lasts longer: its carrier has forgotten it
        std::optional<MonoTime> answeredAt;
        std::vector<std::function<void(Result<EndReason>)>> asked; ///< who hung up and wants to know
    };

    Dispatcher::Listener dispatcherListener();
    Settler::Listener settlerListener();
    struct Recovered {
        std::vector<Attempt> open;
        std::vector<Trunk> trunks;
        std::vector<CampaignId> active;
        std::vector<CampaignId> firing; ///< whose queue is served although their plan is not laid out
        std::vector<CampaignId> cancelled;
        std::vector<PhoneNumberId> oneOff;
    };
    Result<Recovered> recover(WriteTransaction &transaction) const;
    void recovered(Recovered found);
    void undoImports(std::function<void(Result<void>)> ready);
    void waitForOutcomes(MonoTime hangUpAt, MonoTime giveUpAt, std::function<void()> drained);
    void dial(DialPermit permit);
    void materialize(CampaignId campaign);
    void retire(CampaignId campaign);
    AttemptReport firstOrNext(AttemptId attempt);
    void settled(const Settled &settled);
    void laneServed(Lane lane, int left, bool empty);
    void watch();
    void sweep(CampaignId campaign);
    void withdraw(AttemptId attempt, std::function<void(Result<EndReason>)> ended);
    void noticeClockSteps();
    void tick();
    /// Where a problem comes from: each is cleared by its own recovery alone.
    enum class ProblemSource { Fence, Outcomes, Gate, Carrier, Plan };
    void setProblem(ProblemSource source, const QString &problem);
    Carrier *carrierOf(TrunkId trunk);

    EventLoop &m_loop;
    Writer &m_writer;
    CarrierFactory m_factory;
    const Options m_options;
    Gate m_gate;
    Dispatcher m_dispatcher;
    Settler m_settler;
    Resolver m_resolver;
    std::map<TrunkId, std::unique_ptr<Carrier>> m_carriers;
    std::map<TrunkId, Trunk> m_trunks;
    std::map<AttemptId, LiveCall> m_live;
    std::map<CampaignId, int> m_queued; // rows waiting, as far as known: when to materialize more
    std::set<CampaignId> m_active;
    std::set<CampaignId> m_materializing;
    /// Calls that were hung up before they were with the carrier, and who wants to know.
    std::map<AttemptId, std::vector<std::function<void(Result<EndReason>)>>> m_withdrawn;
    std::optional<Milliseconds> m_wallFromBoot;
    int m_ticks = 0;
    bool m_draining = false;
    bool m_hungUp = false;
    mutable std::mutex m_problemMutex; // guards m_problems
    std::map<ProblemSource, QString> m_problems;
};

} // namespace campanile
