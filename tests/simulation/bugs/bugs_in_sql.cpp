#include "simulation/bugs/bugs_in_sql.h"

namespace campanile::simulation {

namespace {

/// Makes the rows in flight pending again, and records their attempts as not sent.
constexpr const char *rescue =
    "UPDATE campaign_counts SET n = n - (SELECT count(*) FROM attempts a WHERE a.campaign_id ="
    " campaign_counts.campaign_id AND a.state IN (0, 1, 2, 5)) WHERE kind = 2;"
    "UPDATE campaign_counts SET n = n - (SELECT count(*) FROM attempts a WHERE a.campaign_id ="
    " campaign_counts.campaign_id AND a.state IN (0, 1, 2)) WHERE kind = 3;"
    "UPDATE scheduled_calls SET status = 0, attempt = attempt - 1 WHERE status = 1 AND id IN"
    " (SELECT scheduled_call_id FROM attempts WHERE state IN (0, 1, 2, 5));"
    "UPDATE attempts SET state = 4, ended_at = intent_at, end_reason = 16 WHERE state IN (0, 1, 2, 5)";

/// Bugs of the queue.
void plantInQueue(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::ClaimNotChecked) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON scheduled_calls"
                  " WHEN OLD.status = 0 AND NEW.status = 1 AND NEW.epoch = 1 AND NEW.to_number % 7 = 0"
                  " BEGIN UPDATE scheduled_calls SET status = 0 WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::DeclinedRetried) {
        // The target of a call fails after the call, so call and target need a trigger each.
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON scheduled_calls"
                  " WHEN NEW.status = 3 AND NEW.last_error = 8 AND NEW.target_id IS NULL"
                  " BEGIN UPDATE scheduled_calls SET status = 0, due_at = due_at + 7200000 WHERE id = NEW.id; END;"
                  "CREATE TRIGGER planted_of_lists AFTER UPDATE OF status ON targets"
                  " WHEN NEW.status = 3 AND NEW.last_outcome = 8"
                  " BEGIN UPDATE targets SET status = 1 WHERE id = NEW.id;"
                  " UPDATE scheduled_calls SET status = 0, due_at = due_at + 7200000 WHERE target_id = NEW.id; END");
    } else if (bug == PlantedBug::CountersDrift) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON targets WHEN NEW.number % 97 = 0"
                  " BEGIN UPDATE campaign_counts SET n = n + 1"
                  " WHERE campaign_id = NEW.campaign_id AND kind = 0 AND key = NEW.status; END");
    }
}

/// Bugs of recurring campaigns.
void plantInPlans(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::DstHourTwice) {
        // 25 October 2026, 02:00 to 03:00 in Berlin, the first time.
        db.script("CREATE TRIGGER planted AFTER INSERT ON scheduled_calls"
                  " WHEN NEW.occurrence_local >= 1792893600 AND NEW.occurrence_local < 1792897200"
                  " AND NEW.occurrence_fold % 2 = 0"
                  " BEGIN INSERT INTO scheduled_calls (id, workspace_id, campaign_id, phone_number_id, agent_id,"
                  " to_number, status, due_at, scheduled_at, max_attempts, occurrence_local, occurrence_fold,"
                  " conversation_id, short_id)"
                  " VALUES (NEW.id + 4503599627370496, NEW.workspace_id, NEW.campaign_id, NEW.phone_number_id,"
                  " NEW.agent_id, NEW.to_number, 0, NEW.due_at + 3600000, NEW.scheduled_at + 3600000, 1,"
                  " NEW.occurrence_local, NEW.occurrence_fold + 1, NEW.id + 4503599627370496, -NEW.short_id); END");
    } else if (bug == PlantedBug::DstGapLost) {
        // 29 March 2026, 01:00Z: the end of the gap in Berlin.
        db.script("CREATE TRIGGER planted BEFORE INSERT ON scheduled_calls WHEN NEW.scheduled_at = 1774746000000"
                  " BEGIN SELECT raise(IGNORE); END");
    } else if (bug == PlantedBug::DstGapLate) {
        db.script("CREATE TRIGGER planted AFTER INSERT ON scheduled_calls WHEN NEW.scheduled_at = 1774746000000"
                  " BEGIN UPDATE scheduled_calls SET scheduled_at = scheduled_at + 1800000, due_at = due_at + 1800000"
                  " WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::OccurrenceKeyLost) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON scheduled_calls"
                  " WHEN NEW.status IN (2, 3) AND OLD.status < 2 AND NEW.occurrence_local IS NOT NULL"
                  " BEGIN UPDATE scheduled_calls SET occurrence_fold = occurrence_fold + 2 * (SELECT 1 + count(*)"
                  " FROM scheduled_calls s WHERE s.campaign_id = NEW.campaign_id"
                  " AND s.occurrence_local = NEW.occurrence_local) WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::EditKeepsOccurrences) {
        db.script("CREATE TRIGGER planted BEFORE DELETE ON scheduled_calls WHEN OLD.occurrence_local IS NOT NULL"
                  " BEGIN SELECT raise(IGNORE); END");
    }
}

