#pragma once

#include "core/result.h"
#include "domain/call.h"
#include "domain/caller.h"
#include "domain/rehearsal.h"
#include "services/target_service.h"

#include <vector>

namespace campanile {

/// Runs campaigns before anybody is called: on a copy of the data, where every trunk is simulated. Values:
/// domain/rehearsal.h. A rehearsal stays to be looked at until it is ended or the program ends.
/// Thread: any. Each call answers at most once, on a thread of the backend's choosing.
class RehearsalService {
public:
    /// Each is a copy of all data on the disk.
    static constexpr int mostAtOnce = 2;

    virtual ~RehearsalService() = default;

    /// Answers once it runs. NotFound, Conflict when the campaign is terminal, has nobody to call, or `mostAtOnce` are
    /// there already; InvalidInput; StorageFull when the copy does not fit on the disk.
    virtual void start(const Caller &caller, RehearsalRequest request, Reply<RehearsalState> reply) = 0;
    /// Oldest first.
    virtual void list(const Caller &caller, Reply<std::vector<RehearsalState>> reply) = 0;
    /// The state is at most a few hundredths of a second old.
    virtual void state(const Caller &caller, RehearsalId id, Reply<RehearsalState> reply) = 0;
    /// 0 to 100,000, as in the request; InvalidInput.
    virtual void setSpeed(const Caller &caller, RehearsalId id, int speed, Reply<RehearsalState> reply) = 0;
    /// One page of the calls that were rehearsed, newest first, after the given one (null: from the newest). `limit` 1
    /// to ceilings::rowsPerPage.
    virtual void calls(const Caller &caller, RehearsalId id, AttemptId after, int limit,
                       Reply<Page<Call, AttemptId>> reply) = 0;
    /// Stops the rehearsal and removes the copy.
    virtual void end(const Caller &caller, RehearsalId id, Reply<void> reply) = 0;
};

} // namespace campanile
