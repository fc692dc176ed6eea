#pragma once

#include "api/http/asio.h"

#include <optional>

namespace campanile {

/// An event that coroutines of the io thread wait for. Thread: the io thread.
class Event {
public:
    explicit Event(net::io_context &io)
        : m_timer(io, net::steady_timer::time_point::max())
    {
    }
    void set()
    {
        m_isSet = true;
        m_timer.cancel();
    }
    net::awaitable<void> wait()
    {
        while (!m_isSet) {
            error_code ec;
            co_await m_timer.async_wait(toResult(ec));
        }
    }

private:
    net::steady_timer m_timer;
    bool m_isSet = false;
};

/// A value that another thread will deliver, and the event of its arrival. Thread: the io thread.
template<class T>
struct Arrival {
    explicit Arrival(net::io_context &io)
        : event(io)
    {
    }
    /// Only the first value counts.
    void put(T arrived)
    {
        if (!value) {
            value = std::move(arrived);
        }
        event.set();
    }

    std::optional<T> value;
    Event event;
};

} // namespace campanile
