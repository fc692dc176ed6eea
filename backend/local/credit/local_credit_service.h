#pragma once

#include "local/backend_core.h"
#include "services/credit_service.h"

namespace campanile {

/// CreditService on the backend of this process.
class LocalCreditService final : public CreditService {
public:
    explicit LocalCreditService(BackendCore &core)
        : m_core(core)
    {
    }

    void account(const Caller &caller, Reply<CreditAccount> reply) override;
    void topUp(const Caller &caller, Money amount, QString note, Answering<CreditAccount> answering) override;
    void correct(const Caller &caller, Money amount, QString note, Answering<CreditAccount> answering) override;
    void setAutoReload(const Caller &caller, AutoReload rule, Reply<CreditAccount> reply) override;
    void setLowBalance(const Caller &caller, Money below, Reply<CreditAccount> reply) override;
    void entries(const Caller &caller, std::int64_t after, int limit,
                 Reply<Page<CreditEntry, std::int64_t>> reply) override;

private:
    void pay(const Caller &caller, CreditKind kind, Money amount, const QString &note,
             Answering<CreditAccount> answering);
    void change(WorkspaceId workspace, std::function<void(CreditAccount &)> edit, Reply<CreditAccount> reply);

    BackendCore &m_core;
};

} // namespace campanile
