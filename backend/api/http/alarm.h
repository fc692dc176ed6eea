#pragma once

#include "api/http/asio.h"

#include <chrono>
#include <functional>
#include <memory>

namespace campanile {

/// Does something when a time is up, unless it is cleared or set anew before. Thread: the io thread.
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
        // An expiry that was queued before the alarm was cleared, or went, is known by its number.
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
    const std::shared_ptr<unsigned> m_number = std::make_shared<unsigned>(0); // outlives the alarm in what it queued
};

} // namespace campanile
