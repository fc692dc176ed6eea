// Databases that earlier versions wrote are brought up to this one with all that is in them.

#include "storage/attempt_store.h"
#include "storage/campaign_store.h"
#include "storage/event_store.h"
#include "storage/migrations.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"
#include "storage/target_store.h"
#include "support/scratch_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <map>

using namespace campanile;
using namespace campanile::test;

namespace {

/// Two lists that version 4 of the schema dialled: one to its end, one until the program was killed. By hand: a one-off
/// call that waits, one whose outcome is unknown, and an event of each type that the lists do not bring about.
QString copyOfVersion4(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("campanile.sqlite"));
    if (!QFile::copy(QStringLiteral(CAMPANILE_TEST_DATA "/schema-4.sqlite"), path)) {
        qFatal("The old database cannot be copied.");
    }
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

std::vector<std::string> texts(Connection &db, Sql<0> query)
{
    std::vector<std::string> all;
    Rows rows = db.query(query);
    while (rows.next()) {
        all.emplace_back(rows.utf8(0));
    }
    return all;
}

/// All of the old columns that are still there.
std::vector<std::vector<std::string>> oldContent(Connection &db)
{
    return {
        texts(db, "SELECT json_array(id, workspace_id, campaign_id, target_id, phone_number_id, agent_id, to_number,"
                  " status, due_at, attempt, epoch, last_error, scheduled_at, expires_at, timezone, max_attempts,"
                  " variables, undecided, late_ms) FROM scheduled_calls ORDER BY id"),
        texts(db, "SELECT json_array(id, scheduled_call_id, n, epoch, state, intent_at, answered_at, ended_at,"
                  " end_reason, sip_code, conversation_id, reserved) FROM attempts ORDER BY id"),
        texts(db, "SELECT json_array(id, attempt_id, started_at, ended_at, end_reason, duration_seconds, cost)"
                  " FROM conversations ORDER BY id"),
        texts(db, "SELECT json_array(id, campaign_id, number, name, status, attempts, last_outcome, next_at)"
                  " FROM targets ORDER BY id"),
        texts(db, "SELECT json_array(campaign_id, kind, key, n) FROM campaign_counts WHERE kind < 4 ORDER BY 1"),
        texts(db, "SELECT json_array(sequence, type, at, campaign_id, scheduled_call_id, attempt_id)"
                  " FROM events ORDER BY sequence"),
    };
}

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingThatVersion4KnewIsLost();
    void conversationsKeepTheirIds();
    void shortIdsAreGivenInTheOrderOfTheCalls();
    void eventsCarryWhatTheyTold();
    void eventsGoOnWhereTheyWere();
    void theStatesOfOldTargetsAreCounted();
    void migratingTwiceChangesNothing();
    void theCopyOfTheOldVersionOutlivesAFailure_data();
    void theCopyOfTheOldVersionOutlivesAFailure();
};

void MigrationTest::nothingThatVersion4KnewIsLost()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    QCOMPARE(db.integer("PRAGMA user_version").value_or(0), 4);
    const std::vector<std::vector<std::string>> before = oldContent(db);
    for (const std::vector<std::string> &table : before) {
        QVERIFY(table.size() >= 5);
    }
    migrate(db, path);
    QCOMPARE(db.integer("PRAGMA user_version").value_or(0), schemaVersion);
    QVERIFY(oldContent(db) == before);
    QCOMPARE(texts(db, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
    QVERIFY(texts(db, "PRAGMA foreign_key_check").empty());
}

void MigrationTest::conversationsKeepTheirIds()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    QueueStore queue(db);
    int answered = 0;
    int others = 0;
    for (const ScheduledCall &call : queue.page(SetupStore(db).workspaces().front().id, {}, std::nullopt, {}, 100)) {
        const auto old = db.integer("SELECT max(conversation_id) FROM attempts WHERE scheduled_call_id = ?", call.id);
        QCOMPARE(call.conversation, old ? ConversationId{*old} : conversationOf(call.id));
        QCOMPARE(queue.ofConversation(call.conversation), std::optional(call));
        if (old) {
            QVERIFY(!queue.ofConversation(conversationOf(call.id)).has_value());
            QCOMPARE(AttemptStore(db).attemptOf(call.conversation),
                     AttemptId{db.integer("SELECT id FROM attempts WHERE conversation_id = ?", *old).value()});
        }
        (old ? answered : others) += 1;
    }
    QCOMPARE(answered, 5);
    QCOMPARE(others, 7);
}

