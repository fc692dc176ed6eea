#include "bench_backend.h"
#include "benches.h"

#include <algorithm>
#include <cstdio>

namespace campanile::bench {

namespace {

constexpr double limitSeconds = 0.3; // until somebody who waits for a table sees its first rows

/// What the table of targets is asked for.
struct Reading {
    const char *name;
    TargetFilter filter;
    std::optional<TargetOrder> order = std::nullopt; ///< nothing: list order
};

} // namespace

void runListBench(int people, const QString &folder, int rounds)
{
    BenchBackend backend(folder + QStringLiteral("/list"));
    const CampaignId campaign = backend.prepareCampaign();
    backend.importContent(campaign, listOf(0, people));
    const std::vector<Reading> readings = {{"list order", {}},
                                           {"one status", {TargetStatus::Pending, {}}},
                                           {"search by name", {std::nullopt, QStringLiteral("person 77")}},
                                           {"sorted by number", {}, TargetOrder{TargetColumn::Number, false}},
                                           {"sorted by name", {}, TargetOrder{TargetColumn::Name, false}},
                                           {"sorted by name, last first", {}, TargetOrder{TargetColumn::Name, true}},
                                           {"sorted by state", {}, TargetOrder{TargetColumn::State, false}},
                                           {"sorted by next call", {}, TargetOrder{TargetColumn::NextAt, false}}};
    for (const Reading &reading : readings) {
        std::vector<double> seconds;
        for (int round = 0; round < rounds; ++round) {
            seconds.push_back(backend.secondsToFirstRows(campaign, reading.filter, reading.order));
            std::fprintf(stderr, "round %d: %s, first rows after %.3f s\n", round + 1, reading.name, seconds.back());
        }
        std::printf("{\"bench\":\"list\",\"people\":%d,\"reading\":\"%s\",\"first_rows_seconds\":%.3f,"
                    "\"slowest_seconds\":%.3f,\"limit_seconds\":%.1f,\"ratio_to_limit\":%.3f}\n",
                    people, reading.name, median(seconds), *std::max_element(seconds.begin(), seconds.end()),
                    limitSeconds, median(seconds) / limitSeconds);
    }
}

} // namespace campanile::bench
