#include "bench_backend.h"
#include "benches.h"

#include "core/ids.h"
#include "engine/forecast/forecast.h"
#include "storage/campaign_store.h"
#include "storage/limit_store.h"
#include "storage/migrations.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

namespace {

// Monday, 5 January 2026, 09:00Z.
constexpr WallTime start{1'767'603'600'000};

CampaignId makeCampaign(Connection &db, IdSource &ids, int targets)
{
    Workspace workspace;
    workspace.id = ids.next<WorkspaceId>();
    Agent agent;
    agent.id = ids.next<AgentId>();
    Trunk trunk;
    trunk.id = ids.next<TrunkId>();
    PhoneNumber number;
    number.id = ids.next<PhoneNumberId>();
    agent.workspace = trunk.workspace = number.workspace = workspace.id;
    number.trunk = trunk.id;
    number.number = E164{14155550100};
    number.verified = true;
    trunk.maxChannels = 2'000;
    SetupStore setup(db);
    setup.insert(workspace);
    setup.insert(agent);
    setup.insert(trunk);
    setup.insert(number);
    setup.assign(number.id, agent.id);
    Campaign campaign;
    campaign.id = ids.next<CampaignId>();
    campaign.workspace = workspace.id;
    campaign.agent = agent.id;
    campaign.fromNumber = number.id;
    campaign.ratePerMinute = 600;
    campaign.retry.maxAttempts = 3;
    campaign.hours = QStringLiteral(R"({"zone":"callee","mon":["09:00-18:00"],"tue":["09:00-18:00"],)"
                                    R"("wed":["09:00-18:00"],"thu":["09:00-18:00"],"fri":["09:00-18:00"]})");
    CampaignStore(db).insert(campaign);
    TargetStore store(db);
    LimitStore limits(db);
    for (int i = 0; i < targets; ++i) {
        const auto id = ids.next<TargetId>();
        const E164 to{listedNumber(i)};
        if (!store.claimNumber(campaign.id, to, id)) {
            std::fprintf(stderr, "%s is twice on the list\n", to.toStdString().c_str());
            std::exit(1);
        }
        store.insert(id, campaign.id, to, "Person", R"({"amount":"12.50"})");
        if (i % 10 == 0) { // a tenth was called within the last day
            limits.recordDial(campaign.workspace, to, start - Milliseconds(600'000LL * (i % 144)),
                              ids.next<AttemptId>(), ids.next<ScheduledCallId>());
        }
    }
    return campaign.id;
}

} // namespace

void runForecastBench(int targets, const QString &folder, int rounds)
{
    const QString place = folder + QStringLiteral("/forecast");
    QDir(place).removeRecursively();
    QDir().mkpath(place);
    const QString file = place + QStringLiteral("/forecast.sqlite");
    CampaignId campaign;
    {
        VirtualClock clock(start);
        IdSource ids(clock, 1);
        Connection db(file, Connection::Access::ReadWrite);
        migrate(db, file);
        db.begin();
        campaign = makeCampaign(db, ids, targets);
        db.commit();
    }
    std::vector<double> seconds;
    Forecast foretold;
    for (int round = 0; round < rounds; ++round) {
        Connection db(file, Connection::Access::ReadOnly);
        seconds.push_back(secondsOf([&] {
            db.begin();
            const Result<Forecast> result = forecast(db, {.campaign = campaign}, start);
            db.rollback();
            if (!result) {
                std::fprintf(stderr, "%s\n", result.error().message.toUtf8().constData());
                std::exit(1);
            }
            foretold = *result;
        }));
        std::fprintf(stderr, "round %d: %.3f s\n", round + 1, seconds.back());
    }
    std::printf("{\"bench\":\"forecast\",\"targets\":%d,\"attempts\":%lld,\"virtual_hours\":%lld,\"seconds\":%.3f,"
                "\"slowest_seconds\":%.3f,\"limit_seconds\":2}\n",
                targets, static_cast<long long>(foretold.attempts),
                static_cast<long long>((foretold.endsAt.ms - foretold.startsAt.ms) / 3'600'000), median(seconds),
                *std::max_element(seconds.begin(), seconds.end()));
}

} // namespace campanile::bench
