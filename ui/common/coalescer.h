#pragma once

#include <QElapsedTimer>
#include <QObject>

class QTimer;

namespace campanile {

/// Turns a stream of "something changed" into at most ten signals a second to look again: it sends the first at once
/// and joins the others until the interval has passed. Everything that reads again uses it behind the change feed.
class Coalescer final : public QObject {
    Q_OBJECT

public:
    /// OneAtATime: after `due`, the next waits until `done` has been called, so that readings never overlap.
    enum class Pace { Free, OneAtATime };

    explicit Coalescer(QObject *parent, Pace pace = Pace::Free, int intervalMs = 100);

    void trigger();
    void done();
    /// While it is asleep, because nobody sees what it serves, it remembers that something has changed and tells it
    /// when it wakes.
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
