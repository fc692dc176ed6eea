#pragma once

#include "carriers/dial_permit.h"
#include "domain/campaign.h"
#include "domain/workspace.h"
#include "engine/gate/brief_setup.h"
#include "engine/gate/call_rules.h"
#include "engine/gate/hold_board.h"
#include "engine/gate/pacer.h"
#include "engine/gate/trunk_board.h"
#include "storage/dial_journal.h"
#include "storage/queue_store.h"
#include "storage/writer.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace campanile {

/// A lane's part in one pass.
struct LaneShare {
    Lane lane;
    int most = 0; ///< the most calls that may be let through
};

/// What became of a lane in one pass.
struct LaneVerdict {
    Lane lane;
    int admitted = 0;
    int left = 0;                              ///< how many rows were processed: let through, postponed or refused
    Hold hold;                                 ///< what stopped it, if anything did
    HoldReason postponedBy = HoldReason::None; ///< why due rows were postponed or passed over, if any were
    std::optional<WallTime> nextDue;           ///< of its earliest row still pending; nothing when it has none
};

/// What one pass of the gate decided, and committed.
struct Decision {
    std::vector<AttemptId> intents; ///< in the order of their ids
    std::vector<LaneVerdict> lanes;
    BriefSetup setup;    ///< of these intents
    bool fenced = false; ///< this process was declared dead: it must never dial again
    BootTime takenAt;    ///< an instant before the commit, from which the permits' life is counted
};

/// What became of a decision's intents.
struct Admission {
    std::vector<DialPermit> permits;
    /// Intents that were committed and got no permit, because of `problem`: provably not sent, to be given back.
    std::vector<AttemptId> withheld;
    /// Intents whose agent asks for variables that their call does not have: provably not sent, and never to be
    /// dialled.
    std::vector<AttemptId> unfit;
    std::optional<Error> problem;
};

/// The gate: the one place where a call is allowed. A pass is one transaction that checks everything that must be true
/// of a call, moves the buckets, writes the attempt and reads what its brief is made of. Permits are made after the
/// commit, from the attempts that are read back and from what the pass has handed on, when the dial journal is on the
/// disk. Whatever fails on the way, nothing is dialled.
///
/// The two steps are separate so that the writer goes on while the attempts are read back. They are read on another
/// connection, which sees only what is committed.
///
/// Promises B0-02, B1-06, B1-29, B1-32, B1-36.
/// Thread: the engine's; a pass itself runs on the writer's.
class Gate {
public:
    struct Options {
        ProcessId process;    ///< this one; its row in the database fences its passes
        std::string instance; ///< right side of the Call-IDs
        /// Where each permit is entered before it is made; null in a rehearsal, which rings nobody.
        DialJournal *journal = nullptr;
        /// Space that must be left on the disk for a dial, so that its outcome can be written; see freeBytes.
        qint64 leastFreeBytes = 64LL * 1024 * 1024;
        std::function<qint64()> freeBytes;  ///< of the data directory; -1 when it cannot be told
        const TrunkBoard *trunks = nullptr; ///< outlives the gate; null: every trunk has its carrier
    };

    /// Borrows writer, reader, clock, journal and trunks, which outlive it and every pass.
    /// @param reader a connection of the engine's thread
    Gate(Writer &writer, Connection &reader, const Clock &clock, Options options);

    /// Asks for a pass over these lanes, taking turns between them call by call. `reply` is called on the writer's
    /// thread once the decision is committed, or with the error that undid the pass.
    void open(std::vector<LaneShare> lanes, std::function<void(Result<Decision>)> reply);

    /// Makes the permits of a decision. To be called once for each decision, in the order of the decisions.
    Admission issue(const Decision &decision);

    /// Takes effect at once, whatever the database does: no pass that begins later lets a call through. Permits of
    /// an earlier pass may still be issued, so whoever dials asks `isStopped` right before it uses one. Thread: any;
    /// the same is true of the next two.
    void stop() { m_stopped = true; }
    void release() { m_stopped = false; }
    [[nodiscard]] bool isStopped() const { return m_stopped; }

private:
    class Pass;

    Result<Decision> decide(WriteTransaction &transaction, const std::vector<LaneShare> &lanes);
    std::vector<Attempt> readBack(const std::vector<AttemptId> &intents, Admission &admission);
    /// Throws StorageError; then none of the attempts may be dialled.
    void enterInJournal(const std::vector<Attempt> &attempts);
    std::vector<CallBrief> writeBriefs(std::vector<Attempt> &attempts, const BriefSetup &setup, Admission &admission);
    DialPermit permit(Attempt attempt, CallBrief brief, BootTime decidedAt);

    Writer &m_writer;
    Connection &m_reader;
    const Clock &m_clock;
    const Options m_options;
    const std::string m_bootId;
    std::atomic<bool> m_stopped{false};
    Pacer m_pacer;         // writer's thread
    bool m_seeded = false; // writer's thread
    HoursBook m_hours;     // writer's thread
};

} // namespace campanile
