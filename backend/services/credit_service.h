#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/credit.h"
#include "services/answering.h"
#include "services/target_service.h"

namespace campanile {

/// Every use case of the workspace's credit (B0-32, T-05, T-06). What is paid in is available from the commit on:
/// campaigns that wait for credit go on by themselves. The balance is always the sum of the ledger.
/// Thread: any. Each call answers exactly once, on a thread of the backend's choosing. Changes answer with the account
/// as it is then; EditingDisabled while the workspace's editing is disabled.
class CreditService {
public:
    virtual ~CreditService() = default;

    virtual void account(const Caller &caller, Reply<CreditAccount> reply) = 0;
    /// Pays in: above zero, at most ceilings::payment. The note, at most ceilings::noteLength, is kept in the ledger.
    /// InvalidInput at #/amount or #/note; Conflict when the balance would exceed ceilings::balance.
    virtual void topUp(const Caller &caller, Money amount, QString note, Answering<CreditAccount> answering) = 0;
    /// Corrects by an amount of either sign, but not zero; the note must say why. Errors as topUp.
    virtual void correct(const Caller &caller, Money amount, QString note, Answering<CreditAccount> answering) = 0;
    /// Sets the rule by which credit is bought automatically; an amount of zero turns that off. InvalidInput at
    /// #/auto_reload/below, /amount or /monthly_limit, also for a monthly limit that does not allow one reload.
    virtual void setAutoReload(const Caller &caller, AutoReload rule, Reply<CreditAccount> reply) = 0;
    /// Sets the limit: `billing.low_balance` is announced when less than this is available; zero: never. InvalidInput
    /// at #/low_balance_below.
    virtual void setLowBalance(const Caller &caller, Money below, Reply<CreditAccount> reply) = 0;
    /// One page of the ledger, newest first, after the entry with this id (0: from the newest). `limit` 1 to
    /// ceilings::rowsPerPage.
    virtual void entries(const Caller &caller, std::int64_t after, int limit,
                         Reply<Page<CreditEntry, std::int64_t>> reply) = 0;
};

} // namespace campanile
