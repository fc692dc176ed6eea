#include "bench_backend.h"
#include "benches.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

namespace {

/// Seconds the shell takes to write the same targets from the same database as CSV. It writes what the table has; the
/// product finds out how each target stands, and asks the disk for an answer before the file has its name.
double sqliteExportSeconds(const QString &database, const QString &file)
{
    QFile::remove(file);
    QProcess shell;
    shell.setStandardOutputFile(file);
    shell.setStandardErrorFile(QProcess::nullDevice());
    bool isDone = false;
    const double seconds = secondsOf([&] {
        shell.start(QStringLiteral("sqlite3"),
                    {QStringLiteral("-readonly"), QStringLiteral("-csv"), QStringLiteral("-header"), database,
                     QStringLiteral("SELECT number, name, status, attempts, last_outcome, next_at, variables"
                                    " FROM targets ORDER BY id")});
        isDone = shell.waitForFinished(-1) && shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0;
    });
    if (!isDone) {
        std::fputs("sqlite3 is needed for this benchmark: apt-get install sqlite3\n", stderr);
        std::exit(2);
    }
    return seconds;
}

} // namespace

void runExportBench(int people, const QString &folder, int rounds)
{
    const QString data = folder + QStringLiteral("/export");
    const QString ourFile = folder + QStringLiteral("/export.csv");
    const QString theirFile = folder + QStringLiteral("/export-sqlite.csv");
    BenchBackend backend(data);
    const CampaignId campaign = backend.prepareCampaign();
    backend.importContent(campaign, listOf(0, people));
    std::vector<double> ours;
    std::vector<double> theirs;
    qint64 rows = 0;
    for (int round = 0; round < rounds; ++round) {
        theirs.push_back(sqliteExportSeconds(data + QStringLiteral("/campanile.sqlite"), theirFile));
        ours.push_back(secondsOf([&] { rows = backend.exportAll(campaign, ourFile); }));
        std::fprintf(stderr, "round %d: campanile %.2f s, sqlite3 -csv %.2f s\n", round + 1, ours.back(),
                     theirs.back());
    }
    std::printf("{\"bench\":\"export\",\"rows\":%lld,\"bytes\":%lld,\"campanile_seconds\":%.3f,"
                "\"campanile_rows_per_second\":%.0f,\"sqlite_csv_seconds\":%.3f,\"ratio_of_times\":%.3f}\n",
                static_cast<long long>(rows), static_cast<long long>(QFileInfo(ourFile).size()), median(ours),
                static_cast<double>(rows) / median(ours), median(theirs), median(ours) / median(theirs));
}

} // namespace campanile::bench
