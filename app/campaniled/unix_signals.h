#pragma once

#include <QObject>

#include <array>

namespace campanile {

/// Turns SIGINT and SIGTERM into a Qt signal. There is one object per process, which is made before the event loop
/// runs.
/// Thread: the one that made it.
class UnixSignals final : public QObject {
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    std::array<int, 2> m_ends = {-1, -1};
};

} // namespace campanile
