#pragma once

#include "services/services.h"

namespace campanile::test {

/// Doors that a test does not go through; whoever does gets an error that says so.
template<class T>
void refuseAsAbsent(const Reply<T> &reply)
{
    reply(Result<T>(ErrorCode::Internal, QStringLiteral("This door is not part of the test.")));
}

class AbsentQueueService final : public QueueService {
public:
    void place(NewCall, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void edit(ScheduledCallId, CallEdit, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void cancel(ScheduledCallId, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void get(ScheduledCallId, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void page(QueueFilter, ScheduledCallId, int, Reply<Page<ScheduledCall, ScheduledCallId>> reply) override
    {
        refuseAsAbsent(reply);
    }
    void undecided(Reply<std::vector<ScheduledCall>> reply) override { refuseAsAbsent(reply); }
    void decide(ScheduledCallId, UnknownDecision, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
};

class AbsentWhyService final : public WhyService {
public:
    void ofCampaign(CampaignId, Reply<Explanation> reply) override { refuseAsAbsent(reply); }
    void ofTarget(TargetId, Reply<Explanation> reply) override { refuseAsAbsent(reply); }
    void ofCall(ScheduledCallId, Reply<Explanation> reply) override { refuseAsAbsent(reply); }
};

/// All of them.
struct AbsentServices {
    AbsentQueueService queue;
    AbsentWhyService why;
};

} // namespace campanile::test
