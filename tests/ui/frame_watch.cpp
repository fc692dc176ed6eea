#include "frame_watch.h"

#include <QEvent>
#include <QThread>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace campanile {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How long this thread has waited for a core since it began; 0 where the kernel does not tell.
double waitedMs()
{
    static const int statistics = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC); // of the window's thread
    std::array<char, 128> text{};
    unsigned long long ran = 0;
    unsigned long long waited = 0;
    if (statistics < 0 || pread(statistics, text.data(), text.size() - 1, 0) <= 0 ||
        std::sscanf(text.data(), "%llu %llu", &ran, &waited) != 2) {
        return 0;
    }
    return static_cast<double>(waited) / 1e6;
}

double rounded(double ms)
{
    return std::round(ms * 100) / 100;
}

double percentile(std::vector<double> values, double part)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size())));
    return rounded(values[std::max<std::size_t>(rank, 1) - 1]);
}

} // namespace

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThread() != thread() || m_depth > 0) {
        return QApplication::notify(receiver, event);
    }
    // Afterwards neither may be there any more.
    const QByteArray what = QByteArray(receiver->metaObject()->className()) + ' ' + QByteArray::number(event->type());
    QElapsedTimer wall;
    wall.start();
    const double waited = waitedMs();
    ++m_depth;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    const double ms = static_cast<double>(wall.nsecsElapsed()) / 1e6;
    if (ms > m_longest.ms) {
        m_longest.ms = ms;
        m_longest.what = what;
    }
    m_longest.ownMs = std::max(m_longest.ownMs, ms - (waitedMs() - waited));
    return done;
}

void Blocks::add(const TimedApplication::Longest &longest)
{
    m_ms.push_back(longest.ms);
    m_ownMs.push_back(longest.ownMs);
    if (longest.ms > m_longest.ms) {
        m_longest = longest;
    }
}

QJsonObject Blocks::toJson() const
{
    return {{"count"_L1, static_cast<int>(m_ms.size())},
            {"p50_ms"_L1, percentile(m_ms, 0.5)},
            {"p99_ms"_L1, percentile(m_ms, 0.99)},
            {"max_ms"_L1, percentile(m_ms, 1)},
            {"own_p99_ms"_L1, percentile(m_ownMs, 0.99)},
            {"own_max_ms"_L1, percentile(m_ownMs, 1)},
            {"longest"_L1, QString::fromLatin1(m_longest.what)}};
}

} // namespace campanile
