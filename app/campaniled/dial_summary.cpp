#include "dial_summary.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace campanile {

namespace {

std::map<std::string, qint64> dispositions(const CampaignStats &stats)
{
    std::map<std::string, qint64> counts;
    for (const auto &[reason, n] : stats.byOutcome) {
        counts[std::string(dispositionOf(reason).data(), static_cast<std::size_t>(dispositionOf(reason).size()))] += n;
    }
    return counts;
}

} // namespace

void printJson(const DialSummary &s)
{
    const nlohmann::ordered_json json{{"targets", s.stats.total()},
                                      {"duplicates", s.import.duplicates},
                                      {"rejected", s.import.rejected},
                                      {"dispatched", s.stats.of(TargetStatus::Dispatched)},
                                      {"failed", s.stats.of(TargetStatus::Failed)},
                                      {"skipped", s.stats.of(TargetStatus::Skipped)},
                                      {"attempts", s.stats.attempts},
                                      {"dispositions", dispositions(s.stats)},
                                      {"seconds", s.seconds}};
    std::printf("%s\n", json.dump().c_str());
}

void printText(const DialSummary &s)
{
    std::printf("%lld targets: %lld reached, %lld failed, %lld skipped, in %.1f s\n",
                static_cast<long long>(s.stats.total()), static_cast<long long>(s.stats.of(TargetStatus::Dispatched)),
                static_cast<long long>(s.stats.of(TargetStatus::Failed)),
                static_cast<long long>(s.stats.of(TargetStatus::Skipped)), s.seconds);
    for (const auto &[name, n] : dispositions(s.stats)) {
        std::printf("  %-20s %10lld\n", name.c_str(), static_cast<long long>(n));
    }
    std::printf("%lld rows were duplicates, %lld were rejected\n", static_cast<long long>(s.import.duplicates),
                static_cast<long long>(s.import.rejected));
    for (const RejectedRow &row : s.rejects) {
        std::printf("  line %lld: \"%s\": %s\n", static_cast<long long>(row.row), row.number.toUtf8().constData(),
                    row.reason.toUtf8().constData());
    }
    const auto more = s.import.rejected - static_cast<qint64>(s.rejects.size());
    if (more > 0) {
        std::printf("  and %lld more\n", static_cast<long long>(more));
    }
}

} // namespace campanile
