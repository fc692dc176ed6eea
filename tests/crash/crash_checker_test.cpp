#include "crash_checker.h"

#include "storage/connection.h"
#include "storage/migrations.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include <fstream>
#include <functional>
#include <map>

Q_DECLARE_METATYPE(std::function<void()>)

namespace campanile {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t wallMs = 1'795'000'000'000; // when the monotonic clock of these logs stood at 0
constexpr const char *instance = "0TESTTESTTEST";

// Digits; the last one names the story below.
constexpr std::int64_t reached = 14155550141;     // answered at once
constexpr std::int64_t busyFirst = 14155550142;   // busy, then answered
constexpr std::int64_t invalid = 14155550143;     // failed
constexpr std::int64_t unsentFirst = 14155550144; // given back by a second process, then answered

/// An attempt's id as this process makes it.
constexpr std::int64_t attemptId(std::int64_t ms, std::int64_t process, std::int64_t sequence)
{
    return (ms << 22) | (process << 12) | sequence;
}

constexpr std::int64_t toReached = attemptId(1'000, 1, 1);
constexpr std::int64_t toBusy = attemptId(1'000, 1, 2);
constexpr std::int64_t toBusyAgain = attemptId(2'600, 2, 1);
constexpr std::int64_t toInvalid = attemptId(1'000, 1, 3);
constexpr std::int64_t neverSent = attemptId(1'000, 1, 4);
constexpr std::int64_t sentAfterAll = attemptId(6'500, 2, 2);

std::string publicForm(std::int64_t id)
{
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text(13, '0');
    for (std::size_t i = text.size(); i-- > 0; id >>= 5) {
        text[i] = digits[static_cast<std::size_t>(id & 31)];
    }
    return "att_" + text;
}

} // namespace

/// The checker decides whether the crash test means anything: each case plants one broken promise into evidence that is
/// clean otherwise, and it must be found.
class CrashCheckerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        fs::create_directory(journal());
        writeDatabase();
        writeLog();
    }

    void acceptsACleanCampaign()
    {
        const Verdict verdict = check();
        for (const Violation &violation : verdict.violations) {
            qWarning("%s: %s", nameOf(violation.rule).data(), violation.what.c_str());
        }
        QVERIFY(verdict.violations.empty());
        QCOMPARE(verdict.invites, std::int64_t{5});
        QCOMPARE(verdict.distinctAttempts, std::int64_t{5});
        QCOMPARE(verdict.doubles, std::int64_t{0});
        QCOMPARE(verdict.lost, std::int64_t{0});
    }

    void catches_data()
    {
        QTest::addColumn<std::function<void()>>("plant");
        QTest::addColumn<int>("rule");
        const auto plant = [](const char *name, Rule rule, std::function<void()> deed) {
            QTest::newRow(name) << std::move(deed) << static_cast<int>(rule);
        };
        plant("a second INVITE of one attempt", Rule::DoubleInvite,
              [this] { addInvite(9'900'000, 3, toReached, reached); });
        plant("the same INVITE again at once", Rule::DoubleInvite,
              [this] { addInvite(1'010'000, 1, toReached, reached); });

        plant("an INVITE without an attempt", Rule::InviteWithoutIntent,
              [this] { addInvite(7'000'000, 2, attemptId(6'900, 2, 9), 14155550149); });
        plant("an INVITE whose id is none", Rule::InviteWithoutIntent,
              [this] { addLine("7000000 0 2 INVITE att_nonsense@0TESTTESTTEST +14155550149 +14155550100"); });
        plant("an INVITE to another number", Rule::InviteWithoutIntent,
              [this] { change("UPDATE attempts SET to_number = 14155550149 WHERE id = ?", toInvalid); });
        plant("an attempt of another process", Rule::InviteWithoutIntent,
              [this] { change("UPDATE attempts SET process_id = 2 WHERE id = ?", toInvalid); });
        plant("an intent after the INVITE", Rule::InviteWithoutIntent,
              [this] { change("UPDATE attempts SET intent_at = intent_at + 100 WHERE id = ?", toInvalid); });
        plant("an INVITE of another database", Rule::InviteWithoutIntent,
              [this] { change("UPDATE engine SET instance = '0THEOTHEROTHR' WHERE ?", 1); });
        plant("an INVITE of a process that lost its turn", Rule::InviteWithoutIntent, [this] {
            forgetLog();
            writeLogOf({{toReached, 1, reached, 1'005'000},
                        {toBusyAgain, 2, busyFirst, 2'610'000},
                        {sentAfterAll, 2, unsentFirst, 6'520'000},
                        {toBusy, 3, busyFirst, 6'600'000}, // process 1 speaks up again
                        {toInvalid, 3, invalid, 6'700'000}});
        });

        plant("dispatched without an INVITE", Rule::DispatchedUnsent, [this] { forgetInvite(toReached); });
        plant("an outcome without an INVITE", Rule::DispatchedUnsent, [this] { forgetInvite(toInvalid); });

        plant("a target that is gone", Rule::LostTarget,
              [this] { change("DELETE FROM targets WHERE number = ?", invalid); });
        plant("a target that still waits", Rule::LostTarget,
              [this] { change("UPDATE targets SET status = 1 WHERE number = ?", invalid); });
        plant("a target that was never scheduled", Rule::LostTarget,
              [this] { change("UPDATE targets SET status = 0 WHERE number = ?", invalid); });
        plant("a target that is there twice", Rule::LostTarget, [this] {
            change("INSERT INTO targets (id, campaign_id, number, name, variables, status, attempts, last_outcome)"
                   " SELECT id + 100, campaign_id, number, name, variables, status, attempts, last_outcome"
                   " FROM targets WHERE number = ?",
                   invalid);
        });
        plant("a target of no file", Rule::LostTarget, [this] {
            change("INSERT INTO targets (id, campaign_id, number, name, variables, status, last_outcome)"
                   " VALUES (99, 1, ?, '', '{}', 3, 6)",
                   14155550149);
        });
        plant("an attempt without an end", Rule::LostTarget,
              [this] { change("UPDATE attempts SET state = 5, end_reason = NULL WHERE id = ?", toInvalid); });
        plant("a call that still waits", Rule::LostTarget,
              [this] { change("UPDATE scheduled_calls SET status = 0 WHERE to_number = ?", invalid); });
        plant("a campaign that is not over", Rule::LostTarget,
              [this] { change("UPDATE campaigns SET status = 1 WHERE ?", 1); });

        plant("a third call to one number", Rule::TooManyInvites, [this] {
            const std::int64_t third = attemptId(9'000, 2, 8);
            insertAttempt(third, 2, busyFirst, 3, 2, 9'000, 1);
            change("UPDATE campaign_counts SET n = n + 1 WHERE kind = ?", 2);
            addInvite(9'010'000, 2, third, busyFirst);
        });
        plant("given back as not sent, and sent", Rule::NotSentWasSent,
              [this] { change("UPDATE attempts SET end_reason = 16 WHERE id = ?", toBusy); });
        plant("a second call too soon", Rule::TooSoon, [this] {
            forgetInvite(toBusyAgain);
            change("UPDATE attempts SET intent_at = 1795000001500 WHERE id = ?", toBusyAgain);
            addInvite(2'004'900, 2, toBusyAgain, busyFirst);
        });

        plant("a status counted wrong", Rule::WrongCounters,
              [this] { change("UPDATE campaign_counts SET n = n + 1 WHERE kind = 0 AND key = ?", 2); });
        plant("an outcome counted wrong", Rule::WrongCounters,
              [this] { change("UPDATE campaign_counts SET n = n - 1 WHERE kind = 1 AND key = ?", 1); });
        plant("an attempt not counted", Rule::WrongCounters,
              [this] { change("UPDATE campaign_counts SET n = n - 1 WHERE kind = ?", 2); });
        plant("a call in flight that is none", Rule::WrongCounters,
              [this] { change("UPDATE campaign_counts SET n = 1 WHERE kind = ?", 3); });
        plant("a counter that is gone", Rule::WrongCounters,
              [this] { change("DELETE FROM campaign_counts WHERE kind = 0 AND key = ?", 3); });
        plant("a duplicate not told of", Rule::WrongCounters,
              [this] { change("UPDATE imports SET duplicates = ?", 1); });
        plant("an import that never finished", Rule::WrongCounters,
              [this] { change("UPDATE imports SET running = ?", 1); });

        plant("a journal without one call", Rule::NotInJournal, [this] {
            fs::remove_all(journal());
            fs::create_directory(journal());
            addPermit(toReached, reached);
        });
        plant("a journal with another number", Rule::NotInJournal, [this] { addPermit(toReached, invalid); });
        plant("a page that was written over", Rule::DamagedDatabase, [this] { spoilAPage(); });
        plant("a row that refers to nothing", Rule::DamagedDatabase,
              [this] { change("UPDATE attempts SET scheduled_call_id = 77 WHERE id = ?", toInvalid); });
        plant("a line that is cut off", Rule::UnreadableLog, [this] { addLine("7000000 0 2 INVITE att_"); });
    }

    void catches()
    {
        QFETCH(std::function<void()>, plant);
        QFETCH(int, rule);
        plant();
        QVERIFY(check().broke(static_cast<Rule>(rule)));
    }

    void doesNotCallTooSoonWhatMayHaveBeenLate()
    {
        forgetInvite(toBusy);
        // Read 7 ms after it was sent: the second one came 998 ms after the reading, and in time.
        addLine("1612000 7000 1 INVITE " + callId(toBusy) + " +14155550142 +14155550100");
        QVERIFY(!check().broke(Rule::TooSoon));
        forgetInvite(toBusy);
        addLine("1612000 1000 1 INVITE " + callId(toBusy) + " +14155550142 +14155550100");
        QVERIFY(check().broke(Rule::TooSoon));
    }

    void allowsForTheResolutionOfTheDatabase()
    {
        forgetInvite(toBusy);
        addLine("1610999 0 1 INVITE " + callId(toBusy) + " +14155550142 +14155550100"); // 999.001 ms before
        QVERIFY(!check().broke(Rule::TooSoon));
        forgetInvite(toBusy);
        addLine("1611000 0 1 INVITE " + callId(toBusy) + " +14155550142 +14155550100");
        QVERIFY(check().broke(Rule::TooSoon));
    }

    void looksOnlyAtItsPartOfTheLog()
    {
        const std::string before =
            "500 0 0 CLOCK 1\n500 0 1 INVITE att_0000000000001@elsewhere +14155550141 +14155550100\n";
        m_log.insert(m_log.begin(), before);
        flushLog();
        QVERIFY(check().broke(Rule::InviteWithoutIntent));
        QVERIFY(check(before.size()).violations.empty());
    }

private:
    struct Sent {
        std::int64_t attempt = 0;
        int connection = 0;
        std::int64_t to = 0;
        std::int64_t us = 0;
    };

    fs::path path(const char *name) const { return fs::path(m_folder->path().toStdString()) / name; }
    fs::path database() const { return path("campanile.sqlite"); }
    fs::path journal() const { return path("dial-journal"); }

    Verdict check(std::uintmax_t logFrom = 0) const
    {
        const Expectation expected{
            {reached, busyFirst, invalid, unsentFirst}, 2, 1, 2, std::chrono::milliseconds(1'000)};
        return checkCampaign({path("carrier.log"), logFrom, database(), journal()}, expected);
    }

    void writeDatabase()
    {
        {
            const QString file = QString::fromStdString(database().string());
            Connection fresh(file, Connection::Access::ReadWrite);
            migrate(fresh, file);
        }
        execute(
            "INSERT INTO engine (id, instance) VALUES (1, '0TESTTESTTEST');"
            "INSERT INTO workspaces (id, name, cooldown_ms, max_per_day, max_per_week) VALUES (1, 'w', 3600000, 3, 7);"
            "INSERT INTO agents (id, workspace_id, name, endpoint, first_message, max_hold_seconds, "
            "max_duration_seconds)"
            " VALUES (1, 1, 'a', 'scripted', '', 60, 1800);"
            "INSERT INTO trunks (id, workspace_id, name, kind) VALUES (1, 1, 't', 0);"
            "INSERT INTO phone_numbers (id, workspace_id, trunk_id, number, label) VALUES (1, 1, 1, 14155550100, '');"
            "INSERT INTO campaigns (id, workspace_id, name, description, agent_id, phone_number_id, status,"
            " rate_per_minute, max_concurrent, max_attempts, retry_delay_ms, created_at)"
            " VALUES (1, 1, 'c', '', 1, 1, 3, 0, 16, 2, 1000, 0);"
            "INSERT INTO imports (id, campaign_id, source, running, inserted, duplicates, rejected, started_at)"
            " VALUES (1, 1, 'list.csv', 0, 4, 2, 1, 0);"
            "INSERT INTO campaign_counts VALUES (1, 0, 1, 0), (1, 0, 2, 3), (1, 0, 3, 1), (1, 1, 1, 3), (1, 1, 9, 1),"
            " (1, 2, 0, 5), (1, 3, 0, 0);");
        insertTarget(1, reached, 2, 1);
        insertTarget(2, busyFirst, 2, 1);
        insertTarget(3, invalid, 3, 9);
        insertTarget(4, unsentFirst, 2, 1);
        insertAttempt(toReached, 1, reached, 1, 1, 1'000, 1);
        insertAttempt(toBusy, 2, busyFirst, 1, 1, 1'000, 6);
        insertAttempt(toBusyAgain, 2, busyFirst, 2, 2, 2'600, 1);
        insertAttempt(toInvalid, 3, invalid, 1, 1, 1'000, 9);
        insertAttempt(neverSent, 4, unsentFirst, 1, 1, 1'000, 16);
        insertAttempt(sentAfterAll, 4, unsentFirst, 2, 2, 6'500, 1);
    }

    void insertTarget(int id, std::int64_t number, int status, int outcome)
    {
        const std::string key = std::to_string(id);
        const std::string to = std::to_string(number);
        const std::string state = std::to_string(status);
        execute("INSERT INTO targets (id, campaign_id, number, name, variables, status, attempts, last_outcome)"
                " VALUES (" +
                key + ", 1, " + to + ", '', '{}', " + state + ", 1, " + std::to_string(outcome) +
                ");"
                "INSERT INTO scheduled_calls (id, workspace_id, campaign_id, target_id, phone_number_id, agent_id,"
                " to_number, status, due_at, conversation_id, short_id) VALUES (" +
                key + ", 1, 1, " + key + ", 1, 1, " + to + ", " + state + ", 0, " + key + ", " + key + ")");
    }

    /// @param target also the scheduled call
    void insertAttempt(std::int64_t id, int target, std::int64_t to, int epoch, int process, std::int64_t ms,
                       int reason)
    {
        const std::string key = std::to_string(target);
        execute("INSERT INTO attempts (id, scheduled_call_id, campaign_id, target_id, workspace_id, phone_number_id,"
                " trunk_id, agent_id, from_number, to_number, n, epoch, process_id, state, intent_at, end_reason) "
                "VALUES (" +
                std::to_string(id) + ", " + key + ", 1, " + key + ", 1, 1, 1, 1, 14155550100, " + std::to_string(to) +
                ", 1, " + std::to_string(epoch) + ", " + std::to_string(process) + ", 4, " +
                std::to_string(wallMs + ms) + ", " + std::to_string(reason) + ")");
        addPermit(id, to);
    }

    void writeLog()
    {
        forgetLog();
        writeLogOf({{toReached, 1, reached, 1'005'000},
                    {toBusy, 1, busyFirst, 1'006'000},
                    {toInvalid, 1, invalid, 1'007'000},
                    {toBusyAgain, 2, busyFirst, 2'610'000},
                    {sentAfterAll, 2, unsentFirst, 6'520'000}});
        addLine("900000 0 1 END " + callId(toReached) + " callee_hangup");
        addLine("2000000 0 2 QUERY " + callId(neverSent));
        addLine("2000100 0 0 ANSWER " + callId(neverSent) + " NEVER");
    }

    void writeLogOf(const std::vector<Sent> &invites)
    {
        addLine("0 0 0 CLOCK " + std::to_string(wallMs * 1'000));
        for (const Sent &invite : invites) {
            addInvite(invite.us, invite.connection, invite.attempt, invite.to);
        }
    }

    static std::string callId(std::int64_t attempt) { return publicForm(attempt) + '@' + instance; }

    void addInvite(std::int64_t us, int connection, std::int64_t attempt, std::int64_t to)
    {
        addLine(std::to_string(us) + " 0 " + std::to_string(connection) + " INVITE " + callId(attempt) + " +" +
                std::to_string(to) + " +14155550100");
    }
    void addLine(const std::string &line)
    {
        m_log.push_back(line + '\n');
        flushLog();
    }
    void forgetInvite(std::int64_t attempt)
    {
        std::erase_if(m_log, [&](const std::string &line) {
            return line.find("INVITE " + publicForm(attempt)) != std::string::npos;
        });
        flushLog();
    }
    void forgetLog()
    {
        m_log.clear();
        flushLog();
    }
    void flushLog() const
    {
        std::ofstream file(path("carrier.log"), std::ios::binary | std::ios::trunc);
        for (const std::string &line : m_log) {
            file << line;
        }
    }

    void addPermit(std::int64_t attempt, std::int64_t to) const
    {
        std::ofstream file(journal() / "2026-11-20.log", std::ios::binary | std::ios::app);
        file << "2026-11-20T09:00:00.000Z permit " << publicForm(attempt) << " +" << to << " from +14155550100"
             << " attempt 1 of sc_0AKPXNESR0800 tgt_0AKPXNCNC0800\n";
    }

    void execute(const std::string &sql) const
    {
        sqlite3 *handle = nullptr;
        QCOMPARE(sqlite3_open(database().c_str(), &handle), SQLITE_OK);
        char *words = nullptr;
        // Nothing here must survive a power cut, and syncing is what takes the time.
        sqlite3_exec(handle, ("PRAGMA synchronous=OFF;" + sql).c_str(), nullptr, nullptr, &words);
        const std::string problem = words == nullptr ? "" : words;
        sqlite3_free(words);
        sqlite3_close(handle);
        QCOMPARE(problem, std::string());
    }
    /// The statement with this value for its only '?'.
    void change(std::string sql, std::int64_t value) const
    {
        execute(sql.replace(sql.find('?'), 1, std::to_string(value)));
    }

    void spoilAPage() const
    {
        constexpr std::streamoff pageSize = 4'096;
        std::fstream file(database(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(0, std::ios::end);
        file.seekp(static_cast<std::streamoff>(file.tellp()) / pageSize / 2 * pageSize);
        file << std::string(pageSize, 'x');
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<std::string> m_log;
};

} // namespace campanile

QTEST_GUILESS_MAIN(campanile::CrashCheckerTest)
#include "crash_checker_test.moc"
