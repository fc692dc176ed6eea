#include "engine/recovery/process_watch.h"

#include "carriers/dial_permit.h"

#include <utility>

namespace campanile {

static_assert(ProcessWatch::takeoverMargin > DialPermit::lifetime + Microseconds(ProcessStore::heartbeatGrain));

ProcessWatch::ProcessWatch(EventLoop &loop, Writer &writer, ProcessId self, Pace pace, Listener listener)
    : m_loop(loop)
    , m_writer(writer)
    , m_self(self)
    , m_pace(pace)
    , m_listener(std::move(listener))
{
}

void ProcessWatch::start(const Standing &standing)
{
    look(standing.others);
    beatLater();
}

void ProcessWatch::beatLater()
{
    m_loop.after(m_pace.heartbeat, [this] { beat(); });
}

void ProcessWatch::beat()
{
    if (m_over) {
        return;
    }
    m_writer.submit<Standing>(
        WritePriority::Commands,
        [self = m_self, silent = silent()](WriteTransaction &transaction) -> Result<Standing> {
            return takeStanding(transaction, self, silent);
        },
        [this](Result<Standing> standing) {
            m_loop.post([this, standing = std::move(standing)] {
                if (standing) { // otherwise the next heartbeat tries again
                    stood(*standing);
                }
                beatLater();
            });
        });
}

void ProcessWatch::stood(const Standing &standing)
{
    if (m_over) {
        return;
    }
    if (!standing.isAlive) {
        m_over = true;
        m_listener.fenced();
        return;
    }
    look(standing.others);
    m_listener.stood(standing);
}

void ProcessWatch::look(const std::vector<LivingProcess> &others)
{
    const MonoTime now = m_loop.clock().mono();
    std::map<ProcessId, Sight> seen;
    for (const LivingProcess &process : others) {
        const auto known = m_others.find(process.id);
        const bool isSilent = known != m_others.end() && known->second.heartbeatAt == process.heartbeatAt;
        seen.emplace(process.id, Sight{process.heartbeatAt, isSilent ? known->second.since : now});
    }
    m_others = std::move(seen);
}

std::vector<LivingProcess> ProcessWatch::silent() const
{
    const MonoTime now = m_loop.clock().mono();
    std::vector<LivingProcess> silent;
    for (const auto &[process, sight] : m_others) {
        if (now - sight.since > m_pace.lease + takeoverMargin) {
            silent.push_back({process, sight.heartbeatAt});
        }
    }
    return silent;
}

void ProcessWatch::leave(std::function<void()> left)
{
    m_over = true;
    m_writer.submit<bool>(
        WritePriority::Commands,
        [self = m_self](WriteTransaction &transaction) -> Result<bool> {
            ProcessStore(transaction.db).end(self, transaction.now);
            return true;
        },
        [this, left = std::move(left)](const Result<bool> &) { m_loop.post(left); });
}

} // namespace campanile
