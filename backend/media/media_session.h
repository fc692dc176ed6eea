#pragma once

#include "core/clock.h"
#include "domain/call_brief.h"
#include "domain/end_reason.h"
#include "domain/ids.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace campanile {

/// The call as its session sees it; the carrier implements it. Thread: the session's.
class MediaLeg {
public:
    virtual ~MediaLeg() = default;
    /// Ends the call, for the agent or for a cap of the program: `by` says which.
    virtual void hangUp(EndOrigin by) = 0;
    /// Sends these keys to the callee.
    virtual void press(std::string_view digits) = 0;
};

/// The agent's side of one call: the carrier gives it the callee's audio and takes the agent's audio from it. It is the
/// only connection between carrier and agent. Audio is mu-law with 8,000 samples per second, in frames of 20 ms (160
/// bytes).
///
/// A session begins with the call's brief, before the answer, so that the agent can be reached while the callee's
/// telephone rings. It reports what happens on the call to the MediaListener that it was made with.
/// Thread: one, the carrier's thread for this call.
class MediaSession {
public:
    static constexpr std::size_t frameBytes = 160;

    virtual ~MediaSession() = default;
    /// The call was answered; the callee hears the agent from now on.
    virtual void answered(Instant at) = 0;
    /// Takes a frame of the callee's audio.
    virtual void hear(std::span<const std::uint8_t> frame) = 0;
    /// Fills a frame with the agent's audio. Returns false, and leaves the frame unchanged, when the agent is silent.
    [[nodiscard]] virtual bool speak(std::span<std::uint8_t> frame) = 0;
    /// The callee pressed a key.
    virtual void pressed(char digit, Instant at) = 0;
    /// The call has ended; no further call of a method follows.
    virtual void ended(Instant at) = 0;
};

/// Makes the session of a call that is being dialled. The session borrows the leg until it has ended.
using MediaSessions = std::function<std::unique_ptr<MediaSession>(AttemptId, const CallBrief &, MediaLeg &)>;

} // namespace campanile
