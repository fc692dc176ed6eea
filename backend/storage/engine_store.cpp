#include "storage/engine_store.h"

#include <QRandomGenerator>

namespace campanile {

void EngineStore::ensure()
{
    const quint64 random = QRandomGenerator::system()->generate64();
    m_db.execute("INSERT INTO engine (id, instance) VALUES (1, ?) ON CONFLICT (id) DO NOTHING",
                 encodeBase32(static_cast<std::int64_t>(random >> 1)));
}

bool EngineStore::isStopped()
{
    return m_db.integer("SELECT stopped FROM engine").value_or(0) != 0;
}

void EngineStore::setStopped(bool stopped)
{
    m_db.execute("UPDATE engine SET stopped = ?", stopped);
}

std::string EngineStore::instance()
{
    Rows rows = m_db.query("SELECT instance FROM engine");
    return rows.next() ? std::string(rows.utf8(0)) : std::string();
}

} // namespace campanile