void MigrationTest::shortIdsAreGivenInTheOrderOfTheCalls()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    std::vector<ScheduledCall> calls =
        QueueStore(db).page(SetupStore(db).workspaces().front().id, {}, std::nullopt, {}, 100); // newest first
    std::int64_t expected = static_cast<std::int64_t>(calls.size());
    QCOMPARE(expected, 12);
    QCOMPARE(db.integer("SELECT last FROM sequences WHERE name = 'calls'").value_or(0), expected);
    for (const ScheduledCall &call : calls) {
        QCOMPARE(call.shortId, expected--);
    }
}

void MigrationTest::eventsCarryWhatTheyTold()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    const WorkspaceId workspace{db.integer("SELECT id FROM workspaces").value()};
    std::map<EventType, std::vector<Event>> byType;
    std::set<EventId> ids;
    for (Event &event : EventReader(db).after(0, 1'000)) {
        QCOMPARE(event.workspace, workspace);
        QCOMPARE(db.integer("SELECT json_valid(?)", event.data).value_or(0), 1);
        QVERIFY(ids.insert(event.id).second);
        QVERIFY(event.id >= IdSource::firstAt<EventId>(event.at));
        QVERIFY(event.id < IdSource::firstAt<EventId>(event.at + Milliseconds(1)));
        if (!event.call.isNull()) {
            const ScheduledCall call = QueueStore(db).find(event.call).value();
            QCOMPARE(event.conversation, call.conversation);
            QCOMPARE(event.target, call.target);
        }
        byType[event.type].push_back(std::move(event));
    }
    using enum EventType;
    QVERIFY(byType[ConversationCompleted].back().data.find(R"("reason":"voicemail","attempt":1,"duration_seconds":)") !=
            std::string::npos);
    QVERIFY(byType[CallAttemptFailed].front().data.find(R"({"reason":"busy","attempt":1,"sip_code":486})") !=
            std::string::npos);
    QCOMPARE(byType[ScheduledCallFailed].back().data, R"({"status":"failed","reason":"outcome_unknown","attempt":1})");
    QCOMPARE(byType[OccurrencesMissed].front().data, R"({"missed":3})");
    QCOMPARE(byType[OutcomeDecided].front().data, R"({"decision":"dial_again"})");
    QCOMPARE(byType[CampaignHeld].front().data, R"({"reason":"insufficient_credits"})");
    QCOMPARE(byType[DoNotCallAdded].size(), 2U);
    QCOMPARE(byType[DoNotCallAdded].front().data, R"({"number":"+14155550142"})");
    QCOMPARE(byType[DoNotCallAdded].back().data,
             R"({"list_id":")" + DoNotCallListId{385548891375805436}.toStdString() + R"("})");
}

void MigrationTest::eventsGoOnWhereTheyWere()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    const VirtualClock clock{WallTime{1'800'000'000'000}};
    IdSource ids(clock, 1);
    WriteTransaction transaction(db, ids, clock.wall());
    EventStore(transaction).add({.type = EventType::CampaignResumed});
    QCOMPARE(EventReader(db).after(43, 10).front().sequence, 44);
}

