#pragma once

#include "core/event_loop.h"

#include <memory>

namespace campanile::simulation {

/// The event loop of one life of the program: the world's own loop, whose tasks and timers come to nothing once the
/// life is over. Thread: one.
class LifeLoop final : public EventLoop {
public:
    /// Borrows both; `clock` is what the life takes for the time.
    LifeLoop(EventLoop &world, const Clock &clock)
        : m_world(world)
        , m_clock(clock)
        , m_alive(std::make_shared<bool>(true))
    {
    }
    ~LifeLoop() override { end(); }
    LifeLoop(const LifeLoop &) = delete;
    LifeLoop &operator=(const LifeLoop &) = delete;

    void end() { *m_alive = false; }

    void post(Task task) override { m_world.post(guarded(std::move(task))); }
    TimerId after(Microseconds delay, Task task) override { return m_world.after(delay, guarded(std::move(task))); }
    void cancel(TimerId timer) override { m_world.cancel(timer); }
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

private:
    Task guarded(Task task)
    {
        return [alive = m_alive, task = std::move(task)] {
            if (*alive) {
                task();
            }
        };
    }

    EventLoop &m_world;
    const Clock &m_clock;
    std::shared_ptr<bool> m_alive;
};

} // namespace campanile::simulation
