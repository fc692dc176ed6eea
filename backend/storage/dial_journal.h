#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "core/result.h"
#include "domain/ids.h"

#include <QString>

#include <string>

namespace campanile {

/// An append-only text beside the database: one line per permit, on the disk before the carrier may act. A restored
/// backup learns from it what already rang, and it is what one shows a regulator. A line is
/// "2026-11-20T09:00:00.000Z permit att_… +14155550142 from +14155550100".
/// One file a UTC day, "dial-journal/2026-11-20.log". Thread: the engine's.
class DialJournal {
public:
    /// The folder is made when it is missing.
    explicit DialJournal(QString folder);
    ~DialJournal();
    DialJournal(const DialJournal &) = delete;
    DialJournal &operator=(const DialJournal &) = delete;

    /// Collects a line; nothing is written yet.
    void add(WallTime at, AttemptId attempt, E164 to, E164 from);
    /// Writes and syncs what was collected. On failure nothing of it may be dialled.
    Result<void> sync(WallTime now);

private:
    Result<void> openFor(WallTime now);

    const QString m_folder;
    std::string m_lines;
    WallTime m_stampOf{-1}; // the instant m_stamp tells
    std::string m_stamp;
    std::int64_t m_day = -1;
    int m_file = -1;
};

} // namespace campanile
