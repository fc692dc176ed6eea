#include "local/engine/engine_thread.h"

#include "core/start_thread.h"

#include <cerrno>
#include <future>
#include <system_error>

namespace campanile {

EngineThread::EngineThread(const Clock &clock, const Database &database, const Make &make)
{
    m_thread.setObjectName(QStringLiteral("engine"));
    auto *tasks = new TaskQueue; // the first object on the new thread; everything else is made through it
    tasks->moveToThread(&m_thread);
    std::promise<Result<void>> started;
    tasks->post([&] {
        tasks->deleteLater();
        try {
            m_loop = std::make_unique<QtEventLoop>(clock);
            m_reader = database.open(Connection::Access::ReadOnly);
        } catch (const StorageError &error) {
            started.set_value(error.error());
            return;
        } catch (const std::system_error &refusal) {
            started.set_value(withoutMeans(refusal));
            return;
        }
        m_engine = make(*m_loop, *m_reader);
        m_engine->start([&started](Result<void> result) { started.set_value(std::move(result)); });
    });
    m_thread.start();
    if (!m_thread.isRunning()) { // QThread reports a failed start in no other way, and nothing would fulfil the promise
        delete tasks;
        m_started = withoutMeans(std::system_error(EAGAIN, std::generic_category(), "the engine"));
        return;
    }
    m_started = started.get_future().get();
}

EngineThread::~EngineThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_open = false;
    }
    if (m_loop == nullptr) {
        m_thread.quit();
        m_thread.wait();
        return;
    }
    std::promise<void> left; // waited for beside the thread: the thread sanitizer cannot see how Qt waits
    m_loop->post([this, &left] {
        m_loop->close(); // later replies and timers use the engine
        m_engine.reset();
        m_reader.reset();
        m_loop.release()->deleteLater();
        m_thread.quit();
        left.set_value();
    });
    left.get_future().wait();
    m_thread.wait();
}

void EngineThread::drain(Microseconds grace)
{
    if (m_engine == nullptr) {
        return;
    }
    std::promise<void> drained;
    post([&drained, grace](Engine &engine) { engine.drain(grace, [&drained] { drained.set_value(); }); });
    drained.get_future().wait();
    const std::scoped_lock lock(m_mutex);
    m_open = false;
}

void EngineThread::post(std::function<void(Engine &)> task)
{
    const std::scoped_lock lock(m_mutex);
    if (m_open) {
        m_loop->post([this, task = std::move(task)] { task(*m_engine); });
    }
}

} // namespace campanile
