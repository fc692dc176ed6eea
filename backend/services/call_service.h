#pragma once

#include "core/result.h"
#include "domain/call.h"
#include "domain/call_order.h"
#include "domain/caller.h"
#include "services/target_service.h"

#include <functional>
#include <vector>

namespace campanile {

/// Which calls: all conditions hold.
struct CallFilter {
    CampaignId campaign; ///< null: of any campaign, or of none
    std::optional<ConversationStatus> status;
    QString text; ///< in the number's digits or the target's name; at most ceilings::searchLength characters

    friend bool operator==(const CallFilter &, const CallFilter &) = default;
};

/// Every use case of calls that were dialled.
/// Thread: any. Each call answers at most once, on a thread of the backend's choosing.
class CallService {
public:
    virtual ~CallService() = default;

    /// The calls on the wire now, oldest first; at most 1,000.
    virtual void live(const Caller &caller, Reply<std::vector<Call>> reply) = 0;
    /// The ids of all matching calls, newest first, as TargetService::ids.
    [[nodiscard]] virtual QueryHandle ids(const Caller &caller, CallFilter filter,
                                          Reply<std::vector<AttemptId>> reply) = 0;
    /// The same in another order; `first` as TargetService::sorted.
    [[nodiscard]] virtual QueryHandle sorted(const Caller &caller, CallFilter filter, CallOrder order,
                                             std::function<void(std::vector<AttemptId>)> first,
                                             Reply<std::vector<AttemptId>> reply) = 0;
    /// The calls with these ids, in the order asked for. At most 1,000.
    virtual void rows(const Caller &caller, std::vector<AttemptId> ids, Reply<std::vector<Call>> reply) = 0;
    /// One page, newest first, after the given id (null: from the newest). `limit` 1 to ceilings::rowsPerPage.
    virtual void page(const Caller &caller, CallFilter filter, AttemptId after, int limit,
                      Reply<Page<Call, AttemptId>> reply) = 0;
    /// Every dial of a scheduled call, earliest first; empty when it was not dialled yet, or is not there.
    virtual void ofScheduledCall(const Caller &caller, ScheduledCallId id, Reply<std::vector<Call>> reply) = 0;
    /// NotFound when there is no such call.
    virtual void get(const Caller &caller, AttemptId id, Reply<Call> reply) = 0;
    /// Asks the carrier to end a call. Answers when the carrier has been asked; the call shows how it ended. Conflict
    /// when the call has ended already.
    virtual void hangUp(const Caller &caller, AttemptId id, Reply<void> reply) = 0;
    /// The same, and answers when the call is over, with how it really ended: `Cancelled`, or what won the race, such
    /// as an answer and a hang-up by the callee in the same instant.
    virtual void hangUpAndTell(const Caller &caller, AttemptId id, Reply<EndReason> reply) = 0;
};

} // namespace campanile
