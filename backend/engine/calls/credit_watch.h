#pragma once

#include "core/event_loop.h"
#include "engine/calls/live_calls.h"
#include "storage/writer.h"

#include <vector>

namespace campanile {

/// Ends calls that their workspace cannot pay for any more (end reason insufficient_credits). One minute was set aside
/// before the dial; a call that goes on beyond it is paid from what is left of the workspace's balance, automatic
/// reloads included. When that does not last until the next check, calls beyond their minute are hung up, and those
/// that were answered last are hung up first. Each workspace is checked separately.
/// Thread: the engine's.
class CreditWatch {
public:
    /// A call ends at most this long before the credit is used up, and never later.
    static constexpr Microseconds every{5'000'000};

    /// Borrows all three.
    CreditWatch(EventLoop &loop, Writer &writer, LiveCalls &calls)
        : m_loop(loop)
        , m_writer(writer)
        , m_calls(calls)
    {
    }

    /// Starts the checks, one each `every`.
    void start();

private:
    void look();
    void askFor(WorkspaceId workspace, Money needed, std::vector<Talk> talks);
    void judge(std::vector<Talk> talks, Money spare);

    EventLoop &m_loop;
    Writer &m_writer;
    LiveCalls &m_calls;
};

/// Returns the talks that have to end so that, when `ahead` has passed, the others have cost no more than `spare`
/// beyond what is set aside for them. Talks that were answered last are chosen first.
std::vector<AttemptId> unaffordable(std::vector<Talk> talks, Money spare, Microseconds ahead);

} // namespace campanile
