#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "storage/attempt_store.h"

#include <QString>
#include <QStringList>

#include <string>

namespace campanile {

/// An append-only text beside the database: one line per permit, on the disk before the carrier may act, and one per
/// outcome. A restored backup learns from it who was called already (engine/recovery/journal_recovery.h), and it can be
/// shown to a regulator. The lines of one call are
///
///     2026-11-20T09:00:00.000Z permit att_… +14155550142 from +14155550100 attempt 1 of sc_… tgt_…
///     2026-11-20T09:00:31.250Z result att_… callee_hangup 24300 ms
///
/// Only a call on a list has a target, and only a call that was answered has a length. There is one file for each UTC
/// day, "dial-journal/2026-11-20.log"; the newest `filesKept` are kept. Thread: the engine's.
class DialJournal {
public:
    /// A month of days with calls. The files are counted and not dated, because a clock that was set a year ahead for a
    /// moment must not remove the month before it.
    static constexpr qsizetype filesKept = 31;

    /// The names of a journal's files, oldest first.
    static QStringList filesIn(const QString &folder);

    /// The folder is made when it is missing.
    explicit DialJournal(QString folder);
    ~DialJournal();
    DialJournal(const DialJournal &) = delete;
    DialJournal &operator=(const DialJournal &) = delete;

    /// Collects a permit's line; nothing is written yet.
    void addPermit(const Attempt &attempt);
    /// Collects what became of a call.
    /// @param talk of an answered one
    void addResult(WallTime at, AttemptId attempt, EndReason reason, std::optional<Milliseconds> talk);
    /// Writes and syncs what was collected. On failure no permit of it may be used; its lines are not tried again.
    Result<void> sync(WallTime now);
    /// Writes what was collected; the next `sync` makes it durable. Results are in the database, too: when one cannot
    /// be written here, nothing is lost unless a backup is restored, which then has to ask the operator about the call.
    void write(WallTime now);

private:
    void stamp(WallTime at);
    Result<void> openFor(WallTime now);
    Result<void> append(WallTime now);
    void dropOldFiles() const;

    const QString m_folder;
    std::string m_lines;
    WallTime m_stampOf{-1}; // the instant m_stamp tells
    std::string m_stamp;
    std::int64_t m_day = -1;
    int m_file = -1;
};

} // namespace campanile
