#pragma once

#include <QObject>

namespace campanile {

/// SIGINT and SIGTERM as a Qt signal. One per process, made before the event loop runs.
/// Thread: the one that made it.
class UnixSignals final : public QObject {
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    int m_ends[2] = {-1, -1};
};

} // namespace campanile
