#include "bare_loop.h"

#include "benches.h"
#include "storage/migrations.h"

#include <QFile>

namespace campanile::bench {

namespace {

void addCampaign(Connection &db, const PlanIds &plan, std::int64_t id)
{
    db.execute("INSERT INTO campaigns (id, workspace_id, name, description, agent_id, phone_number_id, status,"
               " rate_per_minute, max_concurrent, max_attempts, retry_delay_ms, created_at)"
               " VALUES (?, ?, 'c', '', ?, ?, 1, 0, 0, 1, 900000, 0)",
               id, plan.workspace, plan.agent, plan.number);
}

} // namespace

PlanIds makePlan(IdSource &ids)
{
    return {ids.nextValue(), ids.nextValue(), ids.nextValue(), ids.nextValue(), ids.nextValue()};
}

std::vector<CallIds> makeCalls(IdSource &ids, int calls)
{
    std::vector<CallIds> all(static_cast<std::size_t>(calls));
    for (int i = 0; i < calls; ++i) {
        all[static_cast<std::size_t>(i)].number = listedNumber(i);
    }
    for (const auto member : {&CallIds::target, &CallIds::call, &CallIds::attempt, &CallIds::event}) {
        for (CallIds &call : all) {
            call.*member = ids.nextValue();
        }
    }
    return all;
}

void prepareBareDatabase(const QString &path, const PlanIds &plan, const std::vector<CallIds> &calls, IdSource &ids,
                         int present)
{
    for (const char *suffix : {"", "-wal", "-shm"}) {
        QFile::remove(path + QLatin1StringView(suffix));
    }
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    db.begin();
    db.execute("INSERT INTO workspaces (id, name, disabled, rate_per_minute, max_concurrent, cooldown_ms, max_per_day,"
               " max_per_week) VALUES (?, 'w', 0, 0, 0, 3600000, 3, 7)",
               plan.workspace);
    db.execute("INSERT INTO agents (id, workspace_id, name, endpoint, first_message, max_hold_seconds,"
               " max_duration_seconds) VALUES (?, ?, 'a', 'scripted', '', 60, 1800)",
               plan.agent, plan.workspace);
    db.execute("INSERT INTO trunks (id, workspace_id, name, kind) VALUES (?, ?, 't', 0)", plan.trunk, plan.workspace);
    db.execute("INSERT INTO phone_numbers (id, workspace_id, trunk_id, number, label, verified)"
               " VALUES (?, ?, ?, ?, 'n', 1)",
               plan.number, plan.workspace, plan.trunk, callerId);
    addCampaign(db, plan, plan.campaign);
    const auto addTarget = [&db](std::int64_t id, std::int64_t campaign, std::int64_t number) {
        db.execute("INSERT INTO targets (id, campaign_id, number, name, variables)"
                   " VALUES (?, ?, ?, 'Person 12345', '{\"name\":\"Person 12345\",\"amount\":\"12.50\"}')",
                   id, campaign, number);
    };
    for (const CallIds &call : calls) {
        addTarget(call.target, plan.campaign, call.number);
    }
    if (present > 0) {
        const std::int64_t other = ids.nextValue();
        addCampaign(db, plan, other);
        for (int i = 0; i < present; ++i) {
            addTarget(ids.nextValue(), other, listedNumber(static_cast<qint64>(calls.size()) + i));
        }
    }
    db.commit();
    db.checkpoint();
}

sqlite3 *openBare(const QString &path)
{
    sqlite3 *db = nullptr;
    sqlite3_open(path.toUtf8().constData(), &db);
    execute(db, "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000");
    return db;
}

} // namespace campanile::bench
