#pragma once

#include "core/event_loop.h"
#include "engine/calls/live_calls.h"
#include "storage/writer.h"

#include <vector>

namespace campanile {

/// Ends calls that nobody can pay for any more (end reason insufficient_credits). One minute was set aside before the
/// dial; a call that goes on beyond it lives on what is left of the balance, automatic reloads included. When that does
/// not last until the next look, calls beyond their minute are hung up, those that were answered last first.
/// Thread: the engine's.
class CreditWatch {
public:
    /// Calls are ended at most so much before the balance is used up, and not after.
    static constexpr Microseconds every{5'000'000};

    /// Borrows all.
    CreditWatch(EventLoop &loop, Writer &writer, LiveCalls &calls)
        : m_loop(loop)
        , m_writer(writer)
        , m_calls(calls)
    {
    }

    /// Looks from now on.
    void start();

private:
    void look();
    void judge(std::vector<Talk> talks, Money spare);

    EventLoop &m_loop;
    Writer &m_writer;
    LiveCalls &m_calls;
};

/// Which of these talks, answered latest first, have to end so that the rest costs no more than `spare` beyond what is
/// set aside for them by the time `ahead` has passed.
std::vector<AttemptId> unaffordable(std::vector<Talk> talks, Money spare, Microseconds ahead);

} // namespace campanile