/// Bugs of one-off calls, decisions, credit and the outbox.
void plantInTheRest(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::OneOffAfterExpiry) {
        db.script("CREATE TRIGGER planted AFTER INSERT ON scheduled_calls WHEN NEW.expires_at > 0"
                  " BEGIN UPDATE scheduled_calls SET expires_at = 0 WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::GiveUpDialledAgain) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF undecided ON scheduled_calls"
                  " WHEN OLD.undecided = 1 AND NEW.undecided = 0 AND NEW.status = 3"
                  " BEGIN UPDATE scheduled_calls SET status = 0 WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::CreditReservedTwice) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF reserved ON credit_accounts"
                  " WHEN NEW.reserved > OLD.reserved"
                  " BEGIN UPDATE credit_accounts SET reserved = 2 * NEW.reserved - OLD.reserved"
                  " WHERE workspace_id = NEW.workspace_id; END");
    } else if (bug == PlantedBug::CreditNeverSettled) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF reserved ON credit_accounts"
                  " WHEN NEW.reserved < OLD.reserved AND NEW.balance % 7 = 0"
                  " BEGIN UPDATE credit_accounts SET reserved = OLD.reserved; END");
    } else if (bug == PlantedBug::CallChargedTwice) {
        db.script("CREATE TRIGGER planted AFTER INSERT ON credit_ledger WHEN NEW.kind = 3 AND NEW.id % 10 = 0"
                  " BEGIN INSERT INTO credit_ledger (workspace_id, at, kind, amount, attempt_id)"
                  " VALUES (NEW.workspace_id, NEW.at, 3, NEW.amount, NEW.attempt_id);"
                  " UPDATE credit_accounts SET balance = balance + NEW.amount; END");
    } else if (bug == PlantedBug::OutboxApart) {
        // What comes late is known by its type, which is negative until it is announced.
        db.script("CREATE TABLE planted (id INTEGER, workspace_id INTEGER, type INTEGER, at INTEGER,"
                  " campaign_id INTEGER, scheduled_call_id INTEGER, attempt_id INTEGER, data TEXT);"
                  "CREATE TRIGGER planted_late AFTER INSERT ON events WHEN NEW.type IN (5, 7)"
                  " BEGIN INSERT INTO planted VALUES (NEW.id, NEW.workspace_id, NEW.type, NEW.at, NEW.campaign_id,"
                  " NEW.scheduled_call_id, NEW.attempt_id, NEW.data);"
                  " UPDATE events SET type = 0, scheduled_call_id = 0 WHERE sequence = NEW.sequence; END");
    }
}

