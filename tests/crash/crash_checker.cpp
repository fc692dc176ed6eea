#include "crash_checker.h"

#include "carrier_log.h"
#include "sqlite_reader.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <tuple>

namespace campanile {

namespace {

namespace fs = std::filesystem;

// The numbers by which the database stores these; they never change meaning.
constexpr std::int64_t targetDispatched = 2;
constexpr std::int64_t targetFailed = 3;
constexpr std::int64_t targetSkipped = 4;
constexpr std::int64_t attemptEnded = 4;
constexpr std::int64_t reasonOutcomeUnknown = 14;
constexpr std::int64_t reasonNotSent = 16;
constexpr std::int64_t campaignCompleted = 3;
constexpr std::int64_t resolutionUs = 1'000; // of every instant in the database

// Bits 12 to 21 of an id are the slot of the process that made it. As long as one process lives at a time, that is the
// low bits of its number.
constexpr int slotShift = 12;
constexpr std::int64_t slotMask = 0x3ff;

struct AttemptRow {
    std::int64_t target = 0;
    std::int64_t to = 0;
    std::int64_t process = 0;
    std::int64_t state = 0;
    std::int64_t intentAtMs = 0;
    std::int64_t reason = 0; // 0: none
};

std::string number(std::int64_t digits)
{
    return '+' + std::to_string(digits);
}

/// One check of one campaign.
class Check {
public:
    Check(const Evidence &evidence, const Expectation &expected)
        : m_evidence(evidence)
        , m_expected(expected)
        , m_log(readCarrierLog(evidence.carrierLog, evidence.logFrom))
        , m_db(evidence.database)
    {
    }

    Verdict run()
    {
        for (const std::string &line : m_log.unreadable) {
            report(Rule::UnreadableLog, "\"" + line + "\"");
        }
        try {
            checkEverything();
        } catch (const SqliteError &error) {
            report(Rule::DamagedDatabase, error.what()); // beyond what a check can still read
        }
        return std::move(m_verdict);
    }

private:
    void report(Rule rule, std::string what) { m_verdict.violations.push_back({rule, std::move(what)}); }

    void checkEverything()
    {
        checkIntegrity();
        readAttempts();
        matchInvites();
        checkAttempts();
        checkTargets();
        checkNumbers();
        checkCounters();
        checkImport();
        checkJournal();
    }

    void checkIntegrity()
    {
        for (const char *pragma : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
            const std::string words = m_db.text(pragma);
            if (words != (pragma == std::string_view("PRAGMA integrity_check") ? "ok" : "")) {
                report(Rule::DamagedDatabase, std::string(pragma) + ": " + words);
            }
        }
    }

    void readAttempts()
    {
        m_db.each("SELECT id, target_id, to_number, process_id, state, intent_at, end_reason FROM attempts",
                  [this](const SqliteRow &row) {
                      m_attempts[row.integer(0)] = {row.integer(1), row.integer(2), row.integer(3),
                                                    row.integer(4), row.integer(5), row.integer(6)};
                  });
    }

    void matchInvites()
    {
        const std::string instance = m_db.text("SELECT instance FROM engine");
        std::int64_t latestProcess = 0;
        int latestConnection = 0;
        for (const LoggedInvite &invite : m_log.invites) {
            ++m_verdict.invites;
            if (++m_sent[invite.attempt] > 1) {
                ++m_verdict.doubles;
                report(Rule::DoubleInvite, invite.callId + " was sent " + std::to_string(m_sent[invite.attempt]) +
                                               " times, to " + number(invite.to));
            }
            const auto row = m_attempts.find(invite.attempt);
            if (row == m_attempts.end()) {
                report(Rule::InviteWithoutIntent, invite.callId + " to " + number(invite.to) + " has no attempt");
                continue;
            }
            if (invite.instance != instance) {
                report(Rule::InviteWithoutIntent, invite.callId + " is not of this database, " + instance);
            }
            explain(invite, row->second);
            // A process that was declared dead must be silent: numbers only rise from connection to connection.
            const std::int64_t process = row->second.process;
            const bool sameProcess = invite.connection == latestConnection;
            if (sameProcess ? process != latestProcess : process <= latestProcess) {
                report(Rule::InviteWithoutIntent, invite.callId + " is of process " + std::to_string(process) +
                                                      ", sent on connection " + std::to_string(invite.connection) +
                                                      " after process " + std::to_string(latestProcess));
            }
            latestProcess = process;
            latestConnection = invite.connection;
        }
        m_verdict.distinctAttempts = static_cast<std::int64_t>(m_sent.size());
    }

