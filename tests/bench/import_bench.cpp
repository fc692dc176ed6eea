#include "bench_backend.h"
#include "benches.h"

#include <QFileInfo>

#include <cstdio>

namespace campanile::bench {

namespace {

struct Import {
    double seconds = 0;
    qint64 rows = 0;
};

Import importIntoFreshWorkspace(const QString &file, const QString &region, const QString &folder)
{
    BenchBackend backend(folder + QStringLiteral("/import"));
    const CampaignId campaign = backend.prepareCampaign();
    Import import;
    import.seconds = secondsOf(
        [&] { import.rows = backend.import(campaign, QFileInfo(file).absoluteFilePath(), region).rows();
});
return import;
} // namespace

} // namespace campanile::bench

void runImportBench(const ImportLists &lists, const QString &folder, int rounds)
{
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> nationals;
    qint64 rows = 0;
    for (int round = 0; round < rounds; ++round) {
        theirs.push_back(sqliteImportSeconds(lists.file, folder + QStringLiteral("/import.sqlite")));
        const Import import = importIntoFreshWorkspace(lists.file, lists.region, folder);
        rows = import.rows;
        ours.push_back(import.seconds);
        std::fprintf(stderr, "round %d: campanile %.2f s, sqlite3 .import %.2f s\n", round + 1, ours.back(),
                     theirs.back());
        if (!lists.nationalFile.isEmpty()) {
            const Import national = importIntoFreshWorkspace(lists.nationalFile, QStringLiteral("DE"), folder);
            nationals.push_back(national.seconds * static_cast<double>(rows) / static_cast<double>(national.rows));
            std::fprintf(stderr, "round %d: as many rows in national notation %.2f s\n", round + 1, nationals.back());
        }
    }
    std::printf("{\"bench\":\"import\",\"rows\":%lld,\"campanile_seconds\":%.3f,\"campanile_rows_per_second\":%.0f,"
                "\"sqlite_import_seconds\":%.3f,\"ratio_of_times\":%.3f}\n",
                static_cast<long long>(rows), median(ours), static_cast<double>(rows) / median(ours), median(theirs),
                median(ours) / median(theirs));
    if (!nationals.empty()) {
        std::printf("{\"bench\":\"import, national notation\",\"rows\":%lld,\"campanile_seconds\":%.3f,"
                    "\"times_the_other_list\":%.3f}\n",
                    static_cast<long long>(rows), median(nationals), median(nationals) / median(ours));
    }
}

} // namespace campanile::bench
