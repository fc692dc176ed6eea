#pragma once

#include "core/task_queue.h"
#include "domain/change_set.h"

#include <QMetaType>
#include <QObject>

#include <mutex>

namespace campanile {

/// Tells the faces what has been committed, so that nobody polls. Window, REST streams and command line connect to
/// `changed` and read again what concerns them.
/// Thread: lives on the thread that made it; `publish` may be called from any thread. Sets published while a delivery
/// is waiting are merged into it, so a burst of commits costs a listener one signal.
class ChangeFeed final : public QObject {
    Q_OBJECT

public:
    explicit ChangeFeed(QObject *parent = nullptr);

    void publish(const ChangeSet &changes);

Q_SIGNALS:
    void changed(const campanile::ChangeSet &changes);

private:
    void deliver();

    TaskQueue m_deliveries{this};
    std::mutex m_mutex; // guards m_waiting
    ChangeSet m_waiting;
};

} // namespace campanile

Q_DECLARE_METATYPE(campanile::ChangeSet)
