#include "engine/recovery/recovery.h"

#include "engine/recovery/import_undo.h"
#include "engine/recovery/journal_recovery.h"
#include "storage/campaign_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"

namespace campanile {

Recovered recover(WriteTransaction &transaction, std::int64_t generation, const QString &journalFolder)
{
    AttemptStore attempts(transaction.db);
    Recovered found;
    if (!journalFolder.isEmpty()) {
        JournalRecovery(transaction).enterUnknownDials(journalFolder);
    }
    found.open = attempts.openBefore(generation);
    for (const Attempt &attempt : found.open) {
        if (attempt.state != AttemptState::Resolving) {
            const bool resolving = attempts.setResolving(attempt.id, attempt.state);
            // It holds no channel of this process.
            transaction.count(attempt.campaign, CounterKind::InFlight, 0, resolving ? -1 : 0);
        }
    }
    transaction.changes.calls = !found.open.empty();
    found.trunks = SetupStore(transaction.db).trunks();
    CampaignStore campaigns(transaction.db);
    found.active = campaigns.idsWithStatus(CampaignStatus::Active);
    found.firing = campaigns.firing();
    found.cancelled = campaigns.idsWithStatus(CampaignStatus::Cancelled);
    found.oneOff = QueueStore(transaction.db).oneOffNumbers();
    return found;
}

void undoUnfinishedImports(EventLoop &loop, Writer &writer, std::function<void(Result<void>)> undone)
{
    writer.submit<bool>(
        WritePriority::Commands,
        [](WriteTransaction &transaction) -> Result<bool> {
            for (const UnfinishedImport &import : ImportStore(transaction.db).unfinished()) {
                if (undoImportSlice(transaction, import)) {
                    return true;
                }
            }
            return false;
        },
        [&loop, &writer, undone = std::move(undone)](Result<bool> more) {
            loop.post([&loop, &writer, undone, more = std::move(more)] {
                if (!more) {
                    undone(more.error());
                } else if (*more) {
                    undoUnfinishedImports(loop, writer, undone);
                } else {
                    undone({});
                }
            });
        });
}

} // namespace campanile
