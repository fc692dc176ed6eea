#pragma once

#include "core/result.h"

#include <functional>
#include <system_error>
#include <thread>

namespace campanile {

/// A thread that runs `work`; or the error that the system has none to give, which a machine with too many processes or
/// too little memory answers. Thread: any.
Result<std::thread> startThread(std::function<void()> work);

/// What to tell people when the system refused a thread, or what a thread cannot do without.
Error withoutMeans(const std::system_error &refusal);

} // namespace campanile
