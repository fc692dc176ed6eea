#include "bare_loop.h"
#include "bench_backend.h"
#include "benches.h"

#include <algorithm>

namespace campanile::bench {

namespace {

constexpr std::size_t materializedAtOnce = 1'000; // as Materializer::stepRows
constexpr std::size_t dialledAtOnce = 256;        // as the dispatcher's calls of one pass

} // namespace

double bareDispatchSeconds(int calls, int present, const QString &database)
{
    const SystemClock clock;
    IdSource ids(clock, 1);
    const PlanIds plan = makePlan(ids);
    const std::vector<CallIds> all = makeCalls(ids, calls);
    prepareBareDatabase(database, plan, all, ids, present);
    sqlite3 *db = openBare(database);
    const double seconds = secondsOf([&] {
        BareLoop loop(db, plan);
        const BareLoop::Calls list(all);
        for (std::size_t from = 0; from < list.size(); from += materializedAtOnce) {
            const BareLoop::Calls batch = list.subspan(from, std::min(materializedAtOnce, list.size() - from));
            loop.materialize(batch);
            for (std::size_t at = 0; at < batch.size(); at += dialledAtOnce) {
                const BareLoop::Calls pass = batch.subspan(at, std::min(dialledAtOnce, batch.size() - at));
                loop.dial(pass);
                loop.settle(pass);
            }
        }
    });
    sqlite3_close(db);
    return seconds;
}

} // namespace campanile::bench
