#include "engine/gate/credit_book.h"

#include "storage/credit_store.h"
#include "storage/event_store.h"

namespace campanile {

CreditBook::Entry &CreditBook::entry(WorkspaceId workspace)
{
    const auto [place, isNew] = m_entries.try_emplace(workspace);
    if (isNew) {
        if (std::optional<CreditAccount> account = CreditStore(m_tx.db).accountAt(workspace, m_tx.now)) {
            place->second.account = std::move(*account);
            place->second.known = true;
        }
    }
    return place->second;
}

const CreditAccount *CreditBook::account(WorkspaceId workspace)
{
    const Entry &known = entry(workspace);
    return known.known ? &known.account : nullptr;
}

void CreditBook::reload(WorkspaceId workspace, Entry &entry, Money needed)
{
    const Money due = reloadDue(entry.account, m_tx.now, needed);
    if (due <= Money{}) {
        return;
    }
    entry.account.reloaded += due;
    entry.account.balance += due;
    entry.moved = true;
    CreditStore(m_tx.db).add(workspace, m_tx.now, CreditKind::AutoReload, due);
}

Money CreditBook::spare(WorkspaceId workspace, Money needed)
{
    Entry &known = entry(workspace);
    if (!known.known) {
        return {};
    }
    if (known.account.available() < needed) {
        reload(workspace, known, needed);
    }
    return known.account.available();
}

bool CreditBook::reserve(WorkspaceId workspace, Money amount)
{
    if (amount <= Money{}) {
        return true;
    }
    Entry &known = entry(workspace);
    if (!known.known) {
        return false;
    }
    if (known.account.available() < amount) {
        reload(workspace, known, amount);
    }
    if (known.account.available() < amount) {
        return false;
    }
    known.account.reserved += amount;
    known.moved = true;
    return true;
}

void CreditBook::settle(WorkspaceId workspace, AttemptId attempt, Money reserved, Money cost)
{
    if (reserved <= Money{} && cost <= Money{}) {
        return;
    }
    Entry &known = entry(workspace);
    known.account.reserved = known.account.reserved - reserved;
    known.moved = true;
    if (cost > Money{}) {
        known.account.balance = known.account.balance - cost;
        CreditStore(m_tx.db).add(workspace, m_tx.now, CreditKind::Call, -cost, attempt);
    }
    reload(workspace, known, {});
}

void CreditBook::pay(WorkspaceId workspace, CreditKind kind, Money amount, const QString &note)
{
    Entry &known = entry(workspace);
    if (!known.known) {
        throw StorageError({ErrorCode::StorageFailed, QStringLiteral("The workspace has no credit account."), {}});
    }
    known.account.balance += amount;
    known.moved = true;
    CreditStore(m_tx.db).add(workspace, m_tx.now, kind, amount, {}, note);
}

void CreditBook::save()
{
    CreditStore store(m_tx.db);
    for (auto &[workspace, entry] : m_entries) {
        if (!entry.known || !entry.moved) {
            continue;
        }
        store.update(workspace, entry.account);
        entry.moved = false;
        const bool low = entry.account.lowBelow > Money{} && entry.account.available() < entry.account.lowBelow;
        if (low != store.lowTold(workspace)) {
            store.setLowTold(workspace, low);
            if (low) {
                EventData data;
                data.add("balance", entry.account.balance.micros).add("available", entry.account.available().micros);
                EventStore(m_tx).add(
                    {.type = EventType::BillingLowBalance, .workspace = workspace, .data = data.json()});
            }
        }
    }
}

} // namespace campanile
