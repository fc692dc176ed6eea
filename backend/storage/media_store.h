#pragma once

#include "domain/ids.h"
#include "domain/media_fact.h"
#include "storage/connection.h"

#include <vector>

namespace campanile {

/// What was said and done on the calls. Thread: the connection's. Throws StorageError.
class MediaStore {
public:
    explicit MediaStore(Connection &db)
        : m_db(db)
    {
    }

    void insert(MediaFactId id, const MediaFact &fact);
    /// The facts of an attempt in the order in which they came; their monotonic instants are not kept.
    [[nodiscard]] std::vector<MediaFact> of(AttemptId attempt);
    /// Sets the first speech of the attempt's conversation; the first instant that was set stays.
    void setFirstSpeech(AttemptId attempt, WallTime at);
    /// Sets the disposition of the attempt's conversation; the last one that was set stays.
    void setDisposition(AttemptId attempt, const QString &disposition);
    /// The disposition of the attempt's conversation; empty when none was set, or there is no conversation.
    [[nodiscard]] QString disposition(AttemptId attempt);

private:
    Connection &m_db;
};

} // namespace campanile
