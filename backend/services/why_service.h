#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/explanation.h"
#include "domain/ids.h"

namespace campanile {

/// "Why is it not dialling?", with the same answer for every face.
/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing; NotFound when there is no such
/// object.
class WhyService {
public:
    virtual ~WhyService() = default;

    virtual void ofCampaign(const Caller &caller, CampaignId id, Reply<Explanation> reply) = 0;
    virtual void ofTarget(const Caller &caller, TargetId id, Reply<Explanation> reply) = 0;
    virtual void ofCall(const Caller &caller, ScheduledCallId id, Reply<Explanation> reply) = 0;
};

} // namespace campanile
