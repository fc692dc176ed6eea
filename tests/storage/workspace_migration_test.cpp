// A database of the version before several workspaces: its ledger gets the workspace of each call, and its limits go
// on.

#include "storage/limit_store.h"
#include "storage/migrations.h"
#include "support/durations.h"
#include "support/scratch_folder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr WallTime now{1'767'603'600'000};
constexpr E164 callee{14155552000};
constexpr WorkspaceId workspace{77};

void applyOld(Connection &db)
{
    for (const char *name : {"0001_initial", "0002_engine", "0003_caps_and_months", "0004_countries",
                             "0005_target_zones", "0006_reason_codes", "0007_wire", "0008_events"}) {
        QFile file(QStringLiteral(":/storage/%1.sql").arg(QLatin1StringView(name)));
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("The migration %s is missing.", name);
        }
        db.script(file.readAll());
    }
    db.script("PRAGMA user_version=8; PRAGMA application_id=1128353104"); // "CAMP"
}

} // namespace

class WorkspaceMigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLedgerGetsTheWorkspaceOfItsCalls();
};

void WorkspaceMigrationTest::theLedgerGetsTheWorkspaceOfItsCalls()
{
    const QTemporaryDir folder(scratchFolder(QLatin1StringView("migration")));
    const QString path = folder.filePath(QStringLiteral("old.sqlite"));
    {
        Connection other(folder.filePath(QStringLiteral("other.sqlite")), Connection::Access::ReadWrite);
        migrate(other, folder.filePath(QStringLiteral("other.sqlite"))); // the statements are there from here on
    }
    Connection db(path, Connection::Access::ReadWrite);
    applyOld(db);
    db.script(
        "INSERT INTO workspaces (id, name, cooldown_ms, max_per_day, max_per_week) VALUES (77, 'Old', 0, 3, 7);"
        "INSERT INTO scheduled_calls (id, workspace_id, campaign_id, phone_number_id, agent_id, to_number, status,"
        " due_at) VALUES (5, 77, 0, 1, 1, 14155552000, 2, 0);");
    const auto dialled = [&db](WallTime at, int attempt, int call) {
        db.execute("INSERT INTO dial_ledger (number, at, attempt_id, scheduled_call_id) VALUES (?, ?, ?, ?)", callee,
                   at, attempt, call);
    };
    dialled(now - hour, 1, 5);
    dialled(now - minute, 2, 999); // of a call that is gone: there was one workspace only
    db.execute("INSERT INTO buckets (scope, scope_id, tat) VALUES (0, 77, ?)", now);
    migrate(db, path);
    LimitStore limits(db);
    const NumberHistory history = limits.history(workspace, callee, ScheduledCallId{5}, now);
    QCOMPARE(history.lastDay, 2);
    QCOMPARE(history.lastOwnAt, now - hour);
    QCOMPARE(history.lastOtherAt, now - minute);
    QCOMPARE(limits.history(WorkspaceId{78}, callee, {}, now).lastDay, 0);
    QVERIFY(limits.hasDial(callee, AttemptId{2}));
    QCOMPARE(limits.bucket(BucketScope::Workspace, 77), std::optional(Bucket{now, 0}));
}

QTEST_GUILESS_MAIN(WorkspaceMigrationTest)
#include "workspace_migration_test.moc"
