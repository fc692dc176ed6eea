#pragma once

#include "core/clock.h"
#include "domain/ids.h"
#include "storage/connection.h"

#include <string>
#include <vector>

namespace campanile {

/// API keys: only their hashes are stored. Thread: the connection's. Throws StorageError.
class ApiKeyStore {
public:
    explicit ApiKeyStore(Connection &db)
        : m_db(db)
    {
    }

    void insert(std::int64_t id, WorkspaceId workspace, const QString &name, const std::string &sha256Hex, WallTime at)
    {
        m_db.execute("INSERT INTO api_keys (id, workspace_id, name, hash, created_at) VALUES (?, ?, ?, ?, ?)", id,
                     workspace, name, sha256Hex, at);
    }
    [[nodiscard]] std::vector<std::string> hashes()
    {
        std::vector<std::string> all;
        Rows rows = m_db.query("SELECT hash FROM api_keys WHERE disabled = 0");
        while (rows.next()) {
            all.emplace_back(rows.utf8(0));
        }
        return all;
    }

private:
    Connection &m_db;
};

} // namespace campanile
