#pragma once

#include "storage/connection.h"
#include "support/service_desk.h"

#include <QTest>

namespace campanile::test {

/// The number of a person who answers the simulated call; each `i` gives another number, in an exchange that is
/// reserved for fiction.
inline E164 answering(int i = 0)
{
    return E164{14155550000 + std::int64_t{i} * 10'000'000};
}

/// Gives the targets of a database the ids that a clock a day ahead would have given them. Answers by how much they
/// grew.
inline std::int64_t putTargetsADayAhead(const QString &database)
{
    constexpr Milliseconds aDay{86'400'000};
    const WallTime now = SystemClock().wall();
    const std::int64_t ahead = IdSource::firstValueAt(now + aDay) - IdSource::firstValueAt(now);
    Connection db(database, Connection::Access::ReadWrite);
    db.execute("UPDATE targets SET id = id + ?", ahead);
    db.execute("UPDATE target_numbers SET target_id = target_id + ?", ahead);
    return ahead;
}

/// Open around the clock, but for today and tomorrow; and when that ends, by the clocks of Greenwich.
struct ClosedHours {
    QDate today = QDateTime::currentDateTimeUtc().date();
    QString zone = QStringLiteral("UTC");

    [[nodiscard]] QString text() const
    {
        QString days;
        for (const char *weekday : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
            days += QStringLiteral(R"("%1":["00:00-24:00"],)").arg(QLatin1StringView(weekday));
        }
        return QStringLiteral(R"({"zone":"%1",%2"closed_on":["%3","%4"]})")
            .arg(zone, days, today.toString(Qt::ISODate), today.addDays(1).toString(Qt::ISODate));
    }
    [[nodiscard]] WallTime opensAt() const
    {
        return {QDateTime(today.addDays(2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch()};
    }
};

/// A service desk that dials: campaigns with people, one-off calls, and their outcomes. Calls take as long as in real
/// time until `hurry`.
class CallingDesk : public ServiceDesk {
public:
    using ServiceDesk::ServiceDesk;
    using Move = void (CampaignService::*)(const Caller &, CampaignId, Reply<Campaign>);

    [[nodiscard]] AgentId agent() const { return setup.agents.front().id; }
    [[nodiscard]] PhoneNumberId number() const { return setup.numbers.front().id; }
    [[nodiscard]] TrunkId trunk() const { return setup.trunks.front().id; }
    [[nodiscard]] static WallTime now() { return SystemClock().wall(); }

    void hurry(double speed = 10'000)
    {
        SimulationSettings settings = setup.trunks.front().simulation;
        settings.speed = speed;
        simulate(settings);
    }
    void simulate(const SimulationSettings &settings)
    {
        QVERIFY(ask<Trunk>(caller, services.trunks, &TrunkService::changeSimulation, trunk(), settings).ok());
    }
    void charge(Money perMinute)
    {
        QVERIFY(ask<Trunk>(caller, services.trunks, &TrunkService::changePrice, trunk(), perMinute).ok());
    }
    void topUp(Money amount)
    {
        QVERIFY(ask<CreditAccount>(caller, services.credit, &CreditService::topUp, amount, QString()).ok());
    }
    void change(const AgentEdit &edit)
    {
        QVERIFY(ask<Agent>(caller, services.agents, &AgentService::change, agent(), edit).ok());
    }
    void change(const PhoneNumberEdit &edit)
    {
        QVERIFY(ask<PhoneNumber>(caller, services.numbers, &PhoneNumberService::change, number(), edit).ok());
    }
    void change(const WorkspaceEdit &edit) { QVERIFY(changeWorkspace(edit).ok()); }
    /// How many channels the trunk has; no service sets it, an administrator does.
    void setChannels(int most)
    {
        Connection(databasePath(), Connection::Access::ReadWrite).execute("UPDATE trunks SET max_channels = ?", most);
    }
    EngineStatus engine() { return *ask<EngineStatus>(caller, services.engine, &EngineService::status); }
    void stopAll() { QVERIFY(ask<void>(caller, services.engine, &EngineService::stopAll).ok()); }
    void release() { QVERIFY(ask<void>(caller, services.engine, &EngineService::release).ok()); }

    /// A bulk campaign in draft with these people.
    CampaignId draft(const std::vector<E164> &people, const NewCampaign &fresh = oneAttemptEach())
    {
        const CampaignId id = createCampaign(fresh)->id;
        std::vector<NewTarget> rows;
        for (const E164 to : people) {
            rows.push_back({to, "Person", "{}", static_cast<int>(rows.size()) + 1});
        }
        return append(id, std::move(rows)).ok() ? id : CampaignId{};
    }
    /// The same with `n` people, whose calls end at random.
    CampaignId draft(int n, const NewCampaign &fresh = oneAttemptEach())
    {
        const CampaignId id = createCampaign(fresh)->id;
        return append(id, people(n)).ok() ? id : CampaignId{};
    }
    Result<Campaign> move(Move how, CampaignId id) { return ask<Campaign>(caller, services.campaigns, how, id); }
    /// One in draft with these people, started.
    CampaignId begun(const std::vector<E164> &people, const NewCampaign &fresh = oneAttemptEach())
    {
        return move(&CampaignService::start, draft(people, fresh))->id;
    }
    CampaignOverview overview(CampaignId id)
    {
        return *ask<CampaignOverview>(caller, services.campaigns, &CampaignService::get, id);
    }
    CampaignStats stats(CampaignId id) { return overview(id).stats; }
    std::vector<TargetRow> targets(CampaignId id)
    {
        return ask<Page<TargetRow, TargetId>>(caller, services.targets, &TargetService::page, id, TargetFilter{},
                                              TargetId{}, 200)
            ->rows;
    }

    Result<TargetRow> skip(TargetId id) { return ask<TargetRow>(caller, services.targets, &TargetService::skip, id); }

    /// A call to somebody who answers, due now.
    [[nodiscard]] NewCall newCall(E164 to = answering()) const
    {
        return {.to = to,
                .fromNumber = number(),
                .agent = agent(),
                .scheduledAt = {},
                .expiresAt = {},
                .timezone = {},
                .variables = {}};
    }
    [[nodiscard]] NewCall newCall(E164 to, WallTime at) const
    {
        NewCall call = newCall(to);
        call.scheduledAt = at;
        return call;
    }
    Result<ScheduledCall> place(const NewCall &call)
    {
        return ask<ScheduledCall>(caller, services.queue, &QueueService::place, call);
    }
    Result<ScheduledCall> find(ScheduledCallId id)
    {
        return ask<ScheduledCall>(caller, services.queue, &QueueService::get, id);
    }
    ScheduledCallStatus statusOf(ScheduledCallId id) { return find(id)->status; }
    /// The queue, newest first.
    std::vector<ScheduledCall> queued(const QueueFilter &filter = {})
    {
        return ask<Page<ScheduledCall, ScheduledCallId>>(caller, services.queue, &QueueService::page, filter,
                                                         ScheduledCallId{}, 200)
            ->rows;
    }

    /// What was dialled, newest first.
    std::vector<Call> calls()
    {
        return ask<Page<Call, AttemptId>>(caller, services.calls, &CallService::page, CallFilter{}, AttemptId{}, 200)
            ->rows;
    }
    std::vector<Call> live() { return *ask<std::vector<Call>>(caller, services.calls, &CallService::live); }
    Result<void> hangUp(AttemptId id) { return ask<void>(caller, services.calls, &CallService::hangUp, id); }
};

} // namespace campanile::test
