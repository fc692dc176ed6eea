#include "simulation/bugs/bugs_in_sql.h"

namespace campanile::simulation {

namespace {

/// In flight is made pending again, and the attempt is put on record as if it had never been sent.
constexpr const char *rescue =
    "UPDATE campaign_counts SET n = n - (SELECT count(*) FROM attempts a WHERE a.campaign_id ="
    " campaign_counts.campaign_id AND a.state IN (0, 1, 2, 5)) WHERE kind = 2;"
    "UPDATE campaign_counts SET n = n - (SELECT count(*) FROM attempts a WHERE a.campaign_id ="
    " campaign_counts.campaign_id AND a.state IN (0, 1, 2)) WHERE kind = 3;"
    "UPDATE scheduled_calls SET status = 0, attempt = attempt - 1 WHERE status = 1 AND id IN"
    " (SELECT scheduled_call_id FROM attempts WHERE state IN (0, 1, 2, 5));"
    "UPDATE attempts SET state = 4, ended_at = intent_at, end_reason = 16 WHERE state IN (0, 1, 2, 5)";

} // namespace

void plantInDatabase(PlantedBug bug, Connection &db)
{
    if (bug == PlantedBug::ClaimNotChecked) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON scheduled_calls"
                  " WHEN OLD.status = 0 AND NEW.status = 1 AND NEW.epoch = 1 AND NEW.to_number % 7 = 0"
                  " BEGIN UPDATE scheduled_calls SET status = 0 WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::DeclinedRetried) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON scheduled_calls"
                  " WHEN NEW.status = 3 AND NEW.last_error = 8"
                  " BEGIN UPDATE scheduled_calls SET status = 0, due_at = due_at + 7200000 WHERE id = NEW.id; END");
    } else if (bug == PlantedBug::CountersDrift) {
        db.script("CREATE TRIGGER planted AFTER UPDATE OF status ON targets WHEN NEW.number % 97 = 0"
                  " BEGIN UPDATE campaign_counts SET n = n + 1"
                  " WHERE campaign_id = NEW.campaign_id AND kind = 0 AND key = NEW.status; END");
    }
}

void plantAtStart(PlantedBug bug, Connection &db, WallTime now)
{
    if (bug == PlantedBug::OrphanBackToPending) {
        db.script(rescue);
    } else if (bug == PlantedBug::BucketRefilledAtStart) {
        db.execute("DELETE FROM buckets");
        db.execute("UPDATE attempts SET intent_at = intent_at - 60000 WHERE intent_at > ?", now - Milliseconds(60'000));
    } else if (bug == PlantedBug::LedgerForgottenAtStart) {
        db.execute("DELETE FROM dial_ledger");
    } else if (bug == PlantedBug::StopForgottenAtStart) {
        db.execute("UPDATE engine SET stopped = 0");
    } else if (bug == PlantedBug::SynchronousNormal) {
        db.script("PRAGMA synchronous=NORMAL");
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
