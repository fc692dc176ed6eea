#include "storage/clock_store.h"

namespace campanile {

std::vector<ClockReading> ClockStore::readings(const std::string &bootId)
{
    std::vector<ClockReading> readings;
    Rows rows =
        m_db.query("SELECT boot_us, wall, process_id FROM clock_readings WHERE boot_id = ? ORDER BY boot_us", bootId);
    while (rows.next()) {
        readings.push_back({{rows.integer(0)}, rows.time(1), rows.id<ProcessId>(2)});
    }
    return readings;
}

void ClockStore::add(const std::string &bootId, const ClockReading &reading, BootTime needed)
{
    m_db.execute("DELETE FROM clock_readings WHERE boot_id <> ? OR (boot_us > (SELECT min(boot_us) FROM clock_readings)"
                 " AND boot_us < (SELECT max(boot_us) FROM clock_readings WHERE boot_us <= ?))",
                 bootId, needed.us);
    m_db.execute("INSERT INTO clock_readings (boot_us, boot_id, wall, process_id) VALUES (?, ?, ?, ?)"
                 " ON CONFLICT (boot_us) DO UPDATE SET wall = excluded.wall",
                 reading.boot.us, bootId, reading.wall, reading.newest);
}

} // namespace campanile
