#include "bench_backend.h"
#include "benches.h"

#include "storage/migrations.h"

#include <QFile>

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

namespace {

constexpr int materializedAtOnce = 1'000; // as Materializer::stepRows
constexpr int dialledAtOnce = 256;        // as the dispatcher's calls of one pass

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

/// The product's schema with one campaign and its targets, as an import leaves them.
void prepare(const QString &path, int calls)
{
    for (const char *suffix : {"", "-wal", "-shm"}) {
        QFile::remove(path + QLatin1StringView(suffix));
    }
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    db.begin();
    db.execute("INSERT INTO workspaces (id, name, disabled, rate_per_minute, max_concurrent, cooldown_ms, max_per_day,"
               " max_per_week) VALUES (1, 'w', 0, 0, 0, 3600000, 3, 7)");
    db.execute("INSERT INTO agents VALUES (1, 1, 'a', 'scripted', '', 0, 60, 1800)");
    db.execute("INSERT INTO trunks (id, workspace_id, name, kind) VALUES (1, 1, 't', 0)");
    db.execute("INSERT INTO phone_numbers (id, workspace_id, trunk_id, number, label, verified)"
               " VALUES (1, 1, 1, 14155550100, 'n', 1)");
    db.execute("INSERT INTO campaigns (id, workspace_id, name, description, agent_id, phone_number_id, status,"
               " rate_per_minute, max_concurrent, max_attempts, retry_delay_ms, created_at)"
               " VALUES (1, 1, 'c', '', 1, 1, 1, 0, 0, 1, 900000, 0)");
    for (int i = 1; i <= calls; ++i) {
        db.execute("INSERT INTO targets (id, campaign_id, number, name, variables)"
                   " VALUES (?, 1, ?, 'Person 12345', '{\"name\":\"Person 12345\",\"amount\":\"12.50\"}')",
                   i, listedNumber(i));
    }
    db.commit();
    db.checkpoint();
}

/// Everything one call leaves behind, row by row.
class BareLoop {
public:
    explicit BareLoop(sqlite3 *db)
        : m_db(db)
    {
    }

    void materialize(int from, int to)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (int i = from; i < to; ++i) {
            m_queue.run(i, i, listedNumber(i));
            m_scheduled.run(i);
            m_event.run(1, i, 0);
        }
        execute(m_db, "COMMIT");
    }
    void dial(int from, int to)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (int i = from; i < to; ++i) {
            m_claim.run(i);
            m_attempt.run(i, i, i, listedNumber(i));
            m_ledger.run(listedNumber(i), i, i);
        }
        execute(m_db, "COMMIT");
    }
    void settle(int from, int to)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (int i = from; i < to; ++i) {
            m_ended.run(i, i);
            m_conversation.run(i, i);
            m_dispatched.run(i);
            m_reached.run(i);
            m_event.run(2, i, i);
            m_event.run(6, i, i);
            m_event.run(7, i, i);
        }
        execute(m_db, "COMMIT");
    }

private:
    sqlite3 *m_db;
    Bare m_queue{m_db,
                 "INSERT INTO scheduled_calls (id, workspace_id, campaign_id, target_id, phone_number_id, agent_id,"
                 " to_number, status, due_at) VALUES (?, 1, 1, ?, 1, 1, ?, 0, 0)"};
    Bare m_scheduled{m_db, "UPDATE targets SET status = 1, next_at = 0 WHERE id = ?"};
    Bare m_event{m_db,
                 "INSERT INTO events (type, at, campaign_id, scheduled_call_id, attempt_id) VALUES (?, 0, 1, ?, ?)"};
    Bare m_claim{m_db, "UPDATE scheduled_calls SET status = 1, epoch = epoch + 1, attempt = attempt + 1"
                       " WHERE id = ? AND status = 0"};
    Bare m_attempt{m_db, "INSERT INTO attempts (id, scheduled_call_id, campaign_id, target_id, workspace_id,"
                         " phone_number_id, trunk_id, agent_id, from_number, to_number, n, epoch, generation, state,"
                         " intent_at) VALUES (?, ?, 1, ?, 1, 1, 1, 1, 14155550100, ?, 1, 1, 1, 0, 1700000000000)"};
    Bare m_ledger{m_db, "INSERT INTO dial_ledger (number, at, attempt_id, scheduled_call_id)"
                        " VALUES (?, 1700000000000, ?, ?)"};
    Bare m_ended{m_db, "UPDATE attempts SET state = 4, answered_at = 1700000000001, ended_at = 1700000000002,"
                       " end_reason = 1, sip_code = 200, conversation_id = ? WHERE id = ?"};
    Bare m_conversation{m_db, "INSERT INTO conversations (id, attempt_id, started_at, ended_at, end_reason,"
                              " duration_seconds) VALUES (?, ?, 1700000000001, 1700000000002, 1, 1)"};
    Bare m_dispatched{m_db, "UPDATE scheduled_calls SET status = 2 WHERE id = ?"};
    Bare m_reached{m_db, "UPDATE targets SET status = 2, attempts = 1, last_outcome = 1 WHERE id = ?"};
};

} // namespace

double bareDispatchSeconds(int calls, const QString &database)
{
    prepare(database, calls);
    sqlite3 *db = nullptr;
    sqlite3_open(database.toUtf8().constData(), &db);
    // The product's own settings, and its checkpoints.
    execute(db, "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;"
                "PRAGMA wal_autocheckpoint=4000");
    const double seconds = secondsOf([&] {
        BareLoop loop(db);
        for (int from = 1; from <= calls; from += materializedAtOnce) {
            const int to = std::min(from + materializedAtOnce, calls + 1);
            loop.materialize(from, to);
            for (int at = from; at < to; at += dialledAtOnce) {
                loop.dial(at, std::min(at + dialledAtOnce, to));
                loop.settle(at, std::min(at + dialledAtOnce, to));
            }
        }
    });
    sqlite3_close(db);
    return seconds;
}

} // namespace campanile::bench
