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

/// What a session may ask of the call that it belongs to; the carrier implements it. Thread: the session's.
class MediaLeg {
public:
    virtual ~MediaLeg() = default;
    /// The agent ends the call, or a cap of the program does: `by` says which.
    virtual void hangUp(EndOrigin by) = 0;
    /// Presses keys towards the callee.
    virtual void press(std::string_view digits) = 0;
};

/// The agent's side of one call: what the carrier hands the callee's audio to, and takes the agent's audio from.
/// Carrier and agent meet here and nowhere else. Audio is mu-law of 8,000 samples a second in frames of 20 ms: 160
/// bytes.
///
/// A session begins with the call's brief, before the answer, so that the agent can be reached while the callee's
/// telephone rings. It tells what happens on the call to the MediaListener that it was made with.
/// Thread: one, which is the carrier's for this call.
class MediaSession {
public:
    static constexpr std::size_t frameBytes = 160;

    virtual ~MediaSession() = default;
    /// The call was answered: from now on there is somebody to speak to.
    virtual void answered(Instant at) = 0;
    /// A frame of the callee's.
    virtual void hear(std::span<const std::uint8_t> frame) = 0;
    /// Fills a frame with what the agent says; false when it says nothing just now, and the frame is untouched.
    [[nodiscard]] virtual bool speak(std::span<std::uint8_t> frame) = 0;
    /// The callee pressed a key.
    virtual void pressed(char digit, Instant at) = 0;
    /// The call is over; nothing more comes.
    virtual void ended(Instant at) = 0;
};

/// Makes the session of a call that is being dialled; borrows the leg until the session has ended.
using MediaSessions = std::function<std::unique_ptr<MediaSession>(AttemptId, const CallBrief &, MediaLeg &)>;

} // namespace campanile
