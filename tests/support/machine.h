#pragma once

#include "support/durations.h"
#include "support/engine_world.h"

#include <deque>
#include <memory>

namespace campanile::test {

/// The event loop of one machine, which can be frozen and thawed, and dies with its machine.
class MachineLoop final : public EventLoop {
public:
    explicit MachineLoop(VirtualEventLoop &world)
        : m_world(world)
        , m_state(std::make_shared<State>())
    {
    }
    ~MachineLoop() override { m_state->isDead = true; }
    MachineLoop(const MachineLoop &) = delete;
    MachineLoop &operator=(const MachineLoop &) = delete;

    void post(Task task) override { m_world.post(guarded(std::move(task))); }
    TimerId after(Microseconds delay, Task task) override { return m_world.after(delay, guarded(std::move(task))); }
    void cancel(TimerId timer) override { m_world.cancel(timer); }
    [[nodiscard]] const Clock &clock() const override { return m_world.clock(); }

    /// From now on everything waits.
    void freeze() { m_state->isFrozen = true; }
    /// What waited happens now, in its order.
    void thaw()
    {
        m_state->isFrozen = false;
        for (Task &task : std::exchange(m_state->waiting, {})) {
            post(std::move(task));
        }
    }

private:
    struct State {
        bool isDead = false;
        bool isFrozen = false;
        std::deque<Task> waiting;
    };
    Task guarded(Task task)
    {
        return [state = m_state, task = std::move(task)] {
            if (state->isFrozen) {
                state->waiting.push_back(task);
            } else if (!state->isDead) {
                task();
            }
        };
    }

    VirtualEventLoop &m_world;
    std::shared_ptr<State> m_state;
};

/// A second machine, as far as one program can have it: an engine that is enrolled beside others on one database, with
/// ids, writer, loop, carrier and dial journal of its own. Letting it go in the middle of its work is a crash.
class Machine {
public:
    Machine(TestDatabase &database, VirtualEventLoop &world, const QString &name)
        : enrolment(database.write([](WriteTransaction &tx) { return ProcessStore(tx.db).enrol(tx.now); }))
        , loop(world)
        , ids(database.clock, enrolment.idSlot, enrolment.newestId)
        , writer(database.db, ids, database.clock, [](const ChangeSet &) {})
        , engine(loop, writer, database.db, holds,
                 [this](const Trunk &, EventLoop &events, CarrierListener &listener, MediaListener &media) {
                     return std::make_unique<ManualCarrier>(events, listener, media, script);
                 },
                 {.process = enrolment.id,
                  .instance = "test",
                  .journalFolder = database.folder.filePath(name),
                  .freeBytes = {}})
    {
        bool ready = false;
        engine.start([&ready](const Result<void> &result) { ready = result.ok(); });
        if (!world.runUntil([&ready] { return ready; }, minute)) {
            qFatal("The engine of the machine did not start.");
        }
    }

    ManualCarrier &carrier() { return *script.carrier; }

    const Enrolment enrolment;
    ManualCarrier::Script script;
    MachineLoop loop;
    IdSource ids;
    InlineWriter writer;
    HoldBoard holds;
    Engine engine;
};

} // namespace campanile::test
