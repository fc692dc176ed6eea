#pragma once

#include "domain/api_key.h"
#include "storage/connection.h"
#include "storage/row_cursor.h"

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

    /// A key beside the SHA-256 of what the client sends, in hexadecimal.
    struct Stored {
        ApiKey key;
        std::string sha256Hex;
    };

    void insert(const ApiKey &key, const std::string &sha256Hex)
    {
        m_db.execute("INSERT INTO api_keys (id, workspace_id, name, hash, created_at, scopes, prefix, expires_at)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     key.id, key.workspace, key.name, sha256Hex, key.createdAt, key.scopes.bits, key.prefix,
                     key.expiresAt);
    }
    void disable(ApiKeyId id) { m_db.execute("UPDATE api_keys SET disabled = 1 WHERE id = ?", id); }
    /// Every key that is not disabled, of any workspace: for the look-up.
    [[nodiscard]] std::vector<Stored> enabled()
    {
        std::vector<Stored> all;
        Rows rows = m_db.query("SELECT id, workspace_id, name, scopes, prefix, created_at, expires_at, disabled, hash"
                               " FROM api_keys WHERE disabled = 0 ORDER BY id");
        while (rows.next()) {
            all.push_back({keyFrom(rows), std::string(rows.utf8(8))});
        }
        return all;
    }
    [[nodiscard]] bool any() { return m_db.integer("SELECT 1 FROM api_keys LIMIT 1").has_value(); }
    [[nodiscard]] std::vector<ApiKey> of(WorkspaceId workspace)
    {
        std::vector<ApiKey> all;
        Rows rows = m_db.query("SELECT id, workspace_id, name, scopes, prefix, created_at, expires_at, disabled"
                               " FROM api_keys WHERE workspace_id = ? ORDER BY id",
                               workspace);
        while (rows.next()) {
            all.push_back(keyFrom(rows));
        }
        return all;
    }
    [[nodiscard]] std::optional<ApiKey> find(WorkspaceId workspace, ApiKeyId id)
    {
        Rows rows = m_db.query("SELECT id, workspace_id, name, scopes, prefix, created_at, expires_at, disabled"
                               " FROM api_keys WHERE id = ? AND workspace_id = ?",
                               id, workspace);
        return rows.next() ? std::optional<ApiKey>(keyFrom(rows)) : std::nullopt;
    }

private:
    static ApiKey keyFrom(const Rows &rows)
    {
        ApiKey key;
        std::uint32_t scopes = 0;
        RowCursor(rows) >> key.id >> key.workspace >> key.name >> scopes >> key.prefix >> key.createdAt >>
            key.expiresAt >> key.disabled;
        key.scopes = Scopes::fromBits(scopes);
        return key;
    }

    Connection &m_db;
};

} // namespace campanile
