#pragma once

#include "core/result.h"
#include "domain/caller.h"

namespace campanile {

/// PermissionDenied when the caller lacks the scope. The message names the scope.
Result<void> checkScope(const Caller &caller, Scope scope);

/// The same for a service function: answers `reply` with the refusal, and says whether to go on.
/// @param reply a Reply, or an Answering
template<class Answered>
[[nodiscard]] bool isAllowed(const Caller &caller, Scope scope, const Answered &reply)
{
    const Result<void> checked = checkScope(caller, scope);
    if (!checked) {
        reply(checked.error());
    }
    return checked.ok();
}

} // namespace campanile
