#pragma once

#include "core/result.h"
#include "services/api_key_verifier.h"
#include "storage/connection.h"
#include "storage/data_directory.h"
#include "storage/write_transaction.h"

#include <array>
#include <vector>

namespace campanile {

/// The API keys of this installation, in memory as hashes.
/// Thread: made once; `accepts` from any.
class ApiKeys final : public ApiKeyVerifier {
public:
    /// Reads the keys; on the first start makes one, and writes it to the data directory for its owner alone (0600).
    /// Throws StorageError.
    ApiKeys(Connection &db, IdSource &ids, WorkspaceId workspace, WallTime now, const DataDirectory &directory);

    [[nodiscard]] bool accepts(std::string_view key) const override;

private:
    using Hash = std::array<unsigned char, 32>;
    static Hash hash(std::string_view key);

    std::vector<Hash> m_hashes;
};

} // namespace campanile
