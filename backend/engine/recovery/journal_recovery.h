#pragma once

#include "domain/call.h"
#include "storage/dial_journal_reader.h"
#include "storage/write_transaction.h"

#include <QString>

#include <optional>

namespace campanile {

/// Brings a restored backup up to what its dial journal knows, so that people who were called since the backup was made
/// are not called again. Each such call is entered as an attempt: where the journal tells how it ended, that is
/// settled; otherwise it is left `resolving`, and resolver and policy decide as after any crash. Calls that the backup
/// knows nothing of still count in the ledger of the numbers called.
/// Thread: the writer's. Throws StorageError.
class JournalRecovery {
public:
    explicit JournalRecovery(WriteTransaction &transaction)
        : m_tx(transaction)
    {
    }

    /// Enters every dial of the journal in `folder` that the database does not know.
    void enterUnknownDials(const QString &folder);

private:
    [[nodiscard]] bool isKnown(const JournalledDial &dial);
    void enter(const JournalledDial &dial);
    void recordInLedger(const JournalledDial &dial, const std::optional<ScheduledCall> &call);
    [[nodiscard]] std::optional<ScheduledCall> callOf(const JournalledDial &dial);
    [[nodiscard]] std::optional<ScheduledCall> materialize(const JournalledDial &dial);
    void endLastAttemptOf(const ScheduledCall &call, WallTime by);
    void insertAttempt(const JournalledDial &dial, const ScheduledCall &call);
    void settle(AttemptId attempt, EndReason reason, WallTime at, std::optional<Milliseconds> talk);

    WriteTransaction &m_tx;
};

} // namespace campanile
