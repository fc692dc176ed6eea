#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace campanile {

/// One window per data directory: a second start hands its file to the first, brings that to the front, and leaves.
/// They meet on a socket of this user's runtime directory named after the data directory.
/// Thread: main.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataDirectory, QObject *parent = nullptr);

    /// True when a first window took it over: this process has nothing left to do. Waits at most a second.
    bool handOver(const QString &csvFile);
    /// Listens for later starts. Not being able to is no reason not to run.
    void listen();

Q_SIGNALS:
    /// A later start; the file is empty when it had none.
    void calledAgain(const QString &csvFile);

private:
    void onConnection();

    const QString m_name;
    QLocalServer m_server;
};

} // namespace campanile
