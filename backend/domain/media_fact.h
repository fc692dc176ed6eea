#pragma once

#include "core/clock.h"
#include "domain/ids.h"

#include <string>

namespace campanile {

/// One fact about what was said or done on a call, as the media side reports it.
struct MediaFact {
    /// Stored by number: values never change meaning.
    enum class Kind {
        FirstSpeech = 1, ///< the callee spoke for the first time
        Digit = 2,       ///< the callee pressed a key; text: the digit
        Turn = 3,        ///< somebody finished a turn; text: what was said
        Disposition = 4, ///< the agent reports the disposition of the call; text: the disposition
        DoNotCall = 5,   ///< the callee does not want to be called again; text: the reason, may be empty
        Recording = 6,   ///< a recording is complete; text: its file
    };
    /// Stored by number.
    enum class Speaker { Callee = 0, Agent = 1 };

    AttemptId attempt;
    Kind kind = Kind::FirstSpeech;
    Instant at;
    std::string text{};                ///< UTF-8
    Speaker speaker = Speaker::Callee; ///< of a turn

    friend bool operator==(const MediaFact &, const MediaFact &) = default;
};

} // namespace campanile
