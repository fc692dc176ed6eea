#include "common/coalescer.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace campanile {

Coalescer::Coalescer(QObject *parent, Pace pace, int intervalMs)
    : QObject(parent)
    , m_pace(pace)
    , m_intervalMs(intervalMs)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &Coalescer::fire);
}

void Coalescer::trigger()
{
    if (m_busy || !m_awake) {
        m_remembered = true;
        return;
    }
    if (m_timer->isActive()) {
        return;
    }
    const qint64 passed = m_sinceLast.isValid() ? m_sinceLast.elapsed() : m_intervalMs;
    m_timer->start(static_cast<int>(std::clamp<qint64>(m_intervalMs - passed, 0, m_intervalMs)));
}

void Coalescer::done()
{
    m_busy = false;
    if (std::exchange(m_remembered, false)) {
        trigger();
    }
}

void Coalescer::setAwake(bool awake)
{
    m_awake = awake;
    if (awake && !m_busy && std::exchange(m_remembered, false)) {
        trigger();
    }
}

void Coalescer::fire()
{
    if (!m_awake) {
        m_remembered = true;
        return;
    }
    m_sinceLast.start();
    m_busy = m_pace == Pace::OneAtATime;
    Q_EMIT due();
}

} // namespace campanile
