#include "engine/recovery/recovery.h"

#include "engine/recovery/import_undo.h"
#include "engine/recovery/journal_recovery.h"
#include "storage/campaign_store.h"
#include "storage/queue_store.h"
#include "storage/setup_store.h"

namespace campanile {

namespace {

constexpr Microseconds retryAfterFailure{2'000'000};

} // namespace

Work readWork(Connection &db)
{
    CampaignStore campaigns(db);
    return {campaigns.idsWithStatus(CampaignStatus::Active), campaigns.firing(),
            campaigns.idsWithStatus(CampaignStatus::Cancelled), QueueStore(db).oneOffNumbers()};
}

Recovered recover(WriteTransaction &transaction, ProcessId self, const QString &journalFolder)
{
    if (!journalFolder.isEmpty()) {
        JournalRecovery(transaction).enterUnknownDials(journalFolder);
    }
    return {takeStanding(transaction, self), SetupStore(transaction.db).trunks(), readWork(transaction.db)};
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

void undoImport(EventLoop &loop, Writer &writer, UnfinishedImport import, std::function<void()> undone)
{
    writer.submit<bool>(
        WritePriority::Imports,
        [import](WriteTransaction &transaction) -> Result<bool> { return undoImportSlice(transaction, import); },
        [&loop, &writer, import, undone = std::move(undone)](const Result<bool> &more) {
            loop.post([&loop, &writer, import, undone, more] {
                if (more && !*more) {
                    undone();
                    return;
                }
                const Microseconds delay = more ? Microseconds(0) : retryAfterFailure;
                loop.after(delay, [&loop, &writer, import, undone] { undoImport(loop, writer, import, undone); });
            });
        });
}

} // namespace campanile
