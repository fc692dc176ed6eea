#include "unix_signals.h"

#include <QSocketNotifier>

#include <csignal>

#include <sys/socket.h>
#include <unistd.h>

namespace campanile {

namespace {

/// The descriptor is global, because a signal handler has no object.
int &writeEnd()
{
    static int descriptor = -1;
    return descriptor;
}

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(writeEnd(), &byte, 1); // a signal handler may do no more than this
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends.data());
    writeEnd() = m_ends[0];
    auto *notifier = new QSocketNotifier(m_ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        [[maybe_unused]] const ssize_t taken = read(m_ends[1], &byte, 1);
        Q_EMIT endRequested();
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

UnixSignals::~UnixSignals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    close(m_ends[0]);
    close(m_ends[1]);
}

} // namespace campanile
