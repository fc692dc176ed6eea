#pragma once

#include "storage/lease_store.h"
#include "support/machine.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace campanile::test {

/// Two machines on one database and one virtual clock. The first is in charge, because it was the first.
class TwoMachines : public TestDatabase {
public:
    TwoMachines()
    {
        takeOver();
        ProcessStore(db).end(process, clock.wall()); // the process that furnished the database
        begin();
    }

    VirtualEventLoop loop{clock};
    std::unique_ptr<Machine> first;
    std::unique_ptr<Machine> second;

    void begin()
    {
        first = std::make_unique<Machine>(*this, loop, QStringLiteral("first"));
        second = std::make_unique<Machine>(*this, loop, QStringLiteral("second"));
    }
    void runFor(Milliseconds duration)
    {
        bool over = false;
        loop.after(duration, [&over] { over = true; });
        loop.runUntil([&over] { return over; }, duration + Milliseconds(1));
    }
    bool runUntil(const std::function<bool()> &done, Milliseconds limit = hour) { return loop.runUntil(done, limit); }

    /// A list that the first machine is told to call.
    Campaign dial(const CampaignPlan &plan, int people)
    {
        const Campaign campaign = addCampaign(plan);
        addTargets(campaign.id, people);
        first->engine.campaignChanged(campaign.id);
        return campaign;
    }
    /// A one-off call that the second machine is told of.
    void placeAtTheSecond(E164 to)
    {
        ScheduledCall call;
        call.id = ids.next<ScheduledCallId>();
        call.workspace = workspace.id;
        call.fromNumber = number.id;
        call.agent = agent.id;
        call.to = to;
        call.dueAt = call.scheduledAt = clock.wall();
        write([&](WriteTransaction &tx) { return RowMoves(tx).create(call); });
        second->engine.oneOffChanged(number.id);
    }
    /// All that were dialled, by both, in the order of time.
    [[nodiscard]] std::vector<Dialled> dials() const
    {
        std::vector<Dialled> all = gone;
        for (const Machine *machine : {first.get(), second.get()}) {
            if (machine != nullptr) {
                all.insert(all.end(), machine->script.dials.begin(), machine->script.dials.end());
            }
        }
        std::ranges::stable_sort(all, std::less{}, &Dialled::at);
        return all;
    }
    [[nodiscard]] std::vector<WallTime> times() const
    {
        std::vector<WallTime> times;
        for (const Dialled &dial : dials()) {
            times.push_back(dial.at);
        }
        return times;
    }
    [[nodiscard]] bool nobodyWasDialledTwice() const
    {
        std::set<E164> called;
        return std::ranges::all_of(dials(), [&called](const Dialled &dial) { return called.insert(dial.to).second; });
    }
    void crash(std::unique_ptr<Machine> &machine)
    {
        gone.insert(gone.end(), machine->script.dials.begin(), machine->script.dials.end());
        machine.reset();
    }
    /// Every call that is on is answered, and ends after a while.
    void talkAll(Milliseconds talk = second_)
    {
        for (Machine *machine : {first.get(), second.get()}) {
            for (const AttemptId attempt : machine != nullptr ? machine->carrier().open() : std::vector<AttemptId>()) {
                machine->carrier().answer(attempt);
                machine->loop.after(talk,
                                    [machine, attempt] { machine->carrier().end(attempt, EndReason::CalleeHangup); });
            }
        }
        runFor(talk + second_);
    }
    [[nodiscard]] std::size_t open() const
    {
        return (first ? first->carrier().open().size() : 0) + (second ? second->carrier().open().size() : 0);
    }
    [[nodiscard]] Attempt attempt(AttemptId id) { return AttemptStore(db).find(id).value(); }
    [[nodiscard]] CampaignStatus status(CampaignId id) { return CampaignStore(db).find(id)->status; }
    [[nodiscard]] bool isInCharge(const Machine &machine)
    {
        return LeaseStore(db).isHeldBy(LeaseStore::scheduler, machine.enrolment.id);
    }
    [[nodiscard]] WallTime heartbeatOf(ProcessId id)
    {
        return {db.integer("SELECT heartbeat_at FROM processes WHERE id = ?", id).value()};
    }

private:
    static constexpr Milliseconds second_ = test::second;
    std::vector<Dialled> gone; // of machines that crashed
};

} // namespace campanile::test
