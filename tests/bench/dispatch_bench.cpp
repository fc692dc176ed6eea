#include "bench_backend.h"
#include "benches.h"

#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

namespace {

QByteArray listOf(int calls)
{
    QByteArray csv("phone,name,amount\n");
    for (int i = 0; i < calls; ++i) {
        csv += '+' + QByteArray::number(listedNumber(i)) + ",Person " + QByteArray::number(i) + ",12.50\n";
    }
    return csv;
}

} // namespace

void runDispatchBench(int calls, int present, const QString &folder, int rounds)
{
    std::vector<double> ours;
    std::vector<double> bare;
    for (int round = 0; round < rounds; ++round) {
        bare.push_back(bareDispatchSeconds(calls, present, folder + QStringLiteral("/bare.sqlite")) / calls);
        BenchBackend backend(folder + QStringLiteral("/dispatch"));
        if (present > 0) {
            backend.startHeldCampaign(present, calls);
        }
        const CampaignId campaign = backend.prepareCampaign();
        const qint64 targets = backend.importContent(campaign, listOf(calls)).inserted;
        CampaignStats stats;
        const double seconds = secondsOf([&] { stats = backend.dialAll(campaign); });
        if (stats.terminal() != targets || stats.attempts != targets) {
            std::fprintf(stderr, "%lld of %lld targets were dialled\n", static_cast<long long>(stats.attempts),
                         static_cast<long long>(targets));
            std::exit(1);
        }
        ours.push_back(seconds / static_cast<double>(targets));
        std::fprintf(stderr, "round %d: campanile %.0f calls/s, bare loop %.0f calls/s\n", round + 1, 1 / ours.back(),
                     1 / bare.back());
    }
    std::printf("{\"bench\":\"dispatch\",\"calls\":%d,\"present\":%d,\"campanile_calls_per_second\":%.0f,"
                "\"bare_calls_per_second\":%.0f,\"ratio_of_rates\":%.3f}\n",
                calls, present, 1 / median(ours), 1 / median(bare), median(bare) / median(ours));
}

} // namespace campanile::bench
