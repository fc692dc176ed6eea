#include "storage/credit_store.h"

#include <limits>

namespace campanile {

std::optional<CreditAccount> CreditStore::account(WorkspaceId workspace)
{
    Rows rows = m_db.query("SELECT currency, balance, reserved, low_below, reload_below, reload_amount,"
                           " reload_monthly_limit, reload_month, reloaded FROM credit_accounts WHERE workspace_id = ?",
                           workspace);
    if (!rows.next()) {
        return std::nullopt;
    }
    CreditAccount account;
    account.currency = rows.text(0);
    account.balance = {rows.integer(1)};
    account.reserved = {rows.integer(2)};
    account.lowBelow = {rows.integer(3)};
    account.reload = {{rows.integer(4)}, {rows.integer(5)}, {rows.integer(6)}};
    account.reloadMonth = rows.small(7);
    account.reloaded = {rows.integer(8)};
    return account;
}

std::optional<CreditAccount> CreditStore::accountAt(WorkspaceId workspace, WallTime now)
{
    std::optional<CreditAccount> found = account(workspace);
    if (const int month = monthOf(now); found && found->reloadMonth != month) {
        found->reloadMonth = month;
        found->reloaded = reloadedIn(workspace, month);
    }
    return found;
}

Money CreditStore::reloadedIn(WorkspaceId workspace, int month)
{
    return {m_db.integer("SELECT coalesce(sum(amount), 0) FROM credit_ledger WHERE workspace_id = ? AND kind = 2"
                         " AND at >= ? AND at < ?",
                         workspace, startOfMonth(month), startOfMonth(month + 1))
                .value_or(0)};
}

void CreditStore::update(WorkspaceId workspace, const CreditAccount &a)
{
    m_db.execute("UPDATE credit_accounts SET currency = ?, balance = ?, reserved = ?, low_below = ?, reload_below = ?,"
                 " reload_amount = ?, reload_monthly_limit = ?, reload_month = ?, reloaded = ? WHERE workspace_id = ?",
                 a.currency, a.balance, a.reserved, a.lowBelow, a.reload.below, a.reload.amount, a.reload.monthlyLimit,
                 a.reloadMonth, a.reloaded, workspace);
}

bool CreditStore::lowTold(WorkspaceId workspace)
{
    return m_db.integer("SELECT low_told FROM credit_accounts WHERE workspace_id = ?", workspace).value_or(0) != 0;
}

void CreditStore::setLowTold(WorkspaceId workspace, bool told)
{
    m_db.execute("UPDATE credit_accounts SET low_told = ? WHERE workspace_id = ?", told, workspace);
}

void CreditStore::add(WorkspaceId workspace, WallTime at, CreditKind kind, Money amount, AttemptId attempt,
                      const QString &note)
{
    m_db.execute("INSERT INTO credit_ledger (workspace_id, at, kind, amount, attempt_id, note)"
                 " VALUES (?, ?, ?, ?, ?, ?)",
                 workspace, at, kind, amount, attempt, note);
}

std::vector<CreditEntry> CreditStore::entries(WorkspaceId workspace, std::int64_t before, int limit)
{
    std::vector<CreditEntry> entries;
    Rows rows = m_db.query("SELECT id, at, kind, amount, attempt_id, note FROM credit_ledger WHERE workspace_id = ?"
                           " AND id < ? ORDER BY id DESC LIMIT ?",
                           workspace, before > 0 ? before : std::numeric_limits<std::int64_t>::max(), limit);
    while (rows.next()) {
        entries.push_back({rows.integer(0),
                           rows.time(1),
                           rows.as<CreditKind>(2),
                           {rows.integer(3)},
                           rows.id<AttemptId>(4),
                           rows.text(5)});
    }
    return entries;
}

Money CreditStore::sum(WorkspaceId workspace)
{
    return {m_db.integer("SELECT sum(amount) FROM credit_ledger WHERE workspace_id = ?", workspace).value_or(0)};
}

} // namespace campanile
