#pragma once

#include "api/http/asio.h"

#include <chrono>
#include <functional>
#include <memory>

namespace campanile {

/// Runs an action when a time has passed, unless the alarm is cleared or set anew before. Thread: the io thread.
class Alarm {
public:
    explicit Alarm(net::io_context &io)
        : m_timer(io)
    {
    }
    Alarm(const Alarm &) = delete;
    Alarm &operator=(const Alarm &) = delete;
    ~Alarm() { ++*m_number; }

    void set(std::chrono::milliseconds after, std::function<void()> action)
    {
        const unsigned number = ++*m_number;
        m_timer.expires_after(after);
        // The number shows an expiry that was queued before the alarm was cleared or destroyed.
        m_timer.async_wait([current = m_number, number, action = std::move(action)](error_code ec) {
            if (!ec && *current == number) {
                action();
            }
        });
    }
    void clear()
    {
        ++*m_number;
        m_timer.cancel();
    }

private:
    net::steady_timer m_timer;
    // Queued expiries keep it alive after the alarm.
    const std::shared_ptr<unsigned> m_number = std::make_shared<unsigned>(0);
};

} // namespace campanile
