#include "storage/credit_store.h"

#include "storage/row_cursor.h"

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
    RowCursor(rows) >> account.currency >> account.balance >> account.reserved >> account.lowBelow >>
        account.reload.below >> account.reload.amount >> account.reload.monthlyLimit >> account.reloadMonth >>
        account.reloaded;
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
    return {m_db.integer("SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM credit_ledger WHERE workspace_id = ?"
                         " AND kind = {credit.auto_reload}"
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
        CreditEntry entry;
        RowCursor(rows) >> entry.id >> entry.at >> entry.kind >> entry.amount >> entry.attempt >> entry.note;
        entries.push_back(std::move(entry));
    }
    return entries;
}

Money CreditStore::sum(WorkspaceId workspace)
{
    return {m_db.integer("SELECT CAST(sum(amount) AS BIGINT) FROM credit_ledger WHERE workspace_id = ?", workspace)
                .value_or(0)};
}

} // namespace campanile
