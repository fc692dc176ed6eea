#pragma once

#include "core/result.h"

#include <functional>
#include <system_error>
#include <thread>

namespace campanile {

/// Starts a thread that runs `work`. Fails when the system cannot start another thread, because there are too many
/// processes or too little memory. Thread: any.
Result<std::thread> startThread(std::function<void()> work);

/// The error for people when the system refused a thread, or a resource that a thread needs.
Error withoutMeans(const std::system_error &refusal);

} // namespace campanile
