#pragma once

#include "core/qt_event_loop.h"
#include "engine/engine.h"
#include "storage/database.h"

#include <QThread>

#include <functional>
#include <memory>
#include <mutex>

namespace campanile {

/// The thread the engine lives on, with its event loop.
/// Thread: used by its owner, but for `post`.
class EngineThread {
public:
    using Make = std::function<std::unique_ptr<Engine>(EventLoop &, Connection &reader)>;

    /// Starts the thread, makes the engine on it, with a connection of its own to read `database`, and starts that;
    /// returns when it is ready to work, or with an error in `started`.
    EngineThread(const Clock &clock, const Database &database, const Make &make);
    /// Destroys the engine and ends the thread. `drain` must have been called, and the writer must have finished.
    ~EngineThread();

    /// The result of the engine's start.
    [[nodiscard]] const Result<void> &started() const { return m_started; }
    /// Lets the engine end its work; returns when it has.
    void drain(Microseconds grace);
    /// Runs a task on the engine's thread; dropped once `drain` has ended. Thread: any.
    void post(std::function<void(Engine &)> task);
    /// For the functions that the engine allows from any thread; only when it has started.
    [[nodiscard]] Engine &engine() { return *m_engine; }

private:
    QThread m_thread;
    std::unique_ptr<QtEventLoop> m_loop;
    std::unique_ptr<Connection> m_reader;
    std::unique_ptr<Engine> m_engine;
    Result<void> m_started;
    std::mutex m_mutex; // guards m_open
    bool m_open = true;
};

} // namespace campanile