/// Who waits for a retry, and who was answered although the outcome is one of failed calls, is counted from the rows.
void MigrationTest::theStatesOfOldTargetsAreCounted()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    const auto newest = [&db](TargetStatus status) {
        return TargetId{db.integer("SELECT max(id) FROM targets WHERE status = ?", status).value()};
    };
    const TargetId retried = newest(TargetStatus::Scheduled);
    const TargetId cutOff = newest(TargetStatus::Dispatched);
    const TargetId rang{db.integer("SELECT min(id) FROM targets WHERE status = {target.dispatched}").value()};
    QVERIFY(rang != cutOff);
    db.execute("UPDATE scheduled_calls SET status = {call.pending}, attempt = 1 WHERE target_id = ?", retried);
    db.execute("UPDATE targets SET last_outcome = ? WHERE id = ?", EndReason::CarrierError, cutOff);
    db.execute("UPDATE targets SET last_outcome = ? WHERE id = ?", EndReason::OutcomeUnknown, rang);
    db.execute("UPDATE scheduled_calls SET last_error = ? WHERE target_id = ?", EndReason::OutcomeUnknown, rang);
    migrate(db, path);
    const auto statsOf = [&db](TargetId id) { return CampaignStore(db).stats(TargetStore(db).find(id)->campaign); };
    QCOMPARE(statsOf(retried).retryDue, 1);
    QCOMPARE(statsOf(cutOff).answeredOtherwise, (std::map<EndReason, qint64>{{EndReason::CarrierError, 1}}));
    QVERIFY(!statsOf(rang).answeredOtherwise.contains(EndReason::OutcomeUnknown));
    QCOMPARE(db.integer("SELECT sum(n) FROM campaign_counts WHERE kind IN (4, 5)"), std::optional<std::int64_t>(2));
}

void MigrationTest::migratingTwiceChangesNothing()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    Connection db(path, Connection::Access::ReadWrite);
    migrate(db, path);
    const std::vector<std::vector<std::string>> once = oldContent(db);
    const std::vector<std::string> data = texts(db, "SELECT data FROM events ORDER BY sequence");
    migrate(db, path);
    QVERIFY(oldContent(db) == once);
    QCOMPARE(texts(db, "SELECT data FROM events ORDER BY sequence"), data);
}

void MigrationTest::theCopyOfTheOldVersionOutlivesAFailure_data()
{
    QTest::addColumn<QByteArray>("obstacle"); // to a step
    QTest::addColumn<int>("reached");         // the version before that step
    QTest::newRow("in the first step") << QByteArray("ALTER TABLE targets ADD COLUMN timezone TEXT") << 4;
    QTest::newRow("in a later step") << QByteArray("CREATE TABLE processes (other INTEGER)") << 9;
}

/// A step fails at each start, and the database stays at the version before it.
void MigrationTest::theCopyOfTheOldVersionOutlivesAFailure()
{
    QFETCH(const QByteArray, obstacle);
    QFETCH(const int, reached);
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = copyOfVersion4(folder);
    std::vector<std::vector<std::string>> before;
    {
        Connection db(path, Connection::Access::ReadWrite);
        before = oldContent(db);
        db.script(obstacle);
    }
    for (int start = 0; start < 3; ++start) {
        Connection db(path, Connection::Access::ReadWrite);
        bool isRefused = false;
        try {
            migrate(db, path);
        } catch (const StorageError &) {
            isRefused = true;
        }
        QVERIFY(isRefused);
        db.rollback();
        QCOMPARE(db.integer("PRAGMA user_version").value_or(0), reached);
    }
    const auto copyOf = [&path](int version) { return QStringLiteral("%1.version-%2").arg(path).arg(version); };
    Connection copy(copyOf(4), Connection::Access::ReadOnly);
    QCOMPARE(copy.integer("PRAGMA user_version").value_or(0), 4);
    QVERIFY(oldContent(copy) == before);
    QCOMPARE(QFile::permissions(copyOf(4)) &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QCOMPARE(Connection(copyOf(reached), Connection::Access::ReadOnly).integer("PRAGMA user_version").value_or(0),
             reached);
    QVERIFY(QDir(folder.path()).entryList({QStringLiteral("*.partial-*")}).isEmpty());
}

QTEST_GUILESS_MAIN(MigrationTest)
#include "migration_test.moc"
