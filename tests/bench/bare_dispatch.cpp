#include "bench_backend.h"
#include "benches.h"

#include "core/clock.h"
#include "core/ids.h"
#include "storage/migrations.h"

#include <QFile>

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

namespace campanile::bench {

namespace {

constexpr std::size_t materializedAtOnce = 1'000; // as Materializer::stepRows
constexpr std::size_t dialledAtOnce = 256;        // as the dispatcher's calls of one pass

/// A prepared statement and nothing else.
class Bare {
public:
    Bare(sqlite3 *db, const char *sql)
        : m_db(db)
    {
        if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr) != SQLITE_OK) {
            stop();
        }
    }
    ~Bare() { sqlite3_finalize(m_statement); }
    Bare(const Bare &) = delete;
    Bare &operator=(const Bare &) = delete;

    template<class... Values>
    void run(Values... values)
    {
        int index = 0;
        (sqlite3_bind_int64(m_statement, ++index, static_cast<sqlite3_int64>(values)), ...);
        if (sqlite3_step(m_statement) != SQLITE_DONE) {
            stop();
        }
        sqlite3_reset(m_statement);
    }

private:
    [[noreturn]] void stop()
    {
        std::fprintf(stderr, "bare loop: %s\n", sqlite3_errmsg(m_db));
        std::exit(1);
    }
    sqlite3 *m_db;
    sqlite3_stmt *m_statement = nullptr;
};

void execute(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        std::fprintf(stderr, "bare loop: %s\n", sqlite3_errmsg(db));
        std::exit(1);
    }
}

/// The ids of everything one call leaves behind, as long as the product's, made before the clock runs.
struct CallIds {
    std::int64_t target = 0;
    std::int64_t call = 0;
    std::int64_t attempt = 0;
    std::int64_t conversation = 0;
    std::int64_t number = 0;
};

/// What all calls share.
struct PlanIds {
    std::int64_t workspace = 0;
    std::int64_t agent = 0;
    std::int64_t trunk = 0;
    std::int64_t number = 0;
    std::int64_t campaign = 0;
};

constexpr std::int64_t now = 1'767'603'600'000; // instants as long as the product's, too
constexpr std::int64_t callerId = 14'155'550'100;

PlanIds makePlan(IdSource &ids)
{
    return {ids.nextValue(), ids.nextValue(), ids.nextValue(), ids.nextValue(), ids.nextValue()};
}

/// In the order in which the product makes them, so that each table grows at its end.
std::vector<CallIds> makeCalls(IdSource &ids, int calls)
{
    std::vector<CallIds> all(static_cast<std::size_t>(calls));
    for (int i = 0; i < calls; ++i) {
        all[static_cast<std::size_t>(i)].number = listedNumber(i);
    }
    for (const auto member : {&CallIds::target, &CallIds::call, &CallIds::attempt, &CallIds::conversation}) {
        for (CallIds &call : all) {
            call.*member = ids.nextValue();
        }
    }
    return all;
}

void addCampaign(Connection &db, const PlanIds &plan, std::int64_t id)
{
    db.execute("INSERT INTO campaigns (id, workspace_id, name, description, agent_id, phone_number_id, status,"
               " rate_per_minute, max_concurrent, max_attempts, retry_delay_ms, created_at)"
               " VALUES (?, ?, 'c', '', ?, ?, 1, 0, 0, 1, 900000, 0)",
               id, plan.workspace, plan.agent, plan.number);
}

/// The product's schema with one campaign and its targets, as an import leaves them, and another that is there, too.
void prepare(const QString &path, const PlanIds &plan, const std::vector<CallIds> &calls, IdSource &ids, int present)
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
    db.execute("INSERT INTO agents VALUES (?, ?, 'a', 'scripted', '', 0, 60, 1800)", plan.agent, plan.workspace);
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

/// Everything one call leaves behind, row by row.
class BareLoop {
public:
    using Calls = std::span<const CallIds>;

    BareLoop(sqlite3 *db, const PlanIds &plan)
        : m_db(db)
        , m_plan(plan)
    {
    }

