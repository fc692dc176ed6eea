#include "storage/process_store.h"

#include "core/ids.h"

#include <set>

namespace campanile {

namespace {

// The rows of earlier processes that are kept for people to read. Nothing else needs them.
constexpr std::int64_t rowsKept = 1'000;

/// The next slot after the one that was given out last that nobody alive has. Slots are used in turn, so that a process
/// does not have the slot of one that died just before, whose clock may have been ahead.
int slotAfter(int last, const std::set<int> &taken)
{
    int slot = (last + 1) % IdSource::slots;
    while (taken.contains(slot)) {
        slot = (slot + 1) % IdSource::slots;
    }
    return slot;
}

/// The greatest of the ids that an IdSource has made. Each part reads one row.
std::int64_t newestId(Connection &db)
{
    return db
        .integer("SELECT max(newest) FROM (SELECT max(id) AS newest FROM workspaces"
                 " UNION ALL SELECT max(id) FROM agents UNION ALL SELECT max(id) FROM trunks"
                 " UNION ALL SELECT max(id) FROM phone_numbers UNION ALL SELECT max(id) FROM api_keys"
                 " UNION ALL SELECT max(id) FROM do_not_call_lists UNION ALL SELECT max(id) FROM campaigns"
                 " UNION ALL SELECT max(id) FROM imports UNION ALL SELECT max(id) FROM targets"
                 " UNION ALL SELECT max(id) FROM scheduled_calls UNION ALL SELECT max(id) FROM attempts"
                 " UNION ALL SELECT max(id) FROM media_facts"
                 " UNION ALL SELECT id FROM events WHERE sequence = (SELECT max(sequence) FROM events)) AS each_table")
        .value_or(0);
}

} // namespace

Enrolment ProcessStore::enrol(WallTime now)
{
    std::set<int> taken;
    Rows rows = m_db.query("SELECT id_slot FROM processes WHERE state = ?", ProcessState::Alive);
    while (rows.next()) {
        taken.insert(rows.small(0));
    }
    if (taken.size() >= static_cast<std::size_t>(IdSource::slots)) {
        throw StorageError({ErrorCode::StorageBusy,
                            QStringLiteral("%1 processes use this database already, and no more can. End one of them "
                                           "first.")
                                .arg(taken.size()),
                            {}});
    }
    const ProcessId last = newest();
    const ProcessId id{last.value + 1};
    const auto lastSlot = m_db.integer("SELECT id_slot FROM processes WHERE id = ?", last).value_or(0);
    const Enrolment enrolment{id, slotAfter(static_cast<int>(lastSlot), taken), newestId(m_db)};
    m_db.execute("INSERT INTO processes (id, id_slot, state, started_at, heartbeat_at) VALUES (?, ?, ?, ?, ?)", id,
                 enrolment.idSlot, ProcessState::Alive, now, now);
    forgetOld(id);
    return enrolment;
}

Enrolment ProcessStore::enrolAlone(WallTime now)
{
    m_db.execute("UPDATE processes SET state = ?, ended_at = ? WHERE state = ?", ProcessState::Dead, now,
                 ProcessState::Alive);
    return enrol(now);
}

bool ProcessStore::beat(ProcessId id, WallTime now)
{
    const std::optional<std::int64_t> last =
        m_db.integer("SELECT heartbeat_at FROM processes WHERE id = ? AND state = ?", id, ProcessState::Alive);
    if (!last) {
        return false;
    }
    const Milliseconds since(now.ms - *last);
    if (since >= heartbeatGrain || since < Milliseconds(0)) { // below zero: the clock was set back
        m_db.execute("UPDATE processes SET heartbeat_at = ? WHERE id = ?", now, id);
    }
    return true;
}

std::vector<LivingProcess> ProcessStore::living()
{
    std::vector<LivingProcess> living;
    Rows rows = m_db.query("SELECT id, heartbeat_at FROM processes WHERE state = ? ORDER BY id", ProcessState::Alive);
    while (rows.next()) {
        living.push_back({rows.id<ProcessId>(0), rows.time(1)});
    }
    return living;
}

ProcessId ProcessStore::newest()
{
    return ProcessId{m_db.integer("SELECT max(id) FROM processes").value_or(0)};
}

void ProcessStore::end(ProcessId id, WallTime now)
{
    m_db.execute("UPDATE processes SET state = ?, ended_at = ? WHERE id = ? AND state = ?", ProcessState::Ended, now,
                 id, ProcessState::Alive);
}

bool ProcessStore::declareDead(const LivingProcess &seen, WallTime now)
{
    return m_db.execute("UPDATE processes SET state = ?, ended_at = ? WHERE id = ? AND state = ? AND heartbeat_at = ?",
                        ProcessState::Dead, now, seen.id, ProcessState::Alive, seen.heartbeatAt) == 1;
}

void ProcessStore::forgetOld(ProcessId newest)
{
    m_db.execute("DELETE FROM processes WHERE state <> ? AND id <= ?", ProcessState::Alive, newest.value - rowsKept);
}

} // namespace campanile
