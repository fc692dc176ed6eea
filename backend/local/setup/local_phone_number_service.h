#pragma once

#include "local/backend_core.h"
#include "services/phone_number_service.h"

namespace campanile {

class SetupStore;

/// PhoneNumberService on the backend of this process.
class LocalPhoneNumberService final : public PhoneNumberService {
public:
    explicit LocalPhoneNumberService(BackendCore &core)
        : m_core(core)
    {
    }

    void list(const Caller &caller, Reply<std::vector<PhoneNumber>> reply) override;
    void create(const Caller &caller, NewPhoneNumber fresh, Answering<PhoneNumber> answering) override;
    void change(const Caller &caller, PhoneNumberId id, PhoneNumberEdit edit, Reply<PhoneNumber> reply) override;
    void assign(const Caller &caller, PhoneNumberId number, AgentId agent, Reply<void> reply) override;
    void unassign(const Caller &caller, PhoneNumberId number, AgentId agent, Reply<void> reply) override;

private:
    void changeAssignment(WorkspaceId workspace, void (SetupStore::*step)(PhoneNumberId, AgentId), PhoneNumberId number,
                          AgentId agent, Reply<void> reply);

    BackendCore &m_core;
};

} // namespace campanile
