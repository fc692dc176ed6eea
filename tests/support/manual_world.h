#pragma once

#include "support/engine_world.h"
#include "support/plans.h"

#include <memory>

namespace campanile::test {

/// A database with an engine whose calls the test makes ring, answer and end, over any number of lives.
class ManualWorld : public TestDatabase {
public:
    ManualCarrier::Script script;
    std::unique_ptr<EngineLife> life = std::make_unique<EngineLife>(*this, script);

    /// The process dies where it stands, and a new one comes up that much later.
    void restart(Milliseconds later = Milliseconds(0))
    {
        life.reset();
        script.carrier = nullptr;
        clock.advance(later);
        takeOver();
        life = std::make_unique<EngineLife>(*this, script);
    }
    /// Tells the engine of the campaign, and lets it work for a second.
    void begin(CampaignId campaign)
    {
        life->engine.campaignChanged(campaign);
        life->runFor(Milliseconds(1'000));
    }
    ScheduledCallId place(ScheduledCall call)
    {
        const bool isNew = write([&](WriteTransaction &transaction) { return RowMoves(transaction).create(call); });
        if (!isNew) {
            qFatal("The test places a call twice.");
        }
        life->engine.oneOffChanged(call.fromNumber);
        return call.id;
    }

    ManualCarrier &carrier() { return *script.carrier; }
    [[nodiscard]] int dials() const { return static_cast<int>(script.dials.size()); }
    [[nodiscard]] int dialsTo(E164 to) const
    {
        return static_cast<int>(std::count_if(script.dials.begin(), script.dials.end(),
                                              [&](const Dialled &dial) { return dial.to == to; }));
    }
    /// Since the test began.
    [[nodiscard]] std::vector<Milliseconds> dialTimes() const
    {
        std::vector<Milliseconds> times;
        for (const Dialled &dial : script.dials) {
            times.emplace_back(dial.at.ms - startOfTest.ms);
        }
        return times;
    }
    /// Ends every call that is on, and lets that be written down.
    void endAll(EndReason reason)
    {
        const std::vector<AttemptId> open = carrier().open();
        for (const AttemptId attempt : open) {
            carrier().end(attempt, reason);
        }
        life->runFor(Milliseconds(10));
    }
    /// Every call that is on is answered, talks that long, and ends.
    void talkAll(Milliseconds talk)
    {
        const std::vector<AttemptId> open = carrier().open();
        for (const AttemptId attempt : open) {
            carrier().answer(attempt);
        }
        life->runFor(talk);
        for (const AttemptId attempt : open) {
            carrier().end(attempt, EndReason::CalleeHangup);
        }
        life->runFor(Milliseconds(10));
    }

    [[nodiscard]] ScheduledCall row(ScheduledCallId id) { return QueueStore(db).find(id).value(); }
    [[nodiscard]] Attempt attempt(AttemptId id) { return AttemptStore(db).find(id).value(); }
    [[nodiscard]] Campaign campaign(CampaignId id) { return CampaignStore(db).find(id).value(); }
    [[nodiscard]] CampaignStatus status(CampaignId id) { return campaign(id).status; }
    [[nodiscard]] HoldReason holdOf(Lane lane) const { return life->holds.of(lane).reason; }
};

} // namespace campanile::test
