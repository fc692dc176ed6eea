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
    void placeOnce(RequestKey, NewCall, Reply<ScheduledCall> reply) override { refuseAsAbsent(reply); }
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

class AbsentCreditService final : public CreditService {
public:
    void account(Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void topUp(Money, QString, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void correct(Money, QString, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void setAutoReload(AutoReload, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void setLowBalance(Money, Reply<CreditAccount> reply) override { refuseAsAbsent(reply); }
    void entries(std::int64_t, int, Reply<Page<CreditEntry, std::int64_t>> reply) override { refuseAsAbsent(reply); }
};

class AbsentDoNotCallService final : public DoNotCallService {
public:
    void add(E164, QString, QString, Reply<DoNotCallAddition> reply) override { refuseAsAbsent(reply); }
    void optOut(AttemptId, QString, Reply<DoNotCallAddition> reply) override { refuseAsAbsent(reply); }
    void optOut(ConversationId, QString, Reply<DoNotCallAddition> reply) override { refuseAsAbsent(reply); }
    void remove(E164, Reply<void> reply) override { refuseAsAbsent(reply); }
    void find(E164, Reply<std::optional<DoNotCallEntry>> reply) override { refuseAsAbsent(reply); }
    void page(E164, int, Reply<Page<DoNotCallEntry, E164>> reply) override { refuseAsAbsent(reply); }
    void count(Reply<qint64> reply) override { refuseAsAbsent(reply); }
    std::shared_ptr<ImportJob> addList(DoNotCallListRequest, std::function<void(ImportProgress)>,
                                       Reply<DoNotCallListSummary> reply) override
    {
        refuseAsAbsent(reply);
        return nullptr;
    }
    void lists(Reply<std::vector<DoNotCallList>> reply) override { refuseAsAbsent(reply); }
};

class AbsentScheduleService final : public ScheduleService {
public:
    void preview(QString, QString, std::optional<WallTime>, int, Reply<SchedulePreview> reply) override
    {
        refuseAsAbsent(reply);
    }
    [[nodiscard]] const std::vector<SchedulePreset> &presets() const override { return schedulePresets(); }
};

class AbsentForecastService final : public ForecastService {
public:
    QueryHandle forecast(ForecastRequest, Reply<Forecast> reply) override
    {
        refuseAsAbsent(reply);
        return nullptr;
    }
};

class AbsentRehearsalService final : public RehearsalService {
public:
    void start(RehearsalRequest, Reply<RehearsalState> reply) override { refuseAsAbsent(reply); }
    void list(Reply<std::vector<RehearsalState>> reply) override { refuseAsAbsent(reply); }
    void state(RehearsalId, Reply<RehearsalState> reply) override { refuseAsAbsent(reply); }
    void setSpeed(RehearsalId, int, Reply<RehearsalState> reply) override { refuseAsAbsent(reply); }
    void calls(RehearsalId, AttemptId, int, Reply<Page<Call, AttemptId>> reply) override { refuseAsAbsent(reply); }
    void end(RehearsalId, Reply<void> reply) override { refuseAsAbsent(reply); }
};

/// All of them.
struct AbsentServices {
    AbsentQueueService queue;
    AbsentWhyService why;
    AbsentCreditService credit;
    AbsentDoNotCallService doNotCall;
    AbsentScheduleService schedules;
    AbsentForecastService forecasts;
    AbsentRehearsalService rehearsals;
};

} // namespace campanile::test
