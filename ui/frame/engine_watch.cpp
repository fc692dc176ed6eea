#include "frame/engine_watch.h"

#include "common/coalescer.h"
#include "core/deliver.h"

#include <QTimer>

namespace campanile {

namespace {

/// An engine that hangs cannot announce it, so its health is the one thing that the window asks for by a timer.
constexpr int healthMs = 5000;
constexpr int readMs = 250; // nobody can read figures that change faster
constexpr QLatin1StringView stopCause{"engine/stop"};

} // namespace

EngineWatch::EngineWatch(const OwnServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_coalescer(new Coalescer(this, Coalescer::Pace::OneAtATime, readMs))
{
    auto *health = new QTimer(this);
    health->start(healthMs);
    connect(health, &QTimer::timeout, m_coalescer, &Coalescer::trigger);
    connect(&services.changes, &ChangeFeed::changed, m_coalescer, &Coalescer::trigger);
    connect(m_coalescer, &Coalescer::due, this, &EngineWatch::read);
    m_coalescer->trigger();
}

void EngineWatch::refresh()
{
    m_coalescer->trigger();
}

void EngineWatch::read()
{
    m_services.engine.status(
        m_services.caller,
        deliverTo<EngineStatus>(this, [this](const Result<EngineStatus> &result) { onRead(result); }));
}

void EngineWatch::onRead(const Result<EngineStatus> &result)
{
    m_coalescer->done();
    if (result.ok()) {
        m_status = *result;
    } else {
        m_status.running = false;
        m_status.problem = {EngineProblem::Code::NoAnswer, result.error().code, result.error().message};
    }
    Q_EMIT statusChanged(m_status);
}

void EngineWatch::setStoppedByHand(bool stopped)
{
    m_status.stoppedByHand = stopped;
    Q_EMIT statusChanged(m_status);
}

void EngineWatch::stopAll()
{
    m_services.engine.stopAll(
        m_services.caller, deliverTo<void>(this, [this](const Result<void> &result) {
            tell(result, tr("Dialling is stopped, but this could not be written down: it would not survive a restart."),
                 [this] { stopAll(); });
        }));
    setStoppedByHand(true); // it holds from here on, even before the answer has come
}

void EngineWatch::release()
{
    m_services.engine.release(m_services.caller, deliverTo<void>(this, [this](const Result<void> &result) {
                                  tell(result, tr("Stop all is still in force."), [this] { release(); });
                              }));
}

void EngineWatch::tell(const Result<void> &result, const QString &failure, std::function<void()> again)
{
    if (result.ok()) {
        Q_EMIT noticeWithdrawn(stopCause);
    } else {
        Q_EMIT noticeRaised(failureNotice(failure, result.error(), tr("Try again"), std::move(again), stopCause));
    }
    refresh();
}

} // namespace campanile
