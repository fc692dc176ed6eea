#pragma once

#include "storage/connection.h"

#include <string>

namespace campanile {

/// The engine's one row: who is in charge, and whether everything is stopped.
/// Thread: the connection's. Throws StorageError.
class EngineStore {
public:
    explicit EngineStore(Connection &db)
        : m_db(db)
    {
    }

    /// Takes over: generation + 1. Everything an older process still tries to write is refused from then on.
    std::int64_t beginGeneration();
    /// Of the process that took over last; 0 before the first.
    [[nodiscard]] std::int64_t generation();
    [[nodiscard]] bool holds(std::int64_t generation);
    [[nodiscard]] bool isStopped();
    void setStopped(bool stopped);
    /// Names this data directory, at random, for the right side of SIP Call-IDs.
    [[nodiscard]] std::string instance();

private:
    Connection &m_db;
};

} // namespace campanile
