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

    void account(Reply<CreditAccount> reply) override;
    void topUp(Money amount, QString note, Reply<CreditAccount> reply) override;
    void correct(Money amount, QString note, Reply<CreditAccount> reply) override;
    void setAutoReload(AutoReload rule, Reply<CreditAccount> reply) override;
    void setLowBalance(Money below, Reply<CreditAccount> reply) override;
    void entries(std::int64_t after, int limit, Reply<Page<CreditEntry, std::int64_t>> reply) override;

private:
    void pay(CreditKind kind, Money amount, const QString &note, Reply<CreditAccount> reply);
    void change(std::function<void(CreditAccount &)> edit, Reply<CreditAccount> reply);

    BackendCore &m_core;
};

} // namespace campanile
