#pragma once

#include <QElapsedTimer>
#include <QObject>

class QTimer;

namespace campanile {

/// Turns a stream of "something changed" into at most ten "look again" a second: the first at once, the others
/// together when the interval has passed. Stands between the change feed and everything that reads again.
class Coalescer final : public QObject {
    Q_OBJECT

public:
    /// OneAtATime: after `due`, the next waits until `done` has been called, so that readings never overlap.
    enum class Pace { Free, OneAtATime };

    explicit Coalescer(QObject *parent, Pace pace = Pace::Free, int intervalMs = 100);

    void trigger();
    void done();
    /// While asleep (what it is for is not shown) it only remembers that something changed, and tells on waking.
    void setAwake(bool awake);

Q_SIGNALS:
    void due();

private:
    void fire();

    const Pace m_pace;
    const int m_intervalMs;
    QTimer *m_timer;
    QElapsedTimer m_sinceLast;
    bool m_awake = true;
    bool m_busy = false;
    bool m_remembered = false;
};

} // namespace campanile