    void materialize(Calls calls)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (const CallIds &c : calls) {
            m_queue.run(c.call, m_plan.workspace, m_plan.campaign, c.target, m_plan.number, m_plan.agent, c.number, now,
                        now);
            m_scheduled.run(now, c.target);
            m_event.run(1, now, m_plan.campaign, c.call, 0, 0);
        }
        execute(m_db, "COMMIT");
    }
    void dial(Calls calls)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (const CallIds &c : calls) {
            m_claim.run(c.call);
            m_attempt.run(c.attempt, c.call, m_plan.campaign, c.target, m_plan.workspace, m_plan.number, m_plan.trunk,
                          m_plan.agent, callerId, c.number, now);
            m_ledger.run(c.number, now, c.attempt, c.call);
        }
        execute(m_db, "COMMIT");
    }
    void settle(Calls calls)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (const CallIds &c : calls) {
            m_ended.run(now, now, c.conversation, c.attempt);
            m_conversation.run(c.conversation, c.attempt, now, now);
            m_dispatched.run(c.call);
            m_reached.run(now, c.target);
            m_event.run(2, now, m_plan.campaign, c.call, c.attempt, 0);
            m_event.run(6, now, m_plan.campaign, c.call, c.attempt, 0);
            m_event.run(7, now, m_plan.campaign, c.call, c.attempt, 1);
        }
        execute(m_db, "COMMIT");
    }

private:
    sqlite3 *m_db;
    const PlanIds m_plan;
    Bare m_queue{m_db,
                 "INSERT INTO scheduled_calls (id, workspace_id, campaign_id, target_id, phone_number_id, agent_id,"
                 " to_number, status, due_at, scheduled_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"};
    Bare m_scheduled{m_db, "UPDATE targets SET status = 1, next_at = ? WHERE id = ?"};
    Bare m_event{m_db, "INSERT INTO events (type, at, campaign_id, scheduled_call_id, attempt_id, detail)"
                       " VALUES (?, ?, ?, ?, ?, ?)"};
    Bare m_claim{m_db, "UPDATE scheduled_calls SET status = 1, epoch = epoch + 1, attempt = attempt + 1"
                       " WHERE id = ? AND status = 0"};
    Bare m_attempt{m_db, "INSERT INTO attempts (id, scheduled_call_id, campaign_id, target_id, workspace_id,"
                         " phone_number_id, trunk_id, agent_id, from_number, to_number, n, epoch, generation, state,"
                         " intent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 1, 0, ?)"};
    Bare m_ledger{m_db, "INSERT INTO dial_ledger (number, at, attempt_id, scheduled_call_id) VALUES (?, ?, ?, ?)"};
    Bare m_ended{m_db, "UPDATE attempts SET state = 4, answered_at = ?, ended_at = ?, end_reason = 1, sip_code = 200,"
                       " conversation_id = ? WHERE id = ?"};
    Bare m_conversation{m_db, "INSERT INTO conversations (id, attempt_id, started_at, ended_at, end_reason,"
                              " duration_seconds) VALUES (?, ?, ?, ?, 1, 1)"};
    Bare m_dispatched{m_db, "UPDATE scheduled_calls SET status = 2 WHERE id = ?"};
    Bare m_reached{m_db, "UPDATE targets SET status = 2, attempts = 1, last_outcome = 1, next_at = ? WHERE id = ?"};
};

} // namespace

double bareDispatchSeconds(int calls, int present, const QString &database)
{
    const SystemClock clock;
    IdSource ids(clock, 1);
    const PlanIds plan = makePlan(ids);
    const std::vector<CallIds> all = makeCalls(ids, calls);
    prepare(database, plan, all, ids, present);
    sqlite3 *db = nullptr;
    sqlite3_open(database.toUtf8().constData(), &db);
    // The product's own settings, and its checkpoints.
    execute(db, "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000");
    const double seconds = secondsOf([&] {
        BareLoop loop(db, plan);
        const BareLoop::Calls list(all);
        for (std::size_t from = 0; from < list.size(); from += materializedAtOnce) {
            const BareLoop::Calls batch = list.subspan(from, std::min(materializedAtOnce, list.size() - from));
            loop.materialize(batch);
            for (std::size_t at = 0; at < batch.size(); at += dialledAtOnce) {
                const BareLoop::Calls pass = batch.subspan(at, std::min(dialledAtOnce, batch.size() - at));
                loop.dial(pass);
                loop.settle(pass);
            }
        }
    });
    sqlite3_close(db);
    return seconds;
}

} // namespace campanile::bench
