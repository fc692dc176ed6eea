#pragma once

#include "core/clock.h"
#include "domain/attempt.h"
#include "domain/call_brief.h"

#include <string>
#include <utility>

namespace campanile {

/// The right to place one call, once. Only the gate makes permits, and only from an attempt that it has read back after
/// its commit: what reaches the wire is what is on the disk. Move-only; a permit that was
/// moved from, or is older than `lifetime`, opens nothing.
/// Thread: one at a time.
class DialPermit {
public:
    /// Between the gate's decision and the wire lie milliseconds; a permit that is two seconds old was held up by a
    /// stopped process or a sleeping machine, and what it was checked against is no longer true.
    static constexpr Microseconds lifetime{2'000'000};

    DialPermit(DialPermit &&other) noexcept
        : m_attempt(std::move(other.m_attempt))
        , m_callId(std::move(other.m_callId))
        , m_brief(std::move(other.m_brief))
        , m_expiresAt(other.m_expiresAt)
        , m_valid(std::exchange(other.m_valid, false))
    {
    }
    DialPermit &operator=(DialPermit &&) = delete;
    DialPermit(const DialPermit &) = delete;
    DialPermit &operator=(const DialPermit &) = delete;

    [[nodiscard]] bool opens(BootTime now) const { return m_valid && now < m_expiresAt; }

    [[nodiscard]] const Attempt &intent() const { return m_attempt; }
    [[nodiscard]] AttemptId attemptId() const { return m_attempt.id; }
    [[nodiscard]] E164 to() const { return m_attempt.to; }
    [[nodiscard]] E164 from() const { return m_attempt.from; }
    [[nodiscard]] int attempt() const { return m_attempt.n; }
    [[nodiscard]] TrunkId trunk() const { return m_attempt.trunk; }
    /// The SIP Call-ID: the attempt's id and the installation's name.
    [[nodiscard]] const std::string &callId() const { return m_callId; }
    /// All else that the call needs.
    [[nodiscard]] const CallBrief &brief() const { return m_brief; }

private:
    friend class Gate;
    DialPermit(Attempt attempt, std::string callId, CallBrief brief, BootTime decidedAt)
        : m_attempt(std::move(attempt))
        , m_callId(std::move(callId))
        , m_brief(std::move(brief))
        , m_expiresAt(decidedAt + lifetime)
    {
    }

    Attempt m_attempt;
    std::string m_callId;
    CallBrief m_brief;
    BootTime m_expiresAt; // monotonic time stands still while the machine sleeps
    bool m_valid = true;
};

} // namespace campanile
