#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace campanile {

/// Ensures that there is one window per data directory: a second process hands its file to the first process, brings
/// the first window to the front, and ends. The processes connect over a socket in this user's runtime directory, which
/// is named after the data directory.
/// Thread: main.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataDirectory, QObject *parent = nullptr);

    /// Returns true when a first process took the file over; this process then has nothing left to do. Waits at most
    /// one second.
    bool handOver(const QString &csvFile);
    /// Listens for later processes. The program runs even when it cannot listen.
    void listen();

Q_SIGNALS:
    /// A later process was started; the file is empty when it had none.
    void calledAgain(const QString &csvFile);

private:
    void onConnection();

    const QString m_name;
    QLocalServer m_server;
};

} // namespace campanile