    void explain(const LoggedInvite &invite, const AttemptRow &row)
    {
        if (row.to != invite.to) {
            report(Rule::InviteWithoutIntent,
                   invite.callId + " rang " + number(invite.to) + " and was meant for " + number(row.to));
        }
        if (((invite.attempt >> slotShift) & slotMask) != (row.process & slotMask)) {
            report(Rule::InviteWithoutIntent,
                   invite.callId + " was not made by process " + std::to_string(row.process));
        }
        if (row.intentAtMs * 1'000 > invite.notAfterWallUs) {
            report(Rule::InviteWithoutIntent,
                   invite.callId + " was sent before its intent of " + std::to_string(row.intentAtMs) + " ms");
        }
    }

    void checkAttempts()
    {
        for (const auto &[id, attempt] : m_attempts) {
            const std::string name = "attempt " + std::to_string(id) + " to " + number(attempt.to);
            const bool sent = m_sent.contains(id);
            if (attempt.state != attemptEnded) {
                report(Rule::LostTarget, name + " is still in state " + std::to_string(attempt.state));
            } else if (attempt.reason == reasonNotSent && sent) {
                report(Rule::NotSentWasSent, name);
            } else if (attempt.reason != reasonNotSent && attempt.reason != reasonOutcomeUnknown && !sent) {
                report(Rule::DispatchedUnsent,
                       name + " ended with reason " + std::to_string(attempt.reason) + " and was never sent");
            }
            if (sent) {
                m_targetsSent.insert(attempt.target);
            }
        }
    }

    void checkTargets()
    {
        std::set<std::int64_t> ended;
        std::set<std::int64_t> present;
        m_db.each("SELECT id, number, status FROM targets", [&](const SqliteRow &row) {
            const std::int64_t digits = row.integer(1);
            const std::int64_t status = row.integer(2);
            if (!present.insert(digits).second) {
                report(Rule::LostTarget, number(digits) + " is there twice");
            }
            if (!m_expected.numbers.contains(digits)) {
                report(Rule::LostTarget, number(digits) + " is not in the file");
            }
            if (status == targetDispatched || status == targetFailed || status == targetSkipped) {
                ended.insert(digits);
            }
            if (status == targetDispatched && !m_targetsSent.contains(row.integer(0))) {
                report(Rule::DispatchedUnsent, number(digits) + " is dispatched and was never sent");
            }
        });
        for (const std::int64_t digits : m_expected.numbers) {
            if (!ended.contains(digits)) {
                ++m_verdict.lost;
                report(Rule::LostTarget,
                       number(digits) + (present.contains(digits) ? " has come to no end" : " is missing"));
            }
        }
        const std::int64_t open =
            m_db.integer("SELECT count(*) FROM scheduled_calls WHERE status IN (0, 1)") +
            m_db.integer("SELECT count(*) FROM targets t JOIN scheduled_calls s ON s.target_id = t.id"
                         " WHERE (t.status = 2) <> (s.status = 2)");
        if (open != 0) {
            report(Rule::LostTarget, std::to_string(open) + " rows of the queue are open or contradict their target");
        }
        if (m_db.integer("SELECT min(status) FROM campaigns") != campaignCompleted ||
            m_db.integer("SELECT count(*) FROM campaigns") != 1) {
            report(Rule::LostTarget, "there is not exactly one campaign, and it completed");
        }
    }

    /// How often and how soon each number was called.
    void checkNumbers()
    {
        std::map<std::int64_t, std::vector<const LoggedInvite *>> byNumber;
        for (const LoggedInvite &invite : m_log.invites) {
            byNumber[invite.to].push_back(&invite);
        }
        const std::int64_t delayUs = std::chrono::microseconds(m_expected.retryDelay).count();
        for (auto &[digits, invites] : byNumber) {
            std::sort(invites.begin(), invites.end(),
                      [](const LoggedInvite *a, const LoggedInvite *b) { return a->notAfterUs < b->notAfterUs; });
            if (invites.size() > static_cast<std::size_t>(m_expected.maxAttempts)) {
                report(Rule::TooManyInvites,
                       number(digits) + " was called " + std::to_string(invites.size()) + " times");
            }
            for (std::size_t i = 1; i < invites.size(); ++i) {
                // At most so long: what is too short even then was too short for certain. An attempt's end is cut to
                // the millisecond, and the wait after it therefore begins up to one early.
                const std::int64_t apart = invites[i]->notAfterUs - invites[i - 1]->notBeforeUs;
                if (apart <= delayUs - resolutionUs) {
                    report(Rule::TooSoon, number(digits) + " was called again after " + std::to_string(apart) +
                                              " µs, by " + invites[i]->callId);
                }
            }
        }
    }

    using Counters = std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::int64_t>;

    Counters counters(const char *sql)
    {
        Counters found;
        m_db.each(sql, [&found](const SqliteRow &row) {
            found[{row.integer(0), row.integer(1), row.integer(2)}] = row.integer(3);
        });
        return found;
    }

