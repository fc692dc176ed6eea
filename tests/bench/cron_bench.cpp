#include "bench_backend.h"
#include "benches.h"

#include "core/random.h"
#include "domain/cron.h"

#include <QFile>
#include <QProcess>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

namespace {

constexpr int schedules = 1'000;
/// Of each schedule for croner, which would take a minute for as many as ours.
constexpr int theirFirings = 20;
constexpr WallTime begin{1'767'225'600'000}; // 2026-01-01

constexpr std::array zones{"Asia/Kolkata",        "America/New_York",
                           "America/Los_Angeles", "America/Sao_Paulo",
                           "Europe/London",       "Europe/Berlin",
                           "Europe/Dublin",       "Africa/Casablanca",
                           "Africa/Cairo",        "Asia/Tokyo",
                           "Asia/Beirut",         "Australia/Sydney",
                           "Australia/Lord_Howe", "UTC"};

struct Job {
    CronExpression cron;
    TimeZone zone;
};

/// Schedules as people write them, and stranger ones; the same in every run.
class ScheduleMaker {
public:
    std::vector<Job> make()
    {
        std::vector<Job> jobs;
        while (jobs.size() < schedules) {
            const QString text = field(0, 59, 10) + u' ' + field(0, 23, 25) + u' ' + field(1, 31, 70) + u' ' +
                                 field(1, 12, 80) + u' ' + field(0, 6, 70);
            const Result<CronExpression> cron = CronExpression::parse(text);
            const Result<TimeZone> zone = TimeZone::find(QLatin1StringView(zones[below(zones.size())]));
            if (cron && zone) { // not 31 February
                jobs.push_back({*cron, *zone});
            }
        }
        return jobs;
    }

private:
    /// `*` in so many per cent, else a value, a list, a range or a step.
    QString field(int low, int high, unsigned percentOfStars)
    {
        const auto value = [&] { return low + static_cast<int>(below(static_cast<std::size_t>(high - low) + 1)); };
        if (below(100) < percentOfStars) {
            return QStringLiteral("*");
        }
        const int a = value();
        const int b = value();
        switch (below(5)) {
        case 0:
        case 1:
            return QString::number(a);
        case 2:
            return QStringLiteral("%1,%2").arg(a).arg(b);
        case 3:
            return QStringLiteral("%1-%2").arg(std::min(a, b)).arg(std::max(a, b));
        default:
            return QStringLiteral("*/%1").arg(2 + below(static_cast<std::size_t>(high - low) / 2));
        }
    }
    std::size_t below(std::size_t bound) { return m_random.below(bound); }

    Random m_random{2026};
};

double ourRate(const std::vector<Job> &jobs, int firings)
{
    std::int64_t sum = 0; // so that nothing is left out
    const double seconds = secondsOf([&] {
        for (const Job &job : jobs) {
            WallTime at = begin;
            for (int i = 0; i < firings; ++i) {
                at = job.cron.next(at, job.zone).at;
            }
            sum += at.ms;
        }
    });
    if (sum == 0) {
        std::exit(2);
    }
    return static_cast<double>(jobs.size()) * firings / seconds;
}

[[noreturn]] void endWithout(const char *what)
{
    std::fprintf(stderr,
                 "%s is needed for this benchmark: run installer/test once, or installer/deps test and then "
                 "\"npm ci\" in tests/oracle\n",
                 what);
    std::exit(2);
}

double cronerRate(const std::vector<Job> &jobs)
{
    const QString folder = QStringLiteral(CAMPANILE_ORACLE_DIR);
    if (!QFile::exists(folder + QStringLiteral("/node_modules/croner/package.json"))) {
        endWithout("croner");
    }
    QByteArray input;
    for (const Job &job : jobs) {
        input +=
            QStringLiteral("%1 %2 %3\n").arg(QString::number(theirFirings), job.zone.id(), job.cron.text()).toLatin1();
    }
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(QStringLiteral("node"), {folder + QStringLiteral("/croner_bench.mjs")});
    if (!node.waitForStarted()) {
        endWithout("node");
    }
    node.write(input);
    node.closeWriteChannel();
    node.waitForFinished(-1);
    const QByteArrayList answer = node.readAllStandardOutput().trimmed().split(' ');
    if (node.exitCode() != 0 || answer.size() != 2) {
        std::fputs("croner did not answer; what Node.js says stands above\n", stderr);
        std::exit(2);
    }
    return answer[0].toDouble() / answer[1].toDouble();
}

} // namespace

void runCronBench(int firings, int rounds)
{
    const std::vector<Job> jobs = ScheduleMaker().make();
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round < rounds; ++round) {
        theirs.push_back(cronerRate(jobs));
        ours.push_back(ourRate(jobs, firings));
        std::fprintf(stderr, "round %d: campanile %.0f firings/s, croner %.0f firings/s\n", round + 1, ours.back(),
                     theirs.back());
    }
    std::printf("{\"bench\":\"cron\",\"schedules\":%d,\"zones\":%zu,\"firings_of_each\":%d,"
                "\"campanile_firings_per_second\":%.0f,\"croner_firings_of_each\":%d,"
                "\"croner_firings_per_second\":%.0f,\"ratio_of_rates\":%.0f}\n",
                schedules, zones.size(), firings, median(ours), theirFirings, median(theirs),
                median(ours) / median(theirs));
}

} // namespace campanile::bench
