#include "engine/recovery/standing.h"

#include "storage/attempt_store.h"
#include "storage/lease_store.h"

namespace campanile {

namespace {

void declareDead(WriteTransaction &transaction, const std::vector<LivingProcess> &silent)
{
    ProcessStore processes(transaction.db);
    for (const LivingProcess &process : silent) {
        processes.declareDead(process, transaction.now);
    }
}

bool takeCharge(WriteTransaction &transaction, ProcessId self, const std::vector<LivingProcess> &silent)
{
    LeaseStore leases(transaction.db);
    const ProcessId holder = leases.holder(LeaseStore::scheduler);
    std::vector<LivingProcess> silentHolder;
    for (const LivingProcess &process : silent) {
        if (process.id == holder) {
            silentHolder.push_back(process);
        }
    }
    declareDead(transaction, silentHolder);
    return leases.take(LeaseStore::scheduler, self, transaction.now);
}

/// Makes the open attempts of dead processes `resolving`. None of them is dialled again by itself, because it may have
/// rung, and none holds a channel of a living process.
void takeOverOpenAttempts(WriteTransaction &transaction)
{
    AttemptStore attempts(transaction.db);
    for (const Attempt &attempt : attempts.openOfTheDead()) {
        const bool resolving = attempts.setResolving(attempt.id, attempt.state);
        transaction.count(attempt.campaign, CounterKind::InFlight, 0, resolving ? -1 : 0);
        transaction.changes.calls = true;
    }
}

} // namespace

Standing takeStanding(WriteTransaction &transaction, ProcessId self, const std::vector<LivingProcess> &silent)
{
    Standing standing;
    ProcessStore processes(transaction.db);
    standing.isAlive = processes.beat(self, transaction.now);
    if (!standing.isAlive) {
        return standing;
    }
    standing.inCharge = takeCharge(transaction, self, silent);
    if (standing.inCharge) {
        declareDead(transaction, silent);
        takeOverOpenAttempts(transaction);
        standing.unresolved = AttemptStore(transaction.db).resolving();
    }
    standing.newest = processes.newest();
    standing.others = processes.living();
    std::erase_if(standing.others, [self](const LivingProcess &process) { return process.id == self; });
    return standing;
}

} // namespace campanile
