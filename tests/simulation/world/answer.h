#pragma once

#include "core/result.h"

namespace campanile::simulation {

/// Whether the answer says for certain that nothing of the request was done. A disk that failed to write says nothing
/// of the kind: what it was given may be there after the next start.
template<class T>
bool isRefusal(const Result<T> &answer)
{
    if (answer.ok()) {
        return false;
    }
    switch (answer.error().code) {
    case ErrorCode::StorageBusy:
    case ErrorCode::StorageFailed:
    case ErrorCode::StorageFull:
    case ErrorCode::StorageReadOnly:
    case ErrorCode::StorageCorrupt:
    case ErrorCode::Internal:
    case ErrorCode::Cancelled:
        return false;
    default:
        return true;
    }
}

} // namespace campanile::simulation
