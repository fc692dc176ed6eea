#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// The states of a process's row. They are stored as these numbers.
enum class ProcessState { Alive = 0, Ended = 1, Dead = 2 };

/// What a process is given when it begins.
struct Enrolment {
    ProcessId id;
    int idSlot = 0;            ///< for IdSource; no other living process has it
    std::int64_t newestId = 0; ///< for IdSource: the greatest id in the database, which a clock that was ahead may have
                               ///< made; ids grow from one process to the next, too
};

/// A process whose row says that it is alive, and the last heartbeat that it wrote.
struct LivingProcess {
    ProcessId id;
    WallTime heartbeatAt;

    friend bool operator==(const LivingProcess &, const LivingProcess &) = default;
};

/// The processes that serve this database. A process writes only as long as its own row says that it is alive, so that
/// one that was declared dead, and whose attempts others have taken over, cannot dial any more.
/// Thread: the connection's. Throws StorageError.
class ProcessStore {
public:
    /// How old a heartbeat may be before `beat` writes a new one. A heartbeat for each pass of the gate would cost the
    /// disk more than it is worth.
    static constexpr Milliseconds heartbeatGrain{2'000};

    explicit ProcessStore(Connection &db)
        : m_db(db)
    {
    }

    /// Enters a process that begins. Other processes may live. Throws StorageBusy when 1,024 processes live already.
    Enrolment enrol(WallTime now);
    /// Enters a process that owns the whole database, and declares all others dead. Only the holder of the data
    /// directory's lock may call this: the lock is free only when the process that had it has ended, so that even one
    /// that was killed is known to be dead, and a start after a crash need not wait for a lease to run out.
    Enrolment enrolAlone(WallTime now);

    /// The fence and the heartbeat in one: answers whether the process may still write, and writes its heartbeat when
    /// the last one is older than `heartbeatGrain`. To be called in the transaction that it fences. A process whose
    /// heartbeat is late and whose row still says that it is alive has lost nothing: whoever takes its attempts over
    /// changes its row in the same transaction.
    [[nodiscard]] bool beat(ProcessId id, WallTime now);
    [[nodiscard]] std::vector<LivingProcess> living();
    /// The process with the highest number; null before the first.
    [[nodiscard]] ProcessId newest();

    /// The process has ended by itself and dials no more.
    void end(ProcessId id, WallTime now);
    /// Declares a process dead. Answers false, and changes nothing, when it is not alive or has written another
    /// heartbeat than the one that was seen.
    bool declareDead(const LivingProcess &seen, WallTime now);

private:
    void forgetOld(ProcessId newest);

    Connection &m_db;
};

} // namespace campanile
