#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "services/api_key_lookup.h"
#include "services/key_service.h"
#include "storage/api_key_store.h"
#include "storage/data_directory.h"

#include <array>
#include <mutex>
#include <vector>

namespace campanile {

class IdSource;

/// The API keys of this installation, in memory as hashes, so that a request costs no look into the database. Whoever
/// changes the keys in the database says so here after the commit.
/// Thread: made once; the rest from any.
class ApiKeys final : public ApiKeyLookup {
public:
    /// Reads the keys. On the first start makes one that may do everything in `workspace`, and writes it to the data
    /// directory for its owner alone (0600). Borrows the clock. Throws StorageError.
    ApiKeys(Connection &db, IdSource &ids, WorkspaceId workspace, const Clock &clock, const DataDirectory &directory);

    [[nodiscard]] std::optional<Caller> find(std::string_view key) const override;

    /// A new key at random, what is stored of it, and how it is shown.
    struct Secret {
        std::string text;
        std::string sha256Hex;
        QString prefix;
    };
    /// Fails with Internal when the system gives no random numbers; a key that can be guessed is never made.
    [[nodiscard]] static Result<Secret> newSecret();

    void add(const ApiKey &key, const std::string &sha256Hex);
    void remove(ApiKeyId id);

private:
    using Hash = std::array<unsigned char, 32>;
    static Hash hash(std::string_view key);
    static std::string hexOf(const Hash &hash);

    struct Known {
        ApiKey key;
        Hash hash;
    };

    const Clock &m_clock;
    mutable std::mutex m_mutex; // guards m_known
    std::vector<Known> m_known;
};

} // namespace campanile
