#pragma once

#include "core/result.h"
#include "domain/caller.h"
#include "domain/workspace.h"
#include "services/answering.h"

#include <optional>
#include <vector>

namespace campanile {

/// A caller ID that is to be added.
struct NewPhoneNumber {
    E164 number;
    TrunkId trunk;
    QString label{};          ///< at most ceilings::nameLength characters
    int ratePerMinute = 0;    ///< 0: no limit of its own
    bool inboundOnly = false; ///< it receives calls only and places none
};

/// What can be changed of a number; what is absent stays.
struct PhoneNumberEdit {
    std::optional<QString> label;
    std::optional<int> ratePerMinute; ///< 0: no limit of its own
    std::optional<bool> verified;
    std::optional<bool> inboundOnly;
};

/// The caller IDs of a workspace, and the agents that may call from them. Errors and threads: as WorkspaceService.
class PhoneNumberService {
public:
    virtual ~PhoneNumberService() = default;

    /// In the order in which they were added.
    virtual void list(const Caller &caller, Reply<std::vector<PhoneNumber>> reply) = 0;
    /// Adds a number, assigned to no agent. It is verified from the start on a simulated trunk alone, where nobody's
    /// telephone rings. NotFound at #/trunk_id; Conflict at #/number when the workspace has it already.
    virtual void create(const Caller &caller, NewPhoneNumber number, Answering<PhoneNumber> answering) = 0;
    virtual void change(const Caller &caller, PhoneNumberId id, PhoneNumberEdit edit, Reply<PhoneNumber> reply) = 0;
    /// Whether the agent may call from the number (B0-05); doing it twice is no error.
    virtual void assign(const Caller &caller, PhoneNumberId number, AgentId agent, Reply<void> reply) = 0;
    virtual void unassign(const Caller &caller, PhoneNumberId number, AgentId agent, Reply<void> reply) = 0;
};

} // namespace campanile
