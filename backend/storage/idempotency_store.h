#pragma once

#include "domain/ids.h"
#include "storage/connection.h"

#include <optional>
#include <string>

namespace campanile {

/// What a request with a key was, and how it was answered.
struct KeptRequest {
    static constexpr int inProgress = 0; ///< the status of a request that has no answer yet; no HTTP status is 0

    QString fingerprint;
    int status = inProgress; ///< the HTTP status of the answer
    std::string head;
    std::string body;
};

/// Requests that came with a key (B0-20…B0-22): kept in the transaction of what they made. Keys are a workspace's own.
/// Thread: the connection's. Throws StorageError.
class IdempotencyStore {
public:
    explicit IdempotencyStore(Connection &db)
        : m_db(db)
    {
    }

    [[nodiscard]] std::optional<KeptRequest> find(WorkspaceId workspace, const QString &key);
    /// @param steadyNow on the ledger's clock (LimitStore::steady): setting the wall clock makes no key old
    /// @param call      while it is being dialled the key is kept; null when the request made none
    /// @param import    of a request that is in progress: the key is removed together with this import's record; null
    ///                  when the request is one transaction
    void add(WorkspaceId workspace, const QString &key, const KeptRequest &request, WallTime steadyNow,
             ScheduledCallId call, ImportId import);
    /// The answer to a request that was in progress.
    void finish(WorkspaceId workspace, const QString &key, const KeptRequest &request);
    /// Removes keys from before `steadyBefore`, except those whose call is being dialled, because nobody knows yet how
    /// it ends.
    void forget(WallTime steadyBefore);

private:
    Connection &m_db;
};

} // namespace campanile
