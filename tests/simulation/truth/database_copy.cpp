#include "simulation/truth/database_copy.h"

#include "crash/sqlite_reader.h"
#include "simulation/truth/hash.h"

namespace campanile::simulation {

namespace {

std::optional<EndReason> reasonFrom(const SqliteRow &row, int column)
{
    return row.isNull(column) ? std::nullopt
                              : std::optional<EndReason>(static_cast<EndReason>(static_cast<int>(row.integer(column))));
}

int small(const SqliteRow &row, int column)
{
    return static_cast<int>(row.integer(column));
}

void readPlans(const SqliteReader &db, DatabaseCopy &copy)
{
    db.each("SELECT id, status, kind, hold_queue FROM campaigns ORDER BY id", [&copy](const SqliteRow &row) {
        copy.campaigns.push_back({CampaignId{row.integer(0)}, static_cast<CampaignStatus>(row.integer(1)),
                                  static_cast<CampaignKind>(row.integer(2)), row.integer(3) != 0});
    });
    db.each("SELECT id, campaign_id, number, status, attempts, last_outcome FROM targets ORDER BY id",
            [&copy](const SqliteRow &row) {
                copy.targets.push_back({TargetId{row.integer(0)}, CampaignId{row.integer(1)}, E164{row.integer(2)},
                                        static_cast<TargetStatus>(row.integer(3)), small(row, 4), reasonFrom(row, 5)});
            });
    db.each("SELECT campaign_id, kind, key, n FROM campaign_counts WHERE n <> 0", [&copy](const SqliteRow &row) {
        copy.counters[{CampaignId{row.integer(0)}, small(row, 1), small(row, 2)}] = row.integer(3);
    });
}

void readCalls(const SqliteReader &db, DatabaseCopy &copy)
{
    db.each("SELECT id, campaign_id, target_id, to_number, status, due_at, attempt, epoch, scheduled_at,"
            " occurrence_local, occurrence_fold, last_error, undecided, variables FROM scheduled_calls ORDER BY id",
            [&copy](const SqliteRow &row) {
                CallRow call{ScheduledCallId{row.integer(0)},
                             CampaignId{row.integer(1)},
                             TargetId{row.integer(2)},
                             E164{row.integer(3)},
                             static_cast<ScheduledCallStatus>(row.integer(4)),
                             WallTime{row.integer(5)},
                             small(row, 6),
                             small(row, 7),
                             WallTime{row.integer(8)},
                             {},
                             reasonFrom(row, 11),
                             row.integer(12) != 0};
                if (!row.isNull(9)) {
                    call.occurrence = OccurrenceColumns{row.integer(9), small(row, 10)};
                }
                if (call.campaign.isNull()) {
                    call.variables = row.text(13);
                }
                copy.calls.push_back(std::move(call));
            });
    db.each("SELECT id, scheduled_call_id, campaign_id, target_id, to_number, from_number, n, epoch, process_id, state,"
            " intent_at, end_reason, reserved, conversation_id, workspace_id, trunk_id FROM attempts ORDER BY id",
            [&copy](const SqliteRow &row) {
                copy.attempts.push_back({AttemptId{row.integer(0)}, ScheduledCallId{row.integer(1)},
                                         CampaignId{row.integer(2)}, TargetId{row.integer(3)}, E164{row.integer(4)},
                                         E164{row.integer(5)}, small(row, 6), small(row, 7), ProcessId{row.integer(8)},
                                         static_cast<AttemptState>(row.integer(9)), WallTime{row.integer(10)},
                                         reasonFrom(row, 11), Money{row.integer(12)}, !row.isNull(13),
                                         WorkspaceId{row.integer(14)}, TrunkId{row.integer(15)}});
            });
    db.each("SELECT type, scheduled_call_id, attempt_id FROM events WHERE scheduled_call_id <> 0 ORDER BY sequence",
            [&copy](const SqliteRow &row) {
                copy.events.push_back({static_cast<EventType>(row.integer(0)), ScheduledCallId{row.integer(1)},
                                       AttemptId{row.integer(2)}});
            });
    copy.eventCount = db.integer("SELECT count(*) FROM events");
    copy.lastSequence = db.integer("SELECT coalesce(max(sequence), 0) FROM events");
    copy.strayConversations = db.integer("SELECT count(*) FROM conversations v JOIN attempts a ON a.id = v.attempt_id"
                                         " JOIN scheduled_calls s ON s.id = a.scheduled_call_id"
                                         " WHERE v.id <> s.conversation_id OR a.conversation_id <> v.id");
}

void readCredit(const SqliteReader &db, DatabaseCopy &copy)
{
    db.each("SELECT attempt_id, end_reason, duration_seconds, cost FROM conversations ORDER BY id",
            [&copy](const SqliteRow &row) {
                copy.conversations.push_back(
                    {AttemptId{row.integer(0)}, !row.isNull(1), row.integer(2), Money{row.integer(3)}});
            });
    db.each("SELECT workspace_id, balance, reserved FROM credit_accounts ORDER BY 1", [&copy](const SqliteRow &row) {
        copy.accounts[WorkspaceId{row.integer(0)}] = {Money{row.integer(1)}, Money{row.integer(2)}};
    });
    db.each("SELECT at, kind, amount, attempt_id, note, workspace_id FROM credit_ledger ORDER BY id",
            [&copy](const SqliteRow &row) {
                copy.ledger.push_back({WallTime{row.integer(0)}, static_cast<CreditKind>(row.integer(1)),
                                       Money{row.integer(2)}, AttemptId{row.integer(3)}, row.text(4),
                                       WorkspaceId{row.integer(5)}});
            });
}

} // namespace

DatabaseCopy readDatabase(const std::filesystem::path &database)
{
    const SqliteReader db(database);
    DatabaseCopy copy;
    copy.integrity = db.text("PRAGMA integrity_check");
    if (const std::string foreign = db.text("PRAGMA foreign_key_check"); !foreign.empty()) {
        copy.integrity += "; a row of " + foreign + " refers to nothing";
    }
    readPlans(db, copy);
    readCalls(db, copy);
    readCredit(db, copy);
    return copy;
}

std::uint64_t hashDatabase(const std::filesystem::path &database)
{
    const SqliteReader db(database);
    std::vector<std::string> tables;
    db.each("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
            [&tables](const SqliteRow &row) { tables.push_back(row.text(0)); });
    Hash hash;
    for (const std::string &table : tables) {
        std::string columns;
        db.each(("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid").c_str(),
                [&columns](const SqliteRow &row) {
                    columns += (columns.empty() ? "quote(" : " || ',' || quote(") + row.text(0) + ')';
                });
        hash.add(table);
        db.each(("SELECT " + columns + " FROM " + table + " ORDER BY 1").c_str(),
                [&hash](const SqliteRow &row) { hash.add(row.text(0)); });
    }
    return hash.value();
}

} // namespace campanile::simulation
