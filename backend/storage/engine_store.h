#pragma once

#include "storage/connection.h"

#include <string>

namespace campanile {

/// What all engines on this database have in common: its name in Call-IDs, and whether everything is stopped.
/// Thread: the connection's. Throws StorageError.
class EngineStore {
public:
    explicit EngineStore(Connection &db)
        : m_db(db)
    {
    }

    /// Makes the one row of a new database. Does nothing when it is there.
    void ensure();
    [[nodiscard]] bool isStopped();
    void setStopped(bool stopped);
    /// Names this data directory, at random, for the right side of SIP Call-IDs.
    [[nodiscard]] std::string instance();

private:
    Connection &m_db;
};

} // namespace campanile
