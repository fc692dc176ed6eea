#include "storage/engine_store.h"

#include <QRandomGenerator>

namespace campanile {

std::int64_t EngineStore::beginGeneration()
{
    const quint64 random = QRandomGenerator::system()->generate64();
    m_db.execute("INSERT INTO engine (id, generation, instance) VALUES (1, 0, ?) ON CONFLICT (id) DO NOTHING",
                 encodeBase32(static_cast<std::int64_t>(random >> 1)));
    m_db.execute("UPDATE engine SET generation = generation + 1");
    return m_db.integer("SELECT generation FROM engine").value();
}

std::int64_t EngineStore::generation()
{
    return m_db.integer("SELECT generation FROM engine").value_or(0);
}

bool EngineStore::holds(std::int64_t generation)
{
    return m_db.integer("SELECT generation FROM engine") == generation;
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
