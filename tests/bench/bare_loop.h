#pragma once

#include "core/ids.h"

#include <sqlite3.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

/// What the bare loops are made of: prepared statements on the product's own schema, and nothing else.
namespace campanile::bench {

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
        (bind(++index, values), ...);
        if (sqlite3_step(m_statement) != SQLITE_DONE) {
            stop();
        }
        sqlite3_reset(m_statement);
    }

private:
    void bind(int index, std::int64_t value) { sqlite3_bind_int64(m_statement, index, value); }
    void bind(int index, const char *text) { sqlite3_bind_text(m_statement, index, text, -1, SQLITE_STATIC); }

    [[noreturn]] void stop()
    {
        std::fprintf(stderr, "bare loop: %s\n", sqlite3_errmsg(m_db));
        std::exit(1);
    }
    sqlite3 *m_db;
    sqlite3_stmt *m_statement = nullptr;
};

inline void execute(sqlite3 *db, const char *sql)
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
    std::int64_t event = 0; ///< of its first
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

inline constexpr std::int64_t now = 1'767'603'600'000; // instants as long as the product's, too
inline constexpr std::int64_t callerId = 14'155'550'100;

/// Ids for one campaign and what belongs to it.
PlanIds makePlan(IdSource &ids);
/// In the order in which the product makes them, so that each table grows at its end.
std::vector<CallIds> makeCalls(IdSource &ids, int calls);
/// A fresh database with the product's schema, one campaign and its targets as an import leaves them, and another of
/// `present` people that is there, too.
void prepareBareDatabase(const QString &path, const PlanIds &plan, const std::vector<CallIds> &calls, IdSource &ids,
                         int present);
/// Opened with the product's own settings and its checkpoints.
sqlite3 *openBare(const QString &path);

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
                        now, c.call, ++m_shortId);
            m_scheduled.run(now, c.target);
            tell(1, c, 0, R"({"status":"pending","scheduled_at":1767603600000,"state":"waiting"})");
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
            m_ledger.run(c.number, m_plan.workspace, now, c.attempt, c.call);
        }
        execute(m_db, "COMMIT");
    }
    void settle(Calls calls)
    {
        execute(m_db, "BEGIN IMMEDIATE");
        for (const CallIds &c : calls) {
            m_ended.run(now, now, c.call, c.attempt);
            m_conversation.run(c.call, c.attempt, now, now);
            m_dispatched.run(c.call);
            m_reached.run(now, c.target);
            tell(2, c, c.attempt, R"({"status":"dispatched","attempt":1,"state":"talking"})");
            tell(6, c, c.attempt, R"({"status":"in_progress","attempt":1,"state":"talking"})");
            tell(7, c, c.attempt,
                 R"({"status":"completed","reason":"callee_hangup","attempt":1,"duration_seconds":1,"cost":0,)"
                 R"("disposition":"completed","state":"answered"})");
        }
        execute(m_db, "COMMIT");
    }

private:
    void tell(std::int64_t type, const CallIds &c, std::int64_t attempt, const char *data)
    {
        ++m_sequence;
        m_event.run(m_sequence, c.event + m_sequence, m_plan.workspace, type, now, m_plan.campaign, c.call, attempt,
                    c.call, c.target, data);
    }

    sqlite3 *m_db;
    const PlanIds m_plan;
    std::int64_t m_sequence = 0;
    std::int64_t m_shortId = 0;
    Bare m_queue{m_db,
                 "INSERT INTO scheduled_calls (id, workspace_id, campaign_id, target_id, phone_number_id, agent_id,"
                 " to_number, status, due_at, scheduled_at, conversation_id, short_id)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)"};
    Bare m_scheduled{m_db, "UPDATE targets SET status = 1, next_at = ? WHERE id = ?"};
    Bare m_event{m_db, "INSERT INTO events (sequence, id, workspace_id, type, at, campaign_id, scheduled_call_id,"
                       " attempt_id, conversation_id, target_id, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Bare m_claim{m_db, "UPDATE scheduled_calls SET status = 1, epoch = epoch + 1, attempt = attempt + 1"
                       " WHERE id = ? AND status = 0"};
    Bare m_attempt{m_db, "INSERT INTO attempts (id, scheduled_call_id, campaign_id, target_id, workspace_id,"
                         " phone_number_id, trunk_id, agent_id, from_number, to_number, n, epoch, process_id, state,"
                         " intent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 1, 0, ?)"};
    Bare m_ledger{m_db, "INSERT INTO dial_ledger (number, workspace_id, at, attempt_id, scheduled_call_id)"
                        " VALUES (?, ?, ?, ?, ?)"};
    Bare m_ended{m_db, "UPDATE attempts SET state = 4, answered_at = ?, ended_at = ?, end_reason = 1, sip_code = 200,"
                       " conversation_id = ? WHERE id = ?"};
    Bare m_conversation{m_db, "INSERT INTO conversations (id, attempt_id, started_at, ended_at, end_reason,"
                              " duration_seconds) VALUES (?, ?, ?, ?, 1, 1)"};
    Bare m_dispatched{m_db, "UPDATE scheduled_calls SET status = 2 WHERE id = ?"};
    Bare m_reached{m_db, "UPDATE targets SET status = 2, attempts = 1, last_outcome = 1, next_at = ? WHERE id = ?"};
};

} // namespace campanile::bench