    void checkCounters()
    {
        const Counters kept = counters("SELECT campaign_id, kind, key, n FROM campaign_counts WHERE n <> 0");
        const Counters recounted = counters(
            "SELECT campaign_id, 0, status, count(*) FROM targets GROUP BY 1, 3"
            " UNION ALL SELECT campaign_id, 1, last_outcome, count(*) FROM targets WHERE status IN (2, 3) GROUP BY 1, 3"
            " UNION ALL SELECT campaign_id, 2, 0, count(*) FROM attempts WHERE end_reason IS NOT 16 GROUP BY 1"
            " UNION ALL SELECT campaign_id, 3, 0, count(*) FROM attempts WHERE state < 4 GROUP BY 1"
            " UNION ALL SELECT campaign_id, 4, 0, count(*) FROM scheduled_calls WHERE status = 0 AND attempt > 0"
            " AND target_id IS NOT NULL GROUP BY 1"
            " UNION ALL SELECT t.campaign_id, 5, t.last_outcome, count(*) FROM targets t"
            " JOIN scheduled_calls s ON s.target_id = t.id"
            " WHERE t.status = 2 AND t.last_outcome > 5 AND s.last_error IS NOT 14 GROUP BY 1, 3");
        compare(kept, recounted, "kept");
        compare(recounted, kept, "recounted");
    }

    void compare(const Counters &one, const Counters &other, const char *name)
    {
        for (const auto &[key, n] : one) {
            const auto match = other.find(key);
            if (match == other.end() || match->second != n) {
                report(Rule::WrongCounters, "kind " + std::to_string(std::get<1>(key)) + ", key " +
                                                std::to_string(std::get<2>(key)) + ": " + std::to_string(n) + ' ' +
                                                name + ", not " +
                                                std::to_string(match == other.end() ? 0 : match->second));
            }
        }
    }

    void checkImport()
    {
        const auto compareOne = [this](const char *column, std::int64_t expected) {
            const std::int64_t n = m_db.integer(("SELECT sum(" + std::string(column) + ") FROM imports").c_str());
            if (n != expected) {
                report(Rule::WrongCounters,
                       "the import tells of " + std::to_string(n) + ' ' + column + ", not " + std::to_string(expected));
            }
        };
        compareOne("inserted", static_cast<std::int64_t>(m_expected.numbers.size()));
        compareOne("duplicates", m_expected.duplicates);
        compareOne("rejected", m_expected.rejected);
        compareOne("running", 0);
    }

    void checkJournal()
    {
        std::map<std::int64_t, std::int64_t> permits; // attempt → number
        for (const fs::directory_entry &entry : fs::directory_iterator(m_evidence.dialJournal)) {
            std::ifstream file(entry.path(), std::ios::binary);
            for (std::string line; std::getline(file, line);) {
                // "2026-11-20T09:00:00.000Z permit att_… +14155550142 from +14155550100 attempt 1 of sc_… tgt_…"
                const std::vector<std::string_view> words = wordsOf(line);
                const auto attempt =
                    words.size() == 11 && words[1] == "permit" ? attemptIdFrom(words[2]) : std::nullopt;
                if (attempt) {
                    permits[*attempt] = digitsFrom(words[3]).value_or(0);
                }
            }
        }
        for (const LoggedInvite &invite : m_log.invites) {
            const auto permit = permits.find(invite.attempt);
            if (permit == permits.end() || permit->second != invite.to) {
                report(Rule::NotInJournal, invite.callId + " to " + number(invite.to));
            }
        }
    }

    const Evidence &m_evidence;
    const Expectation &m_expected;
    const CarrierLog m_log;
    const SqliteReader m_db;
    std::map<std::int64_t, AttemptRow> m_attempts;
    std::map<std::int64_t, std::int64_t> m_sent; // attempt → INVITEs
    std::set<std::int64_t> m_targetsSent;
    Verdict m_verdict;
};

} // namespace

std::string_view nameOf(Rule rule)
{
    switch (rule) {
    case Rule::DoubleInvite:
        return "double INVITE";
    case Rule::InviteWithoutIntent:
        return "INVITE without its intent";
    case Rule::DispatchedUnsent:
        return "outcome without INVITE";
    case Rule::LostTarget:
        return "lost target";
    case Rule::TooManyInvites:
        return "too many INVITEs";
    case Rule::NotSentWasSent:
        return "not_sent, but sent";
    case Rule::TooSoon:
        return "called again too soon";
    case Rule::WrongCounters:
        return "wrong counters";
    case Rule::NotInJournal:
        return "not in the dial journal";
    case Rule::DamagedDatabase:
        return "damaged database";
    case Rule::UnreadableLog:
        return "unreadable log";
    }
    return "";
}

bool Verdict::broke(Rule rule) const
{
    return std::any_of(violations.begin(), violations.end(),
                       [rule](const Violation &violation) { return violation.rule == rule; });
}

Verdict checkCampaign(const Evidence &evidence, const Expectation &expected)
{
    return Check(evidence, expected).run();
}

} // namespace campanile
