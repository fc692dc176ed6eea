#pragma once

#include "services/services.h"

namespace campanile::test {

/// Services that a test does not use. A call of one of them returns an error that says so.
template<class Answered>
void refuseAsAbsent(const Answered &reply)
{
    reply({ErrorCode::Internal, QStringLiteral("This door is not part of the test.")});
}

class AbsentQueueService final : public QueueService {
public:
    void place(const Caller &, NewCall, Answering<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void edit(const Caller &, ScheduledCallId, CallEdit, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void cancel(const Caller &, ScheduledCallId, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void get(const Caller &, ScheduledCallId, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
    void page(const Caller &, QueueFilter, ScheduledCallId, int,
              Reply<Page<ScheduledCall, ScheduledCallId>> reply) override
    {
        refuseAsAbsent(reply);
    }
    void undecided(const Caller &, Reply<std::vector<ScheduledCall>> reply) override { refuseAsAbsent(reply); }
    void decide(const Caller &, ScheduledCallId, UnknownDecision, Reply<ScheduledCall> reply) override
    {
        refuseAsAbsent(reply);
    }
};

class AbsentWhyService final : public WhyService {
public:
    void ofCampaign(const Caller &, CampaignId, Reply<Explanation> reply) override { refuseAsAbsent(reply); }
    void ofTarget(const Caller &, TargetId, Reply<Explanation> reply) override { refuseAsAbsent(reply); }
    void ofCall(const Caller &, ScheduledCallId, Reply<Explanation> reply) override { refuseAsAbsent(reply); }
};

class AbsentCreditService final : public CreditService {
public:
    void account(const Caller &, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void topUp(const Caller &, Money, QString, Answering<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void correct(const Caller &, Money, QString, Answering<CreditAccount> answering) override
    {
        refuseAsAbsent(answering);
    }
    void setAutoReload(const Caller &, AutoReload, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void setLowBalance(const Caller &, Money, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void entries(const Caller &, std::int64_t, int, Reply<Page<CreditEntry, std::int64_t>> reply) override
    {
        refuseAsAbsent(reply);
    }
};

class AbsentDoNotCallService final : public DoNotCallService {
public:
    void add(const Caller &, E164, QString, QString, Answering<DoNotCallAddition> answering) override
    {
        refuseAsAbsent(answering);
    }
    void optOut(const Caller &, AttemptId, QString, Reply<DoNotCallAddition> reply) override { refuseAsAbsent(reply); }
    void optOut(const Caller &, ConversationId, QString, Reply<DoNotCallAddition> reply) override
    {
        refuseAsAbsent(reply);
    }
    void remove(const Caller &, E164, Reply<void> reply) override { refuseAsAbsent(reply); }
    void find(const Caller &, E164, Reply<std::optional<DoNotCallEntry>> reply) override { refuseAsAbsent(reply); }
    void page(const Caller &, E164, int, Reply<Page<DoNotCallEntry, E164>> reply) override { refuseAsAbsent(reply); }
    void count(const Caller &, Reply<qint64> reply) override { refuseAsAbsent(reply); }
    std::shared_ptr<ImportJob> addList(const Caller &, DoNotCallListRequest, std::function<void(ImportProgress)>,
                                       Answering<DoNotCallListSummary> answering) override
    {
        refuseAsAbsent(answering);
        return nullptr;
    }
    void lists(const Caller &, Reply<std::vector<DoNotCallList>> reply) override { refuseAsAbsent(reply); }
};

class AbsentScheduleService final : public ScheduleService {
public:
    void preview(const Caller &, QString, QString, std::optional<WallTime>, int, Reply<SchedulePreview> reply) override
    {
        refuseAsAbsent(reply);
    }
};

class AbsentForecastService final : public ForecastService {
public:
    QueryHandle forecast(const Caller &, ForecastRequest, Reply<Forecast> reply) override
    {
        refuseAsAbsent(reply);
        return nullptr;
    }
};

class AbsentRehearsalService final : public RehearsalService {
public:
    void start(const Caller &, RehearsalRequest, Reply<RehearsalState> reply) override { refuseAsAbsent(reply); }
    void list(const Caller &, Reply<std::vector<RehearsalState>> reply) override { refuseAsAbsent(reply); }
    void state(const Caller &, RehearsalId, Reply<RehearsalState> reply) override { refuseAsAbsent(reply); }
    void setSpeed(const Caller &, RehearsalId, int, Reply<RehearsalState> reply) override { refuseAsAbsent(reply); }
    void calls(const Caller &, RehearsalId, AttemptId, int, Reply<Page<Call, AttemptId>> reply) override
    {
        refuseAsAbsent(reply);
    }
    void end(const Caller &, RehearsalId, Reply<void> reply) override { refuseAsAbsent(reply); }
};

class AbsentKeyService final : public KeyService {
public:
    void list(const Caller &, Reply<std::vector<ApiKey>> reply) override { refuseAsAbsent(reply); }
    void create(const Caller &, NewApiKey, Reply<MadeApiKey> reply) override { refuseAsAbsent(reply); }
    void disable(const Caller &, ApiKeyId, Reply<ApiKey> reply) override { refuseAsAbsent(reply); }
};

class AbsentWorkspaceService final : public WorkspaceService {
public:
    void read(const Caller &, Reply<Setup> reply) override { refuseAsAbsent(reply); }
    void createSample(const Caller &, Reply<CampaignId> reply) override { refuseAsAbsent(reply); }
    void ensureBasics(const Caller &, Reply<Setup> reply) override { refuseAsAbsent(reply); }
    void change(const Caller &, WorkspaceEdit, Reply<Workspace> reply) override { refuseAsAbsent(reply); }
    void list(const Caller &, Reply<std::vector<Workspace>> reply) override { refuseAsAbsent(reply); }
    void create(const Caller &, QString, Answering<Workspace> reply) override { refuseAsAbsent(reply); }
};

class AbsentAgentService final : public AgentService {
public:
    void list(const Caller &, Reply<std::vector<Agent>> reply) override { refuseAsAbsent(reply); }
    void create(const Caller &, NewAgent, Answering<Agent> reply) override { refuseAsAbsent(reply); }
    void change(const Caller &, AgentId, AgentEdit, Reply<Agent> reply) override { refuseAsAbsent(reply); }
};

class AbsentTrunkService final : public TrunkService {
public:
    void list(const Caller &, Reply<std::vector<Trunk>> reply) override { refuseAsAbsent(reply); }
    void create(const Caller &, NewTrunk, Answering<Trunk> reply) override { refuseAsAbsent(reply); }
    void changeSimulation(const Caller &, TrunkId, SimulationSettings, Reply<Trunk> reply) override
    {
        refuseAsAbsent(reply);
    }
    void changePrice(const Caller &, TrunkId, Money, Reply<Trunk> reply) override { refuseAsAbsent(reply); }
    void changeCountries(const Caller &, TrunkId, QStringList, Reply<Trunk> reply) override { refuseAsAbsent(reply); }
};

class AbsentPhoneNumberService final : public PhoneNumberService {
public:
    void list(const Caller &, Reply<std::vector<PhoneNumber>> reply) override { refuseAsAbsent(reply); }
    void create(const Caller &, NewPhoneNumber, Answering<PhoneNumber> reply) override { refuseAsAbsent(reply); }
    void change(const Caller &, PhoneNumberId, PhoneNumberEdit, Reply<PhoneNumber> reply) override
    {
        refuseAsAbsent(reply);
    }
    void assign(const Caller &, PhoneNumberId, AgentId, Reply<void> reply) override { refuseAsAbsent(reply); }
    void unassign(const Caller &, PhoneNumberId, AgentId, Reply<void> reply) override { refuseAsAbsent(reply); }
};

/// All of them.
struct AbsentServices {
    AbsentWorkspaceService workspaces;
    AbsentKeyService keys;
    AbsentAgentService agents;
    AbsentTrunkService trunks;
    AbsentPhoneNumberService numbers;
    AbsentQueueService queue;
    AbsentWhyService why;
    AbsentCreditService credit;
    AbsentDoNotCallService doNotCall;
    AbsentScheduleService schedules;
    AbsentForecastService forecasts;
    AbsentRehearsalService rehearsals;
};

} // namespace campanile::test
