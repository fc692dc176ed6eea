#include "single_instance.h"

#include <QCryptographicHash>
#include <QLocalSocket>
#include <QStandardPaths>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int patienceMs = 1000;
constexpr qint64 longestPath = qint64{16} * 1024; // four times PATH_MAX
// A message is a path and this character; a path is cut at its first line break.
constexpr char16_t end = u'\n';

QString socketPath(const QString &dataDirectory)
{
    const QByteArray digest =
        QCryptographicHash::hash(dataDirectory.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return u"%1/campanile-%2"_s.arg(runtime, QString::fromLatin1(digest));
}

} // namespace

SingleInstance::SingleInstance(const QString &dataDirectory, QObject *parent)
    : QObject(parent)
    , m_name(socketPath(dataDirectory))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

bool SingleInstance::handOver(const QString &csvFile)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patienceMs)) {
        return false;
    }
    socket.write((csvFile + QChar(end)).toUtf8());
    // The first process answers when it has read the message, so that the file is not lost when that process hangs.
    return socket.waitForBytesWritten(patienceMs) && socket.waitForReadyRead(patienceMs);
}

void SingleInstance::listen()
{
    if (!m_server.listen(m_name)) {
        QLocalServer::removeServer(m_name); // a killed process left it behind: nobody answered on it
        m_server.listen(m_name);
    }
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->canReadLine()) {
                const QString path = QString::fromUtf8(socket->readLine(longestPath)).chopped(1);
                socket->write("ok\n");
                socket->flush();
                Q_EMIT calledAgain(path);
            } else if (socket->bytesAvailable() > longestPath) {
                socket->abort();
            }
        });
    }
}

} // namespace campanile
