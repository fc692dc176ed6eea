#pragma once

#include "crash_bench.h"
#include "io_trace.h"
#include "target_lists.h"

#include <filesystem>
#include <vector>

namespace campanile {

/// The files that a power cut left, in the folder "data" of `folder`.
struct ImageToResume {
    std::filesystem::path folder;
    std::size_t events = 0; ///< of the trace, that came before
};

/// Continues each image with the program itself: `check` must find it sound, `dial` must finish, and a carrier that
/// received everything sent before the cut must see nobody called twice and nobody lost. Returns the number of images
/// that failed; their folders are kept and show why.
int resumeImages(const DialSettings &recorded, const TargetList &list, const std::vector<IoEvent> &trace,
                 const std::vector<ImageToResume> &images);

} // namespace campanile
