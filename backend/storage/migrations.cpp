#include "storage/migrations.h"

#include "core/log.h"

#include <QFile>

#include <array>

static void initialiseResources()
{
    Q_INIT_RESOURCE(storage);
}

namespace campanile {

namespace {

// "CAMP" in the file header tells our databases from everybody else's.
constexpr std::int64_t applicationId = 0x43414d50;

// Step n brings the schema from version n - 1 to n.
constexpr std::array<const char *, schemaVersion> steps = {
    "0001_initial.sql",   "0002_engine.sql",        "0003_caps_and_months.sql",
    "0004_countries.sql", "0005_target_zones.sql",  "0006_reason_codes.sql",
    "0007_wire.sql",      "0008_events.sql",        "0009_workspaces.sql",
    "0010_processes.sql", "0011_callers.sql",       "0012_lists.sql",
    "0013_attempts.sql",  "0014_target_states.sql", "0015_list_contents.sql",
};

QByteArray step(int version)
{
    QFile file(QStringLiteral(":/storage/") + QLatin1StringView(steps.at(static_cast<std::size_t>(version - 1))));
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return file.readAll();
}

} // namespace

void migrate(Connection &connection, const QString &databasePath)
{
    initialiseResources();
    const auto version = static_cast<int>(connection.integer("PRAGMA user_version").value_or(0));
    const std::int64_t owner = connection.integer("PRAGMA application_id").value_or(0);
    const std::int64_t tables = connection.integer("SELECT count(*) FROM sqlite_schema").value_or(0);
    if (owner != applicationId && (version != 0 || owner != 0 || tables != 0)) {
        throw StorageError({ErrorCode::StorageCorrupt,
                            QStringLiteral("%1 is a database of another program. Choose another data directory "
                                           "with --data-dir.")
                                .arg(databasePath),
                            {}});
    }
    if (version > schemaVersion) {
        throw StorageError(
            {ErrorCode::StorageNewer,
             QStringLiteral("%1 was written by a newer Campanile (schema %2; this program knows %3). "
                            "Install the newer version, or choose another data directory with --data-dir.")
                 .arg(databasePath)
                 .arg(version)
                 .arg(schemaVersion),
             {}});
    }
    connection.script("PRAGMA journal_mode=WAL");  // only now that the file is known to be ours
    if (version > 0 && version != schemaVersion) { // an older one
        // The copy has the name of the version that it holds. After a step that failed, the next start thus leaves the
        // copy of the first start alone; one of the same version it replaces when its own is whole.
        connection.backupTo(QStringLiteral("%1.version-%2").arg(databasePath).arg(version), {},
                            Connection::Existing::Replace);
    }
    for (int next = version + 1; next <= schemaVersion; ++next) {
        connection.begin();
        connection.script(step(next));
        connection.script(
            QStringLiteral("PRAGMA user_version=%1; PRAGMA application_id=%2").arg(next).arg(applicationId).toLatin1());
        connection.commit();
    }
    if (version != schemaVersion) {
        log::info(log::Layer::Storage, "schema brought up to date", {{"from", version}, {"to", schemaVersion}});
    }
}

} // namespace campanile
