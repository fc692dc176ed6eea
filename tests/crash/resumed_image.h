#pragma once

#include "crash_bench.h"
#include "io_trace.h"
#include "target_lists.h"

#include <filesystem>
#include <vector>

namespace campanile {

/// What a power cut left, in the folder "data" of `folder`.
struct ImageToResume {
    std::filesystem::path folder;
    std::size_t events = 0; ///< of the trace, that came before
};

/// Takes each image up with the program itself: `check` must find it sound, `dial` must come to the end, and a carrier
/// that heard what was sent before the cut must have nobody called twice and nobody lost. Answers how many did not;
/// their folders stay and say why.
int resumeImages(const DialSettings &recorded, const TargetList &list, const std::vector<IoEvent> &trace,
                 const std::vector<ImageToResume> &images);

} // namespace campanile
