#pragma once

#include "common/notice.h"
#include "services/services.h"

#include <QObject>

namespace campanile {

class Coalescer;

/// Keeps the state of the engine for everything that shows it, and carries out Stop all and Release.
class EngineWatch final : public QObject {
    Q_OBJECT

public:
    EngineWatch(const OwnServices &services, QObject *parent);

    [[nodiscard]] const EngineStatus &status() const { return m_status; }
    void refresh();
    /// Nothing new is dialled from the moment this returns.
    void stopAll();
    void release();

Q_SIGNALS:
    void statusChanged(const campanile::EngineStatus &status);
    void noticeRaised(const campanile::Notice &notice);
    void noticeWithdrawn(QLatin1StringView cause);

private:
    void read();
    void onRead(const Result<EngineStatus> &result);
    void setStoppedByHand(bool stopped);
    void tell(const Result<void> &result, const QString &failure, std::function<void()> again);

    const OwnServices m_services;
    Coalescer *m_coalescer;
    EngineStatus m_status;
};

} // namespace campanile
