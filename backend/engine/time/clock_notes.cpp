#include "engine/time/clock_notes.h"

#include "storage/limit_store.h"
#include "storage/process_store.h"
#include "storage/queue_store.h"

namespace campanile {

ClockHistory noteClocks(WriteTransaction &tx, const Clock &clock, const std::string &bootId)
{
    constexpr Milliseconds minute{60'000};
    ClockStore clocks(tx.db);
    const BootTime boot = clock.boot();
    const WallTime wall = clock.wall();
    ClockHistory history(clocks.readings(bootId), wall, boot);
    if (history.hasMoved()) {
        if (const std::optional<Milliseconds> by = history.moved()) {
            LimitStore(tx.db).clockWasSet(*by);
            QueueStore(tx.db).clockWasSet(*by, tx.now);
        } else {
            LimitStore(tx.db).machineWasOff(wall);
        }
        clocks.add(bootId, {boot, wall, ProcessStore(tx.db).newest()}, boot + (-minute));
    }
    return history;
}

} // namespace campanile
