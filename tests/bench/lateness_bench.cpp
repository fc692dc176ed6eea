#include "bench_backend.h"
#include "benches.h"

#include "engine/calls/row_moves.h"
#include "local/engine/engine_thread.h"
#include "storage/engine_store.h"
#include "storage/process_store.h"
#include "storage/setup_store.h"

#include <ctime>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <unordered_map>

namespace campanile::bench {

namespace {

constexpr Milliseconds headStart{3'000};
constexpr Milliseconds patience{10'000};             // after the last one is due
constexpr std::int64_t firstOneOff = 14'150'000'010; // the list's numbers begin above these

std::int64_t wallMicroseconds()
{
    timespec time{};
    clock_gettime(CLOCK_REALTIME, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1'000;
}

/// When which number was dialled; the engine's thread writes, and `all` says when it is done.
struct Arrivals {
    std::size_t expected = 0;
    std::unordered_map<std::int64_t, std::int64_t> at;
    std::promise<void> all;
};

/// Writes down when each call reached it, and ends it at once.
class StopWatch final : public Carrier {
public:
    StopWatch(EventLoop &loop, CarrierListener &listener, Arrivals &arrivals)
        : m_loop(loop)
        , m_listener(listener)
        , m_arrivals(arrivals)
    {
    }

    void dial(DialPermit permit) override
    {
        m_arrivals.at.emplace(permit.to().digits, wallMicroseconds());
        if (m_arrivals.at.size() == m_arrivals.expected) {
            m_arrivals.all.set_value();
        }
        m_loop.post([this, attempt = permit.attemptId()] {
            m_listener.heard(
                CarrierEvent::ended(attempt, m_loop.clock().now(), EndReason::Busy, EndOrigin::Callee, 486));
        });
    }
    void hangUp(AttemptId, EndOrigin) override {}
    void configure(const Trunk &) override {}
    void inquire(const Attempt &, const std::string &, std::function<void(Inquiry)> reply) override
    {
        reply({Inquiry::Answer::Never, EndReason::NotSent});
    }

private:
    EventLoop &m_loop;
    CarrierListener &m_listener;
    Arrivals &m_arrivals;
};

/// `calls` one-off calls, `perSecond` of them due in each second from `start` on.
void place(Connection &db, int calls, int perSecond, WallTime start)
{
    SetupStore setup(db);
    QueueStore queue(db);
    const SystemClock clock;
    IdSource ids(clock, 1);
    const PhoneNumber number = setup.numbers().front();
    const Agent agent = setup.agents().front();
    db.begin();
    WriteTransaction transaction(db, ids, clock.wall());
    RowMoves moves(transaction);
    for (int i = 0; i < calls; ++i) {
        ScheduledCall call;
        call.id = ids.next<ScheduledCallId>();
        call.workspace = number.workspace;
        call.agent = agent.id;
        call.fromNumber = number.id;
        call.to = E164{firstOneOff + i};
        call.scheduledAt = call.dueAt = start + Milliseconds(std::int64_t{i} * 1'000 / perSecond);
        if (!moves.create(call)) {
            std::fprintf(stderr, "a call was not taken\n");
            std::exit(1);
        }
    }
    transaction.flushCounts();
    db.commit();
    db.checkpoint();
}

} // namespace

void runLatenessBench(int calls, int perSecond, int waiting, const QString &folder)
{
    const QString data = folder + QStringLiteral("/lateness");
    {
        BenchBackend backend(data);
        backend.startHeldCampaign(waiting);
    }
    const QString path = data + QStringLiteral("/campanile.sqlite");
    const SystemClock clock;
    Enrolment enrolment;
    std::string instance;
    WallTime start;
    {
        Connection db(path, Connection::Access::ReadWrite);
        enrolment = ProcessStore(db).enrolAlone(clock.wall());
        instance = EngineStore(db).instance();
        start = clock.wall() + headStart + Milliseconds(calls / 20); // placing them takes a while
        place(db, calls, perSecond, start);
    }
    IdSource ids(clock, enrolment.idSlot, enrolment.newestId);
    HoldBoard holds;
    Arrivals arrivals;
    arrivals.expected = static_cast<std::size_t>(calls);
    arrivals.at.reserve(arrivals.expected);
    {
        ThreadedWriter writer([&] { return std::make_unique<Connection>(path, Connection::Access::ReadWrite); }, ids,
                              clock, [](const ChangeSet &) {});
        EngineThread thread(clock, Database(path), [&](EventLoop &loop, Connection &reader) {
            return std::make_unique<Engine>(
                loop, writer, reader, holds,
                [&](const Trunk &, EventLoop &carrierLoop, CarrierListener &listener,
                    MediaListener &) -> std::unique_ptr<Carrier> {
                    return std::make_unique<StopWatch>(carrierLoop, listener, arrivals);
                },
                Engine::Options{.process = enrolment.id,
                                .pace = ProcessWatch::alone,
                                .instance = instance,
                                .journalFolder = data + QStringLiteral("/dial-journal"),
                                .freeBytes = {}});
        });
        if (!thread.started()) {
            std::fprintf(stderr, "%s\n", thread.started().error().message.toUtf8().constData());
            std::exit(1);
        }
        const WallTime last = start + Milliseconds(std::int64_t{calls} * 1'000 / perSecond);
        arrivals.all.get_future().wait_for(Milliseconds(last.ms - clock.wall().ms) + patience);
        thread.drain(Microseconds(2'000'000));
        writer.finish();
    }
    std::vector<double> late;
    for (int i = 0; i < calls; ++i) {
        const auto reached = arrivals.at.find(firstOneOff + i);
        if (reached != arrivals.at.end()) {
            const std::int64_t due = (start.ms + std::int64_t{i} * 1'000 / perSecond) * 1'000;
            late.push_back(static_cast<double>(reached->second - due) / 1'000);
        }
    }
    if (late.size() != static_cast<std::size_t>(calls) || *std::ranges::min_element(late) < 0) {
        std::fprintf(stderr, "%zu of %d calls were dialled, or one before it was due\n", late.size(), calls);
        std::exit(1);
    }
    std::ranges::sort(late);
    const std::vector<double> bare = bareLateness(calls, perSecond, folder + QStringLiteral("/bare-lateness.sqlite"));
    const auto share = [calls](const std::vector<double> &sorted, double part) {
        return sorted[static_cast<std::size_t>(part * static_cast<double>(calls - 1))];
    };
    std::printf("{\"bench\":\"lateness\",\"calls\":%d,\"due_per_second\":%d,\"waiting\":%d,\"p50_ms\":%.3f,"
                "\"p90_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f,\"bare_p50_ms\":%.3f,\"bare_p99_ms\":%.3f,"
                "\"bare_max_ms\":%.3f,\"ratio_p50\":%.2f,\"ratio_p99\":%.2f}\n",
                calls, perSecond, waiting, share(late, 0.5), share(late, 0.9), share(late, 0.99), late.back(),
                share(bare, 0.5), share(bare, 0.99), bare.back(), share(late, 0.5) / share(bare, 0.5),
                share(late, 0.99) / share(bare, 0.99));
}

void runRestartBench(int waiting, const QString &folder, int rounds)
{
    const QString data = folder + QStringLiteral("/restart");
    {
        BenchBackend backend(data);
        backend.startHeldCampaign(waiting);
    }
    std::vector<double> open;
    std::vector<double> firstDial;
    for (int round = 0; round < rounds; ++round) {
        {
            Connection db(data + QStringLiteral("/campanile.sqlite"), Connection::Access::ReadWrite);
            db.execute("UPDATE campaigns SET hours = ''"); // somebody opens the hours while the program is off
            db.execute("UPDATE engine SET stopped = 0");   // and takes back the stop that ended the round before
        }
        const SystemClock clock;
        const MonoTime start = clock.mono();
        BenchBackend backend(data, BenchBackend::Existing{});
        open.push_back(static_cast<double>((clock.mono() - start).count()) / 1e6);
        backend.waitForDial();
        firstDial.push_back(static_cast<double>((clock.mono() - start).count()) / 1e6);
        backend.stopAll();
        std::fprintf(stderr, "round %d: open %.3f s, first dial after %.3f s\n", round + 1, open.back(),
                     firstDial.back());
    }
    std::printf("{\"bench\":\"restart\",\"waiting\":%d,\"open_seconds\":%.3f,\"first_dial_seconds\":%.3f,"
                "\"limit_seconds\":1.0,\"ratio_to_limit\":%.3f}\n",
                waiting, median(open), median(firstDial), median(firstDial));
}

} // namespace campanile::bench