/// Bugs of limits and of whom they bind.
void plantInLimits(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::ChannelsIgnored) {
        db.script("CREATE TRIGGER planted AFTER INSERT ON trunks BEGIN UPDATE trunks SET max_channels = 0; END");
    } else if (bug == PlantedBug::LedgerOfAnotherWorkspace) {
        db.script("CREATE TRIGGER planted AFTER INSERT ON dial_ledger BEGIN UPDATE dial_ledger"
                  " SET workspace_id = workspace_id + 1 WHERE number = NEW.number AND attempt_id = NEW.attempt_id;"
                  " END");
    } else if (bug == PlantedBug::ListOfAnotherWorkspace) {
        db.script("CREATE TRIGGER planted AFTER INSERT ON do_not_call BEGIN UPDATE do_not_call"
                  " SET workspace_id = workspace_id + 1 WHERE workspace_id = NEW.workspace_id"
                  " AND number = NEW.number; END");
    }
}

/// The bug of the breaker: beside the engine's own, one that counts the last fifty outcomes.
void plantInBreakers(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::BreakerJudgesOutcomes) {
        db.script("CREATE TABLE planted (place INTEGER PRIMARY KEY, campaign_id INTEGER, failed INTEGER);"
                  "CREATE TRIGGER planted_breaker AFTER UPDATE OF state ON attempts WHEN NEW.state = 4"
                  " BEGIN INSERT INTO planted (campaign_id, failed)"
                  " VALUES (NEW.campaign_id, NEW.end_reason IN (8, 9, 11));"
                  " UPDATE campaigns SET status = 2 WHERE id = NEW.campaign_id AND status = 1"
                  " AND (SELECT sum(failed) FROM (SELECT failed FROM planted WHERE campaign_id = NEW.campaign_id"
                  " ORDER BY place DESC LIMIT 50)) > 25; END");
    }
}

} // namespace

void plantInDatabase(const Scenario &scenario, Connection &db)
{
    plantInLimits(scenario.bug, db);
    plantInBreakers(scenario.bug, db);
    plantInQueue(scenario.bug, db);
    plantInPlans(scenario.bug, db);
    plantInTheRest(scenario.bug, db);
}

void plantAtStart(PlantedBug bug, Connection &db, WallTime now)
{
    if (bug == PlantedBug::OrphanBackToPending) {
        db.script(rescue);
    } else if (bug == PlantedBug::BucketRefilledAtStart) {
        db.execute("DELETE FROM buckets");
        db.execute("DELETE FROM minute_calls");
        db.execute("UPDATE attempts SET intent_at = intent_at - 60000 WHERE intent_at > ?", now - Milliseconds(60'000));
    } else if (bug == PlantedBug::LedgerForgottenAtStart) {
        db.execute("DELETE FROM dial_ledger");
    } else if (bug == PlantedBug::StopForgottenAtStart) {
        db.execute("UPDATE engine SET stopped = 0");
    } else if (bug == PlantedBug::LatenessForgottenAtStart) {
        db.execute("UPDATE scheduled_calls SET due_at = ? WHERE status = 0 AND due_at < ?", now, now);
    } else if (bug == PlantedBug::RequestKeysForgottenAtStart) {
        db.execute("DELETE FROM idempotency_keys");
    } else if (bug == PlantedBug::OutboxApart) {
        db.execute("DELETE FROM planted"); // the events were in the memory of the process that died
    }
}

void plantInConnection(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::SynchronousNormal) {
        db.script("PRAGMA synchronous=NORMAL");
    }
}

void plantAtTakeover(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::TakeoverRequeues) {
        db.script(rescue);
    }
}

void plantAfterCommit(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::OutboxApart) {
        db.begin();
        db.execute("UPDATE events SET type = (SELECT type FROM planted p WHERE p.id = events.id),"
                   " scheduled_call_id = (SELECT scheduled_call_id FROM planted p WHERE p.id = events.id)"
                   " WHERE type = 0 AND id IN (SELECT id FROM planted)");
        db.execute("DELETE FROM planted");
        db.commit();
    }
}

void plantNowAndThen(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::RescueByTimeout) {
        db.execute("UPDATE scheduled_calls SET status = 0, attempt = attempt - 1 WHERE status = 1 AND id IN"
                   " (SELECT scheduled_call_id FROM attempts WHERE state = 5)");
        db.execute("UPDATE attempts SET state = 4, ended_at = intent_at, end_reason = 16 WHERE state = 5");
    }
}

} // namespace campanile::simulation
