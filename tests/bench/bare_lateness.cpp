#include "bare_loop.h"
#include "benches.h"

#include <QFile>

#include <ctime>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace campanile::bench {

namespace {

constexpr std::int64_t headStart = 200'000; // microseconds

std::int64_t monotonicMicroseconds()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1'000;
}

void sleepUntil(std::int64_t instant)
{
    const timespec at{instant / 1'000'000, instant % 1'000'000 * 1'000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr);
}

/// A file in which each call has a line of the length of the product's, and what a call's permit waits for: its sync.
class BareJournal {
public:
    explicit BareJournal(const QString &path)
        : m_file(open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600))
    {
    }
    ~BareJournal() { close(m_file); }
    BareJournal(const BareJournal &) = delete;
    BareJournal &operator=(const BareJournal &) = delete;

    void write(std::size_t lines)
    {
        constexpr std::size_t lineLength = 120;
        m_text.assign(lines * lineLength, 'x');
        if (::write(m_file, m_text.data(), m_text.size()) != static_cast<ssize_t>(m_text.size()) ||
            fdatasync(m_file) != 0) {
            std::perror("bare loop");
            std::exit(1);
        }
    }

private:
    const int m_file;
    std::string m_text;
};

} // namespace

std::vector<double> bareLateness(int calls, int perSecond, const QString &database)
{
    const SystemClock clock;
    IdSource ids(clock, 1);
    const PlanIds plan = makePlan(ids);
    const std::vector<CallIds> all = makeCalls(ids, calls);
    prepareBareDatabase(database, plan, all, ids, 0);
    sqlite3 *db = openBare(database);
    std::vector<double> late;
    late.reserve(all.size());
    {
        BareLoop loop(db, plan);
        BareJournal journal(database + QStringLiteral("-journal-of-dials"));
        const BareLoop::Calls list(all);
        loop.materialize(list);
        const std::int64_t start = monotonicMicroseconds() + headStart;
        const auto dueAt = [&](std::size_t i) { return start + static_cast<std::int64_t>(i) * 1'000'000 / perSecond; };
        for (std::size_t first = 0; first < list.size();) {
            sleepUntil(dueAt(first));
            const std::int64_t awake = monotonicMicroseconds();
            std::size_t end = first + 1;
            while (end < list.size() && dueAt(end) <= awake) {
                ++end;
            }
            loop.dial(list.subspan(first, end - first));
            journal.write(end - first);
            const std::int64_t done = monotonicMicroseconds();
            for (; first < end; ++first) {
                late.push_back(static_cast<double>(done - dueAt(first)) / 1'000);
            }
        }
    }
    sqlite3_close(db);
    std::ranges::sort(late);
    return late;
}

} // namespace campanile::bench
