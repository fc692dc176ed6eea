#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <string>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace campanile {

namespace {

/// A dialling process as the carrier sees it: a socket that dies with its owner.
class Caller {
public:
    explicit Caller(const QString &path)
        : m_socket(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string name = QFile::encodeName(path).toStdString();
        name.copy(address.sun_path, sizeof address.sun_path - 1);
        m_connected = connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Caller() { die(); }
    Caller(const Caller &) = delete;
    Caller &operator=(const Caller &) = delete;

    [[nodiscard]] bool isConnected() const { return m_connected; }
    void say(const std::string &message) const { send(m_socket, message.data(), message.size(), MSG_NOSIGNAL); }
    [[nodiscard]] std::string hear() const
    {
        std::array<char, 16> answer{};
        const ssize_t size = recv(m_socket, answer.data(), answer.size(), 0);
        return {answer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
    }
    /// Waits for an answer and leaves it unread.
    [[nodiscard]] bool couldHear() const
    {
        constexpr int patienceMs = 10'000;
        pollfd readable{m_socket, POLLIN, 0};
        return poll(&readable, 1, patienceMs) == 1;
    }
    void die()
    {
        if (m_socket >= 0) {
            close(m_socket);
            m_socket = -1;
        }
    }

private:
    int m_socket;
    bool m_connected = false;
};

/// In microseconds, by the clock of the log.
std::int64_t monotonic()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

} // namespace

/// The witness of the crash test must be right about one thing above all: what a dead process had sent was sent.
/// The carrier is stopped while the callers act, so that it finds all their doings at once.
class RecordingCarrierTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QFile::remove(socketPath());
        QFile::remove(logPath());
        m_carrier.start(QStringLiteral(CAMPANILE_RECORDING_CARRIER), {socketPath(), logPath()});
        QVERIFY(m_carrier.waitForReadyRead());
        QCOMPARE(m_carrier.readLine(), QByteArray("ready\n"));
    }

    void cleanup()
    {
        m_carrier.terminate();
        QVERIFY(m_carrier.waitForFinished());
        QCOMPARE(m_carrier.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_carrier.exitCode(), 0);
    }

    void knowsWhatItWasSentAndNothingElse()
    {
        const Caller caller(socketPath());
        caller.say("INVITE att_A@x +14155550142 +14155550100");
        caller.say("QUERY att_A@x");
        QCOMPARE(caller.hear(), std::string("KNOWN"));
        caller.say("QUERY att_B@x");
        QCOMPARE(caller.hear(), std::string("NEVER"));
        QVERIFY(log().contains(" 1 INVITE att_A@x +14155550142 +14155550100\n"));
        QVERIFY(log().contains(" ANSWER att_B@x NEVER\n"));
    }

    void countsWhatADeadProcessLeftInItsSocket()
    {
        const Caller asker(socketPath());
        stop();
        asker.say("QUERY att_A@x");
        Caller dead(socketPath()); // nobody has accepted it when it dies
        QVERIFY(dead.isConnected());
        dead.say("INVITE att_A@x +14155550142 +14155550100");
        dead.die();
        resume();
        QCOMPARE(asker.hear(), std::string("KNOWN"));
    }

    void countsWhatAProcessSentThatDiedWithAnAnswerUnread()
    {
        Caller dead(socketPath());
        dead.say("QUERY att_B@x");
        QVERIFY(dead.couldHear());
        stop();
        dead.say("INVITE att_A@x +14155550142 +14155550100");
        dead.die(); // the carrier is told of a reset before it is given the message
        const Caller asker(socketPath());
        asker.say("QUERY att_A@x");
        resume();
        QCOMPARE(asker.hear(), std::string("KNOWN"));
    }

    /// However long the carrier has slept. Its doubt is as long as it takes to read its clocks, unless it is
    /// interrupted between them, which does not happen each time.
    void knowsWhenAMessageWasSent()
    {
        constexpr int messages = 20;
        const Caller caller(socketPath());
        caller.say("QUERY att_A@x");
        QCOMPARE(caller.hear(), std::string("NEVER")); // it is accepted
        int exact = 0;
        for (int i = 0; i < messages; ++i) {
            const std::string name = "att_" + std::to_string(i) + "@x";
            stop();
            const std::int64_t before = monotonic();
            caller.say("INVITE " + name + " +14155550142 +14155550100");
            const std::int64_t after = monotonic();
            caller.say("QUERY " + name);
            resume();
            QCOMPARE(caller.hear(), std::string("KNOWN"));
            const std::array<std::int64_t, 2> logged = sentAt(name);
            QVERIFY(logged[0] <= after);
            QVERIFY(logged[1] >= before);
            exact += logged[1] - logged[0] < doubtOfTheClocksUs ? 1 : 0;
        }
        QVERIFY(exact > 0);
    }

    void takesDownWhatCameBeforeItsEnd()
    {
        const Caller caller(socketPath());
        stop();
        caller.say("INVITE att_A@x +14155550142 +14155550100");
        m_carrier.terminate();
        resume();
        QVERIFY(m_carrier.waitForFinished());
        QVERIFY(log().contains("INVITE att_A@x"));
        init();
    }

private:
    /// More than it takes to read clocks, and less than a carrier that was stopped takes to read a message.
    static constexpr std::int64_t doubtOfTheClocksUs = 50;

    /// The earliest and the latest instant at which the log has that INVITE.
    std::array<std::int64_t, 2> sentAt(const std::string &name) const
    {
        for (const QByteArray &line : log().split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() == 7 && words[3] == "INVITE" && words[4] == name.c_str()) {
                return {words[0].toLongLong() - words[1].toLongLong(), words[0].toLongLong()};
            }
        }
        return {};
    }
    QString socketPath() const { return m_folder.filePath(QStringLiteral("wire")); }
    QString logPath() const { return m_folder.filePath(QStringLiteral("log")); }
    QByteArray log() const
    {
        QFile file(logPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void stop() const { kill(static_cast<pid_t>(m_carrier.processId()), SIGSTOP); }
    void resume() const { kill(static_cast<pid_t>(m_carrier.processId()), SIGCONT); }

    QTemporaryDir m_folder;
    QProcess m_carrier;
};

} // namespace campanile

QTEST_GUILESS_MAIN(campanile::RecordingCarrierTest)
#include "recording_carrier_test.moc"
