#include "bench_backend.h"
#include "benches.h"

#include <QFileInfo>

#include <cstdio>

namespace campanile::bench {

void runImportBench(const QString &file, const QString &region, const QString &folder, int rounds)
{
    std::vector<double> ours;
    std::vector<double> theirs;
    qint64 rows = 0;
    for (int round = 0; round < rounds; ++round) {
        theirs.push_back(sqliteImportSeconds(file, folder + QStringLiteral("/import.sqlite")));
        BenchBackend backend(folder + QStringLiteral("/import"));
        const CampaignId campaign = backend.prepareCampaign();
        ours.push_back(
            secondsOf([&] { rows = backend.import(campaign, QFileInfo(file).absoluteFilePath(), region).rows(); }));
        std::fprintf(stderr, "round %d: campanile %.2f s, sqlite3 .import %.2f s\n", round + 1, ours.back(),
                     theirs.back());
    }
    std::printf("{\"bench\":\"import\",\"rows\":%lld,\"campanile_seconds\":%.3f,\"campanile_rows_per_second\":%.0f,"
                "\"sqlite_import_seconds\":%.3f,\"ratio_of_times\":%.3f}\n",
                static_cast<long long>(rows), median(ours), static_cast<double>(rows) / median(ours), median(theirs),
                median(ours) / median(theirs));
}

} // namespace campanile::bench
