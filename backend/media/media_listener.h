#pragma once

#include "domain/media_fact.h"

namespace campanile {

/// The listener that is told what is said and done on the calls. The facts of one call arrive in the order in which
/// they happened, between the answer of the call and a moment after its end. Thread: the event loop of the carrier that
/// has the call.
class MediaListener {
public:
    virtual ~MediaListener() = default;
    virtual void noted(const MediaFact &fact) = 0;
};

} // namespace campanile
