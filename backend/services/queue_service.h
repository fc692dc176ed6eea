#pragma once

#include "core/result.h"
#include "domain/call.h"
#include "domain/caller.h"
#include "domain/unknown_outcome.h"
#include "services/answering.h"
#include "services/target_service.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace campanile {

/// A one-off call that somebody asks for (B0-01, B0-16, B0-17, B0-19).
struct NewCall {
    E164 to;
    PhoneNumberId fromNumber;
    AgentId agent;
    std::optional<WallTime> scheduledAt; ///< absent: now
    std::optional<WallTime> expiresAt;   ///< not dialled at or after this; later than `scheduledAt`
    int maxAttempts = 1;                 ///< 1 to ceilings::attempts
    QString timezone;                    ///< of the person, an IANA name; empty: what the number's region allows
    std::map<QString, QString> variables;
    CallCaps caps{}; ///< 0: the agent's
};

/// What can be changed of a pending one-off call. What is absent stays.
struct CallEdit {
    std::optional<E164> to;
    std::optional<WallTime> scheduledAt;
    std::optional<WallTime> expiresAt; ///< 0: it does not expire
    std::optional<int> maxAttempts;
    std::optional<QString> timezone;
    std::optional<std::map<QString, QString>> variables;
    std::optional<CallCaps> caps;
};

/// Which scheduled calls: all conditions hold.
struct QueueFilter {
    CampaignId campaign; ///< null: of any campaign, and one-off calls
    std::optional<ScheduledCallStatus> status;
};

/// Every use case of scheduled calls: the one queue of one-off calls, lists and schedules (B0-02).
/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing.
class QueueService {
public:
    virtual ~QueueService() = default;

    /// Accepts a call once it is on the disk. Refused, with nothing changed: InvalidInput with a pointer; NotFound for
    /// agent or number; WorkspaceDisabled, AgentDisabled, NumberNotAssigned, NumberInboundOnly, NumberUnverified,
    /// BlockedDnc; InsufficientCredits when one minute is not available; RateLimited for a call now while as many calls
    /// are in progress as workspace or trunk allow; CarrierUnavailable when the number has no trunk, and for a call now
    /// while its trunk takes no calls, as far as an engine in this process knows (B0-35…B0-40).
    virtual void place(const Caller &caller, NewCall call, Answering<ScheduledCall> answering) = 0;
    /// Only while it is pending (B0-28): Conflict names the status otherwise. A campaign's rows follow their campaign
    /// and are Conflicts, too.
    virtual void edit(const Caller &caller, ScheduledCallId id, CallEdit edit, Reply<ScheduledCall> reply) = 0;
    /// pending → cancelled; Conflict names the status otherwise. A call on the wire is hung up with
    /// CallService::hangUp.
    virtual void cancel(const Caller &caller, ScheduledCallId id, Reply<ScheduledCall> reply) = 0;
    virtual void get(const Caller &caller, ScheduledCallId id, Reply<ScheduledCall> reply) = 0;
    /// Newest first, after the given id (null: from the newest). `limit` 1 to ceilings::rowsPerPage.
    virtual void page(const Caller &caller, QueueFilter filter, ScheduledCallId after, int limit,
                      Reply<Page<ScheduledCall, ScheduledCallId>> reply) = 0;

    /// Calls of which nobody knows whether they rang, oldest first; at most 1,000.
    virtual void undecided(const Caller &caller, Reply<std::vector<ScheduledCall>> reply) = 0;
    /// Carries out what a person decides about one of them. Conflict when it is not undecided, or its campaign has
    /// ended and it is to be dialled again.
    virtual void decide(const Caller &caller, ScheduledCallId id, UnknownDecision decision,
                        Reply<ScheduledCall> reply) = 0;
};

} // namespace campanile
