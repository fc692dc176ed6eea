#pragma once

#include "domain/media_fact.h"

namespace campanile {

/// Who is told what is said and done on the calls. Facts of one call come in the order in which they happened, all of
/// them between its answer and a moment after its end. Thread: the event loop of the carrier that has the call.
class MediaListener {
public:
    virtual ~MediaListener() = default;
    virtual void noted(const MediaFact &fact) = 0;
};

} // namespace campanile
